import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyBracketCounters } from './py-bracket-counters.ts';

testLesson(pyBracketCounters);

const { id } = pyBracketCounters.meta;

/** What each accepts wrongly, the shortest first, and how sure it is that this was not meant. */
const flagged: Readonly<Record<string, readonly [wrong: string, severity: string, code: string]>> = {
  'one counter for all kinds': [
    '(]',
    'warning',
    `def check(text):
    depth = 0
    for character in text:
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        if depth < 0:
            return False
    return depth == 0
`,
  ],
  'counters in a dictionary': [
    ')(',
    'warning',
    `def check(text):
    counts = {"(": 0, "[": 0}
    for character in text:
        if character == "(" or character == "[":
            counts[character] += 1
        elif character == ")":
            counts["("] -= 1
        elif character == "]":
            counts["["] -= 1
    return all(count == 0 for count in counts.values())
`,
  ],
  'a function that raises': [
    '([)]',
    'warning',
    `def check(text):
    a = b = 0
    for index in range(len(text)):
        if text[index] == "(":
            a = a + 1
        elif text[index] == ")":
            a = a - 1
        elif text[index] == "{":
            b = b + 1
        elif text[index] == "}":
            b = b - 1
        if a < 0 or b < 0:
            raise ValueError("unbalanced")
    if a or b:
        raise ValueError("unbalanced")
`
      .replaceAll('{', '[')
      .replaceAll('}', ']'),
  ],
  'a method that answers whether something is wrong': [
    '([)]',
    'warning',
    `class Reader:
    def is_broken(self, text):
        round_, square = 0, 0
        index = 0
        while index < len(text):
            if text[index] == "(":
                round_ += 1
            if text[index] == ")":
                round_ -= 1
            if text[index] == "[":
                square += 1
            if text[index] == "]":
                square -= 1
            if min_of(round_, square):
                return True
            index += 1
        return round_ != 0 or square != 0
`.replace('min_of(round_, square)', 'not (round_ >= 0 <= square)'),
  ],
  'tags in a list': [
    '<b><i></b></i>',
    'warning',
    `def check(tokens: list[str]) -> bool:
    bold, italic = 0, 0
    for token in tokens:
        if token == "<b>":
            bold += 1
        elif token == "</b>":
            bold -= 1
        elif token == "<i>":
            italic += 1
        elif token == "</i>":
            italic -= 1
        if bold < 0 or italic < 0:
            return False
    return bold == 0 and italic == 0
`,
  ],
  'totals of generators': [
    ')(',
    'warning',
    `def check(text):
    total = 0
    total += sum(1 for c in text if c == "(") - sum(1 for c in text if c == ")")
    if total != 0:
        return False
    other = text.count("[") - text.count("]")
    return other == 0
`,
  ],
};

for (const [name, [wrong, severity, code]] of Object.entries(flagged)) {
  test(`shows what is accepted wrongly by ${name}, and a stack is not flagged`, async () => {
    const result = await bench({ 'pairs.py': code });
    const [finding, ...others] = result.findings(id);
    assert.ok(finding !== undefined && others.length === 0);
    assert.equal(/(?:accepts|no fault with) `([^`]*)`/.exec(finding.message)?.[1], wrong);
    assert.equal(finding.severity, severity);
    assert.match(result.fixed(finding)['pairs.py'] ?? '', /opened\.pop\(\) != openers\[/);
  });
}

const counting = flagged['one counter for all kinds']?.[2] ?? '';

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'one kind': counting.replace('([{', '(').replace(')]}', ')'),
  'a stack': `def check(text):
    opened = []
    seen = 0
    for character in text:
        if character in "([":
            opened.append(character)
            seen += 1
        elif character == ")" and (not opened or opened.pop() != "("):
            return False
        elif character == "]" and (not opened or opened.pop() != "["):
            return False
    return not opened
`,
  'a depth that is returned': counting.replace('return depth == 0', 'return depth'),
  'counters beside something unknown': counting.replace(
    '    return depth ==',
    '    log(depth)\n    return depth ==',
  ),
  'another argument': counting.replace('(text)', '(text, kinds)'),
  'a function of its own name for a builtin': `def len(x):\n    return 0\n\n\n${counting.replace('return depth == 0', 'return depth == 0 and len(text) >= 0')}`,
  'a question for the end': counting.replace('check', 'is_complete'),
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'pairs.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

/** Why the counters stay, by the function. */
const refused: readonly (readonly [code: string, reason: RegExp])[] = [
  [
    counting.replace(
      '        if depth',
      '        if character == "x":\n            return False\n        if depth',
    ),
    /also rejects `x`/,
  ],
  [counting.replace('    depth = 0', '    # all kinds\n    depth = 0'), /Comments in the function/],
  [
    counting
      .replace('return False', 'return "closed"')
      .replace('return depth == 0', 'return "" if depth == 0 else "open"'),
    /says what is wrong/,
  ],
  [counting.replace('return False', 'raise ValueError(text)'), /more than one way/],
];

for (const [code, reason] of refused) {
  test(`leaves the counters where ${reason.source}`, async () => {
    const result = await bench({ 'pairs.py': code });
    const [finding] = result.findings(id);
    assert.ok(finding);
    assert.match(result.fix(finding).reason ?? '', reason);
  });
}

test('keeps what explains the function, tabs and line ends', async () => {
  const tabbed = (text: string): string => text.replaceAll('    ', '\t').replaceAll('\n', '\r\n');
  const explained = counting.replace('    depth = 0', '    """Pairs."""\n    depth = 0');
  const result = await bench({ 'pairs.py': tabbed(explained) });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(
    result.fixed(finding)['pairs.py'],
    tabbed(`def check(text):
    """Pairs."""
    openers = {")": "(", "]": "[", "}": "{"}
    opened = []
    for character in text:
        if character in "([{":
            opened.append(character)
        elif character in openers and (not opened or opened.pop() != openers[character]):
            return False
    return not opened
`),
  );
});
