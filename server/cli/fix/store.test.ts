import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { FixRefusal } from '../../session/fix-all/apply-fixes.ts';
import type { Edit } from '../../session/session.ts';
import { unifiedDiff } from './patch.ts';
import { DiskStore, MemoryStore } from './store.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'code-coach-store-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('writing a fix to the disk', () => {
  test('edits and makes files, and keeps line ends, byte order mark and mode', () => {
    write('a.ts', '\uFEFFone\r\ntwo\r\n');
    chmodSync(join(root, 'a.ts'), 0o755);
    const changes = new DiskStore([root]).apply([
      edit('a.ts', 1, 0, 3, 'TWO'),
      edit('a.ts', 0, 0, 0, '// '),
      create('new/b.ts', 'b\n'),
    ]);
    assert.deepEqual(changes, [
      { kind: 'changed', file: `${root}/a.ts` },
      { kind: 'created', file: `${root}/new/b.ts` },
    ]);
    assert.equal(read('a.ts'), '\uFEFF// one\r\nTWO\r\n');
    assert.equal(read('new/b.ts'), 'b\n');
    assert.equal(statSync(join(root, 'a.ts')).mode & 0o777, 0o755);
    assertNothingLeftBehind();
  });

  test('writes all files of a fix or none', {
    skip: process.getuid?.() === 0 ? 'root may write everywhere' : false,
  }, () => {
    write('a.ts', 'a');
    write('locked/b.ts', 'b');
    chmodSync(join(root, 'locked'), 0o555);
    try {
      const store = new DiskStore([root]);
      assert.throws(
        () =>
          store.apply([
            edit('a.ts', 0, 0, 1, 'A'),
            create('made/c.ts', 'c'),
            edit('locked/b.ts', 0, 0, 1, 'B'),
          ]),
        FixRefusal,
      );
      assert.deepEqual(store.changes(), []);
    } finally {
      chmodSync(join(root, 'locked'), 0o755);
    }
    assert.deepEqual([read('a.ts'), read('locked/b.ts')], ['a', 'b']);
    assert.deepEqual(readdirSync(root).sort(), ['a.ts', 'locked']);
  });

  test('follows a symbolic link inside the workspace, and refuses one that leads out', () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'code-coach-outside-')));
    try {
      write('real.ts', 'real');
      symlinkSync('real.ts', join(root, 'inside.ts'));
      writeFileSync(join(outside, 'x.ts'), 'x');
      symlinkSync(join(outside, 'x.ts'), join(root, 'out.ts'));
      symlinkSync(outside, join(root, 'folder'));
      const store = new DiskStore([root]);
      store.apply([edit('inside.ts', 0, 0, 4, 'REAL')]);
      assert.equal(read('real.ts'), 'REAL');
      for (const edits of [
        [edit('out.ts', 0, 0, 1, 'X')],
        [edit('folder/x.ts', 0, 0, 1, 'X')],
        [create('folder/new/y.ts', 'y')],
        [{ ...edit('x', 0, 0, 1, 'X'), file: join(outside, 'x.ts') }],
      ]) {
        assert.throws(() => store.apply(edits), /outside of the workspace/);
      }
      assert.equal(readFileSync(join(outside, 'x.ts'), 'utf8'), 'x');
      assert.deepEqual(readdirSync(outside), ['x.ts']);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('refuses what would damage a file', () => {
    write('latin.ts', Buffer.from([0x22, 0xe9, 0x22]));
    write('a.ts', 'a');
    const store = new DiskStore([root]);
    assert.throws(() => store.apply([edit('latin.ts', 0, 0, 1, 'x')]), /not in UTF-8/);
    assert.throws(() => store.apply([edit('a.ts', 0, 0, 1, '\ud800')]), /surrogate/);
    assert.throws(() => store.apply([create('a.ts', 'x')]), /exists already/);
    assert.throws(() => store.apply([edit('gone.ts', 0, 0, 1, 'x')]), /does not exist/);
    assert.equal(read('a.ts'), 'a');
  });
});

describe('a rehearsal', () => {
  test('leaves the disk alone, tells the session, and gives a diff that git applies to the same result', () => {
    const before = {
      'ä b.ts': 'one\ntwo\nthree',
      'crlf.ts': 'one\r\ntwo\r\nthree\r\n',
      'mark.ts': '\uFEFFone\n',
      'sub/plain.ts': 'one\n',
    };
    for (const [name, text] of Object.entries(before)) write(name, text);
    const edits = [
      edit('ä b.ts', 2, 0, 5, 'THREE'),
      edit('crlf.ts', 1, 0, 3, 'TWO\r\nmore'),
      edit('mark.ts', 0, 0, 3, 'ONE'),
      create('new/made.ts', 'made\n'),
    ];
    const rehearsal = new MemoryStore([root]);
    const changes = rehearsal.apply(edits);
    rehearsal.apply([edit('new/made.ts', 0, 0, 4, 'MADE'), edit('mark.ts', 0, 3, 3, '!')]);
    assert.deepEqual(
      changes.map(({ kind, file }) => `${kind} ${file.slice(root.length + 1)}`),
      ['opened ä b.ts', 'opened crlf.ts', 'opened mark.ts', 'opened new/made.ts', 'created new/made.ts'],
    );
    for (const [name, text] of Object.entries(before)) assert.equal(read(name), text);
    assert.ok(!readdirSync(root).includes('new'));

    const diff = unifiedDiff(root, rehearsal.changes());
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: diff });
    assert.equal(read('ä b.ts'), 'one\ntwo\nTHREE');
    assert.equal(read('crlf.ts'), 'one\r\nTWO\r\nmore\r\nthree\r\n');
    assert.equal(read('mark.ts'), '\uFEFFONE!\n');
    assert.equal(read('new/made.ts'), 'MADE\n');
  });
});

function write(name: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

function edit(name: string, line: number, start: number, end: number, newText: string): Edit {
  return {
    file: `${root}/${name}`,
    range: { start: { line, character: start }, end: { line, character: end } },
    newText,
    create: false,
    label: null,
    version: null,
  };
}

function create(name: string, newText: string): Edit {
  return { ...edit(name, 0, 0, 0, newText), create: true };
}

function assertNothingLeftBehind(): void {
  const left = readdirSync(root, { recursive: true }).filter((name) => String(name).endsWith('.tmp'));
  assert.deepEqual(left, []);
}
