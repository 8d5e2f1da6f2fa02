import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Report, ReportedRange } from '../../server/report/report.ts';
import { cleanProject, codeCoach, findingsProject, frontStack, Project, sample } from './harness.ts';

describe('a scan of the sample', () => {
  test('finds every habit, and says so in the text for a person', async () => {
    const { code, stdout, stderr } = await codeCoach(['scan', sample]);
    assert.equal(stderr, '');
    assert.equal(code, 1);
    for (const rule of [
      'null-prone/non-exhaustive-union',
      'error-checks/repeated-error-check',
      'stack-shaped/front-of-array',
      'needless-dependencies/native-replacement',
    ]) {
      assert.ok(stdout.includes(rule), rule);
    }
    assert.match(stdout, /src\/api\/orders\.ts:5:\d+\n/);
    assert.match(stdout, /\d+ things worth doing in \d+ places, \d+ files read in \d+\.\d s\n/);
    assert.match(stdout, /How to see more: code-coach explain [\w-]+\/[\w-]+\n/);
    assert.ok(!stdout.includes('\u001b'), 'no colours where no terminal reads');
  });

  test('is coloured on demand', async () => {
    const { stdout } = await codeCoach(['scan', sample], { env: { FORCE_COLOR: '1' } });
    assert.ok(stdout.includes('\u001b[33mwarning'));
    const plain = await codeCoach(['scan', sample], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    assert.match(plain.stdout, /warning/);
  });
});

describe('the JSON of a scan', () => {
  test('holds exactly the fields of the contract', async () => {
    const { code, stdout } = await codeCoach(['scan', sample, '--format', 'json', '--fixes']);
    assert.equal(code, 1);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(Object.keys(report), ['version', 'root', 'summary', 'findings']);
    assert.equal(report.version, 1);
    assert.equal(report.root, sample);
    const { summary, findings } = report;
    assert.deepEqual(Object.keys(summary), ['files', 'findings', 'byRule', 'durationMs', 'skipped']);
    assert.equal(summary.findings, findings.length);
    assert.ok(summary.files > 8);
    assert.ok(Number.isInteger(summary.durationMs) && summary.durationMs > 0);
    const byRule: Record<string, number> = {};
    for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
    assert.deepEqual(summary.byRule, byRule);

    assert.ok(findings.length > 0);
    for (const finding of findings) {
      assert.deepEqual(Object.keys(finding).sort(), [
        'file',
        'fingerprint',
        'fixable',
        'fixes',
        'group',
        'habit',
        'message',
        'range',
        'related',
        'rule',
        'severity',
      ]);
      assert.equal(finding.rule.split('/')[0], finding.habit);
      assert.ok(['hint', 'info', 'warning', 'error'].includes(finding.severity));
      assert.ok(finding.message.length > 0);
      assertRange(finding.file, finding.range);
      for (const related of finding.related) {
        assert.deepEqual(Object.keys(related).sort(), ['file', 'message', 'range']);
        assertRange(related.file, related.range);
      }
      assert.match(finding.fingerprint, /^\w+$/);
      assert.ok(finding.group === null || typeof finding.group === 'string');
      const kinds = finding.fixes.map(({ kind }) => kind);
      assert.equal(finding.fixable, kinds.includes('safe') ? 'safe' : (kinds[0] ?? null));
      for (const fix of finding.fixes) {
        assert.deepEqual(Object.keys(fix), ['title', 'kind', 'verified', 'check', 'reason', 'edits']);
        assert.ok(fix.check === null || ['types', 'parsed'].includes(fix.check));
        if (fix.verified) {
          assert.equal(fix.reason, null);
          assert.ok(fix.edits.length > 0);
        } else {
          assert.equal(typeof fix.reason, 'string');
          assert.deepEqual(fix.edits, []);
        }
        for (const edit of fix.edits)
          assert.deepEqual(Object.keys(edit).sort(), ['file', 'newText', 'range']);
      }
    }
    assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, findings.length);
    assert.ok(findings.some(({ fixes }) => fixes.some(({ verified }) => verified)));
  });

  test('counts lines and columns from 1, in UTF-16 units', async (context) => {
    const project = new Project(context, {
      ...cleanProject,
      'src/stack.ts': `const smile = '😀'; export const undo: string[] = []; undo.unshift(smile); undo.shift();\n`,
    });
    const { findings } = await scanJson([project.root]);
    for (const { range } of findings) {
      const line = project.read('src/stack.ts').split('\n')[range.start.line - 1] ?? '';
      assert.match(line.slice(range.start.column - 1, range.end.column - 1), /undo|unshift|shift/);
    }
  });

  test('says whether a finding can be fixed without computing the fixes', async (context) => {
    const project = new Project(context, { ...cleanProject, 'src/history.ts': frontStack });
    const { findings } = await scanJson([project.root, '--rule', 'front-of-array']);
    assert.equal(findings.length, 1);
    assert.equal(findings[0]?.fixable, 'safe');
    assert.deepEqual(findings[0]?.fixes, []);
  });

  test('is the only thing on stdout, also when there are problems', async (context) => {
    const project = new Project(context, {
      ...cleanProject,
      'code-coach.json': '{ "rules": { "null-prone": "loud" } }',
    });
    const { stdout, stderr, code } = await codeCoach(['scan', '--format', 'json'], { cwd: project.root });
    assert.equal(code, 0);
    assert.match(stderr, /^code-coach: code-coach\.json:1: .*"loud".*\n$/);
    const { summary } = JSON.parse(stdout) as Report;
    assert.deepEqual(
      summary.skipped.filter(({ reason }) => reason === 'problem').map(({ file, line }) => [file, line]),
      [['code-coach.json', 1]],
    );
  });
});

describe('exit codes', () => {
  test('follow --fail-on', async (context) => {
    const { root } = new Project(context, findingsProject);
    const clean = new Project(context, cleanProject);
    const cases: [string[], number][] = [
      [[root], 1],
      [[root, '--fail-on', 'error'], 0],
      [[root, '--fail-on', 'never'], 0],
      [[root, '--habit', 'null-prone'], 0],
      [[root, '--habit', 'null-prone', '--fail-on', 'info'], 1],
      [[root, '--min-severity', 'error', '--fail-on', 'hint'], 0],
      [[clean.root, '--fail-on', 'hint'], 0],
    ];
    for (const [args, expected] of cases) {
      const { code } = await codeCoach(['scan', ...args]);
      assert.equal(code, expected, args.slice(1).join(' '));
    }
  });
});

describe('the selection', () => {
  test('goes by path, rule, habit and severity, and uses the rest as evidence', async (context) => {
    const { root } = new Project(context, findingsProject);
    const one = await scanJson(['src/users.ts'], root);
    assert.equal(one.root, root);
    assert.deepEqual(places(one), ['src/users.ts error-checks/repeated-error-check']);
    assert.equal(one.summary.files, 1);
    assert.deepEqual(places(await scanJson([root, '--rule', 'non-exhaustive-union'])), [
      'src/shape.ts null-prone/non-exhaustive-union',
    ]);
    const checks = ['orders', 'stock', 'users'].map(
      (name) => `src/${name}.ts error-checks/repeated-error-check`,
    );
    assert.deepEqual(places(await scanJson([root, '--habit', 'error-checks'])), checks);
    assert.deepEqual(places(await scanJson([root, '--min-severity', 'warning'])), checks);
  });

  test('honours code-coach.json, and another file with --config', async (context) => {
    const project = new Project(context, {
      ...findingsProject,
      'code-coach.json': '{ "rules": { "error-checks": "off" }, "exclude": ["shape.ts"] }',
      'ci.json': '{ "rules": { "null-prone/non-exhaustive-union": "error", "error-checks": "off" } }',
    });
    assert.deepEqual(places(await scanJson([], project.root)), []);
    const { findings } = await scanJson(['--config', 'ci.json'], project.root);
    assert.deepEqual(
      findings.map(({ rule, severity }) => [rule, severity]),
      [['null-prone/non-exhaustive-union', 'error']],
    );
  });

  test('leaves out the languages and the severities that code-coach.json leaves out', async (context) => {
    const project = new Project(context, findingsProject);
    const all = places(await scanJson([], project.root));
    const checks = all.filter((place) => place.includes('error-checks'));
    assert.ok(checks.length > 0 && checks.length < all.length);
    project.write('code-coach.json', '{ "minSeverity": "warning" }');
    assert.deepEqual(places(await scanJson([], project.root)), checks);
    assert.deepEqual(places(await scanJson(['--min-severity', 'hint'], project.root)), checks);
    project.write('code-coach.json', '{ "languages": { "typescript": false } }');
    assert.deepEqual(places(await scanJson([], project.root)), []);
    project.write('code-coach.json', '{ "languages": { "javascript": false } }');
    assert.deepEqual(places(await scanJson([], project.root)), all);
  });

  test('honours suppressions, and reports one that suppresses nothing', async (context) => {
    const ignore = '// code-coach-ignore-file error-checks/repeated-error-check -- on purpose\n';
    const project = new Project(context, findingsProject);
    project.write('src/users.ts', ignore + project.read('src/users.ts'));
    project.write('src/orders.ts', `${ignore}/** Orders. */\n${project.read('src/orders.ts')}`);
    project.write('src/clean.ts', ignore + project.read('src/clean.ts'));
    const report = await scanJson([project.root]);
    assert.ok(!places(report).includes('src/users.ts error-checks/repeated-error-check'));
    assert.ok(!places(report).includes('src/orders.ts error-checks/repeated-error-check'));
    const [unused] = report.findings.filter(({ file }) => file === 'src/clean.ts');
    assert.equal(unused?.severity, 'hint');
    assert.match(unused?.message ?? '', /Nothing is left to suppress/);
  });
});

describe('the report', () => {
  test('goes to the file of --output in place of stdout, and replaces an older one', async (context) => {
    const project = new Project(context, { ...cleanProject, 'report.json': 'old' });
    const { stdout, code } = await codeCoach(['scan', '--format', 'json', '--output', 'report.json'], {
      cwd: project.root,
    });
    assert.deepEqual([stdout, code], ['', 0]);
    assert.equal((JSON.parse(project.read('report.json')) as Report).version, 1);
  });

  test('is only findings with --quiet, and tells the time with --stats', async (context) => {
    const { root } = new Project(context, findingsProject);
    const quiet = await codeCoach(['scan', root, '--quiet']);
    assert.ok(!/worth doing|How to see more/.test(quiet.stdout));
    assert.match(quiet.stdout, /repeated-error-check/);
    const clean = await codeCoach(['scan', join(root, 'src/clean.ts'), '--quiet']);
    assert.deepEqual([clean.stdout, clean.stderr, clean.code], ['', '', 0]);
    const stats = await codeCoach(['scan', root, '--stats']);
    assert.match(stats.stdout, /suspects.*\n(.*\n)*error-checks\/repeated-error-check +\d+/);
    assert.match(stats.stdout, /types asked \d+, unresolved \d+ \(\d+\.\d %\)/);
    assert.ok((await scanJson([root, '--stats'])).stats !== undefined);
  });

  test('shows no control character of the code on the terminal', async (context) => {
    const project = new Project(context, {
      ...cleanProject,
      'src/shape.ts': `type T = 'a\u001b[31m' | 'b\u0007' | 'c\u202e';
export function f(t: { kind: T }) {
  switch (t.kind) {
    case 'a\u001b[31m':
      return 1;
    case 'b\u0007':
      return 2;
  }
}
`,
    });
    for (const format of ['text', 'json', 'github', 'junit', 'markdown', 'gitlab', 'sarif']) {
      const { stdout } = await codeCoach(['scan', project.root, '--format', format]);
      assert.match(stdout, /shape\.ts/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
      assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(stdout), format);
    }
  });

  test('says when there was nothing to read', async (context) => {
    const { root } = new Project(context, { 'notes.md': '# Notes\n' });
    const { code, stdout, stderr } = await codeCoach(['scan'], { cwd: root });
    assert.equal(code, 0);
    assert.match(stdout, /No findings in 0 files/);
    assert.match(stderr, /no TypeScript, JavaScript or Python to read here/);
  });
});

async function scanJson(args: readonly string[], cwd?: string): Promise<Report> {
  const { stdout } = await codeCoach(['scan', '--format', 'json', ...args], cwd === undefined ? {} : { cwd });
  return JSON.parse(stdout) as Report;
}

function places({ findings }: Report): string[] {
  return findings.map(({ file, rule }) => `${file} ${rule}`);
}

/** The range lies in its file and is not turned round. */
function assertRange(file: string, { start, end }: ReportedRange): void {
  const lines = readFileSync(join(sample, file), 'utf8').split('\n');
  for (const { line, column } of [start, end]) {
    const text = lines[line - 1];
    assert.ok(text !== undefined && column >= 1 && column <= text.length + 1, `${file}:${line}:${column}`);
  }
  assert.ok(start.line < end.line || (start.line === end.line && start.column <= end.column));
}
