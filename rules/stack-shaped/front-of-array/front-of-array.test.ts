import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { frontOfArray } from './front-of-array.ts';

testLesson(frontOfArray);

const id = 'stack-shaped/front-of-array';

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a queue the other way round': `export class Jobs {
  private waiting: string[] = [];
  add(job: string) { this.waiting.unshift(job); }
  next() { return this.waiting.pop(); }
}`,
  'a deque that somebody else fills at the end': `export class Tokens {
  private tokens: string[] = [];
  feed(token: string) { this.tokens.push(token); }
  back(token: string) { this.tokens.unshift(token); }
  next() { return this.tokens.shift(); }
}`,
  'entries taken out of the middle': `const open: string[] = [];
export function show(name: string) { open.unshift(name); }
export function hide(name: string) { open.splice(open.indexOf(name), 1); }
export function hideTop() { open.shift(); }`,
  'entries taken out of the middle by filter': `let open: string[] = [];
export function show(name: string) { open.unshift(name); }
export function hide(name: string) { open = open.filter((each) => each !== name); }
export function hideTop() { open.shift(); }`,
  'a sorted list': `const best: number[] = [];
export function add(score: number) { best.unshift(score); best.sort(); }
export function take() { return best.shift(); }`,
  'a list built back to front and trimmed once': `export function titleOf(node: { name: string; parent: typeof node | null }) {
  const titles: string[] = [];
  for (let at: typeof node | null = node; at !== null; at = at.parent) titles.unshift(at.name);
  titles.shift();
  return titles.join(' > ');
}`,
  'digits written back to front, without zeros at the front': `export function product(digits: number[], by: number) {
  const result: number[] = [];
  let carry = 0;
  for (let index = digits.length - 1; index >= 0 || carry > 0; index -= 1) {
    const value = (digits[index] ?? 0) * by + carry;
    result.unshift(value % 10);
    carry = Math.floor(value / 10);
  }
  while (result.length > 1 && result[0] === 0) result.shift();
  return result.join('');
}`,
  'input read with a look-ahead': `export class Lines {
  constructor(text: string) { this.lines = text.split('\\n'); }
  private lines: string[];
  next() { return this.lines.shift(); }
  nextIndented() {
    const line = this.lines.shift();
    if (line !== undefined && !line.startsWith(' ')) { this.lines.unshift(line); return undefined; }
    return line;
  }
}`,
  'options that are split while they are read': `export function read(argv: string[]) {
  const args = argv.slice();
  const known: string[] = [];
  while (args.length > 0) {
    const arg = args.shift() ?? '';
    if (/^-[a-z]{2}/.test(arg)) { known.push(arg.slice(0, 2)); args.unshift(\`-\${arg.slice(2)}\`); }
    else if (arg === '--') return [known, [...args]];
  }
  return [known, []];
}`,
  'an array that other files can add to': `export const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave() { return open.shift(); }`,
  'an array that is exported by name': `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave() { return open.shift(); }
export { open };`,
  'a tuple': `let pair: [number, ...number[]] = [1];
export function enter(each: number) { pair.unshift(each); }
export function leave() { return pair.shift(); }`,
  'something of another type that has the same methods': `class Ring { unshift(_: number) {} shift() { return 1; } }
const ring = new Ring();
export function enter(each: number) { ring.unshift(each); }
export function leave() { return ring.shift(); }`,
  'an array of unknown type': `declare const stack: any;
export function enter(each: number) { stack.unshift(each); }
export function leave() { return stack.shift(); }`,
  'copies of a readonly array': `let open: readonly string[] = [];
export function enter(name: string) { open = [name, ...open]; }
export function leave() { open = open.slice(1); }`,
  'copies that others get to see': `let open: string[] = [];
const listeners: ((open: string[]) => void)[] = [];
export function enter(name: string) { open = [name, ...open]; for (const listener of listeners) listener(open); }
export function leave() { open = open.slice(1); for (const listener of listeners) listener(open); }`,
  'copies in a field that a decorator watches': `declare function state(target: unknown, context: unknown): void;
export class Toasts {
  @state private open: string[] = [];
  show(text: string) { this.open = [text, ...this.open]; }
  hide() { this.open = this.open.slice(1); }
}`,
  'copies in a class with a base that may compare them': `declare class View { update(): void; }
export class Toasts extends View {
  private open: string[] = [];
  show(text: string) { this.open = [text, ...this.open]; }
  hide() { this.open = this.open.slice(1); }
}`,
  'a prepended entry that is dropped again': `export function withHeader(rows: string[], header: string, drop: boolean) {
  const all: string[] = [];
  for (const row of rows) all[all.length] = row;
  all.unshift(header);
  if (drop) all.shift();
  return all;
}`,
  'an entry that only a constructor adds': `export class Steps {
  private steps: string[] = [];
  constructor(first: string) { this.steps.unshift(first); }
  next() { return this.steps.shift(); }
}`,
};

test('what is no stack, or one that must be copied, is not flagged', async () => {
  await assertClean(id, clean);
});

/** What is flagged, and why it cannot be turned round. */
const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [
    `export function nest(suites: string[], visit: (enter: (name: string) => void, leave: () => void) => void) {
  const steps: (() => void)[] = [];
  const add = (name: string) => { suites.unshift(name); steps.push(() => suites[0]); suites.shift(); };
  visit(add, () => steps.pop());
}`,
    /`suites` is handed in by callers/,
  ],
  [
    `export class Path {
  private names: string[] = [];
  enter(name: string) { this.names.unshift(name); }
  leave() { this.names.shift(); }
  current() { return this.names; }
}`,
    /`names` is returned on line 5/,
  ],
  [
    `declare function matches(path: readonly string[]): boolean;
export function visit(names: readonly string[]) {
  const path: string[] = [];
  for (const name of names) {
    path.unshift(name);
    if (matches(path)) path.shift();
  }
}`,
    /`path` is handed to `matches` on line 6/,
  ],
  [
    `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave() { return open.shift(); }
export function closeAll(close: (name: string) => void) {
  for (const name of open) { close(name); leave(); }
}`,
    /`open` may change while line 5 walks over it/,
  ],
  [
    `declare function next(): string;
const open: string[] = [];
export function enter() { open.unshift(next(), next()); }
export function leave() { return open.shift(); }`,
    /would be evaluated in another order/,
  ],
  [
    `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave(count: number) { return open.splice(0, count); }`,
    /takes several entries out at once/,
  ],
  [
    `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave() { return open.shift(); }
export function rename(index: number, name: string) { open[index] = name; }`,
    /below the top is replaced/,
  ],
  [
    `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function leave() { return open.shift(); }
export function isEntry(index: string) { return index in open; }`,
    /`open` is passed on by an operator on line 4/,
  ],
];

test('a stack whose order may be seen elsewhere is flagged, and the fix says why it is refused', async () => {
  const result = await bench(
    Object.fromEntries(refused.map(([code], index) => [`src/refused-${index}.ts`, `${code}\n`])),
  );
  assert.deepEqual(result.errors, []);
  for (const [index, [code, reason]] of refused.entries()) {
    const found = result.findings(id).filter(({ file }) => file === `src/refused-${index}.ts`);
    assert.equal(found.length, 1, code);
    const fix = found[0] && result.fix(found[0]);
    assert.equal(fix?.verified, false, code);
    assert.match(fix.reason ?? '', reason);
  }
});

const publicField = `export class Path {
  names: string[] = [];
  enter(name: string) { this.names.unshift(name); }
  leave() { return this.names.shift(); }
}
`;

test('a stack that is handed to others, who may want the innermost entry first, is only a hint', async () => {
  const stack = (look: string) => `declare function matches(path: readonly string[] | string): boolean;
export function visit(names: readonly string[]) {
  const path: string[] = [];
  for (const name of names) {
    path.unshift(name);
    if (matches(${look})) path.shift();
  }
}
`;
  const result = await bench({ 'src/a.ts': stack('path'), 'src/b.ts': stack('path[0]') });
  assert.deepEqual(
    result.findings(id).map(({ severity }) => severity),
    ['hint', 'info'],
  );
});

test('a public field is turned round only if no other file uses it', async () => {
  const reader = `import { Path } from './path.ts';\nexport const top = (path: Path) => path.names[0];\n`;
  const other = `export const first = (people: { names: string[] }) => people.names[0];\n`;
  const used = await bench({ 'src/path.ts': publicField, 'src/reader.ts': reader });
  const [finding] = used.findings(id);
  assert.ok(finding);
  assert.match(
    used.fix(finding).reason ?? '',
    /`names` is not private, and line 2 of src\/reader\.ts may use it/,
  );

  const unused = await bench({ 'src/path.ts': publicField, 'src/other.ts': other });
  assert.match(onlyFixed(unused, 'src/path.ts'), /this\.names\.push\(name\)[\s\S]+this\.names\.pop\(\)/);
});

test('a private field that a test reads through brackets keeps its order', async () => {
  const code = publicField.replace('  names', '  private names');
  const check = `import { Path } from './path.ts';\nexport const top = new Path()['names'][0];\n`;
  const result = await bench({ 'src/path.ts': code, 'src/path.test.ts': check });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /Line 2 of src\/path\.test\.ts may get at `names`/);
});

test('old engines get an index instead of `at`, and a spread instead of `toReversed`', async () => {
  const code = `const open = [];
exports.enter = (name) => open.unshift(name);
exports.leave = () => open.shift();
exports.top = () => open[0];
exports.all = () => open.join();
`;
  const files = (engines: string): Files => ({
    'package.json': `{ "name": "old", "engines": { "node": "${engines}" } }\n`,
    'tsconfig.json': '{ "compilerOptions": { "allowJs": true, "noEmit": true, "lib": ["es2024"] } }\n',
    'index.js': code,
  });
  const old = onlyFixed(await bench(files('>=14')), 'index.js');
  assert.match(old, /open\[open\.length - 1\]/);
  assert.match(old, /\[\.\.\.open\]\.reverse\(\)\.join\(\)/);
  const young = onlyFixed(await bench(files('>=20')), 'index.js');
  assert.match(young, /open\.at\(-1\)/);
  assert.match(young, /open\.toReversed\(\)\.join\(\)/);
});

test('each array has one finding, whose evidence is every other place', async () => {
  const code = `const open: string[] = [];
export function enter(name: string) { open.unshift(name); }
export function enterBoth(name: string) { open.unshift(name); open.unshift(name); }
export function leave() { return open.shift(); }
`;
  const result = await bench({ 'src/open.ts': code.replaceAll('\n', '\r\n') });
  const [finding, ...others] = result.findings(id);
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.deepEqual(
    finding.related.map(({ range }) => range.start.line),
    [2, 2, 3],
  );
  assert.match(finding.message, /`open` .* 3 places put entries in there and one takes them out/);
  const fixed = onlyFixed(result, 'src/open.ts');
  assert.equal(fixed, code.replaceAll('unshift', 'push').replaceAll('shift', 'pop').replaceAll('\n', '\r\n'));
});

test('a field that is destructured somewhere keeps its order', async () => {
  const code = `export class Path {
  private names: string[] = [];
  enter(name: string) { this.names.unshift(name); }
  leave() { return this.names.shift(); }
  show() { const { names } = this; return names.join('/'); }
}
`;
  const result = await bench({ 'src/path.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /`names` is destructured on line 5/);
});

function onlyFixed(result: Bench, file: string): string {
  const [finding, ...others] = result.findings(id);
  assert.ok(finding);
  assert.deepEqual(others, []);
  return result.fixed(finding)[file] as string;
}
