import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeWorkspace } from '../../test/harness/projects.ts';
import { PythonPackages } from './python-packages.ts';

const inParent = { 'pyproject.toml': '[project]\nname = "parent"\n', 'orders/app/a.py': '' };

/** The name of the package around `orders/app/a.py` where the workspace folder is `orders`. */
function nameAbove(files: Readonly<Record<string, string>>): string | null | undefined {
  const root = writeWorkspace(files);
  const packages = new PythonPackages([join(root, 'orders')], (file) => readFileSync(file, 'utf8'));
  return packages.of(join(root, 'orders/app/a.py'))?.name;
}

test('a manifest above a workspace folder counts only where both are of one repository', () => {
  assert.equal(nameAbove(inParent), undefined);
  assert.equal(nameAbove({ ...inParent, '.git/HEAD': '' }), 'parent');
  assert.equal(nameAbove({ ...inParent, 'orders/.git/HEAD': '' }), undefined);
});
