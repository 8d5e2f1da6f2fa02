import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyReplaceUntilStable } from './py-replace-until-stable.ts';

testLesson(pyReplaceUntilStable);

const { id } = pyReplaceUntilStable.meta;

const f = (...lines: readonly string[]): string =>
  `def f(text):\n${lines.map((line) => `    ${line}\n`).join('')}`;

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a replacement by something': f("while '()' in text:", "    text = text.replace('()', ' ')"),
  'a sequence of three': f("while '(.)' in text:", "    text = text.replace('(.)', '')"),
  'a pair that is sought and another that is taken out': f(
    "while '()' in text:",
    "    text = text.replace('[]', '')",
  ),
  'one of two pairs that is not sought': f(
    "while '()' in text:",
    "    text = text.replace('()', '').replace('[]', '')",
  ),
  'both that have to be there': f(
    "while '()' in text and '[]' in text:",
    "    text = text.replace('()', '').replace('[]', '')",
  ),
  bytes: f("while b'()' in text:", "    text = text.replace(b'()', b'')"),
  'two of the same': f("while 'aa' in text:", "    text = text.replace('aa', '')"),
  'rounds that are counted': f("while '()' in text:", "    text = text.replace('()', '')", '    rounds += 1'),
  'a loop with an else': f("while '()' in text:", "    text = text.replace('()', '')", 'else:', '    done()'),
  'a text before that is used later': f(
    'old = None',
    'while old != text:',
    '    old = text',
    "    text = text.replace('()', '')",
    'return old',
  ),
  'a text before that may be the text': f(
    'old = first',
    'while old != text:',
    '    old = text',
    "    text = text.replace('()', '')",
  ),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'pairs.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

const pass = (test: string): string[] => [
  'kept = []',
  'for character in text:',
  `    if kept and kept[-1] + character ${test}:`,
  '        kept.pop()',
  '    else:',
  '        kept.append(character)',
  "text = ''.join(kept)",
];

const fixed: readonly (readonly [before: string, after: string])[] = [
  [
    f(
      "while ('()' in text) or '{}' in text:",
      "    text = text.replace('()', '', 1)",
      "    text = text.replace('{}', '')",
    ),
    f(...pass("in ('()', '{}')")),
  ],
  [
    f(
      'while True:',
      '    size = len(text)',
      "    text = text.replace('()', '')",
      '    if size == len(text):',
      '        break',
    ),
    f(...pass("== '()'")),
  ],
  [
    f('size = -1', 'while len(text) != size:', '    size = len(text)', "    text = text.replace('()', '')"),
    f(...pass("== '()'")),
  ],
];

for (const [before, after] of fixed) {
  test(`goes through once: ${before.split('\n')[1]?.trim()}`, async () => {
    const tabbed = (text: string): string => text.replaceAll('    ', '\t').replaceAll('\n', '\r\n');
    const result = await bench({ 'pairs.py': before, 'tabs.py': tabbed(before) });
    const [finding, other] = result.findings(id);
    assert.ok(finding !== undefined && other !== undefined);
    assert.equal(result.fixed(finding)['pairs.py'], after);
    assert.equal(result.fixed(other)['tabs.py'], tabbed(after));
  });
}

test('a comment in the loop keeps it', async () => {
  const code = f("while '()' in text:", '    # inner ones first', "    text = text.replace('()', '')");
  const result = await bench({ 'pairs.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /A comment stands within/);
});
