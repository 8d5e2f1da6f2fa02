import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyDeprecatedCall } from './py-deprecated-call.ts';

testLesson(pyDeprecatedCall);

const id = 'needless-dependencies/py-deprecated-call';
const pyproject = '[project]\nname = "orders"\nrequires-python = ">=3.9"\n';

const rewrites: readonly { readonly name: string; readonly before: string; readonly after: string }[] = [
  {
    name: 'a call by the module',
    before: 'import datetime\n\nnow = datetime.datetime.utcnow()\n',
    after: 'import datetime\n\nnow = datetime.datetime.now(datetime.timezone.utc)\n',
  },
  {
    name: 'a module with another name, and an argument',
    before: 'import datetime as dt\n\n\ndef f(at):\n    return dt.datetime.utcfromtimestamp(at / 1000)\n',
    after:
      'import datetime as dt\n\n\ndef f(at):\n    return dt.datetime.fromtimestamp(at / 1000, dt.timezone.utc)\n',
  },
  {
    name: 'a class that is imported over several lines',
    before: 'from datetime import (\n    datetime,\n)\r\nnow = datetime.utcnow()\r\n',
    after:
      'from datetime import timezone\r\nfrom datetime import (\n    datetime,\n)\r\nnow = datetime.now(timezone.utc)\r\n',
  },
  {
    name: 'an old name',
    before:
      'import logging as log\nfrom threading import currentThread\n\nlog.warn("%s", currentThread(), exc_info=True)\n',
    after:
      'import logging as log\nfrom threading import currentThread\n\nlog.warning("%s", currentThread(), exc_info=True)\n',
  },
];

for (const { name, before, after } of rewrites) {
  test(`rewrites ${name}`, async () => {
    const result = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': before });
    const [finding] = result.findings(id);
    assert.deepEqual(result.errors, []);
    assert.ok(finding);
    assert.equal(result.fixed(finding, finding.fixes.length - 1)['orders/a.py'], after);
  });
}

const silent: Readonly<Record<string, string>> = {
  'a class of its own': 'from clocks import datetime\ndatetime.utcnow()\n',
  'a function that is only handed on':
    'from datetime import datetime\ncreated = Column(default=datetime.utcnow)\n',
  'a time with its zone': 'from datetime import datetime, timezone\ndatetime.now(timezone.utc)\n',
  'arguments that are unpacked': 'from datetime import datetime\ndatetime.utcfromtimestamp(*at)\n',
};

for (const [name, code] of Object.entries(silent)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('says nothing without a word on which Python the code runs on, and refuses where `timezone` is taken', async () => {
  const code =
    'from datetime import datetime\n\n\ndef f(timezone):\n    return datetime.utcnow(), timezone\n';
  const unknown = await bench({ 'orders/a.py': code });
  assert.deepEqual(unknown.findings(id), []);
  const { findings, fix } = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': code });
  const [finding] = findings(id);
  assert.ok(finding);
  const checked = fix(finding);
  assert.equal(checked.verified, false);
  assert.match(checked.reason ?? '', /called `timezone`/);
});

test('refuses where the time meets one of which nothing shows that it knows its zone', async () => {
  for (const [use, other] of [
    ['datetime.utcnow() > end', 'end'],
    ['datetime.utcnow() - end', 'end'],
    ['utc.fromutc(datetime.utcnow())', 'utc.fromutc'],
  ]) {
    const code = `from datetime import datetime, timezone\n\n\ndef f(end, utc):\n    return ${use}\n`;
    const { findings, fix } = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': code });
    const [finding] = findings(id);
    assert.ok(finding);
    assert.ok(fix(finding, 1).reason?.startsWith(`\`${other}\` meets the time here`), 'accepted');
  }
});

test('a span of time may be added', async () => {
  const code =
    'from datetime import datetime, timedelta, timezone\n\nend = datetime.utcnow() - timedelta(days=1)\n';
  const result = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fixed(finding, 1)['orders/a.py'] ?? '', /datetime\.now\(timezone\.utc\) - timedelta/);
});

test('a time that goes on to other code stays without a zone at first', async () => {
  const code = 'from datetime import datetime\n\n\ndef f(self):\n    self.start = datetime.utcnow()\n';
  const result = await bench({ 'pyproject.toml': pyproject, 'orders/a.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(
    result.fixed(finding)['orders/a.py'],
    'from datetime import datetime, timezone\n\n\ndef f(self):\n    self.start = datetime.now(timezone.utc).replace(tzinfo=None)\n',
  );
});
