import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { bench } from '../../../test/harness/bench.ts';

const rule = 'needless-dependencies/native-replacement';
const here = createRequire(join(process.cwd(), 'package.json'));

/** Code that calls a package, before and after the fix, as functions of the same arguments. */
async function bothVersions(
  name: string,
  version: string,
  parameters: readonly string[],
  expression: string,
): Promise<{
  kind: string;
  before: (...values: unknown[]) => unknown;
  after: (...values: unknown[]) => unknown;
}> {
  const names = parameters.map((each) => each.replace(/:.*/, ''));
  const code = `import use from '${name}';\nexport const run = (${parameters.join(', ')}) => ${expression};\n`;
  const manifest = {
    name: 'example',
    type: 'module',
    engines: { node: '>=20' },
    dependencies: { [name]: version },
  };
  const run = await bench({ 'package.json': JSON.stringify(manifest), 'a.ts': code });
  const [finding] = run.findings(rule);
  assert.ok(finding);
  const after = /=> ([^\n]*);\n$/.exec(run.fixed(finding)['a.ts'] ?? '')?.[1];
  assert.ok(after !== undefined && !after.includes('use('), after);
  return {
    kind: finding.fixes[0]?.kind ?? '',
    before: new Function('use', `return (${names}) => ${expression}`)(here(name)),
    after: new Function(`return (${names}) => ${after}`)(),
  };
}

/** What a call gives, or the kind of error it throws. */
function outcome(call: () => unknown): unknown {
  try {
    return { gives: call() };
  } catch (thrown) {
    return { throws: (thrown as Error).constructor.name };
  }
}

test('object-assign and its replacement give the same for any objects', async () => {
  const { kind, before, after } = await bothVersions(
    'object-assign',
    '^4.1.1',
    ['a: object', 'b: object', 'c: object'],
    'use(a, b, c)',
  );
  assert.equal(kind, 'safe');
  const source = fc.oneof(
    fc.object(),
    fc.constant(null),
    fc.constant(undefined),
    fc.string(),
    fc.integer(),
    fc.array(fc.integer()),
  );
  fc.assert(
    fc.property(fc.oneof(fc.object(), fc.constant(null)), source, source, (a, b, c) => {
      assert.deepEqual(
        outcome(() => after(structuredClone(a), b, c)),
        outcome(() => before(structuredClone(a), b, c)),
      );
    }),
  );
});

test('isarray and its replacement give the same for anything', async () => {
  const { kind, before, after } = await bothVersions('isarray', '^2.0.5', ['value: unknown'], 'use(value)');
  assert.equal(kind, 'safe');
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.array(fc.anything())), (value) => {
      assert.equal(after(value), before(value));
    }),
  );
});

test('left-pad and its replacement give the same where the fix is safe', async () => {
  const text = await bothVersions(
    'left-pad',
    '^1.3.0',
    ['text: string', 'width: number'],
    'use(text, width)',
  );
  const number = await bothVersions(
    'left-pad',
    '^1.3.0',
    ['value: number', 'width: number'],
    `use(value, width, '0')`,
  );
  const digit = await bothVersions(
    'left-pad',
    '^1.3.0',
    ['value: boolean', 'width: number'],
    'use(value, width, 0)',
  );
  assert.deepEqual([text.kind, number.kind, digit.kind], ['safe', 'safe', 'safe']);
  const width = fc.integer({ min: -5, max: 200 });
  const anyNumber = fc.oneof(fc.integer(), fc.double());
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), width, (a, w) =>
      assert.equal(text.after(a, w), text.before(a, w)),
    ),
  );
  fc.assert(fc.property(anyNumber, width, (a, w) => assert.equal(number.after(a, w), number.before(a, w))));
  fc.assert(fc.property(fc.boolean(), width, (a, w) => assert.equal(digit.after(a, w), digit.before(a, w))));
});

test('left-pad and padStart differ in what the fix warns of', async () => {
  const fill = await bothVersions(
    'left-pad',
    '^1.3.0',
    ['text: string', 'fill: string'],
    'use(text, 6, fill)',
  );
  assert.equal(fill.kind, 'review');
  assert.notEqual(fill.after('a', 'xy'), fill.before('a', 'xy'));
  assert.equal(fill.after('a', 'x'), fill.before('a', 'x'));
});

test('strip-ansi and util.stripVTControlCharacters agree on colours, cursor moves and links', () => {
  // The package is an ES module, which the bundled tests load from a process of its own.
  const escapes = fc.constantFrom(
    '\u001b[31m',
    '\u001b[0m',
    '\u001b[1;4;38;5;200m',
    '\u001b[48;2;1;2;3m',
    '\u001b[2K',
    '\u001b[10;20H',
    '\u001b[A',
    '\u001b[?25l',
    '\u001b]8;;https://example.com\u0007',
    '\u001b]8;;\u0007',
  );
  const plain = fc.stringMatching(/^[a-zA-Z0-9 .,:äß✓]{0,12}$/);
  const lines = fc.sample(
    fc.array(fc.oneof(escapes, plain)).map((parts) => parts.join('')),
    { numRuns: 500 },
  );
  const script = `import strip from 'strip-ansi'; import { readFileSync } from 'node:fs'; process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map((line) => strip(line))));`;
  const stripped = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    input: JSON.stringify(lines),
    encoding: 'utf8',
  });
  assert.deepEqual(
    lines.map((line) => stripVTControlCharacters(line)),
    JSON.parse(stripped),
  );
});
