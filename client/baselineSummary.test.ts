import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baselineSummary } from './baselineSummary.ts';

const update = (entries: number, added: number, removed: number) => ({
  file: '/w/code-coach-baseline.json',
  text: '',
  entries,
  added,
  removed,
});

test('what was accepted and what is gone is counted over all folders', () => {
  assert.equal(
    baselineSummary([update(3, 2, 1), update(1, 1, 0)], false),
    'Code Coach: The baseline knows 4 findings now, 3 new and 1 gone. From here on only what is new is shown.',
  );
});

test('pruning says what went, or that nothing had to', () => {
  assert.match(baselineSummary([update(1, 0, 1)], true), /Took 1 entry out of the baseline; 1 stay/);
  assert.match(baselineSummary([update(1, 0, 0)], true), /nothing that is gone/);
  assert.match(baselineSummary([], true), /no baseline/);
});
