import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { oneLinersOf } from './index.ts';
import type { OneLiner } from './one-liner.ts';

/** What the package itself exports, whatever kind of module it is. */
async function original(name: string, member = 'default'): Promise<(...values: unknown[]) => unknown> {
  const specifier: string = name;
  return ((await import(specifier)) as Record<string, (...values: unknown[]) => unknown>)[member] as (
    ...values: unknown[]
  ) => unknown;
}

/** The line for the version that is installed here, the newest that it was compared with, as a function. */
function replacement(name: string): (...values: unknown[]) => unknown {
  const [liner] = oneLinersOf(name);
  assert.ok(liner, `${name} is no line`);
  return asFunction(liner, liner.line);
}

function asFunction({ parameters }: OneLiner, line: string): (...values: unknown[]) => unknown {
  const list = parameters.map(({ name, initializer, between }) =>
    between === undefined ? (initializer === undefined ? name : `${name} = ${initializer}`) : `...${name}`,
  );
  return new Function(`return (${list.join(', ')}) => ${line}`)();
}

function assertAlike(
  package_: (...values: unknown[]) => unknown,
  line: (...values: unknown[]) => unknown,
  inputs: fc.Arbitrary<unknown[]>,
): void {
  const outcome = (call: () => unknown): unknown => {
    try {
      return { gives: call() };
    } catch (thrown) {
      return { throws: (thrown as Error).name };
    }
  };
  fc.assert(
    fc.property(inputs, (values) => {
      assert.deepEqual(
        outcome(() => line(...values)),
        outcome(() => package_(...values)),
      );
    }),
    { numRuns: 400 },
  );
}

const anything = fc.oneof(
  fc.anything({
    withBoxedValues: true,
    withMap: true,
    withSet: true,
    withDate: true,
    withNullPrototype: true,
  }),
  fc.constantFrom(
    null,
    undefined,
    Number.NaN,
    -0,
    Number.POSITIVE_INFINITY,
    '',
    '  ',
    '12',
    ' 1e3 ',
    '0x10',
    'x',
    1n,
    Symbol('s'),
    () => 1,
    async () => 1,
    class {},
    new (class Point {})(),
    Object.create({ a: 1 }),
    Object.create(null),
    { constructor: 1 },
    /x/g,
    new Error('e'),
    Promise.resolve(1),
    Object.fromEntries([['then', () => 1]]),
    Object.fromEntries([['then', 1]]),
    Object.assign(() => 1, Object.fromEntries([['then', () => 1]])),
    Math,
    JSON,
    new Map(),
    new Uint8Array(2),
    new Date(0),
    new Proxy({}, {}),
  ),
);
const one = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> => fc.tuple(values);
const primitive = anything.filter((value) => value === null || !/^(?:object|function)$/.test(typeof value));
const list = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'b', null, Number.NaN, -0, 0)),
);
const nested = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.string(), fc.array(tie('node'), { maxLength: 4 })),
})).node;
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('a', '\\', '\n', '\r\n', ' ', '\t', '\uFEFF', '-', '.', '*', '[', '$&', '(', '}', 'é'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('\\\\?\\C:\\x', '\uFEFF\uFEFFx', 'Not Found', "I'm a Teapot"),
);

const exact: readonly [name: string, inputs: fc.Arbitrary<unknown[]>, member?: string][] = [
  ['is-number', one(anything)],
  ['is-string', one(primitive)],
  ['is-obj', one(anything)],
  ['is-object', one(anything)],
  ['isobject', one(anything)],
  ['is-primitive', one(anything)],
  ['is-plain-obj', one(anything)],
  ['is-promise', one(anything)],
  ['is-regexp', one(anything)],
  ['arr-flatten', one(fc.array(nested))],
  ['array-flatten', one(fc.array(nested))],
  ['array-uniq', one(list)],
  ['array-union', fc.array(list, { minLength: 1, maxLength: 4 })],
  ['arrify', one(fc.oneof(primitive, fc.array(anything)))],
  ['defined', fc.array(fc.oneof(fc.constant(undefined), anything))],
  ['escape-string-regexp', one(text)],
  ['slash', one(text)],
  ['split-lines', one(text)],
  ['strip-bom', one(text)],
  ['strip-bom-string', one(text)],
  ['indent-string', fc.tuple(text, fc.integer({ min: -1, max: 4 }))],
  ['indent-string', one(text)],
  ['toidentifier', one(text)],
];

for (const [name, inputs, member] of exact) {
  test(`${name} and its line give the same, or throw alike`, async () => {
    assertAlike(await original(name, member), replacement(name), inputs);
  });
}

test('a line that stands in place of a call with several arguments gives the same', async () => {
  for (const [name, values] of [
    ['array-union', fc.tuple(list, list)],
    ['defined', fc.tuple(anything, anything)],
  ] as const) {
    const [liner] = oneLinersOf(name);
    const between = liner?.parameters[0]?.between ?? '';
    const line = (liner?.inlineLine ?? '').replace(liner?.parameters[0]?.name ?? '', `a${between}b`);
    const pair = new Function(`return (a, b) => ${line}`)();
    assertAlike(await original(name), pair, values);
  }
});

test('what is to be reviewed is the same but for what the title says', async () => {
  const whole = fc.tuple(fc.integer());
  assertAlike(await original('is-odd'), replacement('is-odd'), whole);
  assertAlike(await original('is-even'), replacement('is-even'), whole);
  const isPlainObject = await original('is-plain-object', 'isPlainObject');
  const plain = anything.filter((value) => {
    const prototype = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : null;
    const isInherited = prototype !== null && prototype !== Object.prototype;
    // An own `constructor` misleads the package alone.
    return !isInherited && !Object.hasOwn(Object(value), 'constructor');
  });
  assertAlike(isPlainObject, replacement('is-plain-object'), one(plain));
});
