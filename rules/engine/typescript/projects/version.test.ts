import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typescriptMajor } from './version.ts';

const majorIn = (files: Readonly<Record<string, unknown>>, dir = '/work/app'): number =>
  typescriptMajor(dir, (file) => (file in files ? JSON.stringify(files[file]) : undefined));

test('the installed version decides, wherever up the tree it is installed', () => {
  assert.equal(majorIn({ '/work/node_modules/typescript/package.json': { version: '4.9.5' } }), 4);
  assert.equal(
    majorIn({
      '/work/app/package.json': { devDependencies: { typescript: '^5.0.0' } },
      '/work/app/node_modules/typescript/package.json': { version: '6.0.1' },
    }),
    6,
  );
});

test('a project inside another is not taken for part of it', () => {
  const outer = { '/work/node_modules/typescript/package.json': { version: '7.0.2' } };
  assert.equal(
    majorIn({ ...outer, '/work/app/package.json': { devDependencies: { typescript: '^5.4.0' } } }),
    5,
  );
  assert.equal(majorIn({ ...outer, '/work/app/package.json': { name: 'app' } }), 7);
});

test('the range of the root counts for a workspace package without one', () => {
  assert.equal(majorIn({ '/work/package.json': { dependencies: { typescript: '~4.8.0' } } }), 4);
});

test('a range that spans the change of defaults decides only where nothing else does', () => {
  const vague = { '/work/app/package.json': { peerDependencies: { typescript: '>=5' } } };
  assert.equal(majorIn(vague), 5);
  assert.equal(majorIn({ ...vague, '/work/node_modules/typescript/package.json': { version: '6.0.0' } }), 6);
});

test('aliases, tags and nonsense do not mislead', () => {
  const wanting = (typescript: string): number =>
    majorIn({ '/work/app/package.json': { devDependencies: { typescript } } });
  assert.equal(wanting('npm:@typescript/old@~4.7.0'), 4);
  for (const said of ['latest', 'workspace:*', 'catalog:', '*', 'not a version'])
    assert.equal(wanting(said), 5);
  assert.equal(majorIn({}), 5);
  assert.equal(
    typescriptMajor('/work', () => '{ "version": '),
    5,
  );
});
