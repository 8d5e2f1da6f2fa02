import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';

const rule = 'needless-dependencies/native-replacement';

/** As much of Node's types as the replacements need; the real ones would have to be installed for every case. */
const nodeTypes = `
declare module 'node:fs' {
  interface Options { readonly recursive?: boolean; readonly force?: boolean; readonly mode?: number | string; readonly maxRetries?: number }
  export function mkdirSync(path: string, options?: Options): string | undefined;
  export function rmSync(path: string, options?: Options): void;
  export function mkdir(path: string, options: Options, callback: (error: Error | null, made?: string) => void): void;
  export function rm(path: string, options: Options, callback: (error: Error | null) => void): void;
  export function readFileSync(path: string): string;
  export function existsSync(path: string): boolean;
  export const promises: typeof import('node:fs/promises');
}
declare module 'node:fs/promises' {
  interface Options { readonly recursive?: boolean; readonly force?: boolean; readonly mode?: number | string; readonly maxRetries?: number }
  export function mkdir(path: string, options?: Options): Promise<string | undefined>;
  export function rm(path: string, options?: Options): Promise<void>;
}
declare module 'fs' { export * from 'node:fs'; }
declare module 'util' { export * from 'node:util'; }
declare module 'node:crypto' { export function randomUUID(): string; }
declare module 'node:util' {
  export function stripVTControlCharacters(text: string): string;
  export function inherits(child: unknown, parent: unknown): void;
  export function promisify(run: unknown): (...values: string[]) => Promise<void>;
}
declare module 'node:path' { export function join(...parts: string[]): string; export function dirname(path: string): string; }
declare function require(name: string): any;
declare const __dirname: string;
`;

/** Declarations of the packages as they publish them, cut to what the cases use. */
const packageTypes: Files = {
  'node_modules/uuid/package.json': '{ "name": "uuid", "version": "9.0.0", "types": "index.d.ts" }',
  'node_modules/uuid/index.d.ts':
    'export function v4(): string; export function v5(name: string, space: string): string;',
  'node_modules/@types/node/index.d.ts': nodeTypes,
  'node_modules/@types/node/package.json':
    '{ "name": "@types/node", "version": "20.0.0", "types": "index.d.ts" }',
};

interface Case {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Name of the file; decides between modules and CommonJS, TypeScript and JavaScript. */
  readonly file?: string;
  readonly before: string;
  readonly after: string;
  readonly kind: 'safe' | 'review';
  readonly engines?: string;
  /** What the title says of the change. */
  readonly says?: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'a default import whose global does the same',
    dependencies: { 'object-assign': '^4.1.1' },
    before: `import assign from 'object-assign';

export const settings = assign({}, assign({ port: 80 }, { host: 'a' }));
`,
    after: `export const settings = Object.assign({}, Object.assign({ port: 80 }, { host: 'a' }));
`,
    kind: 'safe',
  },
  {
    name: 'a function handed on as a value, in a property, a shorthand and an argument',
    dependencies: { isarray: '^2.0.5' },
    before: `import isArray from 'isarray';
export const checks = { isArray, list: isArray, all: [[1], 2].filter(isArray) };
`,
    after: `export const checks = { isArray: Array.isArray, list: Array.isArray, all: [[1], 2].filter(Array.isArray) };
`,
    kind: 'safe',
  },
  {
    name: 'a name that is shadowed stays where it means something else',
    dependencies: { isarray: '^2.0.5' },
    before: `import isArray from 'isarray';
export function count(values: unknown[], isArray: (value: unknown) => boolean): number {
  return values.filter((value) => isArray(value)).length;
}
export const one = isArray([]);
`,
    after: `export function count(values: unknown[], isArray: (value: unknown) => boolean): number {
  return values.filter((value) => isArray(value)).length;
}
export const one = Array.isArray([]);
`,
    kind: 'safe',
  },
  {
    name: 'a required module, with var lists and no semicolons',
    dependencies: { 'object-assign': '^4.1.1' },
    file: 'settings.cjs',
    before: `'use strict'
var path = require('node:path')
  , assign = require('object-assign')
  , here = path.dirname(__filename)

module.exports = assign({}, { here: here })
`,
    after: `'use strict'
var path = require('node:path')
  , here = path.dirname(__filename)

module.exports = Object.assign({}, { here: here })
`,
    kind: 'safe',
  },
  {
    name: 'an inline require',
    dependencies: { 'object-assign': '^4.1.1' },
    file: 'settings.cjs',
    before: `module.exports = require('object-assign')({}, { a: 1 });\n`,
    after: `module.exports = Object.assign({}, { a: 1 });\n`,
    kind: 'safe',
  },
  {
    name: 'an awaited dynamic import of a default export',
    dependencies: { 'object-assign': '^4.1.1' },
    before: `const { default: assign } = await import('object-assign');
export const a = assign({}, { b: 1 });
export const c = (await import('object-assign')).default({}, a);
`,
    after: `export const a = Object.assign({}, { b: 1 });
export const c = Object.assign({}, a);
`,
    kind: 'safe',
  },
  {
    name: 'an import assignment of TypeScript',
    dependencies: { 'object-assign': '^4.1.1' },
    file: 'settings.cts',
    before: `import assign = require('object-assign');
export const a = assign({}, { b: 1 });
`,
    after: `export const a = Object.assign({}, { b: 1 });
`,
    kind: 'safe',
  },
  {
    name: 'left-pad of a string, a number and a longer expression',
    dependencies: { 'left-pad': '^1.3.0' },
    before: `import leftPad from 'left-pad';
export const row = (name: string, price: number): string =>
  leftPad(name, 20) + leftPad(price, 8, 0) + leftPad(name + price, 4, '.');
`,
    after: `export const row = (name: string, price: number): string =>
  name.padStart(20) + String(price).padStart(8, '0') + (name + price).padStart(4, '.');
`,
    kind: 'safe',
  },
  {
    name: 'left-pad with a fill of unknown length',
    dependencies: { 'left-pad': '^1.3.0' },
    before: `import leftPad from 'left-pad';
export const pad = (name: string, fill: string): string => leftPad(name, 20, fill);
`,
    after: `export const pad = (name: string, fill: string): string => name.padStart(20, fill);
`,
    kind: 'review',
    says: /a longer fill is cut to the width/,
  },
  {
    name: 'left-pad of what may be an object',
    dependencies: { 'left-pad': '^1.3.0' },
    before: `import leftPad from 'left-pad';
export const pad = (value: unknown): string => leftPad(value, 20);
`,
    after: `export const pad = (value: unknown): string => String(value).padStart(20);
`,
    kind: 'review',
    says: /toString/,
  },
  {
    name: 'version 4 of uuid, renamed, in Node',
    dependencies: { uuid: '^9.0.0' },
    before: `import { v4 as uuid } from 'uuid';
export const order = (id = uuid()) => ({ id, line: uuid() });
`,
    after: `import { randomUUID } from 'node:crypto';
export const order = (id = randomUUID()) => ({ id, line: randomUUID() });
`,
    kind: 'safe',
  },
  {
    name: 'uuid by its namespace, beside a name that is taken',
    dependencies: { uuid: '^9.0.0' },
    before: `import * as ids from 'uuid';
const randomUUID = (): string => ids.v4();
export { randomUUID };
`,
    after: `import { randomUUID as randomUUID2 } from 'node:crypto';
const randomUUID = (): string => randomUUID2();
export { randomUUID };
`,
    kind: 'safe',
  },
  {
    name: 'uuid handed to what calls it without arguments',
    dependencies: { uuid: '^9.0.0' },
    before: `import { v4 } from 'uuid';
declare function column(options: { default: () => string }): void;
column({ default: v4 });
`,
    after: `import { randomUUID } from 'node:crypto';
declare function column(options: { default: () => string }): void;
column({ default: () => randomUUID() });
`,
    kind: 'safe',
  },
  {
    name: 'the file of one version of uuid',
    dependencies: { uuid: '^3.4.0' },
    file: 'orders.cjs',
    before: `const uuidv4 = require('uuid/v4');
exports.order = () => ({ id: uuidv4() });
`,
    after: `const crypto = require('node:crypto');
exports.order = () => ({ id: crypto.randomUUID() });
`,
    kind: 'safe',
  },
  {
    name: 'mkdirp.sync, through the fs that the file has already',
    dependencies: { mkdirp: '^1.0.4' },
    file: 'build.cjs',
    before: `const fs = require('fs');
const mkdirp = require('mkdirp');

mkdirp.sync('out/report');
mkdirp.sync(__dirname + '/tmp', 0o755);
mkdirp.sync('out/logs', { mode: 0o700 });
fs.existsSync('out');
`,
    after: `const fs = require('fs');

fs.mkdirSync('out/report', { recursive: true });
fs.mkdirSync(__dirname + '/tmp', { recursive: true, mode: 0o755 });
fs.mkdirSync('out/logs', { recursive: true, mode: 0o700 });
fs.existsSync('out');
`,
    kind: 'safe',
  },
  {
    name: 'mkdirp with a callback, before version 1',
    dependencies: { mkdirp: '^0.5.1' },
    file: 'build.cjs',
    before: `const mkdirp = require('mkdirp');
mkdirp('out', (error) => { if (error) throw error; });
`,
    after: `const fs = require('node:fs');
fs.mkdir('out', { recursive: true }, (error) => { if (error) throw error; });
`,
    kind: 'safe',
  },
  {
    name: 'mkdirp as a promise, joining an import that is there',
    dependencies: { mkdirp: '^3.0.1' },
    before: `import { rm } from 'node:fs/promises';
import { mkdirp, mkdirpSync } from 'mkdirp';

export async function reset(): Promise<void> {
  await rm('out', { recursive: true });
  await mkdirp('out');
  mkdirpSync('out/a');
}
`,
    after: `import { rm, mkdir } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';

export async function reset(): Promise<void> {
  await rm('out', { recursive: true });
  await mkdir('out', { recursive: true });
  mkdirSync('out/a', { recursive: true });
}
`,
    kind: 'safe',
  },
  {
    name: 'mkdirp of a path that may be empty, its result used',
    dependencies: { mkdirp: '^1.0.4' },
    file: 'build.cjs',
    before: `const { sync } = require('mkdirp');
exports.make = (dir) => sync(dir);
`,
    after: `const fs = require('node:fs');
exports.make = (dir) => fs.mkdirSync(dir, { recursive: true });
`,
    kind: 'review',
    says: /may be relative, an empty path is an error/,
  },
  {
    name: 'rimraf in its three forms, each for its version',
    dependencies: { rimraf: '^3.0.2' },
    file: 'clean.cjs',
    before: `const rimraf = require('rimraf');
rimraf.sync('out');
rimraf('tmp', { glob: false }, (error) => { if (error) throw error; });
`,
    after: `const fs = require('node:fs');
fs.rmSync('out', { recursive: true, force: true });
fs.rm('tmp', { recursive: true, force: true }, (error) => { if (error) throw error; });
`,
    kind: 'review',
    says: /Windows/,
  },
  {
    name: 'rimraf as a promise',
    dependencies: { rimraf: '^5.0.0' },
    before: `import { rimraf } from 'rimraf';
export const clean = async (dir: string): Promise<void> => { await rimraf(dir, { maxRetries: 3 }); };
`,
    after: `import { rm } from 'node:fs/promises';
export const clean = async (dir: string): Promise<void> => { await rm(dir, { recursive: true, force: true, maxRetries: 3 }); };
`,
    kind: 'review',
    says: /Windows/,
  },
  {
    name: 'strip-ansi, with double quotes',
    dependencies: { 'strip-ansi': '^7.1.0' },
    before: `import stripAnsi from "strip-ansi";
export const width = (line: string): number => stripAnsi(line).length;
`,
    after: `import { stripVTControlCharacters } from "node:util";
export const width = (line: string): number => stripVTControlCharacters(line).length;
`,
    kind: 'review',
    says: /rare control sequences/,
  },
  {
    name: 'a ponyfill of a method, on arrays and on strings',
    dependencies: { 'array-includes': '^3.1.8', 'string.prototype.trimend': '^1.0.9' },
    before: `import includes from 'array-includes';
export const has = (tags: readonly string[], more: string[] | undefined, tag: string): boolean =>
  includes(tags, tag) || includes(more ?? [], tag, 1);
`,
    after: `export const has = (tags: readonly string[], more: string[] | undefined, tag: string): boolean =>
  tags.includes(tag) || (more ?? []).includes(tag, 1);
`,
    kind: 'safe',
  },
  {
    name: 'a ponyfill of a method on something of unknown type',
    dependencies: { 'array.prototype.flatmap': '^1.3.2' },
    file: 'pages.cjs',
    before: `const flatMap = require('array.prototype.flatmap');
exports.lines = (pages) => flatMap(pages, (page) => page.lines);
`,
    after: `exports.lines = (pages) => pages.flatMap((page) => page.lines);
`,
    kind: 'review',
    says: /`pages` has to be an array/,
  },
  {
    name: 'a ponyfill of a static function, and of a property',
    dependencies: { 'object.entries': '^1.1.8', 'regexp.prototype.flags': '^1.5.3' },
    before: `import entries from 'object.entries';
export const pairs = entries({ a: 1 });
`,
    after: `export const pairs = Object.entries({ a: 1 });
`,
    kind: 'safe',
  },
  {
    name: 'what a shim installs or hands out',
    dependencies: { 'object.values': '^1.2.0' },
    file: 'start.cjs',
    before: `require('object.values').shim();
const values = require('object.values').getPolyfill();
exports.values = values;
`,
    after: `const values = Object.values;
exports.values = values;
`,
    kind: 'safe',
  },
  {
    name: 'the global object by a call',
    dependencies: { globalthis: '^1.0.4' },
    file: 'start.cjs',
    before: `const global = require('globalthis')();
exports.now = global.Date.now;
`,
    after: `const global = globalThis;
exports.now = global.Date.now;
`,
    kind: 'safe',
  },
  {
    name: 'a class that is a global under the same name',
    dependencies: { 'abort-controller': '^3.0.0' },
    before: `import AbortController from 'abort-controller';
export const stop = new AbortController();
`,
    after: `export const stop = new AbortController();
`,
    kind: 'review',
    says: /the classes are the ones of the platform/,
  },
  {
    name: 'rimraf made a promise of, together with the import that only did that',
    dependencies: { rimraf: '^2.7.1' },
    file: 'clean.cjs',
    before: `const { promisify } = require('util')

const rimraf = promisify(require('rimraf'))

exports.clean = async () => { await rimraf('out') }
`,
    after: `const fs = require('fs')

exports.clean = async () => { await fs.promises.rm('out', { recursive: true, force: true }) }
`,
    kind: 'review',
    says: /Windows/,
  },
  {
    name: 'rimraf imported and made a promise of by what else is used too',
    dependencies: { rimraf: '^3.0.2' },
    before: `import { promisify } from 'node:util';
import rimraf from 'rimraf';
const remove = promisify(rimraf);
export const wait = promisify((done: (error: null) => void) => done(null));
export const clean = async (): Promise<void> => { await remove('out'); };
`,
    after: `import { promisify } from 'node:util';
import { rm } from 'node:fs/promises';
export const wait = promisify((done: (error: null) => void) => done(null));
export const clean = async (): Promise<void> => { await rm('out', { recursive: true, force: true }); };
`,
    kind: 'review',
    says: /Windows/,
  },
  {
    name: 'a Node that knows neither node: nor fs/promises',
    dependencies: { mkdirp: '^1.0.4' },
    engines: '>=12.0.0',
    before: `import mkdirp from 'mkdirp';
export const make = async (): Promise<void> => { await mkdirp('out'); };
`,
    after: `import { promises } from 'fs';
export const make = async (): Promise<void> => { await promises.mkdir('out', { recursive: true }); };
`,
    kind: 'safe',
  },
  {
    name: 'a file whose fs is another module, and one where it is shadowed',
    dependencies: { mkdirp: '^1.0.4' },
    file: 'build.cjs',
    before: `const { readFileSync } = require('fs');
const fs = require('./files.cjs');
const mkdirp = require('mkdirp');
exports.build = () => { mkdirp.sync('out'); fs.copy(readFileSync('a')); };
`,
    after: `const { readFileSync, mkdirSync } = require('fs');
const fs = require('./files.cjs');
exports.build = () => { mkdirSync('out', { recursive: true }); fs.copy(readFileSync('a')); };
`,
    kind: 'safe',
  },
  {
    name: 'an fs that is shadowed where it would be used',
    dependencies: { mkdirp: '^1.0.4' },
    file: 'build.cjs',
    before: `const fs = require('fs');
const mkdirp = require('mkdirp');
exports.build = (fs) => { mkdirp.sync('out'); return fs; };
exports.read = () => fs.readFileSync('a');
`,
    after: `const fs = require('fs');
const { mkdirSync } = require('fs');
exports.build = (fs) => { mkdirSync('out', { recursive: true }); return fs; };
exports.read = () => fs.readFileSync('a');
`,
    kind: 'safe',
  },
  {
    name: 'a function of a Node module, with the classes that use it',
    dependencies: { inherits: '^2.0.4' },
    file: 'events.cjs',
    before: `var inherits = require('inherits');
function Queue() {}
inherits(Queue, Array);
module.exports = Queue;
`,
    after: `var util = require('node:util');
function Queue() {}
util.inherits(Queue, Array);
module.exports = Queue;
`,
    kind: 'safe',
  },
  {
    name: 'copies of objects',
    dependencies: { xtend: '^4.0.2' },
    before: `import extend from 'xtend';
export const merge = (a: object, b: object): object => extend(a, extend(b));
`,
    after: `export const merge = (a: object, b: object): object => Object.assign({}, a, Object.assign({}, b));
`,
    kind: 'review',
    says: /symbols/,
  },
  {
    name: 'version 2 has differences, and types that are not known have more',
    dependencies: { 'extend-shallow': '^2.0.1' },
    file: 'example.js',
    before: `var extend = require('extend-shallow');
module.exports = function(options) {
  return extend({ cwd: '.' }, options);
};
`,
    after: `module.exports = function(options) {
  return Object.assign({ cwd: '.' }, options);
};
`,
    kind: 'review',
    says: /what changes: keys that are symbols are copied too, a text is copied character by character/,
  },
  {
    name: 'version 2 with objects alone',
    dependencies: { 'extend-shallow': '^2.0.1' },
    before: `import extend from 'extend-shallow';
export const merge = (a: object, b?: { b: string }): object => extend(a, b, { c: 1 });
`,
    after: `export const merge = (a: object, b?: { b: string }): object => Object.assign(a, b, { c: 1 });
`,
    kind: 'review',
    says: /; what changes: keys that are symbols are copied too$/,
  },
  {
    name: 'version 3 is the function itself, also where it is handed on',
    dependencies: { 'extend-shallow': '^3.0.2' },
    file: 'example.js',
    before: `var extend = require('extend-shallow');
exports.extend = extend;
exports.defaults = extend({}, process.env);
`,
    after: `exports.extend = Object.assign;
exports.defaults = Object.assign({}, process.env);
`,
    kind: 'safe',
  },
  {
    name: 'the same function under another name',
    dependencies: { 'fs-exists-sync': '^0.1.0' },
    file: 'example.js',
    before: `var exists = require('fs-exists-sync');
module.exports = dir => exists(dir + '/package.json');
`,
    after: `var fs = require('node:fs');
module.exports = dir => fs.existsSync(dir + '/package.json');
`,
    kind: 'safe',
  },
];

for (const {
  name,
  dependencies,
  file = 'example.ts',
  before,
  after,
  kind,
  says,
  engines = '>=20',
} of cases) {
  test(`${Object.keys(dependencies)[0]}: ${name}`, async () => {
    const manifest = { name: 'example', type: 'module', engines: { node: engines }, dependencies };
    const run = await bench({ ...packageTypes, 'package.json': JSON.stringify(manifest), [file]: before });
    assert.deepEqual(run.errors, []);
    const [finding] = run.findings(rule);
    assert.ok(finding, 'there is no finding');
    assert.equal(finding.fixes[0]?.kind, kind);
    const fixed = run.fixed(finding);
    assert.equal(fixed[file], after);
    assert.match(finding.fixes[0]?.title ?? '', says ?? /package\.json$/);
    const left = JSON.parse(fixed['package.json'] ?? '{}').dependencies ?? {};
    assert.ok(!((Object.keys(dependencies)[0] as string) in left), 'the manifest still names the package');
  });
}

test('extend-shallow: a version before 2, a text and a spread target are refused with the reason', async () => {
  const refused: [string, string, RegExp][] = [
    ['^1.1.4', 'extend({}, options)', /may be older than 2/],
    ['*', 'extend({}, options)', /may be older than 2/],
    ['^2.0.1', "extend('a', options)", /may copy what is no object/],
    ['^2.0.1', "extend({}, 'text')", /may copy what is no object/],
    ['^2.0.1', 'extend(...options)', /no counterpart/],
  ];
  for (const [range, call, reason] of refused) {
    const code = `import extend from 'extend-shallow';\nexport const copy = (options: object[]): unknown => ${call};\n`;
    const manifest = { type: 'module', engines: { node: '>=20' }, dependencies: { 'extend-shallow': range } };
    const run = await bench({ ...packageTypes, 'package.json': JSON.stringify(manifest), 'a.ts': code });
    const [finding] = run.findings(rule);
    assert.ok(finding, call);
    assert.match(run.fix(finding).reason ?? '', reason);
  }
});
