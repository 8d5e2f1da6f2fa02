import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';
import { assertClean } from '../../../test/harness/clean.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { load } from '../../../test/harness/load.ts';
import { handNesting } from './hand-nesting.ts';

testLesson(handNesting);

const id = 'stack-shaped/hand-nesting';

const outline = (body: string) => `interface Item { readonly at: number; readonly children: Item[] }
export function run(depths: readonly number[]): Item[] {
  const roots: Item[] = [];
  const open: Item[] = [];
  depths.forEach((depth, at) => {
    const item: Item = { at, children: [] };
    ${body}
  });
  return roots;
}
`;

test('what is open by depth becomes a stack, and differs only where a parent was left over from another branch', async () => {
  const code = outline(`if (depth === 0) {
      roots.push(item);
    } else {
      seen.push(depth);
    }
    const parent = open[depth - 1];
    if (depth > 0) (parent?.children ?? roots).push(item);
    open[depth] = item;`).replace('export function', 'const seen: number[] = [];\nexport function');
  const result = await bench({ 'src/outline.ts': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'info');
  assert.equal(
    finding.fixes[0]?.title,
    'Keep `open` as a stack; what has ended is no longer taken for a parent, and a `depth` below 0 throws',
  );
  const text = result.fixed(finding)['src/outline.ts'] ?? '';
  assert.ok(text.includes('    open.length = depth;\n    const parent = open.at(-1);\n'), text);
  assert.ok(text.includes('    open.push(item);\n'), text);
  const [original, fixed] = [(await load(code))['run'], (await load(text))['run']] as ((
    depths: number[],
  ) => unknown)[];
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 20 }), (depths) => {
      const [before, after] = [original?.(depths), fixed?.(depths)];
      if (isLeftOver(depths)) assert.notDeepEqual(after, before);
      else assert.deepEqual(after, before);
    }),
    { numRuns: 500 },
  );
});

/** Whether some entry goes two deeper at once, to where an ended branch had an entry one less deep. */
function isLeftOver(depths: readonly number[]): boolean {
  return depths.some((depth, at) => {
    const before = depths.slice(0, at);
    const parent = before.lastIndexOf(depth - 1);
    return depth > 0 && parent >= 0 && before.slice(parent + 1).some((each) => each < depth - 1);
  });
}

test('a fix by depth is refused in words where the array is used in other ways', async () => {
  const result = await bench({
    'src/other.ts': outline(
      '(open[depth - 1]?.children ?? roots).push(item);\n    open[depth] = item;\n    console.log(open.length);',
    ),
    'src/before.ts': outline('open[depth] = item;\n    (open[depth - 1]?.children ?? roots).push(item);'),
  });
  const reasons = result.findings(id).map((finding) => [finding.file, result.fix(finding).reason]);
  assert.deepEqual(reasons, [
    ['src/before.ts', '`open` is not read and then written one after the other.'],
    ['src/other.ts', '`open` is used in other ways, too.'],
  ]);
});

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'numbers by level': outline('void item;\n    sums[depth] = (sums[depth - 1] ?? 0) + at;').replace(
    'export function',
    'const sums: number[] = [];\nexport function',
  ),
  'entries by depth that nothing takes for a parent': outline(
    'open[depth] = item;\n    roots.push(open[depth]);',
  ),
  'an array by something else': outline(
    '(open[at - 1]?.children ?? roots).push(item);\n    open[at] = item;',
  ),
  'a cut list without redo': `export class Trail {
  private states: string[] = [];
  private index = -1;
  record(state: string) { this.states.splice(this.index + 1); this.states.push(state); this.index += 1; }
  get current() { return this.states[this.index]; }
}`,
  'an entry taken out after a position that goes back and forth': `export function merged(tokens: string[]) {
  let i = tokens.length;
  while (i > 0) {
    const token = tokens[--i];
    if (token === '#') { tokens.splice(i + 1, 1); i++; tokens.push(token); }
  }
  return tokens;
}`,
  'a list that is split at a position': `export function split(list: string[], index: number) {
  const rest = list.splice(index + 1);
  return { list, rest };
}`,
  'a walk up': `interface Scope { readonly names: Set<string>; readonly parent: Scope | null }
export function has(scope: Scope, name: string) {
  let at: Scope | null = scope;
  while (at !== null && !at.names.has(name)) at = at.parent;
  return at !== null;
}`,
  'a tree that needs its parents': `interface Group { readonly items: Group[]; readonly parent: Group | null }
export function parse(text: string): Group {
  const root: Group = { items: [], parent: null };
  let current = root;
  for (const each of text) {
    if (each === '(') { const group: Group = { items: [], parent: current }; current.items.push(group); current = group; }
    else current = current.parent ?? root;
  }
  return root;
}
export const depthOf = (group: Group): number => (group.parent === null ? 0 : 1 + depthOf(group.parent));`,
  'a group of unknown type': `export function parse(text: string, current: any) {
  for (const each of text) {
    if (each === '(') { const group = { parent: current }; current = group; }
    else current = current.parent;
  }
}`,
};

test('what is no nesting kept by hand is left alone', async () => {
  await assertClean(id, clean);
});

test('the ways to cut a history off', async () => {
  const history = (cut: string) => `export class Undo {
  states: string[] = [''];
  index = 0;
  record(state: string) { ${cut} this.index++; }
  undo() { if (this.index > 0) this.index--; return this.states[this.index]; }
  redo() { this.index = this.index + 1; }
}`;
  const result = await bench({
    'src/assign.ts': history('this.states = [...this.states.slice(0, this.index + 1), state];'),
    'src/length.ts': history('this.states.length = this.index + 1; this.states.push(state);'),
    'src/slice.ts': history('this.states = this.states.slice(0, this.index + 1); this.states.push(state);'),
  });
  assert.deepEqual(
    result.findings(id).map(({ file, severity, related }) => [file, severity, related.length]),
    [
      ['src/assign.ts', 'hint', 3],
      ['src/length.ts', 'hint', 3],
      ['src/slice.ts', 'hint', 3],
    ],
  );
});

test('going in and out in two methods or two callbacks', async () => {
  const type = 'interface Frame { readonly name: string; readonly outer: Frame | null }\n';
  const result = await bench({
    'src/methods.ts': `${type}export class Frames {
  private frame: Frame | null = null;
  enter(name: string) { this.frame = { name, outer: this.frame }; }
  leave() { this.frame = this.frame?.outer ?? null; }
  get name() { return this.frame?.name; }
}
`,
    'src/callbacks.ts': `${type}export function read(on: (event: 'open' | 'close', act: (name: string) => void) => void) {
  let frame: Frame = { name: '', outer: null };
  on('open', (name) => {
    const inner: Frame = { name, outer: frame };
    frame = inner;
  });
  on('close', (name) => {
    if (name === '') frame = frame.outer ?? frame;
    else if (frame.outer) frame = frame.outer;
  });
}
`,
    'src/once.ts': `${type}export function wrap(frame: Frame): Frame {
  let at = frame;
  at = { name: 'inner', outer: at };
  if (at.name === '') at = at.outer ?? at;
  return at;
}
`,
  });
  assert.deepEqual(
    result.findings(id).map(({ file, related }) => [file, related.length]),
    [
      ['src/callbacks.ts', 2],
      ['src/methods.ts', 1],
    ],
  );
});

test('what is current, put back after a walk into what is below', async () => {
  const type = 'interface Part { readonly name: string; readonly parts: readonly Part[] }\n';
  const walker = (way: string) =>
    `${type}let container: Part | null = null;
export const names: string[] = [];
export function visit(part: Part): void {
  names.push(container?.name ?? part.name);
  ${way}
}
`;
  const result = await bench({
    'src/loop.ts': walker(
      'const before = container;\n  container = part;\n  for (const each of part.parts) visit(each);\n  container = before;',
    ),
    'src/each.ts': walker(
      'const before = container;\n  container = part;\n  part.parts.forEach((each) => visit(each));\n  container = before;',
    ),
    'src/field.ts': `${type}export class Names {
  private container: Part | undefined;
  readonly all: (string | undefined)[] = [];
  visit(part: Part): void {
    this.all.push(this.container?.name);
    const outer = this.container;
    this.container = part;
    for (const each of part.parts) this.visit(each);
    this.container = outer;
  }
}
`,
    'src/finally.ts': walker(
      'const before = container;\n  container = part;\n  try { for (const each of part.parts) visit(each); } finally { container = before; }',
    ),
    'src/same.ts': walker(
      'const before = container;\n  for (const each of part.parts) visit(each);\n  container = before;',
    ),
    'src/flat.ts': walker(
      'const before = container;\n  container = part;\n  for (const each of part.parts) names.push(each.name);\n  container = before;',
    ),
    'src/local.ts': `${type}export function depth(part: Part): number {
  let deepest: Part | null = null;
  let most = 0;
  const before = deepest;
  deepest = part;
  for (const each of part.parts) most = Math.max(most, depth(each));
  deepest = before;
  return deepest === null ? most + 1 : 0;
}
`,
  });
  const found = result.findings(id);
  assert.deepEqual(
    found.map(({ file, severity, related }) => [file, severity, related.length]),
    [
      ['src/each.ts', 'hint', 2],
      ['src/field.ts', 'hint', 2],
      ['src/loop.ts', 'hint', 2],
    ],
  );
  assert.match(
    found[1]?.message ?? '',
    /^`this.container` is put back by hand after the walk into what is below/,
  );
});

test('path segments that are folded over `..` by hand', async () => {
  const result = await bench({
    'src/splice.ts': `export function fold(path: string): string {
  const parts = path.split('/');
  for (let index = 0; index < parts.length; index++) {
    if (parts[index] === '..' && index > 0) {
      parts.splice(index - 1, 2);
      index -= 2;
    }
  }
  return parts.join('/');
}
`,
    'src/counted.ts': `export function fold(parts: string[]): string[] {
  let up = 0;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === '..') { parts.splice(index, 1); up++; }
    else if (up) { parts.splice(index, 1); up--; }
  }
  return parts;
}
`,
    'src/replaced.ts': `export function fold(path: string): string {
  let before = '';
  while (before !== path) {
    before = path;
    path = path.replace(/[^/]+\\/\\.\\.\\//, '');
  }
  return path;
}
`,
    'src/popped.ts': `export function fold(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}
`,
    'src/leading.ts': `export function trimmed(path: string): string {
  while (path.startsWith('../')) path = path.replace(/^\\.\\.\\//, '');
  return path;
}
`,
    'src/filtered.ts': `export function entries(names: string[]): string[] {
  for (let index = names.length - 1; index >= 0; index--) {
    if (names[index] === '.' || names[index] === '..') names.splice(index, 1);
  }
  return names;
}
`,
  });
  assert.deepEqual(
    result.findings(id).map(({ file, severity }) => [file, severity]),
    [
      ['src/counted.ts', 'hint'],
      ['src/replaced.ts', 'hint'],
      ['src/splice.ts', 'hint'],
    ],
  );
});
