import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparisons } from '../../../../test/harness/comparisons.ts';

const rule = 'needless-dependencies/native-replacement';

const list = fc.array(fc.integer());
const words = fc.array(fc.string(), { maxLength: 8 });
const maybe = <T>(values: fc.Arbitrary<T>) => fc.oneof(values, fc.constant(null), fc.constant(undefined));
const objects = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer(), { noNullPrototype: true });
const none = '| null | undefined';

/** Expressions that are rewritten without a review, with values of their parameters' types. */
const direct: readonly [string, readonly string[], readonly fc.Arbitrary<unknown>[]][] = [
  ['_.map(a, (each) => each + 1)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.map(a, (each, index) => each + index)', ['a: readonly number[]'], [list]],
  ["_.map(a, 'length')", ['a: string[]'], [words]],
  [
    "_.filter(a, { kind: 'b' })",
    ['a: { kind: string }[]'],
    [fc.array(fc.record({ kind: fc.constantFrom('a', 'b') }))],
  ],
  ['_.filter(a, (each) => each > 0)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.some(a, (each) => each > 0)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.every(a, (each) => each > 0)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.find(a, (each) => each > 0)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.findIndex(a, (each) => each > 0)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.flatMap(a, (each) => [each, each])', [`a: number[] ${none}`], [maybe(list)]],
  ['_.reduce(a, (sum, each) => sum + each, 0)', [`a: number[] ${none}`], [maybe(list)]],
  ["_.reduceRight(a, (all, each) => all + each, '')", ['a: string[]'], [words]],
  ['_.includes(a, b)', [`a: number[] ${none}`, 'b: number'], [maybe(list), fc.integer({ min: -3, max: 3 })]],
  ['_.includes(a, b)', ['a: string', 'b: string'], [fc.string(), fc.string({ maxLength: 1 })]],
  ['_.indexOf(a, b)', ['a: string[]', 'b: string'], [words, fc.string({ maxLength: 1 })]],
  ['_.lastIndexOf(a, b)', ['a: string[]', 'b: string'], [words, fc.string({ maxLength: 1 })]],
  ["_.join(a, '-')", [`a: number[] ${none}`], [maybe(list)]],
  ['_.concat(a, b, 1)', ['a: number[]', 'b: number[]'], [list, list]],
  ['_.slice(a, b, 3)', ['a: number[]', 'b: number'], [list, fc.integer({ min: -5, max: 5 })]],
  ['_.flatten(a)', ['a: number[][]'], [fc.array(list)]],
  ['_.flattenDeep(a)', ['a: number[][][]'], [fc.array(fc.array(list))]],
  ['_.compact(a)', [`a: string[] ${none}`], [maybe(words)]],
  ['_.tail(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.initial(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.take(a, 2)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.drop(a, 2)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.head(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.last(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.uniq(a)', [`a: (number | string)[] ${none}`], [maybe(fc.array(fc.oneof(fc.double(), fc.string())))]],
  ['_.size(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.isEmpty(a)', [`a: number[] ${none}`], [maybe(list)]],
  ['_.isEmpty(a)', ['a: string'], [fc.string({ maxLength: 2 })]],
  ['_.isEmpty(a)', [`a: Record<string, number> ${none}`], [maybe(objects)]],
  ['_.keys(a)', [`a: Record<string, number> ${none}`], [maybe(objects)]],
  ['_.values(a)', [`a: Record<string, number> ${none}`], [maybe(objects)]],
  ['_.toPairs(a)', [`a: Record<string, number> ${none}`], [maybe(objects)]],
  [
    '_.fromPairs(a)',
    ['a: [string, number][]'],
    [fc.array(fc.tuple(fc.stringMatching(/^[a-z]+$/), fc.integer()))],
  ],
  ['_.assign({ x: 1 }, { y: a })', ['a: number'], [fc.integer()]],
  [
    '_.trim(a)',
    [`a: string ${none}`],
    [maybe(fc.string({ unit: fc.constantFrom(' ', 'a', '\t', '\u00a0', '\ufeff', '\u180e') }))],
  ],
  ['_.trimStart(a)', ['a: string'], [fc.string({ unit: fc.constantFrom(' ', 'a', '\n', '\u2003') })]],
  ['_.trimEnd(a)', ['a: string'], [fc.string({ unit: fc.constantFrom(' ', 'a', '\n', '\u2003') })]],
  ['_.toLower(a)', [`a: string ${none}`], [maybe(fc.string({ unit: 'grapheme' }))]],
  ['_.toUpper(a)', [`a: string ${none}`], [maybe(fc.string({ unit: 'grapheme' }))]],
  [
    '_.startsWith(a, b)',
    [`a: string ${none}`, 'b: string'],
    [maybe(fc.string()), fc.string({ maxLength: 1 })],
  ],
  ['_.endsWith(a, b)', [`a: string ${none}`, 'b: string'], [maybe(fc.string()), fc.string({ maxLength: 1 })]],
  ['_.repeat(a, 3)', [`a: string ${none}`], [maybe(fc.string())]],
  ["_.split(a, ',')", ['a: string'], [fc.string({ unit: fc.constantFrom(',', 'a', '😀') })]],
  ["_.replace(a, 'a', 'b')", ['a: string'], [fc.string({ unit: fc.constantFrom('a', 'c') })]],
  ['_.isNil(a)', ['a: unknown'], [fc.anything()]],
  ['_.isNull(a)', ['a: unknown'], [fc.anything()]],
  ['_.isUndefined(a)', ['a: unknown'], [fc.anything()]],
  ['_.isArray(a)', ['a: unknown'], [fc.anything()]],
  [
    '_.isFunction(a)',
    ['a: unknown'],
    [fc.oneof(fc.anything(), fc.func(fc.integer()), fc.constant(class {}))],
  ],
  ['_.isFinite(a)', ['a: unknown'], [fc.anything()]],
  ['_.isInteger(a)', ['a: unknown'], [fc.anything()]],
  ['_.isSafeInteger(a)', ['a: unknown'], [fc.anything()]],
  ['_.isString(a)', ['a: string | number | null'], [fc.oneof(fc.string(), fc.integer(), fc.constant(null))]],
  ['_.isNumber(a)', ['a: string | number | null'], [fc.oneof(fc.string(), fc.double(), fc.constant(null))]],
  ['_.isNaN(a)', ['a: string | number'], [fc.oneof(fc.string(), fc.double())]],
  ['_.isBoolean(a)', ['a: string | boolean'], [fc.oneof(fc.string(), fc.boolean())]],
  ['_.times(a, (index) => index * 2)', ['a: number'], [fc.integer({ min: -3, max: 20 })]],
  ['_.range(5)', [], []],
];

const compared = await comparisons(
  rule,
  direct.map(([expression, parameters]) => ({
    package: 'lodash',
    version: '^4.17.21',
    local: '_',
    parameters,
    expression,
  })),
);

for (const [index, [expression, parameters, values]] of direct.entries()) {
  test(`lodash: ${expression} with ${parameters.join(', ')} gives the same before and after`, () => {
    const { kind, before, after } = compared[index] ?? assert.fail();
    assert.equal(kind, 'safe');
    fc.assert(
      fc.property(fc.tuple(...values), (given) => {
        assert.deepEqual(after(...structuredClonable(given)), before(...structuredClonable(given)));
      }),
      { numRuns: 60 },
    );
  });
}

/** Copies of what may be copied, so that neither version sees what the other did to its arguments. */
function structuredClonable(values: readonly unknown[]): unknown[] {
  return values.map((value) => (Array.isArray(value) ? [...value] : value));
}

test('lodash: what a review warns of', async () => {
  const [equal, symbols] = await comparisons(rule, [
    {
      package: 'lodash',
      version: '^4.17.21',
      local: '_',
      parameters: ['a: unknown'],
      expression: '_.isString(a)',
    },
    {
      package: 'lodash',
      version: '^4.17.21',
      local: '_',
      parameters: ['a: object'],
      expression: '_.assign({}, a)',
    },
  ]);
  assert.deepEqual([equal?.kind, symbols?.kind], ['review', 'review']);
  const boxed = Object('a');
  assert.notEqual(equal?.after(boxed), equal?.before(boxed));
  const keyed = { [Symbol.iterator]: 1 };
  assert.notDeepEqual(symbols?.after(keyed), symbols?.before(keyed));
});
