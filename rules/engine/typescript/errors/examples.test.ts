import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileView } from '../rule.ts';
import { isExample } from './examples.ts';

function isIn(path: string, dir = '/work/shop'): boolean {
  return isExample({ path, package: { dir } } as FileView);
}

test('examples, sandboxes and what only tests use are told by their folder', () => {
  assert.ok(isIn('/work/shop/examples/basic/index.ts'));
  assert.ok(isIn('/work/shop/src/js-sandbox/run.ts'));
  assert.ok(isIn('/work/shop/src/testing/server.ts'));
  assert.ok(isIn('/work/shop/src/test-utils/fake.ts'));
  assert.ok(!isIn('/work/shop/src/exampleList.ts'));
  assert.ok(!isIn('/work/shop/src/contesting/vote.ts'));
});

test('a package is an example where it is called one, not where it lies below a folder of that name', () => {
  assert.ok(isIn('/work/shop/packages/example/src/a.ts', '/work/shop/packages/example'));
  assert.ok(!isIn('/home/examples/shop/src/a.ts', '/home/examples/shop'));
  assert.ok(!isIn('/work/shop/packages/sandbox-runner/src/a.ts', '/work/shop/packages/sandbox-runner'));
});
