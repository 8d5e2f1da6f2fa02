import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { rules } from '../../rules/registry.ts';
import { parseSettings } from './settingsFile.ts';
import { settingsSchema } from './settingsSchema.ts';

const known = rules.map(({ meta }) => meta);

describe('the JSON schema of code-coach.json', () => {
  test('that is shipped is that of the rules (npm run generate)', () => {
    const shipped: unknown = JSON.parse(readFileSync('schema/code-coach.schema.json', 'utf8'));
    assert.deepEqual(shipped, settingsSchema(known));
  });

  test('allows what the reader of the file allows, and nothing else', () => {
    const validate = new Ajv({ strict: false }).compile(settingsSchema(known));
    const withOptions = known.find(({ options }) => Object.keys(options ?? {}).length > 0);
    const option = Object.keys(withOptions?.options ?? {})[0] ?? '';
    const id = withOptions?.id ?? '';
    const allowed = [
      {},
      { $schema: './schema.json', rules: { 'null-prone': 'off', [id]: 'error' } },
      { options: { [id]: { [option]: 3 } }, exclude: ['generated/**'] },
      { languages: { javascript: false, typescript: true }, minSeverity: 'info' },
    ];
    const forbidden = [
      [],
      { rule: {} },
      { rules: { 'null-prone': 'loud' } },
      { rules: { 'null-prone/no-such-rule': 'off' } },
      { rules: [] },
      { options: { [id]: { noSuchOption: 3 } } },
      { options: { [id]: { [option]: '3' } } },
      { options: { [id]: { [option]: -1 } } },
      { languages: { cobol: true } },
      { languages: { javascript: 'no' } },
      { languages: [] },
      { minSeverity: 'off' },
      { minSeverity: 1 },
      { exclude: 'generated' },
      { exclude: [7] },
      { exclude: ['!src'] },
    ];
    for (const [values, expected] of [
      [allowed, true],
      [forbidden, false],
    ] as const) {
      for (const value of values) {
        const text = JSON.stringify(value);
        assert.equal(validate(value), expected, text);
        assert.equal(parseSettings(text, '/w/code-coach.json', known).problems.length === 0, expected, text);
      }
    }
  });
});
