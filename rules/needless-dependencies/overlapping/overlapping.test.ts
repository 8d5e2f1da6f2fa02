import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { jobs } from './jobs.ts';
import { overlapping } from './overlapping.ts';

testLesson(overlapping);

const rule = overlapping.meta.id;

async function project(own: Readonly<Record<string, unknown>>, files: Files): Promise<Bench> {
  const manifest = JSON.stringify(
    { name: 'shop', private: true, type: 'module', engines: { node: '>=20' }, ...own },
    null,
    2,
  );
  const run = await bench({ 'package.json': `${manifest}\n`, ...files });
  assert.deepEqual(run.errors, []);
  return run;
}

const both = { dependencies: { axios: '^1.0.0', got: '^14.0.0' } };
const axios = `import axios from 'axios';\nexport const load = (url: string): unknown => axios(url);\n`;
const got = `import got from 'got';\nexport const load = (url: string): unknown => got(url);\n`;

test('the finding stands at the package that fewer files use, and counts both', async () => {
  const run = await project(both, { 'a.ts': got, 'b.ts': got, 'c.ts': axios });
  const [finding, ...others] = run.findings(rule);
  assert.ok(finding !== undefined && others.length === 0);
  assert.deepEqual([finding.file, finding.range.start.line, finding.severity], ['package.json', 8, 'info']);
  assert.equal(
    finding.message,
    '`shop` has 2 packages for requests over HTTP: `got` in 2 files, `axios` in 1 file. Each is to be learnt, updated and shipped. Settle on one, for instance `got`, and move the uses of `axios` over.',
  );
  assert.deepEqual(finding.related.map(({ message }) => message).sort(), [
    '`axios` is loaded here.',
    '`got` is loaded here.',
    '`got` is loaded here.',
  ]);
});

test('the package of fewer files is told as one that could go, with its weight', async () => {
  const module = { 'node_modules/axios/package.json': '{ "name": "axios", "version": "1.0.0" }' };
  const run = await project(both, { 'a.ts': got, 'b.ts': got, 'c.ts': axios, ...module });
  const freed = run.findings(rule).map(({ frees }) => frees);
  assert.deepEqual([freed.length, freed[0]?.name, freed[0]?.others], [1, 'axios', 0]);
});

test('both have to be loaded by code that ships, from one section', async () => {
  const split = { dependencies: { got: '^14.0.0' }, devDependencies: { axios: '^1.0.0' } };
  const types = `import type { AxiosError } from 'axios';\nexport type Failure = AxiosError;\n`;
  const cases: [Readonly<Record<string, unknown>>, Files][] = [
    [both, { 'a.ts': got }],
    [both, { 'a.ts': got, 'b.ts': types }],
    [both, { 'a.ts': got, 'test/b.test.ts': axios }],
    [split, { 'a.ts': got, 'b.ts': axios }],
    [{ dependencies: { got: '*' } }, { 'a.ts': got, 'b.ts': axios }],
    [
      { workspaces: ['b'] },
      {
        'a/package.json': '{ "name": "a", "dependencies": { "got": "*" } }',
        'a/a.ts': got,
        'b/package.json': '{ "name": "b", "dependencies": { "axios": "*" } }',
        'b/b.ts': axios,
      },
    ],
  ];
  for (const [own, files] of cases) {
    assert.deepEqual((await project(own, files)).findings(rule), [], JSON.stringify(files));
  }
  const required = {
    'a.cjs': `exports.got = require('got');\n`,
    'b.ts': `export const load = () => import('axios');\n`,
  };
  assert.equal((await project(both, required)).findings(rule).length, 1);
});

test('of two with as many users the one that the platform replaces goes, with all its uses', async () => {
  const own = { dependencies: { del: '^8.0.0', rimraf: '^6.0.0' } };
  const run = await project(own, {
    'node_modules/@types/node/index.d.ts': `declare module 'node:fs' { export function rmSync(path: string, options: { recursive: true; force: true }): void; }\n`,
    'a.ts': `import { deleteSync } from 'del';\nexport const clear = (): unknown => deleteSync(['dist/**', '!dist/keep']);\n`,
    'b.ts': `import { rimrafSync } from 'rimraf';\nexport const remove = (path: string): void => {\n  rimrafSync(path);\n};\n`,
  });
  const [finding] = run.findings(rule);
  assert.ok(finding);
  assert.match(finding.message, /The platform does what these uses of `rimraf` ask for with `fs\.rm\(path, /);
  const fixed = run.fixed(finding);
  assert.match(fixed['b.ts'] ?? '', /rmSync\(path, \{ recursive: true, force: true \}\)/);
  assert.doesNotMatch(fixed['package.json'] ?? '', /rimraf/);
});

test('no package does two jobs', () => {
  const names = jobs.flatMap(({ packages }) => packages);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});
