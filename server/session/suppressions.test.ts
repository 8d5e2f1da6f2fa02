import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from './session.ts';
import { applySuppressions, parseSuppressions } from './suppressions.ts';

const rule = 'stack-shaped/front-of-array';

describe('a suppression', () => {
  const forms = {
    'line comment': `// code-coach-ignore-next-line ${rule} -- the queue is tiny\nundo.shift();`,
    'block comment': `/* code-coach-ignore-next-line ${rule} -- the queue is tiny */\nundo.shift();`,
    'documentation comment': `/**\n * code-coach-ignore-next-line ${rule} -- the queue is tiny\n */\nundo.shift();`,
    'JSX comment': `<ul>\n  {/* code-coach-ignore-next-line ${rule} -- the queue is tiny */}\n  {undo.shift()}\n</ul>`,
    'Python comment': `# code-coach-ignore-next-line ${rule} -- the queue is tiny\nundo.pop(0)`,
    'comment that others follow': `// code-coach-ignore-next-line ${rule} -- the queue is tiny\r\n// @ts-ignore\r\n\r\n/* why\r\n not */ undo.shift();`,
  };
  for (const [form, text] of Object.entries(forms)) {
    test(`is read in a ${form} and meets the next line of code`, () => {
      const { suppressions, problems } = parseSuppressions(text, commentsOf(text));
      assert.deepEqual(problems, []);
      const line = text.slice(0, text.indexOf('undo')).split(/\r\n|\n/).length;
      assert.deepEqual(
        suppressions.map(({ kind, rules, reason, line }) => [kind, rules.map(({ id }) => id), reason, line]),
        [['next-line', [rule], 'the queue is tiny', line - 1]],
      );
    });
  }

  test('does not pass over a private field for a comment', () => {
    const text = `class A {\n  // code-coach-ignore-next-line ${rule} -- short\n  #undo = [];\n  b = 1;\n}`;
    assert.equal(parseSuppressions(text, commentsOf(text)).suppressions[0]?.line, 2);
  });

  test('in a string, in prose or in the middle of a comment is none', () => {
    for (const text of [
      `const help = '// code-coach-ignore-next-line ${rule} -- x';`,
      `// Write code-coach-ignore-file ${rule} -- x to silence it.`,
      `// code-coach-ignore-nextline ${rule} -- x`,
      `// code-coach-ignore-files ${rule} -- x`,
    ]) {
      assert.deepEqual(parseSuppressions(text, commentsOf(text)), { suppressions: [], problems: [] }, text);
    }
  });

  test('names several rules, and tells the place of each', () => {
    const text = `// code-coach-ignore-file ${rule},null-prone/optional-bag  -- generated -- mostly`;
    const [suppression] = parseSuppressions(text, commentsOf(text)).suppressions;
    assert.equal(suppression?.reason, 'generated -- mostly');
    assert.equal(suppression?.line, null);
    assert.deepEqual(
      suppression?.rules.map(({ span }) => text.slice(span.start, span.end)),
      [rule, 'null-prone/optional-bag'],
    );
  });

  test('without a reason still holds and is reported', () => {
    for (const text of [
      `// code-coach-ignore-file ${rule}`,
      `/* code-coach-ignore-file ${rule} -- */`,
      `/* code-coach-ignore-file ${rule} --*/`,
    ]) {
      const { suppressions, problems } = parseSuppressions(text, commentsOf(text));
      assert.deepEqual(
        suppressions.map(({ reason, rules }) => [reason, rules.map(({ id }) => id)]),
        [[null, [rule]]],
        text,
      );
      assert.equal(problems.length, 1, text);
      assert.match(
        problems[0]?.message ?? '',
        /gives no reason.*code-coach-ignore-file .*front-of-array -- reason/,
      );
    }
  });

  test('without a rule, or with something else in its place, is reported', () => {
    const bare = '// code-coach-ignore-next-line -- because';
    assert.match(parseSuppressions(bare, commentsOf(bare)).problems[0]?.message ?? '', /names no rule/);
    const spaced = `// code-coach-ignore-file ${rule} null-prone/optional-bag -- because`;
    const { suppressions, problems } = parseSuppressions(spaced, commentsOf(spaced));
    assert.deepEqual(suppressions[0]?.rules, []);
    assert.match(problems[0]?.message ?? '', /separated by commas/);
  });
});

describe('suppressing', () => {
  const text = [
    `// code-coach-ignore-file null-prone/optional-bag -- old`,
    `// code-coach-ignore-next-line ${rule}, error-checks/repeated-error-check -- tiny`,
    `undo.shift();`,
    `undo.shift();`,
  ].join('\n');
  const parsed = parseSuppressions(text, commentsOf(text));

  test('silences the named rules on the named line alone', () => {
    const findings = [finding(rule, 2), finding(rule, 3), finding('null-prone/non-exhaustive-union', 2)];
    const { kept, suppressed } = applySuppressions(findings, parsed);
    assert.deepEqual(suppressed, [findings[0]]);
    assert.deepEqual(kept, findings.slice(1));
  });

  test('tells every rule that had nothing to silence, with its place', () => {
    const { unused } = applySuppressions([finding(rule, 2)], parsed);
    assert.deepEqual(
      unused.map(({ rule, span }) => [rule, text.slice(span.start, span.end)]),
      [
        ['null-prone/optional-bag', 'null-prone/optional-bag'],
        ['error-checks/repeated-error-check', 'error-checks/repeated-error-check'],
      ],
    );
  });
});

function finding(id: Finding['rule'], line: number): Finding {
  const position = { line, character: 0 };
  return {
    rule: id,
    habit: 'stack-shaped',
    severity: 'info',
    message: '',
    file: '/w/a.ts',
    range: { start: position, end: position },
    related: [],
    fingerprint: `${id}${line}`,
    group: null,
    fixes: [],
  };
}

/** Comments of the small texts above, which hold no comment sign outside of comments and quotes. */
function commentsOf(text: string): (offset: number) => boolean {
  const ranges = [...text.matchAll(/'[^']*'|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|# [^\r\n]*/g)]
    .filter((match) => !match[0].startsWith("'"))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  return (offset) => ranges.some(({ start, end }) => start <= offset && offset < end);
}
