import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const declared = `declare module 'node:fs' {
  export function globSync(pattern: string | readonly string[], options?: { cwd?: string; exclude?: readonly string[] }): string[];
}
declare module 'node:fs/promises' {
  export function glob(pattern: string | readonly string[], options?: { cwd?: string; exclude?: readonly string[] }): AsyncIterableIterator<string>;
}
interface ArrayConstructor { fromAsync<T>(values: AsyncIterable<T>): Promise<T[]> }
declare const __dirname: string;
`;
const engines = '>=24.1';

await testRewrites('needless-dependencies/native-replacement', nodeTypes(declared), [
  {
    name: 'a list and a promise of one, with a folder and what is left out',
    package: 'glob',
    version: '^11.0.0',
    engines,
    before: `import { glob, globSync } from 'glob';

export async function files(cwd: string): Promise<string[]> {
  const sources = await glob(['src/**/*.ts', 'test/*.ts'], { cwd, ignore: ['**/*.d.ts', 'src/out/**'] });
  return [...sources, ...globSync('./*.json', { cwd: cwd.trim(), ignore: '**/node_modules/**' })];
}
`,
    after: `import { glob } from 'node:fs/promises';
import { globSync } from 'node:fs';

export async function files(cwd: string): Promise<string[]> {
  const sources = await Array.fromAsync(glob(['src/**/*.ts', 'test/*.ts'], { cwd, exclude: ['**/*.d.ts', 'src/out/**'] }));
  return [...sources, ...globSync('./*.json', { cwd: cwd.trim(), exclude: ['**/node_modules/**'] })];
}
`,
    kind: 'review',
    says: /by `fs\.glob`.*what changes: the order of the paths, links to folders are not followed$/,
  },
  {
    name: 'by its default export',
    package: 'fast-glob',
    version: '^3.0.0',
    engines,
    before: `import fg from 'fast-glob';
export const run = async (): Promise<string[]> => [...(await fg('src/**/*.{ts,tsx}')), ...fg.sync('*.md', { onlyFiles: true, dot: false })];
`,
    after: `import { glob } from 'node:fs/promises';
import { globSync } from 'node:fs';
export const run = async (): Promise<string[]> => [...(await Array.fromAsync(glob('src/**/*.{ts,tsx}'))), ...globSync('*.md')];
`,
    kind: 'review',
    says: /what changes: the order of the paths, links to folders are not followed, folders whose names match are found too, and 1 more difference/,
  },
  {
    name: 'required, of the versions before promises',
    package: 'glob',
    version: '^7.2.0',
    engines,
    file: 'run.cjs',
    before: `const glob = require('glob');\nexports.run = () => glob.sync('test/*.js', { cwd: __dirname, nodir: true });\n`,
    after: `const fs = require('node:fs');\nexports.run = () => fs.globSync('test/*.js', { cwd: __dirname });\n`,
    kind: 'review',
    says: /and 1 more difference$/,
  },
  {
    name: 'by a named import',
    package: 'globby',
    version: '^14.0.0',
    engines,
    before: `import { globby as find, globbySync } from 'globby';\nexport const run = (): unknown => [find('*.md'), globbySync('docs/**/*.md')];\n`,
    after: `import { glob } from 'node:fs/promises';\nimport { globSync } from 'node:fs';\nexport const run = (): unknown => [Array.fromAsync(glob('*.md')), globSync('docs/**/*.md')];\n`,
    kind: 'review',
    says: /what changes/,
  },
  {
    name: 'a comment within a call',
    package: 'fast-glob',
    engines,
    before: `import fg from 'fast-glob';\nexport const run = (): string[] => fg.sync('*.md' /* all */);\n`,
    kind: 'refused',
    says: /there is a comment within/,
  },
  {
    name: 'on a Node that lacks it, the package stays',
    package: 'fast-glob',
    engines: '>=22',
    before: `import fg from 'fast-glob';\nexport const run = (): string[] => fg.sync('*.md');\n`,
    kind: 'silent',
  },
  ...[
    ['a callback', 'glob', `glob('*.md', (error: unknown) => error)`],
    ['an option', 'glob', `glob.sync('*.md', { dot: true })`],
    ['a pattern that is put together', 'glob', `glob.sync(\`\${run}/*.md\`)`],
    ['a negated pattern', 'fast-glob', `glob.sync(['*.md', '!a.md'])`],
    ['an extended pattern', 'glob', `glob.sync('*.+(md|txt)')`],
    ['a character of any kind', 'fast-glob', `glob.sync('a?/*.md')`],
    ['a folder with a dot', 'glob', `glob.sync('.github/*.yml')`],
    ['a path with a dot in front', 'fast-glob', `glob.sync('./src/*.yml')`],
    ['a folder with a dot in a choice', 'glob', `glob.sync('{src,.github}/*.yml')`],
    ['a path and no pattern', 'fast-glob', `glob.sync('a.md')`],
    ['files of any name', 'fast-glob', `glob.sync('src/**')`],
    ['a folder by its name that is left out', 'glob', `glob.sync('*.md', { ignore: 'node_modules' })`],
    ['a folder that is an address', 'glob', `glob.sync('*.md', { cwd: new URL('file:///a') })`],
    ['a stream', 'fast-glob', `glob.stream('*.md')`],
    ['a function that is handed on', 'fast-glob', `['*.md'].map(glob.sync)`],
  ].map(([name = '', of = '', expression = '']) => ({
    name: `${name} keeps the package`,
    package: of,
    version: '*',
    engines,
    before: `import glob from '${of}';\nexport const run = (): unknown => ${expression};\n`,
    kind: 'silent' as const,
  })),
]);

/** `fs.globSync`, which the declarations of the oldest Node do not have. */
const globSync = (fs as { globSync?: (pattern: string, options?: object) => string[] }).globSync;
const missing = globSync === undefined ? 'this Node has no fs.glob' : false;

test('glob, fast-glob and fs.glob find the same', { skip: missing }, () => {
  const load = createRequire(join(process.cwd(), 'package.json'));
  const { globSync: theirs } = load('glob');
  const fastGlob = load('fast-glob');
  const name = fc.constantFrom('a', 'b', 'c', '.d', 'a-b');
  const file = fc
    .tuple(fc.array(name, { maxLength: 3 }), fc.constantFrom('a.ts', 'b.ts', 'a.js', '.c.ts', 'a.d.ts'))
    .map(([folders, end]) => [...folders, end].join('/'));
  const step = fc.constantFrom('**', '*', 'a', 'a*', '{a,b}', '[ab]', '[!a]');
  const end = fc.constantFrom('*.ts', '*.{ts,js}', 'a*.ts', '*.d.ts');
  const pattern = fc
    .tuple(fc.array(step, { maxLength: 3 }), end)
    .map(([steps, last]) => [...steps, last].join('/'));
  const left = fc.constantFrom(undefined, 'a/**', '**/b/**', '**/*.d.ts', 'a/*.js');
  fc.assert(
    fc.property(fc.array(file, { maxLength: 12 }), pattern, left, (files, wanted, ignore) => {
      const cwd = mkdtempSync(join(tmpdir(), 'globs-'));
      try {
        for (const each of files) {
          mkdirSync(join(cwd, dirname(each)), { recursive: true });
          writeFileSync(join(cwd, each), '');
        }
        const options = ignore === undefined ? { cwd } : { cwd, ignore };
        const exclude = ignore === undefined ? {} : { exclude: [ignore] };
        const ours = globSync?.(wanted, { cwd, ...exclude }).sort();
        assert.deepEqual(ours, theirs(wanted, options).sort(), 'glob');
        assert.deepEqual(
          ours?.map((each) => each.replaceAll('\\', '/')),
          fastGlob.sync(wanted, options).sort(),
          'fast-glob',
        );
      } finally {
        rmSync(cwd, { recursive: true });
      }
    }),
    { numRuns: 150 },
  );
});
