import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { habits } from '../rules/engine/finding.ts';
import { rules } from '../rules/registry.ts';

test('a rule yields only to program rules that yield to none, so that two rounds of reductions are enough', () => {
  for (const { meta } of rules) {
    for (const id of meta.yieldsTo ?? []) {
      const before = rules.find((rule) => rule.meta.id === id);
      assert.ok(before !== undefined && 'reduce' in before, `${meta.id} yields to ${id}`);
      assert.deepEqual(before.meta.yieldsTo ?? [], [], `${meta.id} yields to ${id}, which yields itself`);
    }
  }
});

test('every folder of a rule is registered under its own name (npm run generate)', () => {
  const folders = habits.flatMap((habit) => readdirSync(`rules/${habit}`).map((rule) => `${habit}/${rule}`));
  assert.deepEqual(rules.map(({ meta }) => meta.id).sort(), folders.sort());
});
