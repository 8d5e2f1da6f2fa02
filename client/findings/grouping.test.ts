import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byHabit, type TreeFinding } from './grouping.ts';

const finding = (rule: string, path: string, place: number): TreeFinding<number> => ({
  rule,
  path,
  message: `Message of ${rule}`,
  place,
});

const findings = [
  finding('stack-shaped/manual-top', 'src/b.ts', 1),
  finding('null-prone/optional-bag', 'src/b.ts', 2),
  finding('null-prone/unchecked-lookup', 'src/b.ts', 9),
  finding('null-prone/unchecked-lookup', 'src/b.ts', 4),
  finding('null-prone/unchecked-lookup', 'src/a.ts', 5),
];

test('findings stand by habit, by rule with most first, and by file, in their own order', () => {
  assert.deepEqual(shape(byHabit(findings, '')), [
    [
      'null-prone',
      4,
      [
        ['null-prone/unchecked-lookup', 3, { 'src/a.ts': [5], 'src/b.ts': [9, 4] }],
        ['null-prone/optional-bag', 1, { 'src/b.ts': [2] }],
      ],
    ],
    ['stack-shaped', 1, [['stack-shaped/manual-top', 1, { 'src/b.ts': [1] }]]],
  ]);
});

test('every word of a filter has to stand in rule, path or message, whatever its case', () => {
  assert.deepEqual(shape(byHabit(findings, ' LOOKUP  a.ts ')), [
    ['null-prone', 1, [['null-prone/unchecked-lookup', 1, { 'src/a.ts': [5] }]]],
  ]);
  assert.deepEqual(byHabit(findings, 'lookup stack'), []);
});

function shape(habits: ReturnType<typeof byHabit<number>>): unknown {
  return habits.map(({ habit, count, rules }) => [
    habit,
    count,
    rules.map(({ rule, count: ofRule, files }) => [
      rule,
      ofRule,
      Object.fromEntries(files.map(({ path, findings: all }) => [path, all.map(({ place }) => place)])),
    ]),
  ]);
}
