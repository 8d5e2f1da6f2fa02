import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyRepeatedNoneCheck } from './py-repeated-none-check.ts';

testLesson(pyRepeatedNoneCheck);

const { id } = pyRepeatedNoneCheck.meta;

const raises = 'if self.feed is None:\n            raise ValueError("closed")';
const asserts = 'assert self.feed is not None';

function reader(guards: readonly string[], init = 'self.feed = None'): string {
  const methods = guards.map(
    (guard, index) => `    def read_${index}(self):\n        ${guard}\n        return self.feed.next()\n`,
  );
  return `class Reader:\n    def __init__(self, feed=None, name=""):\n        ${init}\n\n${methods.join('\n')}`;
}

async function findingsIn(code: string) {
  const { findings, errors } = await bench({ 'reader.py': code });
  assert.deepEqual(errors, []);
  return findings(id);
}

test('three that raise are a warning, at the field, with each check as evidence', async () => {
  const [finding, ...others] = await findingsIn(reader([raises, raises, raises]));
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.equal(finding.severity, 'warning');
  assert.equal(finding.range.start.line, 2);
  assert.equal(finding.related.length, 3);
  assert.match(finding.message, /in 3 methods of `Reader`: each raises.*`_require_feed`/);
});

test('three that assert are information', async () => {
  const [finding] = await findingsIn(reader([asserts, asserts, 'assert self.feed']));
  assert.equal(finding?.severity, 'info');
  assert.match(finding.message, /each asserts, which `python -O` leaves out/);
});

test('a method that gives the value already is named', async () => {
  const code = `${reader([asserts, asserts, raises])}\n    @property\n    def open_feed(self):\n        """The feed."""\n        ${raises}\n        return self.feed\n`;
  const [finding] = await findingsIn(code);
  assert.match(finding?.message ?? '', /in 3 methods.*`open_feed` checks it and returns it/);
});

const declared: Readonly<Record<string, string>> = {
  'a type': 'self.feed: Feed | None = name',
  'an older type': 'self.feed: Optional[Feed] = name',
  'a parameter that may be left out': 'self.feed = feed',
};

for (const [name, init] of Object.entries(declared)) {
  test(`${name} says that a field may be None`, async () => {
    assert.equal((await findingsIn(reader([raises, raises, raises], init))).length, 1);
  });
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'two methods': reader([raises, asserts]),
  'three checks in two methods': reader([`${raises}\n        ${asserts}`, raises]),
  'a field that is never None': reader(
    ['assert self.feed', 'assert self.feed', 'assert self.feed'],
    'self.feed = False',
  ),
  'a field of another class': reader([raises, raises, raises], 'self.other = None'),
  'a parameter that is always given': reader([raises, raises, raises], 'self.feed = bool(feed)'),
  'what is already there': reader(
    Array(3).fill('if self.feed is not None:\n            raise ValueError("open")'),
  ),
  'what is passed over': reader(Array(3).fill('if self.feed is None:\n            return None')),
  'a condition that asks more': reader(
    Array(3).fill('if self.feed is None or self.name:\n            raise ValueError("closed")'),
  ),
  'something else where it is missing': reader(Array(3).fill(`${raises}\n        else:\n            pass`)),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    assert.deepEqual(await findingsIn(code), [], code);
  });
}
