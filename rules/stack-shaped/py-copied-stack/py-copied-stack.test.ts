import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyCopiedStack } from './py-copied-stack.ts';

testLesson(pyCopiedStack);

const { id } = pyCopiedStack.meta;

/** A list `open` that is copied for each push in a loop. */
function pushes(use = 'pass', { start = '[]', push = 'open = open + [each]', after = 'pass' } = {}): string {
  return `def f(line):\n    open = ${start}\n    for each in line:\n        ${push}\n        ${use}\n    ${after}\n`;
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a list that is kept': pushes('kept.append(open)'),
  'a list that has another name': pushes('before = open'),
  'a list that is given to other code': pushes('show(open)'),
  'a list that is yielded': pushes('yield open'),
  'a list that another function sees': pushes('later(lambda: open)'),
  'a list that somebody else made': pushes('pass', { start: 'line.words' }),
  'a name that is also something else': pushes('pass', { after: 'open = None' }),
  'another list': pushes('pass', { push: 'open = other + [each]' }),
  'entries in front': pushes('pass', { push: 'open = [each] + open' }),
  'a change in place': pushes('pass', { push: 'open += [each]' }),
  'a text': pushes('pass', { start: '""', push: 'open = open + each' }),
  'a walk over the list as it was':
    'def f(line):\n    open = [line]\n    for each in open:\n        open = open + [each.next]\n',
  'a list that is new in each round':
    'def f(line):\n    for each in line:\n        open = []\n        open = open + [each]\n        show(open)\n',
  'a few rounds': pushes().replace('in line', 'in range(3)'),
  'no loop': 'def f(line):\n    open = []\n    open = open + [line]\n    open = open[:-1]\n',
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'open.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

/** Statements before and after the fix. */
const changed: readonly (readonly [before: string, after: string])[] = [
  [pushes(), pushes('pass', { push: 'open.append(each)' })],
  [
    pushes('pass', { after: 'return open' }),
    pushes('pass', { push: 'open.append(each)', after: 'return open' }),
  ],
  [
    pushes('print(open, open + [1], len(open))'),
    pushes('print(open, open + [1], len(open))', { push: 'open.append(each)' }),
  ],
  [
    pushes('pass', { push: 'open = open + [each, each]  # twice' }),
    pushes('pass', { push: 'open.extend([each, each])  # twice' }),
  ],
  [
    pushes('pass', { push: 'open = [*open, f(each,\n            1)]' }),
    pushes('pass', { push: 'open.append(f(each,\n            1))' }),
  ],
  [pushes('pass', { push: 'open = open[:-1]' }), pushes('pass', { push: 'del open[-1:]' })],
  [
    pushes('if each and open: open = open[:-1]'),
    pushes('if each and open: open.pop()', { push: 'open.append(each)' }),
  ],
  [
    pushes('if each or open: open = open[:-1]'),
    pushes('if each or open: del open[-1:]', { push: 'open.append(each)' }),
  ],
  [
    pushes('if not open:\n            pass\n        else:\n            open = open[:-1]'),
    pushes('if not open:\n            pass\n        else:\n            del open[-1:]', {
      push: 'open.append(each)',
    }),
  ],
];

for (const [before, after] of changed) {
  test(`changes in place: ${before.split('\n')[3]?.trim()}; ${before.split('\n')[4]?.trim()}`, async () => {
    const result = await bench({ 'open.py': before.replaceAll('\n', '\r\n') });
    const [finding, ...others] = result.findings(id);
    assert.ok(finding !== undefined && others.length === 0);
    assert.equal(finding.fixes[0]?.kind, 'safe');
    assert.equal(result.fixed(finding)['open.py'], after.replaceAll('\n', '\r\n'));
  });
}

test('a comment within the statement keeps it', async () => {
  const code = pushes('pass', { push: 'open = (open  # so far\n            + [each])' });
  const { findings } = await bench({ 'open.py': code });
  assert.deepEqual(findings(id), []);
  const flagged = pushes('pass', {
    push: 'open = [\n            *open,  # so far\n            each,\n        ]',
  });
  const result = await bench({ 'open.py': flagged });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /A comment stands within/);
});

test('a list of a module may be seen by who imports it', async () => {
  const code = 'import sys\n\nfound = []\nfor line in sys.stdin:\n    found = found + [line]\n';
  const result = await bench({ 'found.py': code });
  assert.equal(result.findings(id)[0]?.fixes[0]?.kind, 'review');
});
