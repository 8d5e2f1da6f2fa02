import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { copiedStack } from './copied-stack.ts';

const id = 'stack-shaped/copied-stack';

/** Each exports `run`, which has to give the same before and after the fix. `expects` are pieces of the fixed text. */
const examples: readonly FixExample[] = [
  {
    name: 'every form of push and pop, several values, a look at the top',
    kind: 'safe',
    code: `export function run(input: number[]): unknown {
  let open: number[] = [];
  const seen: unknown[] = [];
  for (const each of input) {
    if (each > 9) open = [...open, each, open.length];
    else if (each > 6) open = open.concat(each);
    else if (each > 3) open = open.concat([each, -each], 7);
    else if (each > 0) {
      open = [
        ...open,
        each,
      ];
    } else if (each > -6) open = open.slice(0, -1);
    else open = open.slice(0, open.length - 1);
    if (open[open.length - 1] === 7) seen.push(open.length, open.join());
    if (each === 0) open = [];
  }
  return [seen, open];
}`,
    expects: [
      'let open: number[] = [];',
      'open.push(each, open.length);',
      'open.push(each);',
      'open.push(each, -each, 7);',
      'if (each > -6) open.pop();',
      'else open.pop();',
      'open.at(-1) === 7',
    ],
  },
  {
    name: 'lists that are put on and taken off one by one',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  let open = input.slice(0, 3);
  const seen: number[] = [];
  while (open.length > 0 && seen.length < 50) {
    const next = open[open.length - 1] as number;
    open = open.slice(0, -1);
    seen.push(next);
    const more = next % 3 === 0 ? [next - 1, next - 2] : [];
    open = open.concat(more);
    open = [...open, ...more];
  }
  return seen;
}`,
    expects: [
      'const open = input.slice(0, 3);',
      'open.pop();',
      'open.push(...more);\n    open.push(...more);',
    ],
  },
  {
    name: 'an array that somebody else has is copied once',
    kind: 'safe',
    code: `function extended(given: number[], input: number[]): number[] {
  let all = given;
  for (const each of input) all = [...all, { value: each }.value];
  return all;
}
export function run(input: number[]): unknown {
  const given = [1, 2];
  return [extended(given, input), given];
}`,
    expects: ['const all = [...given];', 'all.push({ value: each }.value);'],
  },
  {
    name: 'a callback that is called for each entry, beside a private field of a class of its own',
    kind: 'review',
    title: /`sizes`/,
    code: `class Undo {
  private done: number[] = [];
  record(step: number): void { this.done = [...this.done, step]; }
  undo(): void { this.done = this.done.slice(0, -1); }
  get size(): number { return this.done.length; }
}
export function run(input: number[]): unknown {
  const undo = new Undo();
  let sizes: number[] = [];
  input.forEach((each) => {
    if (each > 0) undo.record(each);
    else undo.undo();
    sizes = [...sizes, Math.max(undo.size, 0)];
  });
  return sizes;
}`,
    expects: ['sizes.push(Math.max(undo.size, 0));'],
  },
  {
    name: 'a path down a recursion, by every kind of statement',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const seen: unknown[] = [];
  const visit = (at: number, path: number[]): number => {
    seen.push(path.join(), path.length, path[0], [...path]);
    if (path.includes(at) || path.length > 6) return path.length;
    const next = input[at] ?? 0;
    const below = visit(Math.abs(next), [...path, at]);
    let most = below;
    if (next < 0) visit(at + 1, path.concat([at]));
    [1, 2].forEach((step) => {
      most = visit(Math.abs(next) + step, [...path, step]); // wider
    });
    return most;
  };
  return [visit(0, []), seen.length > 400 ? seen.slice(0, 400) : seen];
}`,
    expects: [
      'path.push(at);\n    const below = visit(Math.abs(next), path);\n    path.pop();',
      'if (next < 0) {\n      path.push(at);\n      visit(at + 1, path);\n      path.pop();\n    }',
    ],
  },
  {
    name: 'characters by index',
    kind: 'safe',
    code: `export function run(input: number[]): unknown {
  const text = input.map((each) => 'abc-'[Math.abs(each) % 4]).join('');
  let kept = '';
  let longest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '-') kept = kept.substring(0, kept.length - 1);
    else if (kept !== '' && kept[kept.length - 1] === character) kept = kept.slice(0, -1);
    else kept += character;
    if (kept === '' && index > 9) kept += 'x';
    longest = Math.max(longest, kept.length);
  }
  return [kept, longest, kept.toUpperCase()];
}`,
    expects: [
      'const kept: string[] = [];',
      'kept.length > 0 && kept.at(-1) === character',
      "kept.length === 0 && index > 9) kept.push('x')",
      "[kept.join(''), longest, kept.join('').toUpperCase()]",
    ],
  },
  {
    name: 'characters that an error or an early result shows as a whole',
    kind: 'safe',
    code: `export function run(input: number[]): unknown {
  const text = input.map((each) => '([)]'[Math.abs(each) % 4]).join('');
  let open = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (index > 20) return open + index;
    if ('(['.includes(character)) open += character;
    else if (open === '') throw new RangeError('closed too early, open: ' + open);
    else open = open.slice(0, -1);
  }
  return open;
}`,
    expects: [
      "return open.join('') + index;",
      "throw new RangeError('closed too early, open: ' + open.join(''));",
    ],
  },
  {
    name: 'characters by a loop over the text, where an emoji is one entry and was two halves of a text',
    kind: 'review',
    title: /emoji, then comes off as a whole/,
    code: `export function run(input: number[]): unknown {
  const text = input.map((each) => 'ab<'[Math.abs(each) % 3]).join('');
  let kept = '';
  for (const character of text) {
    if (character === '<') kept = kept.slice(0, -1);
    else kept += character;
  }
  return kept;
}`,
    expects: ['kept.push(character);', "return kept.join('');"],
  },
];

await testFixes(copiedStack, examples, fc.array(fc.integer({ min: -12, max: 12 }), { maxLength: 30 }));
testLesson(copiedStack);

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'copies that are kept': `export function prefixes(words: string[]) {
  const all: string[][] = [];
  let prefix: string[] = [];
  for (const word of words) { prefix = [...prefix, word]; all.push(prefix); }
  return all;
}`,
  'a former copy under another name': `export function grow(words: string[]) {
  let all: string[] = [];
  let before = all;
  for (const word of words) { before = all; all = [...all, word]; }
  return [before, all];
}`,
  'copies that are compared': `export function changes(words: string[], last: string[]) {
  let all: string[] = [];
  let count = 0;
  for (const word of words) { all = [...all, word]; if (all !== last) count += 1; }
  return count;
}`,
  'an array that is walked while it grows': `export function spread(words: string[]) {
  let all = words.slice();
  for (const word of all) all = [...all, word];
  return all;
}`,
  'an array that a callback reports': `export function load(words: string[], report: (all: string[]) => void) {
  let all: string[] = [];
  for (const word of words) { all = [...all, word]; report(all); }
}`,
  'a readonly array': `export function grow(words: string[]) {
  let all: readonly string[] = [];
  for (const word of words) all = [...all, word];
  return all;
}`,
  'state of a component': `declare function useState<T>(value: T): [T, (next: T | ((before: T) => T)) => void];
export function useToasts(texts: string[]) {
  const [open, setOpen] = useState<string[]>([]);
  for (const text of texts) setOpen((before) => [...before, text]);
  return open;
}`,
  'a field that a store observes': `declare function makeAutoObservable(store: object): void;
export class History {
  private steps: string[] = [];
  constructor() { makeAutoObservable(this); }
  record(step: string) { this.steps = [...this.steps, step]; }
  undo() { this.steps = this.steps.slice(0, -1); }
}`,
  'a field that is handed out': `export class History {
  private steps: string[] = [];
  record(step: string) { this.steps = [...this.steps, step]; }
  undo() { this.steps = this.steps.slice(0, -1); }
  get all() { return this.steps; }
}`,
  'a property of somebody else': `export function fill(state: { items: string[] }, words: string[]) {
  for (const word of words) state.items = [...state.items, word];
}`,
  'lists that are put together': `export async function all(read: (page: number) => Promise<string[]>) {
  let rows: string[] = [];
  for (let page = 0; page < 1000; page += 1) rows = rows.concat(await read(page));
  return rows;
}`,
  'things that may be lists, whatever they are called': `export function grow(words: string[], of: (word: string) => object) {
  let all: object[] = [];
  for (const word of words) all = all.concat(of(word));
  return all;
}`,
  'a copy made once': `export function withDefault(names: string[], name: string) {
  let all = names;
  if (!all.includes(name)) all = [...all, name];
  return all;
}`,
  'a handful of rounds': `export function sides(of: (side: string) => string) {
  let all: string[] = [];
  for (const side of ['left', 'right']) all = [...all, of(side)];
  for (let side = 0; side < 4; side += 1) all = [...all, of(String(side))];
  return all;
}`,
  'a path that the results keep': `interface Way { next: Way[] }
export function ways(start: Way) {
  const all: Way[][] = [];
  const follow = (at: Way, way: Way[]): void => {
    if (at.next.length === 0) all.push(way);
    for (const next of at.next) follow(next, [...way, next]);
  };
  follow(start, []);
  return all;
}`,
  'a path that branches share while they wait': `interface Way { next: Way[] }
export async function depth(at: Way, way: Way[]): Promise<number> {
  const below = await Promise.all(at.next.map((next) => depth(next, [...way, next])));
  return Math.max(way.length, ...below);
}`,
  'a path that a closure looks at later': `interface Way { next: Way[] }
export function lengths(at: Way, way: Way[], later: (() => number)[]): void {
  later.push(() => way.length);
  for (const next of at.next) lengths(next, [...way, next], later);
}`,
  'a text that is cut at its end and never added to': `export function trimmed(path: string) {
  let rest = '';
  rest += path;
  while (rest.endsWith('/')) rest = rest.slice(0, -1);
  return rest;
}`,
  'a text that is looked at as a whole each time': `export function keys(text: string, known: Set<string>) {
  let kept = '';
  let count = 0;
  for (const character of text) {
    if (character === '<') kept = kept.slice(0, -1);
    else kept += character;
    if (known.has(kept)) count += 1;
  }
  return count;
}`,
  'a text that a callback returns each time': `export function keys(text: string, known: string[]) {
  let kept = '';
  let count = 0;
  for (const character of text) {
    if (character === '<') kept = kept.slice(0, -1);
    else kept += character;
    count += known.filter((each) => { return each === kept + '>'; }).length;
  }
  return count;
}`,
  'a text that words are added to': `export function words(list: string[]) {
  let kept = '';
  for (const word of list) {
    if (word === '<') kept = kept.slice(0, -1);
    else kept += word;
  }
  return kept;
}`,
  'a path whose call is part of a larger expression': `export function find(at: number, path: number[]): boolean {
  if (path.length > at) return true;
  return find(at - 1, [...path, at]);
}`,
};

test('what somebody keeps, and what is copied seldom, is not flagged', async () => {
  await assertClean(id, clean);
});

const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [
    `export function walk(at: number, path: number[]): void {
  if (path.length < 9)
    walk(at + 1, [...path, at]);
}`,
    /stands without braces/,
  ],
  [
    `export function grow(words: string[]) {
  let all: string[] = [];
  for (const word of words) all = [...all, /* the newest */ word];
  return all;
}`,
    /A comment on line 3/,
  ],
];

test('a copy that cannot be undone on the spot is flagged, and the fix says why it is refused', async () => {
  const result = await bench(
    Object.fromEntries(refused.map(([code], index) => [`src/refused-${index}.ts`, `${code}\n`])),
  );
  for (const [index, [code, reason]] of refused.entries()) {
    const [finding] = result.findings(id).filter(({ file }) => file === `src/refused-${index}.ts`);
    assert.ok(finding, code);
    assert.match(result.fix(finding).reason ?? '', reason);
  }
});

test('values on lines of their own move to the line of the push, and line ends stay', async () => {
  const code = `export function grow(words: string[]) {
  let all: { word: string }[] = [];
  for (const word of words) {
    all = [
      ...all,
      {
        word,
      },
    ];
  }
  return all;
}
`.replaceAll('\n', '\r\n');
  const result = await bench({ 'src/grow.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const fixed = result.fixed(finding)['src/grow.ts'] ?? '';
  assert.ok(fixed.includes('    all.push({\r\n      word,\r\n    });\r\n'), fixed);
});
