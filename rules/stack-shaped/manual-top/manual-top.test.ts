import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { type FixExample, testFixes } from '../../../test/harness/fixes.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { manualTop } from './manual-top.ts';

const id = 'stack-shaped/manual-top';

/**
 * Each exports `run`, which pops only what was pushed: there original and fixed code have to agree. `expects` is
 * a piece of the fixed text.
 */
const examples: readonly FixExample[] = [
  {
    name: 'a counter that is the index of the top',
    kind: 'review',
    code: `class Marks {
  private marks: number[] = [];
  private top = -1;

  push(mark: number): void { this.marks[++this.top] = mark; }
  pop(): number | undefined { return this.marks[this.top--]; }
  drop(): void { this.top--; }
  bump(): void { if (this.top >= 0) this.marks[this.top] += 1; }
  clear(): void { this.top = -1; }
  get below(): number | undefined { return this.top > 0 ? this.marks[this.top - 1] : undefined; }
  get latest(): number { return this.marks[this.top]; }
  get isEmpty(): boolean { return this.top < 0; }
  get size(): number { return this.top + 1; }
}
export function run(input: number[]): unknown {
  const marks = new Marks();
  return input.map((each) => {
    if (each > 2 || marks.isEmpty) { marks.push(each); return marks.below; }
    if (each > 0) { marks.bump(); return [marks.latest, marks.size]; }
    if (each === 0) return marks.clear();
    return each > -6 ? [marks.pop(), marks.size] : marks.drop();
  });
}`,
    expects: [
      'this.marks.push(mark);',
      'return this.marks.pop();',
      'drop(): void { this.marks.pop(); }',
      'this.marks[this.marks.length - 1] += 1;',
      'clear(): void { this.marks.length = 0; }',
      'this.marks.length === 0;',
      'return this.marks.length;',
      'private marks: number[] = [];\n\n  push',
    ],
  },
  {
    name: 'a counter that is the number of entries, declared with others',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  const seen: unknown[] = [];
  let steps = 0, depth = 0;
  for (const each of input) {
    steps += 1;
    if (each > 0) open[depth++] = each;
    else if (depth > 0) seen.push(open[--depth]);
    if (depth) seen.push(open[depth - 1], depth, steps);
  }
  while (depth !== 0) seen.push(open[--depth]);
  return seen;
}`,
    expects: [
      'let steps = 0;',
      'open.push(each);',
      'else if (open.length > 0) seen.push(open.pop()!);',
      'if (open.length) seen.push(open[open.length - 1], open.length, steps);',
      'while (open.length !== 0)',
    ],
  },
  {
    name: 'pushes, pops and looks by the length',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  const seen: unknown[] = [];
  for (const each of input) {
    if (each > 0) open[open.length] = each;
    else if (open.length > 2) open.length--;
    else if (open.length > 1) open.length -= 1;
    else if (open.length > 0) open.length = open.length - 1;
    if (open[open.length - 1] === 3) seen.push(open.length);
  }
  return [seen, open];
}`,
    expects: [
      'open.push(each);',
      '(open.length > 2) open.pop();',
      '(open.length > 0) open.pop();',
      'open.at(-1) === 3',
    ],
  },
  {
    name: 'an entry that is deleted before the length is put right',
    kind: 'review',
    code: `export function run(input: number[]): unknown {
  const open: number[] = [];
  for (const each of input) {
    if (each > 0) open.push(each);
    else if (open.length > 0) {
      delete open[open.length - 1];
      open.length -= 1;
    }
  }
  return open;
}`,
    expects: ['else if (open.length > 0) {\n      open.pop();\n    }'],
  },
];

await testFixes(manualTop, examples, fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }));
testLesson(manualTop);

const clean: Readonly<Record<string, string>> = {
  'a heap that counts from 1': `const heap: number[] = [];
let size = 0;
export const add = (value: number) => { heap[++size] = value; };
export const take = () => heap[size--];`,
  'a heap whose last entry moves to the front': `const heap: number[] = [];
let size = 0;
export const add = (value: number) => { heap[size++] = value; };
export const take = () => { const least = heap[0]; heap[0] = heap[--size]; return least; };`,
  'a heap whose last entry moves to the front, by push and pop': `const heap: number[] = [];
export const add = (value: number) => { heap.push(value); };
export const take = () => { const least = heap[0]; heap[0] = heap[heap.length - 1] ?? 0; heap.pop(); return least; };`,
  'entries that change places': `const heap: number[] = [];
export const add = (value: number) => { heap.push(value); };
export const swap = (a: number, b: number) => { [heap[a], heap[b]] = [heap[b], heap[a]] as [number, number]; };
export const take = () => { const last = heap[heap.length - 1] ?? 0; heap.pop(); return last; };`,
  'a heap that is filled in two statements': `const heap: number[] = [];
let size = 0;
export function add(value: number) { heap[size] = value; size++; for (let at = size - 1; at > 0; at >>= 1) heap[at] = heap[at >> 1] ?? 0; }
export function take() { size--; return heap[size]; }`,
  'a list that is written by its count and never shortened': `const rows: string[] = [];
let count = 0;
export function add(row: string) { rows[count] = row; count += 1; }
export const last = () => rows[count - 1];`,
  'two columns by one counter': `const names: string[] = [];
const ages: number[] = [];
let top = -1;
export function enter(name: string, age: number) { top++; names[top] = name; ages[top] = age; }
export function leave() { const name = names[top]; const age = ages[top]; top--; return [name, age]; }`,
  'entries of a type that cannot be found': `import type { Frame } from 'a-package-that-is-not-installed';
const open: Frame[] = [];
export const enter = (frame: Frame) => { open.push(frame); };
export function leave() { const top = open[open.length - 1]; if (top.name === '') open.pop(); }`,
  'room made beforehand': `const open = new Array<number>(1024);
let depth = 0;
export const enter = (value: number) => { open[depth++] = value; };
export const leave = () => open[--depth];`,
  'an array that a caller fills': `export function compact(values: number[]) {
  let kept = -1;
  for (const value of values) if (value > 0) values[++kept] = value;
  return values[kept--];
}`,
  'the last entry of a queue': `const waiting: string[] = [];
export const add = (name: string) => { if (waiting[waiting.length - 1] !== name) waiting.push(name); };
export const next = () => waiting.shift();`,
  'an array that others change by its length': `const rows: string[] = [];
export const add = (row: string) => { rows[rows.length] = row; };
export const keep = (count: number) => { rows.length = count; };
export const drop = () => rows.pop();`,
};

test('what is no stack, or one with room made on purpose, is not flagged', async () => {
  await assertClean(id, clean);
});

const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [
    `const open: string[] = [];
let top = -1;
export const enter = (name: string) => { open[++top] = name; };
export const leave = () => open[top--];
export const all = () => open.join();`,
    /Line 5 also sees entries of `open` that were popped already/,
  ],
  [
    `const open: string[] = [];
let top = -1;
export const enter = (name: string) => { open[++top] = name; };
export const leave = () => open[top--];
export const back = (to: number) => { top = to; };`,
    /`top = to` on line 5 moves the top to another place/,
  ],
  [
    `const open: string[] = [];
let top = -1;
export function enter(name: string) { open[++top] = name; }
export function leave() { return open[top--]; }
export function undone() { return open[top + 1]; }`,
    /Line 5 may read entries of `open` that were popped already/,
  ],
];

test('a counter that says more than the length is flagged, and the fix says why it is refused', async () => {
  const result = await bench(
    Object.fromEntries(refused.map(([code], index) => [`src/refused-${index}.ts`, `${code}\n`])),
  );
  for (const [index, [code, reason]] of refused.entries()) {
    const [finding] = result.findings(id).filter(({ file }) => file === `src/refused-${index}.ts`);
    assert.ok(finding, code);
    assert.match(result.fix(finding).reason ?? '', reason);
  }
});

test('a counter that is moved in statements of its own is pointed out', async () => {
  const result = await bench({
    'src/count.ts': `export class Marks {
  private marks: string[] = [];
  private count = 0;
  push(mark: string) { this.marks[this.count] = mark; console.log(mark); this.count += 1; }
  pop() { if (this.count === 0) return undefined; const mark = this.marks[this.count - 1]; delete this.marks[this.count - 1]; this.count -= 1; return mark; }
}
`,
    'src/index.js': `export class Marks {
  constructor() { this.marks = []; this.top = -1; }
  push(mark) { this.top++; this.marks[this.top] = mark; }
  pop() { const mark = this.marks[this.top]; this.marks[this.top] = null; this.top--; return mark; }
}
`,
  });
  assert.deepEqual(
    result
      .findings(id)
      .map(({ file, severity, related, fixes }) => [file, severity, related.length, fixes.length]),
    [
      ['src/count.ts', 'hint', 1, 0],
      ['src/index.js', 'hint', 1, 0],
    ],
  );
});

test('an entry that is deleted and still counted is flagged, and the fix says what changes', async () => {
  const code = `const open: string[] = [];
export function enter(name: string) { open.push(name); }
export function leave() { delete open[open.length - 1]; }
`;
  const result = await bench({ 'src/open.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(
    finding.fixes[0]?.title,
    'Use `pop` of `open`; popping while it is empty no longer throws; the length goes down with it, where `delete` left it as it was',
  );
  assert.equal(
    result.fixed(finding)['src/open.ts'],
    code.replace('delete open[open.length - 1]', 'open.pop()'),
  );
});
