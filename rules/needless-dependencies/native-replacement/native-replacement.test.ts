import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../server/session/session.ts';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { nativeReplacement } from './native-replacement.ts';

testLesson(nativeReplacement);

const rule = nativeReplacement.meta.id;

interface Manifest {
  readonly [field: string]: unknown;
}

/** A project of one package in Node 20, with what a case says otherwise. */
async function project(files: Files, manifest: Manifest = {}): Promise<Bench> {
  const usual = { name: 'example', type: 'module', engines: { node: '>=20' } };
  const run = await bench({
    'package.json': `${JSON.stringify({ ...usual, ...manifest }, null, 2)}\n`,
    ...files,
  });
  assert.deepEqual(run.errors, []);
  return run;
}

const pad = `import leftPad from 'left-pad';\nexport const label = (name: string): string => leftPad(name, 9);\n`;
const needsPad = { dependencies: { 'left-pad': '^1.3.0' } };

function only(run: Bench): Finding {
  const [finding, ...others] = run.findings(rule);
  assert.ok(finding !== undefined && others.length === 0, JSON.stringify(run.findings(rule), null, 1));
  return finding;
}

test('the package that could go is told with its weight, unless something keeps it', async () => {
  const module = { 'node_modules/left-pad/package.json': '{ "name": "left-pad", "version": "1.3.0" }' };
  const free = only(await project({ 'src/a.ts': pad, ...module }, needsPad));
  assert.deepEqual([free.frees?.name, free.frees?.others], ['left-pad', 0]);
  const scripts = { pad: 'node -r left-pad run.js' };
  const kept = only(await project({ 'src/a.ts': pad, ...module }, { ...needsPad, scripts }));
  assert.match(kept.message, /keeps `left-pad`/);
  assert.equal(kept.frees, undefined);
});

test('the message names the package, the files, the built-in and the engines that have it', async () => {
  const run = await project({ 'src/a.ts': pad, 'src/b.ts': pad }, needsPad);
  const findings = run.findings(rule);
  assert.equal(findings.length, 2);
  assert.equal(new Set(findings.map(({ group }) => group)).size, 1);
  for (const finding of findings) {
    assert.equal(finding.severity, 'warning');
    assert.equal(
      finding.message,
      '2 files import `left-pad` for what `String.prototype.padStart` does since Node 8, and this package runs on Node `>=20`. Call the built-in and drop `left-pad` from the package.json of `example`.',
    );
    assert.deepEqual(finding.range.start, { line: 0, character: 0 });
    assert.equal(finding.related.length, 1);
  }
});

test('the minimum of the engines decides, not the newest', async () => {
  for (const [node, count] of [
    ['>=6', 0],
    ['^7.6 || >=20', 0],
    ['>=8.0.0', 1],
    ['20.x', 1],
  ] as const) {
    const run = await project({ 'a.ts': pad }, { ...needsPad, engines: { node } });
    assert.equal(run.findings(rule).length, count, node);
  }
});

test('without engines there is one weak finding for all files, which says what is missing and changes nothing', async () => {
  const run = await project({ 'a.ts': pad, 'b.ts': pad }, { ...needsPad, engines: undefined });
  const finding = only(run);
  assert.equal(finding.severity, 'info');
  assert.match(finding.message, /package\.json has no `engines\.node`/);
  assert.deepEqual(finding.fixes, []);
});

test('code for browsers needs a browserslist that names browsers with the built-in', async () => {
  const browser = { ...needsPad, engines: undefined };
  const findings = async (browserslist: unknown): Promise<Finding[]> =>
    (await project({ 'a.ts': pad }, { ...browser, browserslist })).findings(rule);
  assert.deepEqual(
    (await findings(['chrome >= 90', 'safari >= 14', 'firefox >= 90'])).map(({ severity }) => severity),
    ['warning'],
  );
  assert.deepEqual(
    (await findings(['last 2 versions', 'not dead'])).map(({ severity }) => severity),
    ['warning'],
  );
  assert.deepEqual(await findings(['chrome >= 50']), []);
  assert.deepEqual(await findings(['last 2 versions', 'ie 11']), []);
});

test('a script that bundles pages makes code for browsers, one that tests does not', async () => {
  const severityWith = async (dev: string): Promise<unknown> =>
    only(await project({ 'a.ts': pad }, { ...needsPad, scripts: { dev } })).severity;
  assert.equal(await severityWith('vite --port 3000'), 'info');
  assert.equal(await severityWith('vitest run && webpack'), 'warning');
});

test('a built-in that only Node has is not offered to code for browsers', async () => {
  const strip = `import stripAnsi from 'strip-ansi';\nexport const text = (line: string): string => stripAnsi(line);\n`;
  const manifest = {
    dependencies: { 'strip-ansi': '^7.0.0', react: '^19.0.0' },
    browserslist: ['chrome >= 120'],
  };
  assert.deepEqual((await project({ 'a.ts': strip }, manifest)).findings(rule), []);
  const server = `import 'node:fs';\n${strip}`;
  assert.equal((await project({ 'a.ts': server }, manifest)).findings(rule).length, 1);
});

test('the package has to be a dependency, and its name no path or module of something else', async () => {
  assert.deepEqual((await project({ 'a.ts': pad })).findings(rule), [], 'not declared, not installed');
  const installed = {
    'node_modules/left-pad/package.json': '{ "name": "left-pad", "types": "i.d.ts" }',
    'node_modules/left-pad/i.d.ts': 'export default function leftPad(text: unknown, width: number): string;',
  };
  const hoisted = only(await project({ ...installed, 'a.ts': pad }));
  assert.match(hoisted.message, /keeps `left-pad` because another manifest declares it/);
  const alias = {
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "preserve", "paths": { "left-pad": ["./pad.ts"] } } }',
    'pad.ts': 'export default (text: string, width: number): string => text + width;\n',
  };
  assert.deepEqual((await project({ ...alias, 'a.ts': pad }, needsPad)).findings(rule), []);
  assert.deepEqual((await project({ 'a.ts': pad }, { ...needsPad, name: 'left-pad' })).findings(rule), []);
  const builtin = `import { StringDecoder } from 'string_decoder';\nexport const decoder = new StringDecoder();\n`;
  const decoder = { dependencies: { string_decoder: '^1.3.0' } };
  assert.deepEqual((await project({ 'a.ts': builtin }, decoder)).findings(rule), []);
});

test('as long as one file needs more of the package than the platform has, no file is told anything', async () => {
  const v4 = `import { v4 } from 'uuid';\nexport const id = v4();\n`;
  const v7 = `import { v7 } from 'uuid';\nexport const id = v7();\n`;
  const uuid = { dependencies: { uuid: '^11.0.0' } };
  assert.equal((await project({ 'a.ts': v4 }, uuid)).findings(rule).length, 1);
  assert.deepEqual((await project({ 'a.ts': v4, 'b.ts': v7 }, uuid)).findings(rule), []);
  const withOptions = `import { v4 } from 'uuid';\nexport const id = v4({ random: new Uint8Array(16) });\n`;
  assert.deepEqual((await project({ 'a.ts': withOptions }, uuid)).findings(rule), []);
});

test('a file that installs the package as a polyfill is made for other engines', async () => {
  const install = (left: string): string => `${left} = require('object-assign');\n`;
  const manifest = { type: 'commonjs', dependencies: { 'object-assign': '^4.1.1' } };
  assert.deepEqual((await project({ 'ie11.js': install('Object.assign') }, manifest)).findings(rule), []);
  assert.deepEqual((await project({ 'ie11.js': install('window.assign') }, manifest)).findings(rule), []);
  assert.equal((await project({ 'a.js': install('exports.assign') }, manifest)).findings(rule).length, 1);
});

test('a built-in with another interface is a hint on where to look, without a fix', async () => {
  const code = `import isPathInside from 'is-path-inside';\nexport const isIn = isPathInside('a/b', 'a');\n`;
  const manifest = { dependencies: { 'is-path-inside': '^4.0.0' }, engines: { node: '>=20' } };
  const finding = only(await project({ 'a.ts': code }, manifest));
  assert.equal(finding.severity, 'info');
  assert.match(finding.message, /`path\.relative` does since Node 0\.5.*Its interface differs/);
  assert.deepEqual(finding.fixes, []);
});

test('a package that only tests import is less urgent', async () => {
  const run = await project({ 'test/a.test.ts': pad }, { devDependencies: { 'left-pad': '^1.3.0' } });
  assert.equal(only(run).severity, 'info');
});

test('a package of a monorepo is judged by its own manifest', async () => {
  const run = await bench({
    'package.json':
      '{ "name": "root", "private": true, "workspaces": ["packages/*"], "engines": { "node": ">=20" } }\n',
    'packages/old/package.json': `{ "name": "old", "version": "1.0.0", "engines": { "node": ">=4" }, "dependencies": { "left-pad": "^1.3.0" } }\n`,
    'packages/old/a.ts': pad,
    'packages/new/package.json': `{ "name": "new", "version": "1.0.0", "engines": { "node": ">=18" }, "dependencies": { "left-pad": "^1.3.0" } }\n`,
    'packages/new/a.ts': pad,
  });
  const finding = only(run);
  assert.equal(finding.file, 'packages/new/a.ts');
  const fixed = run.fixed(finding);
  assert.equal(
    fixed['packages/new/package.json'],
    '{ "name": "new", "version": "1.0.0", "engines": { "node": ">=18" } }\n',
  );
  assert.match(fixed['packages/old/package.json'] ?? '', /left-pad/);
});
