import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeAll } from './writeAll.ts';

test('a rename that fails takes back the files before it, made ones too', () => {
  const root = mkdtempSync(join(tmpdir(), 'code-coach-write-'));
  try {
    writeFileSync(join(root, 'a.ts'), 'a');
    // A file cannot be renamed onto a folder, and only the rename finds out.
    mkdirSync(join(root, 'taken.ts'));
    const texts = new Map([
      [join(root, 'a.ts'), 'A'],
      [join(root, 'made', 'b.ts'), 'B'],
      [join(root, 'taken.ts'), 'C'],
    ]);
    assert.throws(() => writeAll(texts), { code: /EISDIR|EPERM|ENOTEMPTY|EEXIST/ });
    assert.equal(readFileSync(join(root, 'a.ts'), 'utf8'), 'a');
    assert.deepEqual(readdirSync(root).sort(), ['a.ts', 'taken.ts']);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
