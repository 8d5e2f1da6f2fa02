import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Report } from '../../server/report/report.ts';
import { assertFailure, cleanProject, codeCoach, fetching, frontStack, Project, sample } from './harness.ts';

const stack = { ...cleanProject, 'src/history.ts': frontStack };

interface FixReport {
  readonly version: number;
  readonly root: string;
  readonly dryRun: boolean;
  readonly summary: { readonly applied: number; readonly refused: number; readonly files: readonly string[] };
  readonly applied: readonly {
    readonly rule: string;
    readonly title: string;
    readonly files: readonly string[];
    readonly passedOver: readonly { readonly title: string; readonly reason: string }[];
  }[];
  readonly refused: readonly { readonly rule: string; readonly reason: string }[];
  readonly diff: string | null;
}

describe('fix', () => {
  test('applies what is safe, and a second run changes nothing', async (context) => {
    const project = new Project(context, stack);
    const first = await codeCoach(['fix'], { cwd: project.root });
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.match(
      first.stdout,
      /applied {2}src\/history\.ts:\d+:\d+ {2}stack-shaped\/front-of-array {2}.+\n1 fix applied in 1 file, 0 refused\n/,
    );
    const fixed = project.read('src/history.ts');
    assert.match(fixed, /\.push\(this\.current\)/);
    assert.match(fixed, /\.pop\(\)/);
    const second = await codeCoach(['fix'], { cwd: project.root });
    assert.equal(second.code, 0);
    assert.match(second.stdout, /Nothing to fix/);
    assert.equal(project.read('src/history.ts'), fixed);
  });

  test('keeps byte order mark and CRLF', async (context) => {
    const project = new Project(context, {
      ...stack,
      'src/history.ts': `\uFEFF${frontStack.replaceAll('\n', '\r\n')}`,
    });
    await codeCoach(['fix'], { cwd: project.root });
    const plain = new Project(context, stack);
    await codeCoach(['fix'], { cwd: plain.root });
    assert.equal(
      project.read('src/history.ts'),
      `\uFEFF${plain.read('src/history.ts').replaceAll('\n', '\r\n')}`,
    );
    assert.notEqual(plain.read('src/history.ts'), frontStack);
  });

  test('--dry-run writes nothing and prints a diff that git applies to the same result', async (context) => {
    const project = new Project(context, stack);
    project.commitAll();
    project.write('notes.txt', 'not committed, which a rehearsal does not mind');
    const { code, stdout } = await codeCoach(['fix', '--dry-run'], { cwd: project.root });
    assert.equal(code, 0);
    assert.equal(project.read('src/history.ts'), frontStack);
    execFileSync('git', ['apply', '--check', '-'], { cwd: project.root, input: stdout });
    execFileSync('git', ['apply', '-'], { cwd: project.root, input: stdout });
    const other = new Project(context, stack);
    await codeCoach(['fix'], { cwd: other.root });
    assert.equal(project.read('src/history.ts'), other.read('src/history.ts'));
  });

  test('refuses while something is not committed, unless forced', async (context) => {
    const project = new Project(context, stack);
    project.commitAll();
    project.write('src/clean.ts', 'export const answer = 43;\n');
    assertFailure(await codeCoach(['fix'], { cwd: project.root }), /src\/clean\.ts .*not committed.*--force/);
    assert.equal(project.read('src/history.ts'), frontStack);
    const { code } = await codeCoach(['fix', '--force'], { cwd: project.root });
    assert.equal(code, 0);
    assert.notEqual(project.read('src/history.ts'), frontStack);
  });

  test('takes the next fix of a finding where the first is refused, and says why', async (context) => {
    const files = { ...cleanProject, 'src/link.ts': savedLinks };
    const project = new Project(context, files);
    const { applied, refused } = await fixJson(project.root, '--review');
    assert.deepEqual(refused, []);
    assert.match(applied[0]?.title ?? '', /in the type alone/);
    const [passed] = applied[0]?.passedOver ?? [];
    assert.match(passed?.title ?? '', /told apart by a new member `kind`/);
    assert.match(passed?.reason ?? '', /in line 11 of link\.ts hands such objects to others/);
    const { stdout, code } = await codeCoach(['fix', '--review'], { cwd: new Project(context, files).root });
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^applied {2}src\/link\.ts:1:18 {2}null-prone\/optional-bag {2}.+ in the type alone.+\n {2}instead of {2}.+ new member `kind`.+: .+hands such objects to others.+\n1 fix applied in 1 file, 0 refused\n$/,
    );
  });

  test('takes the fixes that were asked for alone', async (context) => {
    const project = new Project(context, {
      ...stack,
      'src/second.ts': frontStack.replaceAll('History', 'Second'),
    });
    const report = await scanJson(project.root);
    const second = report.findings.find(({ file }) => file === 'src/second.ts');
    for (const none of [
      ['--habit', 'null-prone'],
      ['--fingerprint', 'none'],
      ['--rule', 'repeated-error-check'],
    ]) {
      await codeCoach(['fix', ...none], { cwd: project.root });
    }
    assert.equal(project.read('src/history.ts'), frontStack);
    await codeCoach(['fix', '--fingerprint', second?.fingerprint ?? ''], { cwd: project.root });
    assert.equal(project.read('src/history.ts'), frontStack);
    assert.match(project.read('src/second.ts'), /\.push\(/);
    await codeCoach(['fix', 'src/history.ts'], { cwd: project.root });
    assert.match(project.read('src/history.ts'), /\.push\(/);
  });

  test('says the same in JSON', async (context) => {
    const project = new Project(context, stack);
    const rehearsal = await fixJson(project.root, '--dry-run');
    assert.equal(rehearsal.dryRun, true);
    assert.match(rehearsal.diff ?? '', /^diff --git a\/src\/history\.ts b\/src\/history\.ts\n/);
    const done = await fixJson(project.root);
    assert.deepEqual([done.version, done.root, done.dryRun, done.diff], [1, project.root, false, null]);
    assert.deepEqual(done.summary, { applied: 1, refused: 0, files: ['src/history.ts'] });
    assert.deepEqual(done.applied[0]?.files, ['src/history.ts']);
  });

  test('applies the fix of a group once, over all its files, and makes new ones', async (context) => {
    const project = new Project(context, {
      ...cleanProject,
      'tsconfig.json': cleanProject['tsconfig.json'].replace(
        '"module":"nodenext"',
        '"module":"esnext","moduleResolution":"bundler"',
      ),
      'src/users.ts': fetching('Users'),
      'src/orders.ts': fetching('Orders'),
      'src/stock.ts': fetching('Stock'),
    });
    project.commitAll();
    const rehearsal = await fixJson(project.root, '--review', '--habit', 'error-checks', '--dry-run');
    const done = await fixJson(project.root, '--review', '--habit', 'error-checks');
    assert.deepEqual(done.refused, []);
    assert.equal(done.summary.applied, 1);
    assert.equal(done.applied[0]?.files.length, 4);
    assert.deepEqual(found(await scanJson(project.root), 'error-checks'), []);
    project.git('stash', '--include-untracked', '--quiet');
    execFileSync('git', ['apply', '-'], { cwd: project.root, input: rehearsal.diff ?? '' });
    const rehearsed = done.summary.files.map((file) => project.read(file));
    project.git('checkout', '--quiet', '.');
    project.git('clean', '--quiet', '--force', '-d');
    project.git('stash', 'pop', '--quiet');
    assert.deepEqual(
      done.summary.files.map((file) => project.read(file)),
      rehearsed,
    );
  });

  test('leaves the sample without a finding that it can fix', async (context) => {
    const project = new Project(context, {});
    cpSync(sample, project.root, { recursive: true });
    const { applied, refused } = await fixJson(project.root, '--review');
    assert.ok(applied.length >= 4);
    assert.deepEqual(refused, []);
    const { findings } = await scanJson(project.root);
    assert.deepEqual(
      findings.filter(({ fixable }) => fixable !== null).map(({ rule, file }) => `${rule} ${file}`),
      [],
    );
  });
});

/** Links that storage keeps, so that no new member can tell them apart; the type alone can change. */
const savedLinks = `export interface Link {
  readonly text: string;
  href?: string;
  action?: () => string;
}
export const home: Link = { text: 'Home', href: '/' };
export const shop: Link = { text: 'Shop', href: '/shop' };
export const undo: Link = { text: 'Undo', action: () => 'undone' };
export const redo: Link = { text: 'Redo', action: () => 'redone' };
export const follow = (link: Link): string => (link.action ? link.action() : link.href!);
export const save = (link: Link): void => localStorage.setItem('link', JSON.stringify(link));
`;

async function scanJson(cwd: string): Promise<Report> {
  const { stdout } = await codeCoach(['scan', '--format', 'json'], { cwd });
  return JSON.parse(stdout) as Report;
}

async function fixJson(cwd: string, ...args: string[]): Promise<FixReport> {
  const { stdout } = await codeCoach(['fix', '--format', 'json', ...args], { cwd });
  return JSON.parse(stdout) as FixReport;
}

function found({ findings }: Report, habit: string): string[] {
  return findings.filter((finding) => finding.habit === habit).map(({ file }) => file);
}
