import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freedBy } from './freed.ts';
import { type HtmlInput, htmlReport } from './html.ts';
import type { Report, ReportedFinding } from './report.ts';
import { readTotals } from './trend.ts';

const date = '2026-01-02T03:04:05.678Z';
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

test('a later report says what has changed, habit by habit, also where nothing is left', () => {
  const before = readTotals(
    pageOf([finding({}), finding({ fingerprint: '2' }), finding({ habit: 'null-prone', fingerprint: '3' })]),
  );
  assert.deepEqual(before, { date, things: { 'stack-shaped': 2, 'null-prone': 1 } });
  const page = pageOf([finding({}), finding({ habit: 'error-checks', fingerprint: '2' })], { before });
  assert.match(page, /Since 2026-01-02/);
  const told = [...page.matchAll(/<tr><th scope="row">(?:<a [^>]*>)?([\w-]+).*?<\/tr>/gs)].map(
    ([row, habit]) => [habit, /as many|\d+ (?:more|fewer)/.exec(row)?.[0]],
  );
  assert.deepEqual(told, [
    ['stack-shaped', '1 fewer'],
    ['error-checks', '1 more'],
    ['null-prone', '1 fewer'],
  ]);
  assert.equal(readTotals('<html>some page</html>'), null);
});

test('what is silenced is listed with its reason', () => {
  const silenced = [
    {
      file: '/work/shop/src/a.ts',
      line: 4,
      rule: 'stack-shaped/front-of-array',
      reason: 'newest <first>',
      findings: 1,
    },
  ];
  const page = pageOf([], { silenced });
  assert.match(page, /src\/a\.ts:5<\/code> <code>stack-shaped\/front-of-array<\/code> newest &lt;first&gt;/);
});

test('places lead to the code where somebody can open it', () => {
  const link = () => 'command:open?["a"]';
  assert.match(
    pageOf([finding({})], { link }),
    /<a href="command:open\?\[&quot;a&quot;\]"><code>src\/history\.ts:3:5/,
  );
  assert.doesNotMatch(pageOf([finding({})]), /href="command/);
});

test('the weight of dependencies that could go is summed, each package once', () => {
  const freed = freedBy([
    { frees: { name: 'small', others: 0, bytes: 900 } },
    { frees: { name: 'large', others: 3, bytes: 2_000_000 } },
    { frees: { name: 'large', others: 3, bytes: 2_000_000 } },
    { frees: { name: 'absent<', others: 1, bytes: null } },
  ]);
  const page = pageOf([], { freed });
  assert.match(page, /3 packages with up to 4 others, up to 2\.0 MB, 1 not installed, so not measured\./);
  const rows = [...page.matchAll(/<th scope="row"><code>(.+?)<\/code>.*?">(\d)<.*?">([^<]+)<\/td>/g)];
  assert.deepEqual(
    rows.map(([, ...row]) => row),
    [
      ['large', '3', '2.0 MB'],
      ['small', '0', '900 bytes'],
      ['absent&lt;', '1', 'not installed'],
    ],
  );
  assert.doesNotMatch(pageOf([finding({})]), /Dependency weight/);
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

function pageOf(findings: readonly ReportedFinding[], own: Partial<HtmlInput> = {}): string {
  const summary = { files: 7, findings: findings.length, byRule: {}, durationMs: 1, skipped: [] };
  const report: Report = { version: 1, root: '/work/shop', summary, findings };
  return htmlReport({
    report,
    rules: [],
    version: '1.0.0',
    notes: [],
    silenced: [],
    freed: [],
    date,
    before: null,
    ...own,
  });
}
