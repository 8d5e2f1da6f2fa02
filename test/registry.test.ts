import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { habits } from '../rules/engine/finding.ts';
import { rules } from '../rules/registry.ts';

test('every folder of a rule is registered under its own name (npm run generate)', () => {
  const folders = habits.flatMap((habit) => readdirSync(`rules/${habit}`).map((rule) => `${habit}/${rule}`));
  assert.deepEqual(rules.map(({ meta }) => meta.id).sort(), folders.sort());
});
