import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';

const types = nodeTypes(`
declare module 'node:fs' {
  type Callback<T> = (error: Error | null, value: T) => void;
  export function readFileSync(path: string, encoding?: string): string;
  export function writeFileSync(path: string, data: string): void;
  export function existsSync(path: string): boolean;
  export function mkdirSync(path: string, options?: object): string | undefined;
  export function rmSync(path: string, options?: object): void;
  export function cpSync(from: string, to: string, options?: object): void;
  export function readFile(path: string, encoding: string, done: Callback<string>): void;
  export function rm(path: string, options: object, done: (error: Error | null) => void): void;
  export const constants: { readonly R_OK: number };
}
declare module 'node:fs/promises' {
  export function access(path: string): Promise<void>;
  export function readFile(path: string, encoding?: string): Promise<string>;
  export function writeFile(path: string, data: string): Promise<void>;
  export function mkdir(path: string, options?: object): Promise<string | undefined>;
  export function rm(path: string, options?: object): Promise<void>;
}
declare function require(name: string): any;
`);

await testRewrites('needless-dependencies/native-replacement', types, [
  {
    name: 'functions, constants and promises of fs',
    package: 'graceful-fs',
    version: '^4.2.0',
    file: 'read.cjs',
    before: `const fs = require('graceful-fs');
exports.read = (path, done) => fs.readFile(path, 'utf8', done);
exports.mode = fs.constants.R_OK;
`,
    after: `const fs = require('node:fs');
exports.read = (path, done) => fs.readFile(path, 'utf8', done);
exports.mode = fs.constants.R_OK;
`,
    kind: 'review',
    says: /`EMFILE`/,
  },
  {
    name: 'what makes another fs patient too',
    package: 'graceful-fs',
    before: `import { gracefulify } from 'graceful-fs';
import * as fs from 'node:fs';
gracefulify(fs);
`,
    kind: 'silent',
  },
  {
    name: 'folders, files and texts, for promises and at once',
    package: 'fs-extra',
    version: '^11.0.0',
    before: `import fs from 'fs-extra';

export async function publish(folder: string, value: object): Promise<string> {
  await fs.ensureDir(folder);
  await fs.remove(folder + '/old');
  await fs.writeJson(folder + '/a.json', value, { spaces: 2 });
  fs.ensureDirSync(folder, 0o755);
  fs.removeSync(folder);
  fs.writeJsonSync('b.json', value);
  if (!(await fs.pathExists(folder)) && !fs.pathExistsSync('a')) return '';
  return (await fs.readFile(folder, 'utf8')) + fs.readFileSync('a', 'utf8');
}
`,
    after: `import { mkdir, rm, writeFile, access, readFile } from 'node:fs/promises';
import { mkdirSync, rmSync, writeFileSync, existsSync, readFileSync } from 'node:fs';

export async function publish(folder: string, value: object): Promise<string> {
  await mkdir(folder, { recursive: true });
  await rm(folder + '/old', { recursive: true, force: true });
  await writeFile(folder + '/a.json', \`\${JSON.stringify(value, null, 2)}\\n\`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  rmSync(folder, { recursive: true, force: true });
  writeFileSync('b.json', \`\${JSON.stringify(value)}\\n\`);
  if (!(await access(folder).then(() => true, () => false)) && !existsSync('a')) return '';
  return (await readFile(folder, 'utf8')) + readFileSync('a', 'utf8');
}
`,
    kind: 'safe',
  },
  {
    name: 'settings that are read, waited for, handed on and at once',
    package: 'fs-extra',
    version: '^11.0.0',
    before: `import { readJson, readJSONSync } from 'fs-extra';
export const load = async (path: string): Promise<unknown> => (await readJson(path)).settings;
export const later = (path: string): Promise<unknown> => readJson(path);
export const now = (path: string): unknown => readJSONSync(path);
`,
    after: `import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
export const load = async (path: string): Promise<unknown> => (JSON.parse(await readFile(path, 'utf8'))).settings;
export const later = (path: string): Promise<unknown> => readFile(path, 'utf8').then((text) => JSON.parse(text));
export const now = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
`,
    kind: 'review',
    says: /a byte order mark is an error, and errors do not name the file/,
  },
  {
    name: 'a callback, in an older version',
    package: 'fs-extra',
    version: '^8.0.0',
    file: 'clean.cjs',
    before: `const fse = require('fs-extra');
exports.clean = (done) => fse.remove('out', () => done());
exports.copy = () => { fse.copySync('a', 'b'); };
`,
    after: `const fs = require('node:fs');
exports.clean = (done) => fs.rm('out', { recursive: true, force: true }, () => done());
exports.copy = () => { fs.cpSync('a', 'b', { recursive: true }); };
`,
    kind: 'review',
    says: /a file that Windows holds is not tried again, links are copied as `fs\.cp` does it/,
  },
  {
    name: 'names that the package and fs share',
    package: 'fs-extra',
    version: '^11.0.0',
    before: `import { readFile, remove } from 'fs-extra';
export const take = async (path: string): Promise<string> => {
  const rm = await readFile(path, 'utf8');
  await remove(path);
  return rm;
};
`,
    after: `import { readFile, rm as rm2 } from 'node:fs/promises';
export const take = async (path: string): Promise<string> => {
  const rm = await readFile(path, 'utf8');
  await rm2(path, { recursive: true, force: true });
  return rm;
};
`,
    kind: 'safe',
  },
  {
    name: 'what needs several calls of fs',
    package: 'fs-extra',
    before: `import { outputFile, remove } from 'fs-extra';
export const write = async (path: string): Promise<void> => { await remove(path); await outputFile(path, ''); };
`,
    kind: 'silent',
  },
  {
    name: 'a function that is handed on',
    package: 'fs-extra',
    before: `import { remove } from 'fs-extra';
export const all = (paths: string[]): Promise<void>[] => paths.map(remove);
`,
    kind: 'refused',
    says: /no counterpart/,
  },
  {
    name: 'plain data',
    package: 'lodash.clonedeep',
    before: `import cloneDeep from 'lodash.clonedeep';
interface Row { readonly name: string; readonly cells: readonly (number | null)[]; readonly next?: Row }
export const copy = (row: Row): Row => cloneDeep(row);
`,
    after: `interface Row { readonly name: string; readonly cells: readonly (number | null)[]; readonly next?: Row }
export const copy = (row: Row): Row => structuredClone(row);
`,
    kind: 'safe',
  },
  {
    name: 'an object with a function',
    package: 'clone',
    before: `import clone from 'clone';
export const copy = (row: { readonly run: () => void }): unknown => clone(row);
`,
    kind: 'silent',
  },
  {
    name: 'an instance of a class',
    package: 'lodash.clonedeep',
    before: `import cloneDeep from 'lodash.clonedeep';
class Row { name = ''; }
export const copy = (row: Row): Row => cloneDeep(row);
`,
    kind: 'silent',
  },
  {
    name: 'a value of unknown type',
    package: 'lodash.clonedeep',
    file: 'copy.cjs',
    before: `const cloneDeep = require('lodash.clonedeep');
exports.copy = (row) => cloneDeep(row);
`,
    kind: 'silent',
  },
]);

const here = createRequire(join(process.cwd(), 'package.json'));

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('value'), { noNullPrototype: true }),
  ),
})).value;

test('copies of plain data are alike and share nothing', () => {
  const copies = [here('clone'), here('lodash').cloneDeep, here('rfdc')(), here('rfdc')({ circles: true })];
  fc.assert(
    fc.property(data, (value) => {
      const copied = structuredClone(value);
      for (const copy of copies) assert.deepStrictEqual(copied, copy(value));
      if (typeof value === 'object' && value !== null) assert.notEqual(copied, value);
    }),
  );
});

test('what is left on disk is the same', async () => {
  const root = fs.mkdtempSync(join(tmpdir(), 'coach-files-'));
  after(() => fs.rmSync(root, { recursive: true, force: true }));
  const extra = here('fs-extra');
  const part = fc.stringMatching(/^[a-z]{1,3}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), data, async (parts, value) => {
      const [one, two] = [join(root, 'one'), join(root, 'two')].map((base) => join(base, ...parts));
      assert.ok(one !== undefined && two !== undefined);
      extra.ensureDirSync(one);
      fs.mkdirSync(two, { recursive: true });
      const json = { value };
      extra.writeJsonSync(join(one, 'a.json'), json, { spaces: 2 });
      fs.writeFileSync(join(two, 'a.json'), `${JSON.stringify(json, null, 2)}\n`);
      const read = (folder: string): string => fs.readFileSync(join(folder, 'a.json'), 'utf8');
      assert.equal(read(two), read(one));
      assert.deepEqual(JSON.parse(read(two)), extra.readJsonSync(join(one, 'a.json')));
      const exists = (path: string): Promise<boolean> =>
        fs.promises.access(path).then(
          () => true,
          () => false,
        );
      for (const path of [two, join(two, 'no')])
        assert.equal(await exists(path), await extra.pathExists(path));
      extra.removeSync(one);
      fs.rmSync(two, { recursive: true, force: true });
      extra.removeSync(one);
      fs.rmSync(two, { recursive: true, force: true });
      assert.deepEqual([fs.existsSync(one), fs.existsSync(two)], [false, false]);
    }),
    { numRuns: 30 },
  );
});
