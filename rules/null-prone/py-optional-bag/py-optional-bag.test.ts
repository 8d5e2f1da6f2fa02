import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyOptionalBag } from './py-optional-bag.ts';

testLesson(pyOptionalBag);

const { id } = pyOptionalBag.meta;

async function findingsIn(files: Readonly<Record<string, string>>) {
  const { findings, errors } = await bench(files);
  assert.deepEqual(errors, []);
  return findings(id);
}

const head = 'from dataclasses import dataclass, field, replace\nfrom typing import Optional\n\n\n';
const model =
  '@dataclass\nclass Answer:\n    url: str\n    data: Optional[list] = None\n    error: Exception | None = field(default=None)\n\n\n';
const builds = [
  'one = Answer("a", data=[])\n',
  'two = Answer("b", ["c"])\n',
  'three = Answer("c", None, OSError())\n',
  'four = Answer("d", error=OSError())\n',
];
const reader =
  'def show(answer):\n    if answer.error:\n        return answer.error\n    return answer.data\n';
const plain = head + model + builds.join('') + reader;

test('names, positions and None all count, over files and by packages, and the places are the evidence', async () => {
  const [finding, ...others] = await findingsIn({
    'shop/__init__.py': 'from .answers import Answer\n',
    'shop/answers.py': head + model,
    'shop/load.py': `from shop import Answer\n\n\n${builds.join('')}`,
    'shop/show.py': reader,
  });
  assert.deepEqual(others, []);
  assert.equal(finding?.severity, 'info');
  assert.equal(finding.file, 'shop/answers.py');
  assert.match(
    finding.message,
    /^`data` and `error` are never set together in the 4 places that build `Answer`; yet its fields allow both and neither/,
  );
  assert.deepEqual(
    finding.related.map(({ message }) => message.replace(/`/g, '')),
    ['sets data', 'sets data', 'sets error', 'sets error', 'asks which of data and error there is'],
  );
});

const kinds: Readonly<Record<string, string>> = {
  attrs: plain
    .replace('from dataclasses import dataclass, field, replace', 'from attrs import define, field')
    .replace('@dataclass', '@define'),
  pydantic: plain
    .replace(
      'from dataclasses import dataclass, field, replace',
      'from pydantic import BaseModel, Field as field',
    )
    .replace('@dataclass\nclass Answer:', 'class Answer(BaseModel):'),
  NamedTuple: plain
    .replace('import Optional', 'import NamedTuple, Optional')
    .replace('@dataclass\nclass Answer:', 'class Answer(NamedTuple):'),
};

for (const [name, code] of Object.entries(kinds)) {
  test(`${name} is read as a dataclass is`, async () => {
    assert.equal((await findingsIn({ 'a.py': code })).length, 1, code);
  });
}

test('a field that says which of the mixtures it is speaks for itself', async () => {
  const code = plain
    .replace('    url: str\n', '    state: str\n')
    .replace(reader, '')
    .replace('"a"', '"loaded"')
    .replace('"b"', '"loaded"')
    .replace('"c", None', '"failed", None')
    .replace('"d"', '"failed"')
    .replace(/Answer\("/g, 'Answer(state="')
    .replace('["c"])', 'data=["c"])')
    .replace('None, OSError()', 'data=None, error=OSError()');
  const [finding] = await findingsIn({ 'a.py': code });
  assert.match(finding?.message ?? '', /a union of 2 frozen dataclasses, told apart by `state`/);
});

test('nothing sets a field of what is frozen, whatever is called so elsewhere', async () => {
  const code = `${plain.replace('@dataclass', '@dataclass(frozen=True)')}other.error = OSError()\n`;
  assert.equal((await findingsIn({ 'a.py': code })).length, 1);
});

test('what is always set together is said as such', async () => {
  const code = `${head}@dataclass\nclass Span:\n    name: str\n    start: int | None = None\n    end: int | None = None\n\n\na = Span("a", 1, 2)\nb = Span("b", 3, 4)\nc = Span("c")\nd = Span("d")\n\n\ndef size(span):\n    if span.start is None:\n        return 0\n    return span.end - span.start\n`;
  const [finding] = await findingsIn({ 'a.py': code });
  assert.match(
    finding?.message ?? '',
    /`start` and `end` are always set together or not at all in the 4 places/,
  );
});

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'two of which one place sets both': `${plain}five = Answer("e", [], OSError())\n`,
  'a field that is set later': `${plain}one.error = OSError()\n`,
  'a field that a copy sets': `${plain}six = replace(one, error=OSError())\n`,
  'what anything may be given to': `${plain}def make(**more):\n    return Answer("e", **more)\n`,
  'a class that another inherits from': `${plain}class Late(Answer):\n    pass\n`,
  'a class with an init of its own': plain.replace(
    '    url: str\n',
    '    url: str\n\n    def __init__(self, *args):\n        pass\n\n',
  ),
  'one that nobody reads as a choice': plain.replace(reader, ''),
  'a single place for one side': plain.replace(builds[3] as string, ''),
  options: plain.replace(/^(\w+) = (Answer.*)$/gm, '$1 = send($2)'),
  'extras that most leave out': `${plain}${'x = Answer("x")\n'.repeat(5)}`,
  'one of many options': plain
    .replace(
      '    url: str\n',
      `    url: str\n${['a', 'b', 'c', 'd'].map((name) => `    ${name}: int | None = field(default=None, kw_only=True)\n`).join('')}`,
    )
    .replace('"b", ["c"]', '"b", data=["c"]')
    .replace('"c", None, OSError()', '"c", error=OSError()'),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    assert.deepEqual(await findingsIn({ 'a.py': code }), [], code);
  });
}
