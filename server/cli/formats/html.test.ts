import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportedFinding } from '../report.ts';
import { html } from './html.ts';

const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };

test('nothing that a workspace holds acts as markup, and nothing is loaded', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&\u001b[31m';
  const page = pageOf([
    finding({
      file: `${hostile}.ts`,
      message: `\`${hostile}\` and ${hostile}`,
      related: [{ file: hostile, range, message: hostile }],
    }),
  ]);
  assert.ok(!page.includes('<img') && !page.includes('\u001b'));
  assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;'));
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  assert.doesNotMatch(page, /<script|<link|\ssrc=["']|url\(|@import/);
});

test('a group is one thing with all its places; the files with most findings are named', () => {
  const group = { rule: 'error-checks/repeated-error-check', habit: 'error-checks', group: 'g' };
  const page = pageOf([
    finding({ ...group, file: 'src/a.ts', fingerprint: '1' }),
    finding({ ...group, file: 'src/a.ts', fingerprint: '2' }),
    finding({ ...group, file: 'src/b.ts', fingerprint: '3' }),
    finding({ fingerprint: '4' }),
  ]);
  assert.match(page, /2 things worth doing in 4 places, 7 files read/);
  assert.equal(page.match(/<article /g)?.length, 2);
  assert.match(page, /<code>src\/a\.ts<\/code><\/td><td class="number">2</);
  assert.doesNotMatch(page, /<td><code>src\/b\.ts/);
});

test('a clean scan says so', () => {
  assert.match(pageOf([]), /Nothing to say, 7 files read/);
});

function finding(own: Partial<ReportedFinding>): ReportedFinding {
  return {
    rule: 'stack-shaped/front-of-array',
    habit: 'stack-shaped',
    severity: 'info',
    message: '`steps` is a stack.',
    file: 'src/history.ts',
    range,
    related: [],
    fingerprint: 'f',
    group: null,
    fixable: 'safe',
    fixes: [],
    ...own,
  };
}

function pageOf(findings: readonly ReportedFinding[]): string {
  const summary = { files: 7, findings: findings.length, byRule: {}, durationMs: 1, skipped: [] };
  const report: Report = { version: 1, root: '/work/shop', summary, findings };
  return html({
    report,
    rules: [],
    version: '1.0.0',
    failOn: 'warning',
    quiet: false,
    narrowed: false,
    width: 80,
    paint: (_, text) => text,
    notes: [],
  });
}
