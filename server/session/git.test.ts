import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { changedSince, GitError, uncommitted } from './git.ts';

describe('git', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'code-coach-git-')));
    run('init', '--quiet', '--initial-branch=main');
    write('a.ts', lines(1, 10));
    write('sub/b.ts', lines(1, 5));
    write('gone.ts', lines(1, 3));
    write('.gitignore', 'ignored/\n');
    commit();
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('tells the changed lines, committed or not, and new files, and nothing else', async () => {
    run('checkout', '--quiet', '-b', 'feature');
    write('sub/b.ts', `${lines(1, 2)}new\n${lines(3, 5)}`);
    commit();
    write('a.ts', `${lines(1, 3)}FOUR\n${lines(5, 7)}${lines(9, 10)}`);
    rmSync(join(root, 'gone.ts'));
    write('später "neu"\t.ts', 'x\n');
    write('ignored/x.ts', 'x\n');
    assert.deepEqual(
      await changedSince(root, 'main'),
      new Map<string, unknown>([
        [`${root}/sub/b.ts`, [{ first: 2, last: 2 }]],
        [
          `${root}/a.ts`,
          [
            { first: 3, last: 3 },
            { first: 6, last: 7 },
          ],
        ],
        [`${root}/später "neu"\t.ts`, 'all'],
      ]),
    );
  });

  test('counts from where the branch left, not from what others did since', async () => {
    run('checkout', '--quiet', '-b', 'feature');
    write('sub/b.ts', `new\n${lines(1, 5)}`);
    commit();
    run('checkout', '--quiet', 'main');
    write('a.ts', `theirs\n${lines(1, 10)}`);
    commit();
    run('checkout', '--quiet', 'feature');
    assert.deepEqual([...(await changedSince(root, 'main')).keys()], [`${root}/sub/b.ts`]);
  });

  test('looks below the root alone, and reads names with odd characters', async () => {
    const odd = 'sub/ü "q" \\ \t.ts';
    write(odd, 'one\n');
    commit();
    write(odd, 'two\n');
    write('a.ts', 'x\n');
    const changed = await changedSince(`${root}/sub`, 'HEAD');
    assert.deepEqual([...changed.keys()], [`${root}/${odd}`]);
  });

  test('says in one line which name it does not know, and takes none for an option', async () => {
    await assert.rejects(changedSince(root, 'no-such-branch'), (error: unknown) => {
      assert.ok(error instanceof GitError);
      assert.match(error.message, /^"no-such-branch" names no commit here/);
      return true;
    });
    await assert.rejects(changedSince(root, '--output=x'), GitError);
    assert.ok(!existsSync(join(root, 'x')));
  });

  test('says where there is no repository', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    await assert.rejects(changedSince(root, 'main'), /needs a git working tree/);
    assert.equal(await uncommitted(root), null);
  });

  test('lists what is not committed below the root', async () => {
    assert.deepEqual(await uncommitted(root), []);
    write('sub/b.ts', 'x\n');
    write('sub/new.ts', 'x\n');
    write('ignored/x.ts', 'x\n');
    write('staged.ts', 'x\n');
    run('add', 'staged.ts');
    assert.deepEqual(await uncommitted(root), ['staged.ts', 'sub/b.ts', 'sub/new.ts']);
    assert.deepEqual(await uncommitted(`${root}/sub`), ['b.ts', 'new.ts']);
  });

  test('counts everything as uncommitted before the first commit', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    run('init', '--quiet');
    run('add', 'a.ts');
    assert.deepEqual(await uncommitted(root), ['.gitignore', 'a.ts', 'gone.ts', 'sub/b.ts']);
  });

  test('runs no program that the repository names', async () => {
    const marker = join(root, '.git', 'ran');
    const program = join(root, '.git', 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> '${marker}'\n`);
    chmodSync(program, 0o755);
    write('.gitattributes', '*.ts filter=evil diff=evil\n');
    commit();
    for (const key of [
      'filter.evil.clean',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
    ]) {
      run('config', key, program);
    }
    run('config', 'filter.evil.required', 'true');
    run('config', 'diff.external', program);
    run('config', 'core.fsmonitor', program);
    run('config', 'core.pager', program);
    write('a.ts', `x\n${lines(1, 10)}`);
    assert.deepEqual([...(await changedSince(root, 'HEAD')).keys()], [`${root}/a.ts`]);
    assert.deepEqual(await uncommitted(root), ['a.ts']);
    assert.ok(!existsSync(marker));
  });

  function write(name: string, text: string): void {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }

  function commit(): void {
    run('add', '--all');
    run('-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '--quiet', '--message', 'x');
  }

  function run(...arguments_: string[]): void {
    execFileSync('git', arguments_, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
});

/** Lines `line <first>` to `line <last>`. */
function lines(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, index) => `line ${first + index}\n`).join('');
}
