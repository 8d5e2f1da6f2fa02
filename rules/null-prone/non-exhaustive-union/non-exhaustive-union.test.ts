import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import type { Severity } from '../../engine/finding.ts';
import { nonExhaustiveUnion } from './non-exhaustive-union.ts';

const rule = 'null-prone/non-exhaustive-union';

testLesson(nonExhaustiveUnion);

/** Each file on its own, all in one workspace; every file has a union of its own, so that none is evidence for another. */
async function expectSeverities(
  cases: Readonly<Record<string, readonly [expected: Severity | null, code: string]>>,
): Promise<Bench> {
  const files = Object.fromEntries(Object.entries(cases).map(([name, [, code]]) => [name, code]));
  const result = await bench(files);
  assert.deepEqual(result.errors, []);
  const found = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as string[]]));
  for (const { file, severity } of result.findings(rule)) found[file]?.push(severity);
  const expected = Object.entries(cases).map(([name, [severity]]) => [
    name,
    severity === null ? [] : [severity],
  ]);
  assert.deepEqual(found, Object.fromEntries(expected));
  return result;
}

test('a function that drops off its end for a value, beside ones that say what the rest gets', async () => {
  const body = (end: string): string => `
  switch (plan) {
    case 'free': return 0;
    case 'team': return 9;
    ${end}`;
  await expectSeverities({
    'inferred.ts': ['info', `export function price(plan: 'free' | 'team' | 'inferred') {${body('}')}\n}\n`],
    'declared.ts': [
      'warning',
      `export function price(plan: 'free' | 'team' | 'declared'): number {${body('}')}\n}\n`,
    ],
    'awaited.ts': [
      'info',
      `export async function price(plan: 'free' | 'team' | 'awaited') {${body('}')}\n}\n`,
    ],
    'allowed.ts': [
      null,
      `export function price(plan: 'free' | 'team' | 'allowed'): number | undefined {${body('}')}\n}\n`,
    ],
    'returned.ts': [
      null,
      `export function price(plan: 'free' | 'team' | 'returned') {${body('} return 99;')}\n}\n`,
    ],
    'thrown.ts': [
      null,
      `export function price(plan: 'free' | 'team' | 'thrown') {${body('} throw new Error(plan);')}\n}\n`,
    ],
    'default.ts': [
      null,
      `export function price(plan: 'free' | 'team' | 'default') {${body('default: return 99; }')}\n}\n`,
    ],
    'never.ts': [
      null,
      `export function price(plan: 'free' | 'team' | 'never') {${body('default: { const left: "never" = plan; return left; } }')}\n}\n`,
    ],
    'void.ts': [
      null,
      `export function show(plan: 'free' | 'team' | 'void') {
  switch (plan) {
    case 'free': return console.log(0);
    case 'team': return console.log(9);
  }
}
`,
    ],
    'effect.ts': [
      null,
      `declare function watch(run: (plan: 'free' | 'team' | 'effect') => void | (() => void)): void;
watch((plan) => {
  switch (plan) {
    case 'free': return () => console.log(0);
    case 'team': return () => console.log(9);
  }
});
`,
    ],
    'generator.ts': [
      null,
      `export function* steps(plan: 'free' | 'team' | 'generator') {
  switch (plan) {
    case 'free': return 1;
    case 'team': return 2;
  }
}
`,
    ],
  });
});

test('guards in a row and ladders, beside ones that pick special cases', async () => {
  await expectSeverities({
    'guards.ts': [
      'info',
      `export function icon(shape: { kind: 'circle' | 'square' | 'guards' }) {
  if (shape.kind === 'circle') return 'o';
  if (shape.kind === 'square') return '#';
}
`,
    ],
    'either.ts': [
      'info',
      `export function icon(kind: 'circle' | 'square' | 'star' | 'either') {
  if (kind === 'circle' || kind === 'square') {
    return 'o';
  }
  if ('star' === kind) {
    return '*';
  }
}
`,
    ],
    'ladder.ts': [
      'info',
      `export function icon(kind: 'circle' | 'square' | 'ladder') {
  if (kind === 'circle') return 'o';
  else if (kind === 'square') return '#';
}
`,
    ],
    'one.ts': [
      null,
      `export function icon(kind: 'circle' | 'one') {
  if (kind === 'circle') return 'o';
}
`,
    ],
    'final-else.ts': [
      null,
      `export function icon(kind: 'circle' | 'square' | 'final') {
  if (kind === 'circle') return 'o';
  else if (kind === 'square') return '#';
  else return '?';
}
`,
    ],
    'goes-on.ts': [
      null,
      `export function icon(kind: 'circle' | 'square' | 'goes-on') {
  if (kind === 'circle') return 'o';
  if (kind === 'square') return '#';
  return kind.slice(0, 1);
}
`,
    ],
    'more-conditions.ts': [
      null,
      `export function icon(kind: 'circle' | 'square' | 'more', big: boolean) {
  if (kind === 'circle') return 'o';
  else if (kind === 'square' && big) return '#';
}
`,
    ],
    'special-cases.ts': [
      null,
      `export function draw(kind: 'circle' | 'square' | 'special', pen: { width: number }) {
  if (kind === 'circle') pen.width = 2;
  else if (kind === 'square') pen.width = 3;
  return pen;
}
`,
    ],
    'narrowed.ts': [
      null,
      `export function icon(kind: 'circle' | 'square' | 'narrowed') {
  if (kind === 'narrowed') throw new Error('none');
  if (kind === 'circle') return 'o';
  if (kind === 'square') return '#';
}
`,
    ],
    'loop.ts': [
      null,
      `export function count(kinds: ('circle' | 'square' | 'loop')[]) {
  for (const kind of kinds) {
    if (kind === 'circle') continue;
    if (kind === 'square') continue;
  }
}
`,
    ],
  });
});

test('a variable that every branch sets, beside ones that have a value or are looked at', async () => {
  const choice = (member: string): string => `  switch (size) {
    case 'small': width = 1; break;
    case 'large': width = 2; break;
    case 'other': throw new Error('${member.length}');
  }
`;
  const fn = (member: string, declaration: string, use: string): string =>
    `export function measure(size: 'small' | 'large' | 'other' | '${member}') {\n  ${declaration}\n${choice('x')}  ${use}\n}\n`;
  await expectSeverities({
    'unset.ts': ['warning', fn('unset', 'let width;', 'return { width };')],
    'first-value.ts': [
      null,
      fn('first', 'let width = 0;', 'return { width };').replace(
        "    case 'other': throw new Error('1');\n",
        '',
      ),
    ],
    'tested.ts': [
      null,
      fn('tested', 'let width;', 'return width ?? 5;').replace(
        "    case 'other': throw new Error('1');\n",
        '',
      ),
    ],
    'said.ts': [
      null,
      fn('said', 'let width: number | undefined;', 'return { width };').replace(
        "    case 'other': throw new Error('1');\n",
        '',
      ),
    ],
  });
});

test('an effect for all but one of many values, beside one for some of them', async () => {
  const sets = (names: readonly string[]): string =>
    names.map((name) => `    case '${name}':\n      counts.push(1);\n      break;\n`).join('');
  const fn = (union: readonly string[], named: readonly string[], last = ''): string =>
    `export function count(event: ${union.map((name) => `'${name}'`).join(' | ')}, counts: number[]): void {
  switch (event) {
${sets(named)}${last}  }
}
`;
  const six = (last: string): string[] => ['add', 'drop', 'move', 'copy', 'open', last];
  await expectSeverities({
    'all-but-one.ts': ['hint', fn(six('all-but-one'), ['add', 'drop', 'move', 'copy', 'open'])],
    'some.ts': [null, fn(six('some'), ['add', 'drop', 'move', 'copy'])],
    'few.ts': [null, fn(six('few'), ['add', 'drop'])],
    'idle.ts': [
      'info',
      fn(['add', 'drop', 'move', 'idle'], ['add', 'drop', 'move']).replace(/(case 'drop':\n).*\n/, '$1'),
    ],
    'three-of-four.ts': [null, fn(['add', 'drop', 'move', 'three'], ['add', 'drop', 'move'])],
    'two-of-three.ts': [null, fn(['add', 'drop', 'two'], ['add', 'drop'])],
    'swallowed.ts': [
      'hint',
      fn(six('swallowed'), ['add', 'drop', 'move', 'copy', 'open'], '    default:\n      break;\n'),
    ],
    'commented.ts': [
      null,
      fn(six('commented'), ['add', 'drop', 'move', 'copy', 'open'], '    // The rest does not count.\n'),
    ],
    'commented-default.ts': [
      null,
      fn(
        six('comm-def'),
        ['add', 'drop', 'move', 'copy', 'open'],
        '    default:\n    // Nothing to count.\n',
      ),
    ],
    'named-in-comment.ts': [
      null,
      `// An archive is never counted.\n${fn(six('archive'), ['add', 'drop', 'move', 'copy', 'open'])}`.replace(
        '  switch',
        '  // Never for an archive.\n  switch',
      ),
    ],
    'elsewhere.ts': [
      null,
      fn(six('elsewhere'), ['add', 'drop', 'move', 'copy', 'open']).replace(
        '  switch',
        "  counts.push(event === 'elsewhere' ? 0 : 1);\n  switch",
      ),
    ],
  });
});

test('open, foreign, huge and unknown unions are left alone', async () => {
  const choose = (type: string, more = ''): string => `${more}export function mark(kind: ${type}) {
  switch (kind) {
    case 'a': return 1;
    case 'b': return 2;
  }
}
`;
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `'${letter}'`);
  await expectSeverities({
    'open.ts': [null, choose("'a' | 'b' | (string & {})")],
    'string.ts': [null, choose('string')],
    'any.ts': [null, choose('any')],
    'unresolved.ts': [null, `import type { Kind } from 'not-installed';\n${choose('Kind')}`],
    'template.ts': [null, choose(`'a' | 'b' | \`x-\${string}\``)],
    'huge.ts': [null, choose(letters.join(' | '))],
    'untyped.js': [
      null,
      "export function mark(kind) {\n  switch (kind) {\n    case 'a': return 1;\n    case 'b': return 2;\n  }\n}\n",
    ],
    'nullable.ts': [null, choose("'a' | 'b' | null | undefined")],
    'false-marker.ts': [null, choose("'a' | 'b' | false")],
    'typeof.ts': [
      null,
      "export function mark(value: unknown) {\n  switch (typeof value) {\n    case 'string': return 1;\n    case 'number': return 2;\n    case 'bigint': return 3;\n    case 'boolean': return 3;\n    case 'symbol': return 3;\n  }\n}\n",
    ],
    'generated/kinds.ts': [
      null,
      "// @generated by the schema compiler\nexport enum Kind { A = 'a', B = 'b', C = 'c' }\n",
    ],
    'uses-generated.ts': [
      null,
      "import { Kind } from './generated/kinds.ts';\nexport function mark(kind: Kind) {\n  switch (kind) {\n    case Kind.A: return 1;\n    case Kind.B: return 2;\n  }\n}\n",
    ],
    'flags.ts': [
      null,
      'enum Access { None = 0, Read = 1, Write = 2, Run = 4 }\nexport function mark(access: Access) {\n  switch (access) {\n    case Access.Read: return 1;\n    case Access.Write: return 2;\n    case Access.Run: return 3;\n  }\n}\n',
    ],
    'node_modules/lib/package.json': [null, '{ "name": "lib", "version": "1.0.0", "types": "index.d.ts" }\n'],
    'node_modules/lib/index.d.ts': [null, "export type Tone = 'low' | 'mid' | 'high' | 'top';\n"],
    'foreign.ts': [
      null,
      "import type { Tone } from 'lib';\nexport function play(tone: Tone, out: number[]): void {\n  switch (tone) {\n    case 'low': out.push(1); break;\n    case 'mid': out.push(2); break;\n    case 'high': out.push(3); break;\n  }\n}\n",
    ],
  });
});

test('JavaScript with JSDoc types is read as strict, and so is a non-strict project', async () => {
  await expectSeverities({
    'label.js': [
      'warning',
      `/** @typedef {'draft' | 'sent' | 'paid'} Status */

/**
 * @param {Status} status
 * @returns {string}
 */
export function label(status) {
  switch (status) {
    case 'draft':
      return 'Draft';
    case 'sent':
      return 'Sent';
  }
}
`,
    ],
    'loose/tsconfig.json': [
      null,
      '{ "compilerOptions": { "strict": false, "target": "es2022", "module": "preserve" } }\n',
    ],
    'loose/label.ts': [
      'warning',
      `export function label(status: 'draft' | 'sent' | 'loose'): string {
  if (status === 'draft') return 'Draft';
  if (status === 'sent') return 'Sent';
}
`,
    ],
  });
});

test('other places that name every value make a gap loud, and are told of', async () => {
  const states = "export type State = 'new' | 'open' | 'done' | 'lost';\n";
  const choose = (name: string, named: readonly string[]): string => `import type { State } from './state.ts';
export function ${name}(state: State, out: string[]): void {
  switch (state) {
${named.map((value) => `    case '${value}':\n      out.push('${name}');\n      break;`).join('\n')}
  }
}
`;
  const all = ['new', 'open', 'done', 'lost'];
  const files = {
    'state.ts': states,
    'one.ts': choose('one', all),
    'two.ts': choose('two', all),
    'gap.ts': choose('gap', ['new', 'open', 'done']),
  };
  const result = await bench(files);
  const [finding, ...more] = result.findings(rule);
  assert.deepEqual(more, []);
  assert.equal(finding?.severity, 'warning');
  assert.match(finding.message, /`'lost'`, 1 of the 4 values of `state`.*2 other places/);
  assert.deepEqual(
    finding.related.map(({ file }) => file.slice(result.root.length + 1)),
    ['one.ts', 'two.ts'],
  );

  const wide = (places: readonly string[]): Promise<Bench> =>
    bench({
      'role.ts': "export type Role = 'user' | 'model' | 'system' | 'tool' | 'thought';\n",
      ...Object.fromEntries(
        places.map((name) => [
          `${name}.ts`,
          choose(name, ['user', 'model', 'system', 'tool', 'thought'])
            .replace('./state.ts', './role.ts')
            .replaceAll('State', 'Role'),
        ]),
      ),
      'ladder.ts': `import type { Role } from './role.ts';
export function write(role: Role, out: string[]): void {
  if (role === 'user') out.push('U');
  else if (role === 'model') out.push('M');
  else if (role === 'system') out.push('S');
}
`,
    });
  for (const [places, severity] of [
    [['a', 'b', 'c'], 'hint'],
    [['a', 'b', 'c', 'd', 'e'], 'info'],
  ] as const) {
    assert.deepEqual(
      (await wide(places)).findings(rule).map((found) => found.severity),
      [severity],
      'some places that name them all leave a chosen part likely; only many speak against a gap of several values',
    );
  }

  const often = await bench({
    ...files,
    'gap2.ts': choose('gap2', ['new', 'open']),
    'gap3.ts': choose('gap3', ['new', 'open']),
  });
  assert.deepEqual(
    often.findings(rule),
    [],
    'where most places leave values out, that is how the union is used',
  );
});

test('several values that were left out are spoken of as several', async () => {
  const result = await bench({
    'tone.ts': `export function play(tone: 'low' | 'mid' | 'high' | 'top'): number {
  switch (tone) {
    case 'low': return 1;
    case 'mid': return 2;
  }
}
`,
  });
  const [finding] = result.findings(rule);
  assert.match(finding?.message ?? '', /Write down what they get, and let/);
});

test('an edit inside a branch keeps the fingerprint', async () => {
  const code = (text: string): string => `export function label(status: 'draft' | 'sent' | 'paid') {
  switch (status) {
    case 'draft':
      return '${text}';
    case 'sent':
      return 'Sent';
  }
}
`;
  const [before, after] = await Promise.all(
    ['Draft', 'Not sent'].map(async (text) => (await bench({ 'label.ts': code(text) })).findings(rule)[0]),
  );
  assert.ok(before);
  assert.equal(before.fingerprint, after?.fingerprint);
});

test("a package's union speaks where a value that it has today goes wrong here, and not of effects or look-ups", async () => {
  const tone = "import type { Tone } from 'lib';\n";
  const level = 'const level: Record<string, number> = { low: 1, mid: 2, high: 3 };\n';
  const cases = "case 'low': return 1;\n    case 'mid': return 2;\n    case 'high': return 3;";
  await expectSeverities({
    'node_modules/lib/package.json': [null, '{ "name": "lib", "version": "1.0.0", "types": "index.d.ts" }\n'],
    'node_modules/lib/index.d.ts': [null, "export type Tone = 'low' | 'mid' | 'high' | 'top';\n"],
    'declared.ts': [
      'warning',
      `${tone}export function play(tone: Tone): number {\n  switch (tone) {\n    ${cases}\n  }\n}\n`,
    ],
    'inferred.ts': [
      'info',
      `${tone}export function play(tone: Tone) {\n  switch (tone) {\n    ${cases}\n  }\n}\n`,
    ],
    'unassigned.ts': [
      'warning',
      `${tone}export function play(tone: Tone): number {
  let level: number;
  switch (tone) {
    case 'low': level = 1; break;
    case 'mid': level = 2; break;
    case 'high': level = 3; break;
  }
  return level;
}
`,
    ],
    'lookup.ts': [null, `${tone}${level}export const play = (tone: Tone) => level[tone].toFixed();\n`],
  });
});

test('a lookup object without a key, beside ones whose gap is dealt with', async () => {
  const file = (member: string, use: string, type = 'Record<string, string>'): string =>
    `type Key = 'a' | 'b' | '${member}';
const names: ${type} = { a: 'A', b: 'B' };
export function name(item: { key: Key }) {
  ${use}
}
`;
  await expectSeverities({
    'returned.ts': ['info', file('returned', 'return names[item.key];')],
    'used.ts': ['warning', file('used', 'return names[item.key].length;')],
    'taken-apart.ts': ['warning', file('apart', 'const { length } = names[item.key];\n  return length;')],
    'spread-out.ts': [
      null,
      file('out', 'return { ...names[item.key] };')
        .replace('string>', 'object>')
        .replace("'A'", '{}')
        .replace("'B'", '{}'),
    ],
    'table.js': [
      'info',
      "const names = { a: 1, b: 2 };\n/** @param {'a' | 'b' | 'table'} key */\nexport const name = (key) => names[key];\n",
    ],
    'known.js': [
      null,
      "/** @param {'a' | 'b' | 'known'} key */\nexport const name = (key) => ({ a: 1, b: 2 })[key];\n",
    ],
    'otherwise.ts': [null, file('otherwise', "return names[item.key] ?? 'none';")],
    'chained.ts': [null, file('chained', 'return names[item.key]?.length;')],
    'tested.ts': [null, file('tested', 'const found = names[item.key];\n  return found ? found.length : 0;')],
    'in.ts': [null, file('in', 'return item.key in names ? 1 : 0;')],
    'partial.ts': [null, file('partial', 'return names[item.key];', 'Partial<Record<Key, string>>')],
    'grows.ts': [null, `${file('grows', 'return names[item.key];')}names['grows'] = 'G';\n`],
    'spread.ts': [
      null,
      file('spread', 'return names[item.key];').replace("{ a: 'A'", "{ ...JSON.parse('{}'), a: 'A'"),
    ],
    'string.ts': [null, file('string', 'return names[item.key];').replace("'a' | 'b' | 'string'", 'string')],
    'most.ts': [
      null,
      file('most', 'return names[item.key];').replace("'a' | 'b'", "'a' | 'b' | 'c' | 'd' | 'e'"),
    ],
  });
});
