import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';

const rule = 'needless-dependencies/native-replacement';

const isArray = `import isArray from 'isarray';\nexport const check = (value: unknown): boolean => isArray(value);\n`;

async function project(files: Files, manifest: Readonly<Record<string, unknown>> = {}): Promise<Bench> {
  const usual = {
    name: 'example',
    type: 'module',
    engines: { node: '>=20' },
    dependencies: { isarray: '^2.0.5' },
  };
  const run = await bench({ 'package.json': JSON.stringify({ ...usual, ...manifest }), ...files });
  assert.deepEqual(run.errors, []);
  return run;
}

/** The fixes of the first finding: each title, and the reason where it is not offered. */
function fixes(run: Bench): { title: string; kind: string; reason: string | null; files: string[] }[] {
  const [finding] = run.findings(rule);
  assert.ok(finding, 'there is no finding');
  return finding.fixes.map((offer, index) => {
    const { title, kind, reason, edits } = run.fix(finding, index);
    assert.equal(title, offer.title);
    const files = [...new Set(edits.map(({ file }) => file.slice(run.root.length + 1)))];
    return { title, kind, reason, files };
  });
}

test('all files and the manifest change at once; the types of the package go with it', async () => {
  const run = await project(
    { 'a.ts': isArray, 'b/c.ts': isArray },
    { devDependencies: { '@types/isarray': '^2.0.0', tap: '^21.0.0' } },
  );
  const [all, code, own, ...others] = fixes(run);
  assert.deepEqual(all, {
    title: 'Replace `isarray` by `Array.isArray` in 2 files and remove it from package.json',
    kind: 'safe',
    reason: null,
    files: ['a.ts', 'b/c.ts', 'package.json'],
  });
  assert.deepEqual(
    [code?.title, code?.files],
    ['Replace `isarray` by `Array.isArray` in 2 files', ['a.ts', 'b/c.ts']],
  );
  assert.deepEqual([own?.title, own?.files], ['Replace `isarray` by `Array.isArray` in this file', ['a.ts']]);
  assert.deepEqual(others, []);
  const [finding] = run.findings(rule);
  assert.ok(finding);
  assert.deepEqual(JSON.parse(run.fixed(finding)['package.json'] ?? '').devDependencies, { tap: '^21.0.0' });
});

test('what runs or declares the package otherwise keeps it, and the message says so', async () => {
  const cases: readonly [Readonly<Record<string, unknown>>, RegExp][] = [
    [{ scripts: { check: 'isarray --help' } }, /keeps `isarray` because the script `check` runs it/],
    [{ peerDependencies: { isarray: '*' } }, /because it is a peer dependency too/],
    [{ dependencies: {}, peerDependencies: { isarray: '*' } }, /because it is a peer dependency\./],
    [{ dependencies: {}, optionalDependencies: { isarray: '*' } }, /because it is an optional dependency/],
  ];
  for (const [manifest, message] of cases) {
    const run = await project({ 'a.ts': isArray }, manifest);
    assert.match(run.findings(rule)[0]?.message ?? '', message);
    assert.deepEqual(
      fixes(run).map(({ title, files }) => [title, files]),
      [['Replace `isarray` by `Array.isArray` in 1 file', ['a.ts']]],
    );
  }
});

test('what is handed to a `require` that is not the one of Node is no import, and keeps the package', async () => {
  const lazy = `let utils = require('./lazy.cjs')(require);\nconst own = require;\n`;
  const cases: readonly [string, string, RegExp][] = [
    [
      'under an alias',
      `${lazy}require = utils;\nrequire('isarray', 'check');\nrequire = own;\n`,
      /load\.cjs:4/,
    ],
    ['without one', `${lazy}require = utils;\nrequire('isarray');\nrequire = own;\n`, /load\.cjs:4/],
    ['two arguments', `require('isarray', 'check');\n`, /load\.cjs:1/],
    ['a parameter', `exports.load = (require) => require('isarray')([]);\n`, /load\.cjs:1/],
  ];
  for (const [name, code, place] of cases) {
    const alone = await project({ 'load.cjs': code, 'lazy.cjs': 'module.exports = (load) => load;\n' });
    assert.deepEqual(alone.findings(rule), [], name);
    assert.deepEqual(alone.findings('needless-dependencies/manifest'), [], name);
    const beside = await project({ 'a.ts': isArray, 'load.cjs': code });
    const findings = beside.findings(rule);
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['a.ts'],
      name,
    );
    assert.match(findings[0]?.message ?? '', /package\.json of `example` keeps `isarray` because/, name);
    assert.match(findings[0]?.message ?? '', place, name);
    assert.deepEqual(
      fixes(beside).map(({ title, files }) => [title, files]),
      [['Replace `isarray` by `Array.isArray` in 1 file', ['a.ts']]],
      name,
    );
  }
});

test('what else may load the package is found when the fix is asked for, and only the code changes', async () => {
  const cases: readonly [string, Files, RegExp][] = [
    [
      'a computed name',
      { 'load.cjs': 'module.exports = (name) => require(name);\n' },
      /load\.cjs:1 loads a module whose name is computed/,
    ],
    [
      'a name in a list',
      { 'plugins.ts': `export const plugins = ['isarray'];\n` },
      /plugins\.ts:1 names `isarray`/,
    ],
    ['a command', { 'tasks.ts': 'export const clean = "npx isarray --all";\n' }, /tasks\.ts:1 names/],
    ['a setting', { '.babelrc': '{ "plugins": ["isarray"] }' }, /\.babelrc names it/],
  ];
  for (const [name, files, reason] of cases) {
    const [all, code] = fixes(await project({ 'a.ts': isArray, ...files }));
    assert.match(all?.reason ?? '', reason, name);
    assert.match(all?.reason ?? '', /The other fix leaves package\.json as it is/, name);
    assert.equal(code?.reason, null, name);
  }
});

test('a computed path is no package', async () => {
  const load = `const path = require('node:path');\nmodule.exports = (name) => require(path.join(__dirname, name));\nmodule.exports.other = (name) => require('./' + name);\n`;
  const [all] = fixes(await project({ 'a.ts': isArray, 'load.cjs': load }));
  assert.equal(all?.reason, null);
});

test('a binary without an extension that loads the package keeps it', async () => {
  const run = await project(
    { 'a.ts': isArray, 'bin/check': `#!/usr/bin/env node\nrequire('isarray');\n` },
    { bin: { check: 'bin/check' } },
  );
  assert.match(fixes(run)[0]?.reason ?? '', /bin\/check names it/);
});

test('uses that a person has to rewrite are named, and the other files are still offered', async () => {
  const blocked: readonly [string, RegExp][] = [
    [`export { default } from 'isarray';\n`, /it is exported again/],
    [`import isArray from 'isarray';\nexport { isArray };\n`, /it is exported again/],
    [`import 'isarray';\n`, /for what it does when it is loaded/],
    [`export const load = () => import('isarray').then((module) => module.default);\n`, /not awaited/],
    [
      `import isArray from 'isarray';\nexport const check = isArray.call(null, []);\n`,
      /isArray\.call\(null, \[\]\)/,
    ],
    [
      `import isArray from 'isarray';\nconst Array = { isArray: 1 };\nexport const check = isArray([Array]);\n`,
      /`Array` means something else/,
    ],
    [`import isArray from 'isarray/index.js';\nexport const check = isArray([]);\n`, /no counterpart/],
  ];
  for (const [code, reason] of blocked) {
    const alone = fixes(await project({ 'b.ts': code }));
    assert.equal(alone.length, 1, code);
    assert.match(alone[0]?.reason ?? '', reason, code);
    const beside = fixes(await project({ 'a.ts': isArray, 'b.ts': code }));
    assert.equal(beside[0]?.title, 'Replace `isarray` by `Array.isArray` in 1 of 2 files', code);
    assert.deepEqual(beside[0]?.files, ['a.ts'], code);
  }
});

test('types alone are no finding, but they keep the package', async () => {
  const dependencies = { uuid: '^11.0.0' };
  const types = `import type { UUIDTypes } from 'uuid';\nexport type Id = UUIDTypes;\n`;
  const node = {
    'node_modules/@types/node/index.d.ts': `declare module 'node:crypto' { export function randomUUID(): string; }\n`,
  };
  assert.deepEqual((await project({ 'b.ts': types }, { dependencies })).findings(rule), []);
  const code = `import { v4 } from 'uuid';\nexport const id = v4();\n`;
  const [fix, ...others] = fixes(await project({ ...node, 'a.ts': code, 'b.ts': types }, { dependencies }));
  assert.equal(fix?.title, 'Replace `uuid` by `crypto.randomUUID()` in 1 of 2 files');
  assert.deepEqual([fix?.files, fix?.reason, others], [['a.ts'], null, []]);
});

test('a project that lacks the types of Node is told what to install', async () => {
  const code = `import { v4 } from 'uuid';\nexport const id = v4();\n`;
  const [fix] = fixes(await project({ 'a.ts': code }, { dependencies: { uuid: '^11.0.0' } }));
  assert.match(
    fix?.reason ?? '',
    /This project has no types for Node's `node:crypto`\. Install `@types\/node`.* \(TS\d+, a\.ts:1\)$/,
  );
});

test('a test that puts something else in the place of the package keeps every file as it is', async () => {
  const mocks = [
    `declare const jest: { mock(name: string, make: () => unknown): void };\njest.mock('isarray', () => () => true);\n`,
    `declare const vi: { mock(name: string): void };\nvi.mock('isarray');\n`,
    `declare const proxyquire: (file: string, stubs: object) => unknown;\nproxyquire('../a', { isarray: () => true });\n`,
    `declare const proxyquire: (file: string, stubs: object) => unknown;\nconst isarray = (): boolean => true;\nproxyquire('../a', { isarray });\n`,
    `declare const esmock: (file: string, stubs: object) => unknown;\nesmock('../a', { 'isarray': { default: () => true } });\n`,
    `import * as module from 'isarray';\ndeclare const sinon: { stub(object: object, name: string): void };\nsinon.stub(module, 'default');\n`,
  ];
  for (const mock of mocks) {
    const [fix, ...others] = fixes(await project({ 'a.ts': isArray, 'test/a.test.ts': mock }));
    assert.match(fix?.reason ?? '', /test\/a\.test\.ts puts something else in the place of `isarray`/, mock);
    assert.deepEqual(others, []);
  }
});

test('so does a function of the tests that takes what stands in for packages by their names', async () => {
  const dependencies = { 'object-assign': '^4.0.0', isarray: '^2.0.5' };
  const assign = `import assign from 'object-assign';\nexport const copy = (a: object): object => assign({}, a);\n`;
  const load = 'declare const load: (...given: unknown[]) => unknown;\ndeclare const stub: () => unknown;\n';
  const cases: readonly [string, string, string | null][] = [
    [assign, `load({ mocks: { 'object-assign': () => ({}) } });\n`, 'load'],
    [assign, `load('../a', { 'object-assign': { default: stub() } });\n`, 'load'],
    [assign, `const mocks = { 'object-assign': stub };\nexport default mocks;\n`, 'mocks'],
    [assign, `load('../a', { 'object-assign'() {} });\n`, 'load'],
    [assign, `load({ dependencies: { 'object-assign': '^4.0.0' } });\n`, null],
    [assign, `load({ devDependencies: { 'object-assign': stub() } });\n`, null],
    [assign, `load({ 'object-assign': { version: '4.0.0' } });\n`, null],
    [assign, `load(stub(), 'object-assign');\n`, null],
    [isArray, `load({ mocks: { isarray: () => true } });\n`, 'load'],
    [isArray, `load({ isarray: stub() });\n`, null],
  ];
  const files = cases.flatMap(([code, test], index) => [
    [`${index}/package.json`, JSON.stringify({ name: `p${index}`, engines: { node: '>=20' }, dependencies })],
    [`${index}/a.ts`, code],
    [`${index}/test/a.test.ts`, `${load}${test}export {};\n`],
  ]);
  const run = await project(Object.fromEntries(files));
  for (const [index, [, code, text]] of cases.entries()) {
    const finding = run.findings(rule).find(({ file }) => file === `${index}/a.ts`);
    assert.ok(finding, code);
    // A name in quotes keeps the package in the manifest; the code alone is rewritten where nothing stands in for it.
    const { reason } = run.fix(finding, finding.fixes.length - 1);
    if (text === null) assert.equal(reason, null, code);
    else
      assert.match(reason ?? '', new RegExp(`test/a.test.ts puts something else .* with \`${text}\``), code);
  }
});

test('files that need no review are offered on their own, as a safe fix', async () => {
  const dependencies = { 'array-includes': '^3.1.8' };
  const proven = `import includes from 'array-includes';\nexport const has = (tags: string[]): boolean => includes(tags, 'a');\n`;
  const open = `const includes = require('array-includes');\nexports.has = (tags) => includes(tags, 'a');\n`;
  const [all, code, safe, own] = fixes(await project({ 'a.ts': proven, 'b.cjs': open }, { dependencies }));
  assert.deepEqual([all?.kind, code?.kind, safe?.kind, own?.kind], ['review', 'review', 'safe', 'safe']);
  assert.match(all?.title ?? '', /; what changes: `tags` has to be an array$/);
  assert.deepEqual(safe?.files, ['a.ts']);
});

test('a use that the types refute is not rewritten', async () => {
  const dependencies = { 'array-includes': '^3.1.8' };
  const code = `import includes from 'array-includes';\nexport const has = (tags: ArrayLike<string>): boolean => includes(tags, 'a');\n`;
  const [fix] = fixes(await project({ 'a.ts': code }, { dependencies }));
  assert.match(fix?.reason ?? '', /is not called with an array/);
});

test('a fix that the compiler objects to is refused', async () => {
  const code = `import isArray from 'isarray';\nexport const flag: number = isArray([]);\n`;
  const [fix] = fixes(await project({ 'a.ts': code }));
  assert.match(
    fix?.reason ?? '',
    /The compiler would object: Type 'boolean' is not assignable to type 'number'/,
  );
});
