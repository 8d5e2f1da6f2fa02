import assert from 'node:assert/strict';
import { test } from 'node:test';
import { microUtilsReplacements } from 'module-replacements';
import { bench } from '../../../test/harness/bench.ts';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { testRewrites } from '../../../test/harness/rewrites.ts';
import { replacementOf } from '../catalogue.ts';
import { oneLiners, oneLinersOf } from './index.ts';
import { keptUtilities } from './kept.ts';

const rule = 'needless-dependencies/micro-utility';

const process = nodeTypes(
  `declare const process: { platform: string; env: Record<string, string | undefined>; argv: string[]; stdout: { isTTY: boolean }; getuid?(): number };\ndeclare module 'node:process' { const value: typeof process; export default value; }\n`,
);

await testRewrites(rule, process, [
  {
    name: 'stands in place of the call',
    package: 'array-uniq',
    before: `import arrayUniq from 'array-uniq';\n\nexport const run = (list: string[]): string[] => arrayUniq(list);\n`,
    after: `export const run = (list: string[]): string[] => [...new Set(list)];\n`,
    kind: 'safe',
  },
  {
    name: 'a renamed default, a nested call and a comment between keep what they are',
    package: 'array-uniq',
    before: `import { default as uniq } from 'array-uniq';\n\n// All of them.\nexport const run = (list: string[]): number => uniq(uniq(list)).length; // once\n`,
    after: `// All of them.\nexport const run = (list: string[]): number => [...new Set([...new Set(list)])].length; // once\n`,
    kind: 'review',
    says: /`uniq\(list\)` has to be an array/,
  },
  {
    name: 'required, in a file without semicolons and with double quotes',
    package: 'strip-bom',
    version: '^3.0.0',
    file: 'read.cjs',
    before: `"use strict"\nconst stripBom = require("strip-bom")\nconst path = require("path")\n\n/** @param {string} text */\nmodule.exports = (text) => stripBom(text) + path.sep\n`,
    after: `"use strict"\nconst path = require("path")\n\n/** @param {string} text */\nmodule.exports = (text) => text.replace(/^\\uFEFF/, "") + path.sep\n`,
    kind: 'safe',
  },
  {
    name: 'a process that is imported from Node is the one that is meant',
    package: 'is-windows',
    version: '^1.0.0',
    before: `import process from 'node:process';\nimport isWindows from 'is-windows';\n\nexport const run = (): unknown => isWindows() && process.argv;\n`,
    after: `import process from 'node:process';\n\nexport const run = (): unknown => process.platform === 'win32' && process.argv;\n`,
    kind: 'review',
    says: /MSYS or Cygwin/,
  },
  {
    name: 'a process of the project is another one',
    package: 'is-windows',
    version: '^1.0.0',
    before: `import process from './process.js';\nimport isWindows from 'is-windows';\n\nexport const run = (): unknown => isWindows() && process;\n`,
    kind: 'refused',
    says: /`process` means something else in this file/,
  },
  {
    name: 'required where it is called',
    package: 'is-windows',
    file: 'read.cjs',
    before: `exports.isPosix = () => !require('is-windows')();\n`,
    after: `exports.isPosix = () => process.platform !== 'win32';\n`,
    kind: 'review',
    says: /MSYS or Cygwin/,
  },
  {
    name: 'brackets where an operator would take the line apart, none where it would not',
    package: 'is-string',
    before: `import isString from 'is-string';\n\nexport const run = (a: string | number, b: string | null): unknown =>\n  isString(a) && !isString(b) ? [isString(a ?? b)] : isString(a) === isString(b);\n`,
    after: `export const run = (a: string | number, b: string | null): unknown =>\n  typeof a === 'string' && typeof b !== 'string' ? [typeof (a ?? b) === 'string'] : (typeof a === 'string') === (typeof b === 'string');\n`,
    kind: 'safe',
  },
  {
    name: 'an object that may be a boxed text is told',
    package: 'is-string',
    before: `import isString from 'is-string';\n\nexport const run = (value: unknown): boolean => isString(value);\n`,
    after: `export const run = (value: unknown): boolean => typeof value === 'string';\n`,
    kind: 'review',
    says: /what changes: a `String` object no longer counts$/,
  },
  {
    name: 'handed on, it becomes a function under the name that it had',
    package: 'is-string',
    before: `import isText from 'is-string';\n\nexport const run = (list: unknown[]): unknown[] => list.filter(isText);\n`,
    after: `export const run = (list: unknown[]): unknown[] => list.filter(isText);\n\nfunction isText(value: unknown): value is string {\n  return typeof value === 'string';\n}\n`,
    kind: 'review',
    says: /a `String` object no longer counts/,
  },
  {
    name: 'a function in JavaScript says in a comment what it takes',
    package: 'arrify',
    version: '^1.0.1',
    file: 'list.js',
    before: `import arrify from 'arrify';\n\n/** @param {string | string[]} names */\nexport function run(names) {\n\treturn arrify(names).length;\n}\n`,
    after: `/** @param {string | string[]} names */\nexport function run(names) {\n\treturn arrify(names).length;\n}\n\n/**\n * @template T\n * @param {T | T[] | null | undefined} value\n * @returns {T[]}\n */\nfunction arrify(value) {\n\treturn value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];\n}\n`,
    kind: 'safe',
  },
  {
    name: 'what can be iterated became a list from version 2 on',
    package: 'arrify',
    version: '^3.0.0',
    before: `import arrify from 'arrify';\n\nexport const run = (names: Set<string> | string): unknown[] => arrify(names);\n`,
    after: `export const run = (names: Set<string> | string): unknown[] => arrify(names);\n\nfunction arrify<T>(value: T | T[] | null | undefined): T[] {\n  return value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];\n}\n`,
    kind: 'review',
    says: /a set, a map or what else can be iterated becomes one entry/,
  },
  {
    name: 'a taken name gives way',
    package: 'isobject',
    version: '^3.0.0',
    file: 'a.cjs',
    before: `const isObject = 1;\nexports.run = (value) => require('isobject')(value) && isObject;\n`,
    after: `const isObject = 1;\nexports.run = (value) => isObject2(value) && isObject;\n\n/**\n * @param {unknown} value\n * @returns {boolean}\n */\nfunction isObject2(value) {\n  return typeof value === 'object' && value !== null && !Array.isArray(value);\n}\n`,
    kind: 'safe',
  },
  {
    name: 'lists of several arguments',
    package: 'array-union',
    version: '^3.0.0',
    before: `import union from 'array-union';\n\nexport const run = (a: string[], b: string[]): string[] => union(a, b, ['x']);\n`,
    after: `export const run = (a: string[], b: string[]): string[] => [...new Set([...a, ...b, ...['x']])];\n`,
    kind: 'safe',
  },
  {
    name: 'an optional argument is left out or given',
    package: 'indent-string',
    version: '^4.0.0',
    before: `import indent = require('indent-string');\n\nexport const run = (text: string, depth: number): string => indent(text) + indent(text, depth + 1);\n`,
    after: `export const run = (text: string, depth: number): string => indent(text) + indent(text, depth + 1);\n\nfunction indent(text: string, count = 1): string {\n  return text.replace(/^(?!\\s*$)/gm, ' '.repeat(count));\n}\n`,
    kind: 'safe',
  },
  {
    name: 'options keep the package',
    package: 'indent-string',
    version: '^4.0.0',
    before: `import indent from 'indent-string';\n\nexport const run = (text: string): string => indent(text, 1, { indent: '\\t' });\n`,
    kind: 'silent',
  },
  {
    name: 'another order of arguments, in a version before, keeps the package',
    package: 'indent-string',
    version: '^2.0.0',
    before: `import indent from 'indent-string';\n\nexport const run = (text: string): string => indent(text, ' ');\n`,
    kind: 'silent',
  },
  {
    name: 'a buffer is no text',
    package: 'strip-bom',
    version: '^2.0.0',
    before: `import stripBom from 'strip-bom';\n\nexport const run = (bytes: Uint8Array): unknown => stripBom(bytes);\n`,
    kind: 'refused',
    says: /`stripBom\(bytes\)` is not called with a string/,
  },
  {
    name: 'what is of no known type has to be a text',
    package: 'slash',
    version: '^3.0.0',
    file: 'paths.js',
    before: `import slash from 'slash';\n\nexport const run = (file) => slash(file);\n`,
    after: `export const run = (file) => slash(file);\n\n/**\n * @param {string} path\n * @returns {string}\n */\nfunction slash(path) {\n  return path.startsWith('\\\\\\\\?\\\\') ? path : path.replace(/\\\\/g, '/');\n}\n`,
    kind: 'review',
    says: /characters beyond ASCII is changed too, `file` has to be a string/,
  },
  {
    name: 'a shadowed global keeps a person busy',
    package: 'array-uniq',
    before: `import uniq from 'array-uniq';\n\nclass Set {}\nexport const run = (list: string[]): unknown => [uniq(list), new Set()];\n`,
    kind: 'refused',
    says: /`Set` means something else in this file/,
  },
  {
    name: 'a shadowed import is another thing',
    package: 'is-odd',
    version: '^3.0.0',
    before: `import isOdd from 'is-odd';\n\nexport const run = (n: number, list: { isOdd(n: number): number }[]): unknown =>\n  isOdd(n) ? list.map(({ isOdd }) => isOdd(n)) : 1;\n`,
    after: `export const run = (n: number, list: { isOdd(n: number): number }[]): unknown =>\n  Math.abs(n % 2) === 1 ? list.map(({ isOdd }) => isOdd(n)) : 1;\n`,
    kind: 'review',
    says: /what is no whole number no longer throws/,
  },
  {
    name: 'a name in braces, of the version that exports one',
    package: 'is-plain-object',
    version: '^5.0.0',
    before: `import { isPlainObject as isPlain } from 'is-plain-object';\n\nexport const run = (value: unknown): boolean => isPlain(value);\n`,
    after: `export const run = (value: unknown): boolean => isPlain(value);\n\nfunction isPlain(value: unknown): boolean {\n  return (\n    Object.prototype.toString.call(value) === '[object Object]' &&\n    [null, Object.prototype].includes(Object.getPrototypeOf(value))\n  );\n}\n`,
    kind: 'review',
    says: /has another one for its prototype/,
  },
  {
    name: 'exported again, it is left to a person',
    package: 'is-obj',
    before: `export { default as isObject } from 'is-obj';\n`,
    kind: 'refused',
    says: /exported again/,
  },
  {
    name: 'loaded through something that took the place of `require`, it is no import',
    package: 'is-even',
    file: 'utils.cjs',
    before: `let utils = require('./lazy.cjs')(require);\nconst fn = require;\nrequire = utils;\nrequire('is-even');\nrequire = fn;\nmodule.exports = utils;\n`,
    kind: 'silent',
  },
  {
    name: 'an engine without the method keeps the package',
    package: 'arr-flatten',
    engines: '>=8',
    before: `import flatten from 'arr-flatten';\n\nexport const run = (list: unknown[]): unknown => flatten(list);\n`,
    kind: 'silent',
  },
  {
    name: 'a version that is not told keeps what depends on it',
    package: 'is-number',
    version: '*',
    before: `import isNumber from 'is-number';\n\nexport const run = (value: unknown): boolean => isNumber(value);\n`,
    kind: 'silent',
  },
]);

test('every package that is called small is a line, is replaced by the platform, or is kept with a reason', () => {
  const names = Object.keys(microUtilsReplacements.mappings);
  const open = names.filter(
    (name) =>
      oneLinersOf(name).length === 0 &&
      !Object.hasOwn(keptUtilities, name) &&
      replacementOf(name)?.kind !== 'platform' &&
      !name.startsWith('lodash.'),
  );
  assert.deepEqual(open, []);
  assert.deepEqual(
    oneLiners.filter(({ package: name }) => Object.hasOwn(keptUtilities, name)),
    [],
  );
});

test('several files share one function in a module of its own', async () => {
  const code = (name: string): string =>
    `import isObject from 'isobject';\n\nexport const ${name} = (value: unknown): boolean => isObject(value);\n`;
  const run = await bench({
    'package.json': JSON.stringify({ name: 'x', type: 'module', dependencies: { isobject: '^4.0.0' } }),
    'src/read-config.ts': `import { write } from './write-config.ts';\n${code('read')}export const both = [read, write];\n`,
    'src/write-config.ts': code('write'),
    'test/config.test.ts': code('check'),
  });
  const [finding] = run.findings(rule);
  assert.ok(finding);
  assert.match(finding.message, /^3 files import `isobject` for one line: `typeof value === 'object' && /);
  const fixed = run.fixed(finding);
  assert.equal(
    fixed['src/is-object.ts'],
    `export function isObject(value: unknown): boolean {\n  return typeof value === 'object' && value !== null && !Array.isArray(value);\n}\n`,
  );
  assert.match(
    fixed['src/read-config.ts'] ?? '',
    /^import { write } from '.\/write-config.ts';\nimport { isObject } from '.\/is-object.ts';\n/,
  );
  assert.match(fixed['test/config.test.ts'] ?? '', /^import { isObject } from '..\/src\/is-object.ts';\n/);
  const again = await bench(fixed);
  assert.deepEqual(again.findings(rule), []);
});

test('files of a folder that something reads as a whole get a function each', async () => {
  const code = `const isObject = require('isobject');\nexports.run = (value) => isObject(value);\n`;
  const files = {
    'package.json': JSON.stringify({ name: 'x', dependencies: { isobject: '^3.0.0' } }),
    'src/commands/a.js': code,
    'src/commands/b.js': code,
  };
  const fixedOf = async (index: string): Promise<string[]> => {
    const run = await bench({ ...files, 'src/index.js': index });
    const [finding] = run.findings(rule);
    assert.ok(finding);
    return Object.keys(run.fixed(finding)).filter((file) => /^src\/commands\/(?![ab]\.)/.test(file));
  };
  const loads = (how: string): string => `const { ${how} } = require('fs');\n`;
  assert.deepEqual(
    await fixedOf(`${loads('readdirSync')}readdirSync('./commands/').map((each) => each);\n`),
    [],
  );
  assert.deepEqual(await fixedOf(`${loads('readFileSync')}readFileSync('./commands/a.js');\n`), [
    'src/commands/is-object.js',
  ]);
});

test('files that are loaded in two ways get a function each', async () => {
  const run = await bench({
    'package.json': JSON.stringify({ name: 'x', type: 'module', dependencies: { isobject: '^3.0.0' } }),
    'a.cjs': `const isObject = require('isobject');\nexports.run = (value) => isObject(value);\n`,
    'b.ts': `import isObject from 'isobject';\nexport const run = (value: unknown): boolean => isObject(value);\n`,
  });
  const [finding] = run.findings(rule);
  assert.ok(finding);
  const fixed = run.fixed(finding);
  assert.match(fixed['a.cjs'] ?? '', /function isObject\(value\) \{/);
  assert.match(fixed['b.ts'] ?? '', /function isObject\(value: unknown\): boolean \{/);
});
