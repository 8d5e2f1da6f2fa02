import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyLostCause } from './py-lost-cause.ts';

testLesson(pyLostCause);

const id = 'error-checks/py-lost-cause';

function handler(body: string, clause = 'except OSError as error:'): string {
  return `def load(path):\n    try:\n        return open(path)\n    ${clause}\n${body.replace(/^/gm, '        ')}\n`;
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a cause that is named': handler('raise LoadError(path) from error'),
  'the caught exception itself': handler('raise error'),
  'a function that may give the caught exception back': handler('raise wrap(error)'),
  'a clause without a name': handler('raise LoadError(path)', 'except OSError:'),
  'a function that runs later': handler('def fail():\n    raise LoadError(path)\nreturn fail'),
  'an inner clause without a name': handler(
    'try:\n    recover()\nexcept KeyError:\n    raise LoadError(path)',
  ),
  'a name that is bound again': handler('error = describe(error)\nraise LoadError(error)'),
  'a name that is deleted': handler('del error\nraise LoadError(path)'),
  'a program that ends': handler('raise SystemExit(1)'),
  'a message that goes back to its queue': handler('raise Reject(error, requeue=True)'),
  'a cause that the class is given': handler('raise LoadError(path, cause=error)'),
  'a cause that the class is given by a name of its own': handler('raise LoadError(path, original=error)'),
  'code that also runs on Python 2': `from __future__ import print_function\n${handler('raise LoadError(path)')}`,
  'a file that does not parse': `${handler('raise LoadError(path)')}\ndef broken(:\n`,
  'code of Python 2': `${handler('raise LoadError(path)')}\nprint "old"\n`,
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'load.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('the fix keeps line ends, a comment behind the statement and characters beyond the first plane', async () => {
  const before = `# 😀 é\r\ntry:\r\n    go()\r\nexcept (KeyError, ValueError) as e:\r\n    raise errors.Bad(\r\n        "😀",\r\n    )  # told\r\n`;
  const result = await bench({ 'load.py': before });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.deepEqual(finding.range.start, { line: 4, character: 4 });
  const checked = result.fix(finding);
  assert.deepEqual([checked.verified, checked.check], [true, 'parsed']);
  assert.equal(result.fixed(finding)['load.py'], before.replace(')  # told', ') from e  # told'));
});

test('a comment silences it', async () => {
  const silent = `# code-coach-ignore-next-line ${id} -- the reader knows`;
  const code = handler(`${silent}\nraise LoadError(path)`);
  const { findings, report } = await bench({ 'load.py': code });
  assert.deepEqual([findings(id), report.stats.suppressed], [[], 1]);
});

test('tests are left alone', async () => {
  const { findings } = await bench({ 'tests/load.py': handler('raise LoadError(path)') });
  assert.deepEqual(findings(id), []);
});

test('an exception that tells nothing of the caught one, or is given it beside other things, is a hint', async () => {
  const { findings } = await bench({
    'a.py': handler('raise LoadError(path)'),
    'b.py': handler('raise LoadError(f"{path}: {error}")'),
    'c.py': handler('raise LoadError(error)'),
    'd.py': handler('raise LoadError(path, error)'),
  });
  assert.deepEqual(
    findings(id).map(({ severity }) => severity),
    ['hint', 'info', 'info', 'hint'],
  );
});
