import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeWorkspace } from '../../test/harness/projects.ts';
import { InstalledPackages } from './installed.ts';
import { Mentions } from './mentions.ts';
import { readText } from './texts.ts';

test('what comes with a package is counted over node_modules, each once, in a ring too', () => {
  const root = writeWorkspace({
    'package.json': '{}',
    'node_modules/a/package.json': '{ "name": "a", "dependencies": { "b": "*", "c": "*" } }',
    'node_modules/b/package.json': '{ "name": "b", "dependencies": { "a": "*", "c": "*" } }',
    'node_modules/b/node_modules/c/package.json': '{ "name": "c", "version": "2.0.0" }',
    'node_modules/c/package.json': '{ "name": "c", "version": "1.0.0", "peerDependencies": { "d": "*" } }',
    'node_modules/@s/cli/package.json': '{ "name": "@s/cli", "bin": "cli.js" }',
  });
  const installed = new InstalledPackages();
  assert.equal(installed.weightOf(join(root, 'src'), 'a')?.others, 3);
  assert.ok((installed.weightOf(root, 'a')?.bytes ?? 0) > 100);
  assert.equal(installed.weightOf(root, 'gone'), null);
  assert.deepEqual(installed.find(root, '@s/cli')?.commands, ['cli']);
  assert.deepEqual(installed.find(root, 'c')?.peers, ['d']);
});

test('without node_modules a lockfile of npm tells how many packages come along', () => {
  const packages = {
    '': {},
    'node_modules/a': { dependencies: { b: '*' } },
    'node_modules/b': { dependencies: { c: '*' } },
    'node_modules/b/node_modules/c': {},
    'node_modules/c': {},
  };
  const root = writeWorkspace({ 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) });
  assert.deepEqual(new InstalledPackages().weightOf(root, 'a'), { others: 2, bytes: null });
  assert.deepEqual(new InstalledPackages().weightOf(join(root, 'app'), 'c'), { others: 0, bytes: null });
});

test('the package manager is told from the nearest lockfile, else from the manifest', () => {
  const root = writeWorkspace({
    '.git/HEAD': '',
    'yarn.lock': '',
    'a/package.json': '{}',
    'b/pnpm-lock.yaml': '',
    'c/package.json': '{ "packageManager": "bun@1.2.0" }',
  });
  const managers = ['a', 'b', 'c'].map((dir) => new InstalledPackages().packageManager(join(root, dir)));
  assert.deepEqual(managers, ['yarn', 'pnpm', 'bun']);
});

test('words are looked for in settings and pages, not in prose, lockfiles and what git ignores', () => {
  const root = writeWorkspace({
    '.git/HEAD': '',
    '.gitignore': 'out\n',
    'a.yml': 'run: npx one --fix',
    'b.html': '<script src="/node_modules/@s/two/x.js"></script> three',
    'c.css': '@import "~four/base.css";',
    'out/d.yml': 'five',
    'README.md': 'six',
    'yarn.lock': 'seven',
    Dockerfile: 'RUN eight',
    'sub/e.toml': 'nine = 1',
    'f.json': '{ "plugin": "ten", "text": "say eleven" }',
  });
  const mentions = new Mentions([root], () => false, readText);
  const names = 'one @s/two three four five six seven eight nine ten eleven'.split(' ');
  assert.deepEqual([...mentions.of(root, names).keys()], ['one', '@s/two', 'four', 'eight', 'nine', 'ten']);
  assert.deepEqual([...mentions.of(join(root, 'sub'), names).keys()], ['nine']);
});
