import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { suite, test } from 'mocha';
import { packagedExtension } from '../../../scripts/vscode/install.mjs';
import { compilerPackage, type ZipEntry, zipEntries, zipText } from './vsix.ts';

/** What a marketplace download may cost. */
const sizeLimit = 15_000_000;

suite('the packaged extension', () => {
  test('holds what runs, the compiler, the licences, and nothing else', async () => {
    const names = (await zipEntries(packagedExtension)).map(({ name }) =>
      name.replace(/-[A-Z0-9]{8}\.js$/, '-*.js'),
    );
    const declarations = (await readdir(`${compilerPackage}/lib`)).filter((name) =>
      /^lib.*\.d\.ts$/.test(name),
    );
    const compiler = process.platform === 'win32' ? 'tsc.exe' : 'tsc';
    const expected = [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/ThirdPartyNotices.txt',
      'extension/assets/activity.svg',
      'extension/assets/icon.png',
      'extension/assets/walkthrough/baseline.md',
      'extension/assets/walkthrough/explain.md',
      'extension/assets/walkthrough/scan.md',
      'extension/assets/walkthrough/see.md',
      'extension/changelog.md',
      'extension/dist/chunks/*',
      'extension/dist/cli.js',
      'extension/dist/client.cjs',
      'extension/dist/python/grammar.wasm',
      'extension/dist/python/runtime.wasm',
      'extension/dist/server.js',
      'extension/dist/worker.js',
      ...[compiler, ...declarations].map((name) => `extension/dist/compiler/${name}`),
      'extension/package.json',
      'extension/readme.md',
      'extension/schema/code-coach.schema.json',
    ];
    const folded = names.map((name) => name.replace(/^(extension\/dist\/chunks\/).*-\*\.js$/, '$1*'));
    assert.deepEqual([...new Set(folded)].sort(), expected.sort());
    assert.equal(
      names.filter((name) => !name.includes('/chunks/')).length,
      expected.length - 1,
      'a file stands twice',
    );
  });

  test('stays small enough to download', async () => {
    const { size } = await stat(packagedExtension);
    assert.ok(size <= sizeLimit, `${size} bytes`);
  });

  test('keeps the compiler executable and names its platform', async () => {
    const compiler = (await zipEntries(packagedExtension)).find(({ name }) =>
      /\/compiler\/tsc(\.exe)?$/.test(name),
    );
    assert.ok(compiler);
    if (process.platform !== 'win32') assert.equal(isExecutable(compiler), true);
    const manifest = await zipText(packagedExtension, 'extension.vsixmanifest');
    assert.match(manifest, new RegExp(`TargetPlatform="${process.platform}-${process.arch}"`));
  });

  test('names the licence of each package that it contains', async () => {
    const notices = await zipText(packagedExtension, 'extension/ThirdPartyNotices.txt');
    for (const name of [
      'typescript',
      `@typescript/typescript-${process.platform}-${process.arch}`,
      'vscode-languageclient',
      'web-tree-sitter',
      '@vscode/tree-sitter-wasm',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|Apache-2\\.0)\\)$`, 'm'));
    }
    assert.match(notices, /^tree-sitter-python \(MIT\)$/m);
  });
});

function isExecutable({ mode }: ZipEntry): boolean {
  return (mode & 0o111) === 0o111;
}
