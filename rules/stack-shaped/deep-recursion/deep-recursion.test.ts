import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { deepRecursion } from './deep-recursion.ts';

testLesson(deepRecursion);

const id = 'stack-shaped/deep-recursion';
const link =
  'interface Link { value: number; next: Link | null; before: Link | null; left: Link | null; right: Link | null }\n';

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'both sides of a tree': `${link}export function size(link: Link | null): number { return link === null ? 0 : 1 + size(link.left) + size(link.right); }`,
  'a list and a tree at once': `${link}export function matches(list: Link | null, tree: Link | null): boolean {
  if (list === null) return true;
  return tree !== null && list.value === tree.value && matches(list.next, tree.left);
}`,
  'handlers that hand on to the next': `interface RequestHandler { next: RequestHandler | null; handles(url: string): boolean }
export function handlerOf(handler: RequestHandler | null, url: string): RequestHandler | null {
  if (handler === null || handler.handles(url)) return handler;
  return handlerOf(handler.next, url);
}`,
  'commands that have commands below them, each name once': `interface Command { readonly name: string; readonly subCommands?: readonly Command[] }
export class Registry {
  private readonly commands = new Map<string, Command>();
  register(command: Command): void {
    if (this.commands.has(command.name)) return;
    this.commands.set(command.name, command);
    for (const each of command.subCommands ?? []) this.register(each);
  }
}`,
  'a tree by first child and next sibling, marked for safety': `interface Effect { readonly first: Effect | null; readonly next: Effect | null }
export function mark(effect: Effect, seen: Set<Effect>): void {
  if (seen.has(effect)) throw new Error('a circle');
  seen.add(effect);
  for (let child = effect.first; child !== null; child = child.next) mark(child, seen);
}`,
  'a text that gets shorter, with what is known of it remembered': `const known: Record<string, string[]> = {};
export function orders(text: string): string[] {
  if (text.length < 2) return [text];
  if (known[text]) return known[text];
  let all: string[] = [];
  for (const letter of text) all = all.concat(orders(text.replace(letter, '')).map((each) => letter + each));
  known[text] = all;
  return all;
}`,
  'a link of unknown type': `export function length(node: any): number { return node === null ? 0 : 1 + length(node.next); }`,
  'an async function': `${link}export async function each(link: Link | null, act: (value: number) => Promise<void>): Promise<void> {
  if (link === null) return;
  await act(link.value);
  await each(link.next, act);
}`,
  'a generator': `${link}export function* values(link: Link | null): Generator<number> {
  if (link === null) return;
  yield link.value;
  yield* values(link.next);
}`,
  'a call some other time': `export function show(lines: string[], at: number): void {
  if (at >= lines.length) return;
  setTimeout(() => show(lines, at + 1), 100);
}`,
  'a retry with a counter': `export function attempt(work: () => boolean, left: number): boolean {
  if (work()) return true;
  return left > 0 && attempt(work, left - 1);
}`,
  'a list with a limit on the depth': `${link}export function find(link: Link | null, wanted: number, depth: number): Link | null {
  if (link === null || depth > 20) return null;
  return link.value === wanted ? link : find(link.next, wanted, depth + 1);
}`,
  'subsets, which multiply': `export function subsets(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  const others = subsets(items.slice(1));
  return [...others, ...others.map((each) => [items[0] ?? '', ...each])];
}`,
  'a choice at each entry': `export function reaches(values: readonly number[], at: number, wanted: number): boolean {
  if (at === values.length) return wanted === 0;
  return reaches(values, at + 1, wanted - (values[at] ?? 0)) || reaches(values, at + 1, wanted);
}`,
  'a prefix that is cut off now and then': `export function command(words: readonly string[]): string {
  const [first, ...others] = words;
  return first === 'sudo' ? command(others) : first ?? '';
}`,
  'a cycle that is guarded against in something nested': `export function clean(value: unknown, seen: Set<unknown>): unknown {
  if (typeof value !== 'object' || value === null || seen.has(value)) return value;
  seen.add(value);
  for (const each of Object.values(value)) clean(each, seen);
  return value;
}`,
  'files that name others': `import { readFileSync } from 'node:fs';
export function sources(file: string, seen: Set<string>): void {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, other] of readFileSync(file, 'utf8').matchAll(/from '(.+)'/g)) sources(other ?? '', seen);
}`,
  'a path that is tried and taken back': `export function escapes(maze: number[][], row: number, column: number): boolean {
  if (maze[row]?.[column] !== 0) return false;
  if (row === 0) return true;
  maze[row][column] = 1;
  const found = escapes(maze, row + 1, column) || escapes(maze, row - 1, column) || escapes(maze, row, column + 1) || escapes(maze, row, column - 1);
  maze[row][column] = 0;
  return found;
}`,
  'a grid that is crossed one way': `export function paths(known: number[][], row: number, column: number): number {
  const line = known[row];
  if (line === undefined || line[column] === undefined) return 0;
  if (line[column] > 0) return line[column];
  line[column] = paths(known, row + 1, column) + paths(known, row, column + 1);
  return line[column];
}`,
  'another function of the same name': `${link}export class Reader {
  constructor(private readonly inner: Reader | null) {}
  read(link: Link): number { return this.inner === null ? link.value : this.inner.read(link); }
}`,
};

/** What the fix says when it cannot do it, by the code that it is about. */
const refused: Readonly<Record<string, readonly [code: string, reason: RegExp]>> = {
  'a closure over what changes': [
    `${link}export function actions(link: Link | null, out: (() => number)[]): void {
  if (link === null) return;
  const { value } = link;
  out.push(() => link?.value ?? value);
  actions(link.next, out);
}`,
    /A function within `actions` keeps what one call was given/,
  ],
  'a call within try': [
    `${link}export function first(link: Link | null, parse: (value: number) => string): string {
  if (link === null) return '';
  try {
    return parse(link.value);
  } catch {
    parse(0);
  }
  try {
    return first(link.next, parse);
  } finally {
    parse(1);
  }
}`,
    /within `try`/,
  ],
  'a default that is made anew': [
    `${link}export function walk(link: Link | null, seen: number[] = []): number {
  if (link === null) return seen.length;
  seen.push(link.value);
  return walk(link.next);
}`,
    /leaves `seen` to its default/,
  ],
  'something after the call': [
    `export function visit(node: number, edges: number[][], seen: Set<number>, order: number[]): void {
  seen.add(node);
  for (const next of edges[node] ?? []) {
    if (!seen.has(next)) visit(next, edges, seen, order);
  }
  order.push(node);
}`,
    /still does something after it has called itself/,
  ],
  'a mark at the call': [
    `export function visit(node: number, edges: number[][], seen: Set<number>): void {
  for (const next of edges[node] ?? []) {
    if (!seen.has(next)) {
      seen.add(next);
      visit(next, edges, seen);
    }
  }
}`,
    /does something for each entry before it calls itself/,
  ],
  'neighbours that change meanwhile': [
    `export function visit(node: number, edges: Map<number, Set<number>>, seen: Set<number>): void {
  seen.add(node);
  edges.set(node, new Set(edges.get(node)));
  for (const next of edges.get(node) ?? []) {
    if (!seen.has(next)) visit(next, edges, seen);
  }
}`,
    /may change while `visit` walks over it/,
  ],
};

test('recursion that something bounds is left alone', async () => {
  await assertClean(id, clean);
});

test('a fix that would change something is refused in words', async () => {
  const names = Object.keys(refused);
  const result = await bench(
    Object.fromEntries(names.map((name, at) => [`src/refused-${at}.ts`, `${refused[name]?.[0]}\n`])),
  );
  for (const [at, name] of names.entries()) {
    const [finding] = findingsOf(result, `src/refused-${at}.ts`);
    assert.ok(finding, name);
    const { verified, reason } = result.fix(finding);
    assert.ok(!verified, name);
    assert.match(reason ?? '', refused[name]?.[1] as RegExp, name);
  }
});

test('recursion whose result is still used is a lesson without a fix', async () => {
  const result = await bench({
    'src/length.ts': `${link}export function length(link: Link | null): number {\n  return link === null ? 0 : 1 + length(link.next);\n}\n`,
    'src/own.ts':
      'export class Cell {\n  constructor(readonly value: number, readonly next: Cell | null) {}\n  toText(): string {\n    return this.value + (this.next?.toText() ?? "");\n  }\n}\n',
  });
  assert.deepEqual(
    result.findings(id).map(({ file, fixes }) => [file, fixes.length]),
    [
      ['src/length.ts', 0],
      ['src/own.ts', 0],
    ],
  );
});

test('a method that a subclass may override says so, a private one does not', async () => {
  const method = (modifier: string) =>
    `${link}export class Finder {\n  ${modifier} find(link: Link | null, wanted: number): boolean {\n    if (link === null) return false;\n    return link.value === wanted ? true : this.find(link.next, wanted);\n  }\n  all(link: Link) { return this.find(link, 1); }\n}\n`;
  const result = await bench({ 'src/open.ts': method('public'), 'src/own.ts': method('private') });
  const titles = result.findings(id).map(({ fixes }) => fixes[0]?.title);
  assert.deepEqual(titles, [
    'Run `find` in a loop instead of in itself; a subclass that overrides it no longer has a say in each step',
    'Run `find` in a loop instead of in itself',
  ]);
});

test('a file keeps its own line ends, tabs and lack of semicolons', async () => {
  const before = [
    'export const last = ([first, ...others]: string[], before = ""): string => {',
    '\tif (first === undefined || first === "") return before',
    '\treturn last(others, first)',
    '}',
    '',
  ];
  const result = await bench({ 'src/last.ts': before.join('\r\n') });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(
    result.fixed(finding)['src/last.ts'],
    [
      before[0],
      '\tfor (;;) {',
      '\t\tif (first === undefined || first === "") return before',
      '\t\tbefore = first',
      '\t\t;[first, ...others] = others',
      '\t}',
      '}',
      '',
    ].join('\r\n'),
  );
});

function findingsOf(result: Bench, file: string) {
  return result.findings(id).filter((finding) => finding.file === file);
}
