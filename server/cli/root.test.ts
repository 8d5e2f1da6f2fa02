import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { relativeTo } from '../report/relative.ts';
import { UsageError } from './failure.ts';
import { workspaceOf } from './root.ts';

describe('the workspace of the PATHs', () => {
  let top: string;
  beforeEach(() => {
    top = realpathSync(mkdtempSync(join(tmpdir(), 'code-coach-root-')));
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  test('is the working directory without any', () => {
    assert.deepEqual(workspaceOf([], top), { root: top, folders: [top], paths: undefined });
  });

  test('is the nearest package around a file or folder', () => {
    write('package.json', 'packages/a/package.json', 'packages/a/src/x.ts', 'packages/b/y.ts');
    const a = `${top}/packages/a`;
    assert.deepEqual(workspaceOf(['packages/a/src/x.ts'], top), {
      root: a,
      folders: [a],
      paths: [`${a}/src/x.ts`],
    });
    assert.deepEqual(workspaceOf([a], '/'), { root: a, folders: [a], paths: undefined });
    assert.deepEqual(workspaceOf(['packages/a', 'packages/b'], top).root, top);
  });

  test('is the folder that holds all of them where nothing marks a project', () => {
    write('one/x.ts', 'one/deep/y.ts', 'two/z.ts');
    assert.deepEqual(workspaceOf(['one/deep', 'one/x.ts'], top).root, `${top}/one`);
    assert.deepEqual(workspaceOf(['one/x.ts', 'two'], top), {
      root: top,
      folders: [top],
      paths: [`${top}/one/x.ts`, `${top}/two`],
    });
  });

  test('does not reach up to a project that ignores the PATH', () => {
    write('package.json', 'out/x.ts');
    writeFileSync(join(top, '.gitignore'), 'out\n');
    assert.equal(workspaceOf(['out'], top).root, `${top}/out`);
  });

  test('never opens the whole disk: projects far apart stay apart', () => {
    write('a/package.json', 'a/src/x.ts', 'b.ts');
    const { root, folders } = workspaceOf([`${top}/a/src/x.ts`, '/usr'], top);
    assert.equal(root, '/');
    assert.deepEqual(folders, [`${top}/a`, '/usr']);
  });

  test('resolves symbolic links, and says what does not exist', () => {
    write('real/package.json');
    symlinkSync(join(top, 'real'), join(top, 'link'));
    assert.equal(workspaceOf(['link'], top).root, `${top}/real`);
    symlinkSync(join(top, 'loop'), join(top, 'loop'));
    for (const path of ['none', 'loop', 'real/package.json/x']) {
      assert.throws(() => workspaceOf([path], top), UsageError, path);
    }
  });

  function write(...names: string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(top, name)), { recursive: true });
      writeFileSync(join(top, name), '{}');
    }
  }
});

test('paths in reports are relative to the root, or absolute outside of it', () => {
  assert.equal(relativeTo('/w', '/w/a/b.ts'), 'a/b.ts');
  assert.equal(relativeTo('/w', '/wide/b.ts'), '/wide/b.ts');
  assert.equal(relativeTo('/', '/a/b.ts'), 'a/b.ts');
});
