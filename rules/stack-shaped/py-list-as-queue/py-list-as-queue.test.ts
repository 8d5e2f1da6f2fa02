import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { parsePython } from '../../../test/harness/python.ts';
import { PythonView } from '../../engine/python/view.ts';
import { pyListAsQueue, queueAt } from './py-list-as-queue.ts';

testLesson(pyListAsQueue);

const { id } = pyListAsQueue.meta;

/** A walk over what `root` leads to, with a list `open` as its queue. */
function walk(use: string, start = '[root]', take = 'each = open.pop(0)'): string {
  return `import json\n\n\ndef walk(root):\n    open = ${start}\n    while open:\n        ${take}\n        ${use}\n        for other in each.others:\n            open.append(other)\n`;
}

function queued(use: string, start = 'deque([root])', take = 'each = open.popleft()'): string {
  return walk(use, start, take).replace('import json\n', 'import json\nfrom collections import deque\n');
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a list that is sorted in between': walk('open.sort()'),
  'a list that is looked at in its middle': walk('print(open[each])'),
  'a list that is sliced': walk('print(open[1:])'),
  'a list that is taken from in its middle': walk('open.pop(2)'),
  'a list that somebody else made': walk('pass', 'waiting(root)'),
  'arguments, one of which is put back after the loop':
    'def f(line):\n    words = list(line)\n    while words:\n        word = words.pop(0)\n    words.append(word)\n',
  'a window of what was last':
    'def f(rows):\n    last = []\n    for row in rows:\n        last.append(row)\n        while len(last) > 5:\n            last.pop(0)\n',
  'a list that is new in each round':
    'def f(rows):\n    for row in rows:\n        cells = []\n        cells.append(row)\n        cells.pop(0)\n',
  'a method that fills and trims':
    'class A:\n    def __init__(self):\n        self._seen = []\n\n    def add(self, x):\n        self._seen.append(x)\n        return self._seen.pop(0)\n',
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'walk.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

/** The walk before and after the fix. */
const fixed: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a list of one': [walk('pass'), queued('pass')],
  'a list of what can be walked over': [walk('pass', 'list(root)'), queued('pass', 'deque(root)')],
  'a list made by a comprehension': [
    walk('pass', '[x for x in root]'),
    queued('pass', 'deque([x for x in root])'),
  ],
  'an annotated list': [
    walk('pass').replace('open = ', 'open: list[str] = '),
    queued('pass').replace('open = ', 'open: deque[str] = '),
  ],
  'a question whether it is empty': [
    walk('if open == []: print(open != [])'),
    queued('if not open: print(bool(open))'),
  ],
  'a deletion': [
    walk('del open[0]', '[root]', 'each = open[0]').replace(
      '        for',
      '        open.pop(0)\n        for',
    ),
    queued('open.popleft()', 'deque([root])', 'each = open[0]').replace(
      '        for',
      '        open.popleft()\n        for',
    ),
  ],
  'a module that is imported as a whole': [
    walk('pass').replace('import json', 'import collections'),
    walk('pass', 'collections.deque([root])', 'each = open.popleft()').replace(
      'import json',
      'import collections',
    ),
  ],
  'a deque that is imported under another name': [
    walk('pass').replace('import json', 'from collections import deque as Line'),
    walk('pass', 'Line([root])', 'each = open.popleft()').replace(
      'import json',
      'from collections import deque as Line',
    ),
  ],
  'an import over several lines': [
    walk('pass').replace('import json', 'from collections import (\n    abc,\n)'),
    walk('pass', 'deque([root])', 'each = open.popleft()').replace(
      'import json',
      'from collections import (\n    abc, deque,\n)',
    ),
  ],
  'a file without imports': [
    walk('pass').replace('import json\n\n\n', '#!/usr/bin/env python\n"""Walks."""\n\n'),
    walk('pass', 'deque([root])', 'each = open.popleft()').replace(
      'import json\n\n\n',
      '#!/usr/bin/env python\n"""Walks."""\n\nfrom collections import deque\n\n',
    ),
  ],
};

for (const [name, [before, after]] of Object.entries(fixed)) {
  test(`makes a deque of ${name}`, async () => {
    const result = await bench({ 'walk.py': before });
    const [finding, ...others] = result.findings(id);
    assert.ok(finding !== undefined && others.length === 0);
    assert.equal(result.fixed(finding)['walk.py'], after);
  });
}

/** Why the list stays one, by the walk. */
const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [walk('json.dumps(open)'), /`open` is handed on on line 8, where a list may be needed/],
  [walk('for x in open: open.append(x)'), /may change while the loop on line 8/],
  [walk('print(open.copy())').replace('copy', 'as_list'), /no `as_list` as a list has it, on line 8/],
  [walk('deque = 1'), /`deque` already means something else/],
  [walk('pass').replace('open = ', 'open: MutableSequence = '), /`MutableSequence` says that it is a list/],
];

for (const [code, reason] of refused) {
  test(`leaves the list where ${reason.source}`, async () => {
    const result = await bench({ 'walk.py': code });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', reason);
  });
}

test('a list that is taken from again and again is judged once', () => {
  const text = `def walk(root):\n    open = [root]\n    open.append(root)\n${'    open.pop(0)\n'.repeat(500)}    while open:\n        open.append(open.pop(0))\n`;
  const file = { path: '/a.py', text, isTest: false, package: {} as PythonView['package'] };
  const view = new PythonView(file, parsePython(text));
  let asked = 0;
  const { names } = view;
  const uses = names.uses.bind(names);
  names.uses = (resolved) => {
    asked += 1;
    return uses(resolved);
  };
  const taken = view.root.below(['call']).flatMap((call) => {
    const callee = call.child('function');
    return callee?.text === 'open.pop' ? (callee.child('object') ?? []) : [];
  });
  queueAt(taken[0] as (typeof taken)[number], view);
  const once = asked;
  for (const list of taken) queueAt(list, view);
  assert.ok(once > 0);
  assert.deepEqual([taken.length, asked], [501, once]);
});
