import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyAmbiguousNoneReturn } from './py-ambiguous-none-return.ts';

testLesson(pyAmbiguousNoneReturn);

const { id } = pyAmbiguousNoneReturn.meta;

async function findingsIn(code: string) {
  const { findings, errors } = await bench({ 'a.py': code });
  assert.deepEqual(errors, []);
  return findings(id);
}

const load = `class Store:
    def load(self, key):
        try:
            row = self.db.get(key)
        except (OSError, TimeoutError) as error:
            log(error)
            return None
        if row.hidden:
            return None
        return row

    def show(self, key):
        row = self.load(key)
        if not row:
            raise LookupError("There is no such row")
        return row.text
`;

test('a method of the same class, with a walrus or an answer, counts as a caller', async () => {
  const [finding, ...others] = await findingsIn(load);
  assert.deepEqual(others, []);
  assert.equal(finding?.severity, 'info');
  assert.equal(
    finding.message,
    '`load` gives `None` where something failed (`except (OSError, TimeoutError) as error`) and also where there is nothing (`if row.hidden`). A caller cannot tell them apart and says "There is no such row" for both. Let the failure raise, or give back a result that names the reason.',
  );
  const walrus = load
    .replace(
      '        row = self.load(key)\n        if not row:',
      '        if (row := self.load(key)) is None:',
    )
    .replace('raise LookupError("There is no such row")', 'return Answer("There is no such row")');
  assert.equal((await findingsIn(walrus)).length, 1);
  const named = load.replace('LookupError("There is no such row")', 'errors.RowNotFound(key)');
  assert.match((await findingsIn(named))[0]?.message ?? '', /says `errors.RowNotFound` for both/);
});

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'an exception that tells of an absence': load.replace('(OSError, TimeoutError)', 'KeyError'),
  'one of two exceptions': load.replace('(OSError, TimeoutError)', '(OSError, KeyError)'),
  'a thing that was not found': load.replace('(OSError, TimeoutError)', 'HTTPNotFoundError'),
  'what the caller gave': load.replace('if row.hidden', 'if not key'),
  'a failure alone': load.replace('        if row.hidden:\n            return None\n', ''),
  'a failure that is raised again': load.replace(
    '            return None\n        if',
    '            raise\n        if',
  ),
  'a caller that does without': load.replace('raise LookupError("There is no such row")', 'return None'),
  'a caller that says nothing': load.replace('LookupError("There is no such row")', 'LookupError(key)'),
  'a caller of something else': load.replace('self.load(key)\n        if', 'self.other(key)\n        if'),
  'a function without a value': load.replace('        return row\n', '        return None\n'),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    assert.deepEqual(await findingsIn(code), [], code);
  });
}
