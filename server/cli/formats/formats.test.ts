import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Log } from 'sarif';
import type { RuleMeta } from '../../../rules/engine/rule.ts';
import { sarifErrors } from '../../../test/cli/sarif-schema.ts';
import type { Report, ReportedFinding } from '../../report/report.ts';
import type { FormatInput } from './format.ts';
import { formatters } from './formats.ts';

/** Everything that could break a format: markup, separators, control characters, half surrogates, odd names. */
const nasty =
  'a & b < c > "d" \'e\' `f` | ::error:: ]]> 100% \u001b[31m \u0000 \ud800 \u0085 \u2028 *g* _h_ [i](j)\nnext';

describe('compact', () => {
  test('says each finding on a line that names its place', () => {
    const text = formatters.compact(
      input([
        finding({ file: 'src/a.ts', range: range(3, 5, 4, 1), message: 'Two\nlines', severity: 'info' }),
      ]),
    );
    assert.equal(text, 'src/a.ts:3:5: info: Two lines [stack-shaped/front-of-array]\n');
  });

  test('lets nothing of the code break a line', () => {
    assert.equal(formatters.compact(input([finding({ message: nasty })])).match(/\n/g)?.length, 1);
  });
});

describe('sarif', () => {
  test('is valid against the published schema, whatever the findings hold', () => {
    const withFixes = finding({
      message: nasty,
      file: 'src/ä b/[id]#?.ts',
      related: [{ file: '/elsewhere/x.d.ts', range: range(3, 1, 3, 4), message: nasty }],
      fixes: [
        {
          title: 'Turn it round',
          kind: 'safe',
          verified: true,
          check: 'types',
          reason: null,
          edits: [
            { file: 'src/a.ts', range: range(1, 1, 1, 1), newText: nasty },
            { file: 'src/b.ts', range: range(2, 1, 3, 1), newText: '' },
            { file: 'src/a.ts', range: range(4, 1, 4, 2), newText: 'x' },
          ],
        },
        { title: 'Refused', kind: 'safe', verified: false, check: 'types', reason: 'because', edits: [] },
      ],
    });
    for (const findings of [
      [],
      [withFixes, finding({ rule: 'code-coach/suppression', habit: 'code-coach' })],
    ]) {
      const log = JSON.parse(formatters.sarif(input(findings))) as Log;
      assert.deepEqual(sarifErrors(log), []);
    }
  });

  test('names rules, places, fingerprints and verified fixes', () => {
    const log = JSON.parse(
      formatters.sarif(
        input([
          finding({
            severity: 'hint',
            file: 'src/ä b.ts',
            related: [{ file: 'src/c.ts', range: range(3, 1, 3, 4), message: 'pushed here' }],
            fixes: [
              {
                title: 'Turn it round',
                kind: 'safe',
                verified: true,
                check: 'types',
                reason: null,
                edits: [{ file: 'src/a.ts', range: range(2, 1, 2, 5), newText: 'push' }],
              },
              {
                title: 'Refused',
                kind: 'safe',
                verified: false,
                check: 'types',
                reason: 'because',
                edits: [],
              },
            ],
          }),
        ]),
      ),
    ) as Log;
    const [run] = log.runs;
    const [result] = run?.results ?? [];
    assert.equal(run?.columnKind, 'utf16CodeUnits');
    assert.equal(run?.originalUriBaseIds?.['SRCROOT']?.uri, 'file:///w%20x/');
    assert.equal(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id, result?.ruleId);
    assert.equal(run?.tool.driver.rules?.[0]?.help?.markdown, '# Lesson');
    assert.equal(result?.level, 'note');
    assert.deepEqual(result?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'src/%C3%A4%20b.ts', uriBaseId: 'SRCROOT' },
      region: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 9 },
    });
    assert.equal(result?.relatedLocations?.[0]?.message?.text, 'pushed here');
    assert.deepEqual(result?.partialFingerprints, { 'codeCoach/v1': 'f00d' });
    assert.equal(result?.fixes?.length, 1);
    assert.deepEqual(result?.fixes?.[0]?.artifactChanges[0]?.replacements[0], {
      deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 5 },
      insertedContent: { text: 'push' },
    });
  });

  test('tells problems of the run', () => {
    const skipped = [
      { file: 'tsconfig.json', reason: 'problem', count: 1, message: 'Comma expected.', line: 3 },
    ];
    const log = JSON.parse(formatters.sarif(input([], { skipped }))) as Log;
    assert.deepEqual(sarifErrors(log), []);
    const [notification] = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    assert.equal(notification?.message.text, 'Comma expected.');
    assert.equal(notification?.locations?.[0]?.physicalLocation?.region?.startLine, 3);
  });
});

describe('github', () => {
  test('is one workflow command a finding, with nothing that could start another', () => {
    const text = formatters.github(
      input([finding({ message: nasty, file: 'src/a,b:c.ts', severity: 'info' })]),
    );
    assert.match(
      text,
      /^::notice file=src\/a%2Cb%3Ac\.ts,line=1,endLine=1,col=2,endColumn=9,title=stack-shaped\/front-of-array::a & b[^\n]*100%25[^\n]*%0Anext\n$/,
    );
  });

  test('leaves out columns over several lines, where they would mark the wrong text', () => {
    const text = formatters.github(input([finding({ range: range(1, 5, 3, 2), severity: 'error' })]));
    assert.match(text, /^::error file=src\/a\.ts,line=1,endLine=3,title=/);
  });
});

describe('gitlab', () => {
  test('is a code quality report', () => {
    assert.deepEqual(JSON.parse(formatters.gitlab(input([finding({ severity: 'warning' })]))), [
      {
        description: 'The stack is kept at the front.',
        check_name: 'stack-shaped/front-of-array',
        fingerprint: 'f00d',
        severity: 'major',
        location: { path: 'src/a.ts', lines: { begin: 1, end: 1 } },
      },
    ]);
    assert.equal(formatters.gitlab(input([])), '[]\n');
  });
});

describe('junit', () => {
  test('fails only for what counts for --fail-on', () => {
    const text = formatters.junit(
      input([
        finding({ severity: 'warning' }),
        finding({ severity: 'info', fingerprint: 'beef', file: 'src/b.ts' }),
      ]),
    );
    assert.match(text, /<testsuites name="Code Coach" tests="2" failures="1" errors="0">/);
    assert.match(text, /<testsuite name="src\/a\.ts" tests="1" failures="1" errors="0">/);
    assert.match(text, /<testsuite name="src\/b\.ts" tests="1" failures="0" errors="0">/);
    assert.equal(text.match(/<failure /g)?.length, 1);
  });

  test('escapes what XML cannot hold', () => {
    const text = formatters.junit(
      input([finding({ severity: 'error', message: `${nasty}\uffff`, file: 'src/"<&>.ts' })]),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these
    assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/.test(text));
    assert.match(text, /name="src\/&quot;&lt;&amp;&gt;\.ts"/);
    assert.match(text, /a &amp; b &lt; c &gt; &quot;d&quot;/);
    const attributes = text.replace(/>[^<]*</g, '><');
    assert.equal((attributes.match(/"/g)?.length ?? 1) % 2, 0);
  });

  test('holds a passing case where nothing was found', () => {
    assert.match(formatters.junit(input([])), /tests="1" failures="0".*\n.*\n.*<testcase name="no findings"/);
  });
});

describe('markdown', () => {
  test('lets only code spans of a message act as markup', () => {
    const text = formatters.markdown(input([finding({ message: nasty })]));
    assert.match(text, /`f`/);
    assert.match(text, /\\\*g\\\* \\_h\\_ \\\[i\\\]\(j\) next/);
    assert.match(text, /\\<|\\>/);
    assert.match(text, /\| stack-shaped \| 1 \| 1 \|/);
  });
});

test('markdown sums up the weight of dependencies that could go, heaviest first', () => {
  const freed = [
    { name: 'large', others: 3, bytes: 2_000_000 },
    { name: 'absent`', others: 1, bytes: null },
  ];
  const page = formatters.markdown({ ...input([finding({})]), freed });
  assert.match(
    page,
    /## Dependency weight that could go\n\n2 packages with up to 4 others, up to 2(\.0)? MB, 1 not installed, so not measured\.\n/,
  );
  assert.match(
    page,
    /- `large`: 3 other packages, 2(\.0)? MB\n- ``absent```: 1 other package, not installed\n/,
  );
  assert.doesNotMatch(formatters.markdown(input([finding({})])), /Dependency weight/);
});

describe('text', () => {
  test('counts a group once, with its places, and goes from the loudest to the quietest', () => {
    const group = ['a', 'b', 'c'].map((name) =>
      finding({ severity: 'warning', group: 'g', fingerprint: name, file: `src/${name}.ts` }),
    );
    const text = formatters.text(
      input([finding({ severity: 'hint', fingerprint: 'h', message: 'Quiet.' }), ...group]),
    );
    assert.match(text, /^stack-shaped · 2 things in 4 places\n/);
    assert.equal(text.match(/The stack is kept at the front\./g)?.length, 1);
    assert.ok(text.indexOf('src/c.ts:1:2') < text.indexOf('Quiet.'));
    assert.match(text, /2 things worth doing in 4 places, 7 files read in 1\.2 s/);
    assert.match(text, /stack-shaped {5}4 {2}3 warnings, 1 hint/);
  });

  test('shows all warnings, and of quieter things some and how to see the rest', () => {
    const many = (severity: 'info' | 'warning') =>
      Array.from({ length: 9 }, (_, index) =>
        finding({ severity, fingerprint: `${index}`, message: 'One of nine.' }),
      );
    const count = (text: string): number => text.match(/One of nine/g)?.length ?? 0;
    const info = formatters.text(input(many('info')));
    assert.equal(count(info), 5);
    assert.match(
      info,
      /… 4 more of stack-shaped\/front-of-array: code-coach scan --rule stack-shaped\/front-of-array/,
    );
    assert.equal(count(formatters.text(input(many('warning')))), 9);
    assert.equal(count(formatters.text({ ...input(many('info')), narrowed: true })), 9);
  });

  test('wraps messages, never places', () => {
    const text = formatters.text({
      ...input([finding({ message: 'word '.repeat(40).trim(), file: `src/${'deep/'.repeat(30)}a.ts` })]),
      width: 60,
    });
    const [message] = text.split('\n').filter((line) => line.includes('word'));
    assert.ok((message ?? '').length <= 60);
    assert.match(text, /\n +src\/(deep\/){30}a\.ts:1:2\n/);
  });
});

const rules: RuleMeta[] = [
  {
    id: 'stack-shaped/front-of-array',
    title: 'A stack at the front',
    severity: 'info',
    language: 'typescript',
    lesson: '# Lesson',
  },
];

function input(findings: readonly ReportedFinding[], summary: Partial<Report['summary']> = {}): FormatInput {
  return {
    report: {
      version: 1,
      root: '/w x',
      summary: { files: 7, findings: findings.length, byRule: {}, durationMs: 1234, skipped: [], ...summary },
      findings,
    },
    rules,
    version: '1.2.3',
    failOn: 'warning',
    quiet: false,
    narrowed: false,
    width: 100,
    paint: (_, text) => text,
    notes: [],
    silenced: [],
    freed: [],
    date: '2026-01-02T03:04:05.678Z',
    before: null,
  };
}

function finding(changes: Partial<ReportedFinding>): ReportedFinding {
  return {
    rule: 'stack-shaped/front-of-array',
    habit: 'stack-shaped',
    severity: 'info',
    message: 'The stack is kept at the front.',
    file: 'src/a.ts',
    range: range(1, 2, 1, 9),
    related: [],
    fingerprint: 'f00d',
    group: null,
    fixable: null,
    fixes: [],
    ...changes,
  };
}

function range(startLine: number, startColumn: number, endLine: number, endColumn: number) {
  return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
}
