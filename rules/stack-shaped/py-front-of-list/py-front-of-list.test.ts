import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyFrontOfList } from './py-front-of-list.ts';

testLesson(pyFrontOfList);

const { id } = pyFrontOfList.meta;

/** A list `open` that is a stack in a loop; `use` stands in the loop, `start` is what the list starts as, and `after` follows the loop. */
function loop(use: string, start = '[]', after = ''): string {
  return `def depth(line):\n    open = ${start}\n    for each in line:\n        if each == "(":\n            open.insert(0, each)\n        elif each == ")":\n            open.pop(0)\n        ${use}\n    ${after}\n`;
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a list that also grows at its end': loop('open.append(each)'),
  'a list that also shrinks at its end': loop('open.pop()'),
  'a list that is sorted': loop('open.sort()'),
  'a list that is extended': loop('open += [each]'),
  'a list that came filled': loop('pass', 'list(line)'),
  'a list that somebody else made': loop('pass', 'waiting(line)'),
  'a name that is also a number': loop('pass', '[]', 'open = 0'),
  'a list with two names': loop('pass', 'other = []'),
  'a parameter':
    'def f(open: list, line):\n    for x in line:\n        open.insert(0, x)\n        open.pop(0)\n',
  'a list that is new in each round':
    'def f(rows):\n    for row in rows:\n        cells = []\n        cells.insert(0, row)\n        cells.pop(0)\n',
  'a list built back to front and trimmed once':
    'def f(rows):\n    names = []\n    for row in rows:\n        names.insert(0, row.name)\n    names.pop(0)\n    return names\n',
  'an insertion at another place': loop('pass').replace('insert(0,', 'insert(1,'),
  'a removal at another place': loop('pass').replace('pop(0)', 'pop(1)'),
  'an attribute that another class has too':
    'class A:\n    def __init__(self):\n        self._open = []\n\n    def add(self, x):\n        self._open.insert(0, x)\n\n    def take(self):\n        return self._open.pop(0)\n\n\nclass B(A):\n    def last(self):\n        return self._open[-1]\n',
  'a file that does not parse': `${loop('pass')}\ndef broken(:\n`,
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'depth.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

/** Use before and after the fix. */
const turned: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a look at entries by their places': [
    'print(open[0], open[2], open[-1])',
    'print(open[-1], open[-3], open[0])',
  ],
  'a top that is replaced': ['open[0] = each', 'open[-1] = each'],
  'a joined text': ['print(", ".join(open))', 'print(", ".join(reversed(open)))'],
  'a copy': [
    'print(list(open), open[:], [*open])',
    'print(list(reversed(open)), open[::-1], [*reversed(open)])',
  ],
  'questions that ask no order': [
    'print(len(open), each in open, not open)',
    'print(len(open), each in open, not open)',
  ],
  'an insertion over several lines': [
    'open.insert(  # why\n            0,\n            each,  # what\n        )',
    'the comment',
  ],
  'an insertion with a comment behind': [
    'open.insert(\n            0,\n            each,  # what\n        )',
    'open.append(\n            each,  # what\n        )',
  ],
};

for (const [name, [before, after]] of Object.entries(turned)) {
  test(`turns ${name}`, async () => {
    const code = loop(before);
    const result = await bench({ 'depth.py': code });
    const [finding, ...others] = result.findings(id);
    assert.ok(finding !== undefined && others.length === 0);
    if (after === 'the comment') {
      assert.equal(result.fix(finding).reason, 'A comment stands before what is put in.');
      return;
    }
    const expected = loop(after).replace('insert(0, each)', 'append(each)').replace('pop(0)', 'pop()');
    assert.equal(result.fixed(finding)['depth.py'], expected);
  });
}

/** Why the list is not turned round, by the use that keeps it. */
const refused: Readonly<Record<string, RegExp>> = {
  'show(open)': /`open` is handed on on line 8/,
  'show(open[each])': /told apart by their place on line 8/,
  'show(open[1:])': /told apart by their place on line 8/,
  'show(open.index(each))': /told apart by their place on line 8/,
  'show(*[x for x in open if open.pop(0)])': /may change while the loop on line 8/,
};

for (const [use, reason] of Object.entries(refused)) {
  test(`does not turn the list of \`${use}\``, async () => {
    const result = await bench({ 'depth.py': loop(use) });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', reason);
  });
}

test('what the list starts with is put in reverse, and line ends stay', async () => {
  const code = loop('pass', "['a', f(1, 2)]").replaceAll('\n', '\r\n');
  const result = await bench({ 'depth.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const text = result.fixed(finding)['depth.py'];
  assert.equal(
    text,
    code
      .replace("['a', f(1, 2)]", "[f(1, 2), 'a']")
      .replace('insert(0, each)', 'append(each)')
      .replace('pop(0)', 'pop()'),
  );
});

test('an attribute that others can see is said, and left alone', async () => {
  const code =
    'class Undo:\n    def __init__(self):\n        self.steps = []\n\n    def add(self, x):\n        self.steps.insert(0, x)\n\n    def undo(self):\n        return self.steps.pop(0)\n';
  const result = await bench({ 'undo.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /can be seen by other files/);
});
