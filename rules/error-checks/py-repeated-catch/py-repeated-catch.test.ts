import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyRepeatedCatch } from './py-repeated-catch.ts';

testLesson(pyRepeatedCatch);

const id = 'error-checks/py-repeated-catch';

/** Three functions with the same handler. */
function three(handler: (index: number) => string, names = ['a', 'b', 'c']): string {
  return names
    .map((name, index) => `def ${name}(x, y):\n    try:\n        x.go()\n${handler(index)}\n`)
    .join('\n\n');
}

const raising = (index: number): string =>
  `    except KeyError as e${index}:\n        raise ValueError(f"The order {y} is not known to anybody in this shop") from e${index}`;

test('the name of the exception is nothing that tells handlers apart, and all places are one group', async () => {
  const { findings, errors } = await bench({ 'a.py': three(raising) });
  const found = findings(id);
  assert.deepEqual([found.length, new Set(found.map(({ group }) => group)).size, errors], [3, 1, []]);
  assert.match(
    found[0]?.message ?? '',
    /`KeyError` is handled by the same statement in 3 places of this file/,
  );
});

test('one name for the exceptions of several clauses of a function is no obstacle', async () => {
  const twice = (): string =>
    `${raising(1)}\n    except OSError as e1:\n        x.undo(e1)\n        x.tell("it is gone, and nobody knows when it will be there again", e1, y)`;
  const { findings } = await bench({ 'a.py': three(twice) });
  assert.equal(new Set(findings(id).map(({ group }) => group)).size, 2);
});

/** Each of these is next to something that is found. */
const silent: Readonly<Record<string, string>> = {
  'two places': three(raising, ['a', 'b']),
  'different exceptions': three((index) =>
    raising(0).replace('KeyError', ['KeyError', 'OSError', 'TypeError'][index] ?? ''),
  ),
  'different words': three((index) => raising(0).replace('known', `known ${index}`)),
  'three clauses of one function': `def a(x, y):\n${[0, 1, 2].map((index) => `    try:\n        x.go()\n${raising(index)}`).join('\n')}\n`,
  'a loop that tries again': three(
    () =>
      '    except KeyError as e:\n        x.note("it is gone, so again", e)\n        x.sleep(10)\n        x.go_once_more("and again", y)',
  ),
  'a package that is not installed': three(
    () =>
      '    except ImportError as e:\n        raise ValueError("The package for orders is not installed") from e',
  ),
};

for (const [name, code] of Object.entries(silent)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'a.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('says nothing of tests', async () => {
  const { findings } = await bench({ 'tests/test_a.py': three(raising) });
  assert.deepEqual(findings(id), []);
});
