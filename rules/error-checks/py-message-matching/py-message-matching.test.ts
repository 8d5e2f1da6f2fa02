import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyMessageMatching } from './py-message-matching.ts';

testLesson(pyMessageMatching);

const id = 'error-checks/py-message-matching';

function handler(condition: string): string {
  return `def load(path):\n    try:\n        return read(path)\n    except Exception as error:\n        if ${condition}:\n            return None\n        raise\n`;
}

for (const condition of [
  '"no such table" not in str(error)',
  'str(error) == "no such table"',
  'error.args[0].startswith("no such")',
  '"no such table" in error.message.lower()',
  'str(error).lower().startswith("no such table")',
]) {
  test(`says that \`${condition}\` matches a message`, async () => {
    const { findings, errors } = await bench({ 'a.py': handler(condition) });
    assert.deepEqual([findings(id).length, errors], [1, []]);
  });
}

for (const condition of [
  'error.errno == 2',
  'error.code == "no such table"',
  '"no such table" in str(path)',
  '"\\n" in str(error)',
  'wanted in str(error)',
]) {
  test(`says nothing of \`${condition}\``, async () => {
    const { findings, errors } = await bench({ 'a.py': handler(condition) });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}
