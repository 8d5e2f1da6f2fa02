import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../server/session/session.ts';
import { type Bench, bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { nodeTypes } from '../../../test/harness/node-types.ts';
import { manifest } from './manifest.ts';

testLesson(manifest);

const rule = manifest.meta.id;

interface Manifest {
  readonly [field: string]: unknown;
}

/** A private package in Node 20, with what a case says otherwise. */
async function project(own: Manifest, files: Files): Promise<Bench> {
  const usual = { name: 'shop', private: true, type: 'module', engines: { node: '>=20' } };
  const run = await bench({ 'package.json': `${JSON.stringify({ ...usual, ...own }, null, 2)}\n`, ...files });
  assert.deepEqual(run.errors, []);
  return run;
}

/** The files of an installed package. */
function installed(name: string, own: Manifest = {}, files: Files = {}): Record<string, string> {
  const at = `node_modules/${name}`;
  const inside = Object.entries(files).map(([file, text]) => [`${at}/${file}`, text]);
  return {
    [`${at}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...own }),
    ...Object.fromEntries(inside),
  };
}

function entries(run: Bench): string[] {
  return run
    .findings(rule)
    .map(({ message }) => /`([^`]+)`/.exec(message.replace(/`shop`/, ''))?.[1] ?? message);
}

function only(run: Bench): Finding {
  const [finding, ...others] = run.findings(rule);
  assert.ok(finding !== undefined && others.length === 0, JSON.stringify(run.findings(rule), null, 1));
  return finding;
}

const code = { 'src/main.ts': `export const total = 1;\n` };
const greet = { dependencies: { greet: '^1.0.0' } };

test('an entry that nothing uses stands at its place, with what it brings and how to install afterwards', async () => {
  const run = await project(
    { dependencies: { greet: '^1.0.0' } },
    {
      ...code,
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n# greet\n",
      ...installed('greet', { dependencies: { hello: '*' } }, { 'index.js': 'x'.repeat(1500) }),
      ...installed('hello'),
    },
  );
  const finding = only(run);
  assert.deepEqual([finding.file, finding.severity], ['package.json', 'info']);
  assert.deepEqual(finding.range.start, { line: 8, character: 4 });
  assert.match(finding.message, /^Nothing in `shop` uses `greet`: its one file does not import it,/);
  assert.match(finding.message, /It comes with 1 other package, 2 kB in node_modules in all\./);
  assert.deepEqual(
    { ...finding.frees, bytes: Math.round((finding.frees?.bytes ?? 0) / 1000) },
    { name: 'greet', others: 1, bytes: 2 },
  );
  assert.match(finding.fixes[0]?.title ?? '', /^Remove `greet` from package\.json, then run `pnpm install`;/);
  const fixed = run.fixed(finding);
  assert.doesNotMatch(fixed['package.json'] ?? '', /greet|dependencies/);
  assert.match(fixed['pnpm-lock.yaml'] ?? '', /greet/, 'the lockfile is not ours');
});

test('whatever names a package uses it', async () => {
  const uses: Files[] = [
    { 'src/a.ts': `import 'greet';\n` },
    { 'src/a.ts': `import { hello } from 'greet/lib/hello.js';\nexport const text = hello;\n` },
    { 'src/a.ts': `export const load = (): Promise<unknown> => import('greet');\n` },
    { 'src/a.cjs': `module.exports = require('greet');\n` },
    { 'src/a.ts': `export const path = 'greet/theme.css';\n` },
    { 'src/a.ts': `/// <reference types="greet" />\nexport {};\n` },
    { 'src/a.ts': `/** @type {import('greet').Hello} */\nexport const hello = 1;\n` },
    { 'src/a.d.ts': `declare module 'greet';\n` },
    { 'src/a.css': `@import "~greet/theme.css";\n` },
    { 'src/a.vue': `<script setup>import greet from 'greet';</script>\n` },
    { 'index.html': `<script src="/node_modules/greet/dist/greet.js"></script>\n` },
    { '.github/workflows/a.yml': `run: npx greet\n` },
    { '.toolrc': `plugins: greet\n` },
    { Makefile: `all:\n\thello-cli build\n` },
    { 'tool.config.js': `export default { plugins: ['greet'] };\n` },
    { ...installed('other', { peerDependencies: { greet: '*' } }) },
    { ...installed('other', { peerDependenciesMeta: { greet: { optional: true } } }) },
    { 'packages/a/package.json': `{ "name": "a", "scripts": { "build": "hello-cli build" } }\n` },
    { 'packages/a/package.json': `{ "name": "a" }\n`, 'packages/a/a.ts': `import 'greet';\n` },
  ];
  for (const files of uses) {
    const others = 'node_modules/other/package.json' in files ? { other: '*' } : {};
    const own = { dependencies: { greet: '^1.0.0', ...others } };
    const greeting = installed('greet', { bin: { 'hello-cli': 'a.js' } });
    const run = await project(own, { ...code, ...greeting, ...files });
    assert.ok(!entries(run).includes('greet'), JSON.stringify(files));
  }
});

test('a manifest that names it in a script, an override or as a peer uses it', async () => {
  const manifests: Manifest[] = [
    { scripts: { build: 'hello-cli src' } },
    { scripts: { build: 'node node_modules/greet/cli.js' } },
    { overrides: { greet: '1.2.0' } },
    { prettier: 'greet' },
    { peerDependencies: { greet: '*' } },
  ];
  const files = { ...code, ...installed('greet', { bin: { 'hello-cli': 'a.js' } }) };
  assert.deepEqual(entries(await project(greet, files)), ['greet']);
  for (const own of manifests) {
    assert.deepEqual(entries(await project({ ...greet, ...own }, files)), [], JSON.stringify(own));
  }
});

test('silent where it cannot be told', async () => {
  const notInstalled = await project(
    { dependencies: { greet: '*', other: '*' } },
    { ...code, ...installed('greet') },
  );
  assert.deepEqual(entries(notInstalled), []);
  const plugins = ['eslint-plugin-greet', '@babel/greet', 'postcss-greet', 'greet-loader', 'pg', 'react-dom'];
  for (const name of plugins) {
    const run = await project({ devDependencies: { [name]: '*' } }, { ...code, ...installed(name) });
    assert.deepEqual(entries(run), [], name);
  }
  const acting = installed('greet', { scripts: { postinstall: 'node setup.js' } });
  assert.deepEqual(
    entries(await project(greet, { ...code, ...acting })),
    [],
    'it acts while it is installed',
  );
  for (const range of ['workspace:*', 'file:../greet', 'link:../greet']) {
    const run = await project({ dependencies: { greet: range } }, { ...code, ...installed('greet') });
    assert.deepEqual(entries(run), [], range);
  }
});

test('code that is taken in from another package brings its uses along', async () => {
  const own = { ...greet, name: 'app' };
  const other = {
    'ui/package.json': `{ "name": "ui", "dependencies": { "greet": "*" } }\n`,
    'ui/ui.ts': `import 'greet';\n`,
  };
  const files = { ...installed('greet'), ...other, 'app/package.json': JSON.stringify(own) };
  const importing = (text: string): Promise<Bench> => project({}, { ...files, 'app/a.ts': text });
  assert.deepEqual(entries(await importing(`export const a = 1;\n`)), ['app']);
  assert.deepEqual(entries(await importing(`import 'ui';\n`)), []);
  assert.deepEqual(entries(await importing(`import '../ui/ui.ts';\n`)), []);
});

test('a file whose own manifests do not declare a package relies on those that do', async () => {
  const files = {
    ...installed('greet'),
    'app/package.json': JSON.stringify({ ...greet, name: 'app' }),
    'app/a.ts': '',
  };
  const run = await project({}, { ...files, 'scripts/build.ts': `import 'greet';\n` });
  assert.deepEqual(entries(run), []);
});

test('prose and ignored files use nothing', async () => {
  const run = await project(greet, {
    ...code,
    ...installed('greet'),
    'README.md': 'We greet with `greet`.\n',
    '.gitignore': 'build\n',
    'build/a.js': `require('greet');\n`,
    'src/b.ts': `// to greet somebody\nexport const b = 1;\n`,
  });
  assert.deepEqual(entries(run), ['greet']);
});

test('types of a package that is gone are unused; those that add globals are not', async () => {
  const own = { devDependencies: { '@types/greet': '*' } };
  const withTypes = (text: string): Files => ({
    ...code,
    ...installed('@types/greet', { types: 'index.d.ts' }, { 'index.d.ts': text }),
  });
  const types = 'export declare function greet(): void;\n';
  assert.deepEqual(entries(await project(own, withTypes(types))), ['@types/greet']);
  assert.deepEqual(entries(await project(own, withTypes('declare function greet(): void;\n'))), []);
  const declared = { ...own, dependencies: { greet: '*' } };
  const used = { 'src/a.ts': `import { greet } from 'greet';\ngreet();\n` };
  const run = await project(declared, { ...withTypes(types), ...installed('greet'), ...used });
  assert.deepEqual(entries(run), []);
});

const dev = { devDependencies: { typescript: '*' } };
const types = {
  ...installed(
    'greet',
    { types: 'index.d.ts' },
    {
      'index.d.ts': 'export interface Greeting { readonly text: string }\nexport declare class Greeter {}\n',
    },
  ),
};

test('what an application imports for its types alone moves, by its name, in the layout of the section', async () => {
  const run = await project(
    { dependencies: { greet: '^1.0.0', zod: '^4.0.0' }, devDependencies: { ava: '*', typescript: '*' } },
    {
      ...types,
      'src/a.ts': `import { Greeting } from 'greet';\nimport 'zod';\nexport const a = (greeting: Greeting): string => greeting.text;\n`,
    },
  );
  const finding = only(run);
  assert.match(finding.message, /^1 file imports `greet` for its types alone/);
  const text = run.fixed(finding)['package.json'] ?? '';
  assert.ok(text.includes('  "dependencies": {\n    "zod": "^4.0.0"\n  },\n'), text);
  assert.ok(text.includes('    "ava": "*",\n    "greet": "^1.0.0",\n    "typescript": "*"\n'), text);
});

test('a value, a published package and a manifest without a section for development keep the entry', async () => {
  const typed = { 'src/a.ts': `import type { Greeting } from 'greet';\nexport type A = Greeting;\n` };
  const cases: [Manifest, Files, number][] = [
    [{ ...greet, ...dev }, typed, 1],
    [
      { ...greet, ...dev },
      { 'src/a.ts': `import { Greeter } from 'greet';\nexport const a = new Greeter();\n` },
      0,
    ],
    [{ ...greet, ...dev }, { ...typed, 'src/b.ts': `export const b = 'greet';\n` }, 0],
    [{ ...greet, ...dev, private: false, version: '1.0.0' }, typed, 0],
    [greet, typed, 0],
  ];
  for (const [own, files, count] of cases) {
    const run = await project(own, { ...types, ...installed('typescript'), ...files });
    assert.equal(run.findings(rule).length, count, JSON.stringify([own, files]));
  }
});

test('what only scripts of a published package run moves; what runs where it is installed stays', async () => {
  const published = { ...greet, ...dev, private: false, version: '1.0.0', main: 'main.js' };
  const files = { ...code, ...installed('greet', { bin: 'cli.js' }) };
  const run = await project({ ...published, scripts: { test: 'greet test' } }, files);
  assert.match(
    only(run).message,
    /^Only the script `test` of this package runs `greet`, and still everybody who installs `shop` gets it\./,
  );
  const application = { ...published, main: undefined, scripts: { test: 'greet' } };
  assert.deepEqual(entries(await project(application, files)), [], 'nobody installs what offers nothing');
  for (const scripts of [{ postinstall: 'greet' }, { test: 'greet', 'start:docker': 'greet' }]) {
    assert.deepEqual(entries(await project({ ...published, scripts }, files)), [], JSON.stringify(scripts));
  }
});

test('a tool that only scripts run goes with them, where Node does what they ask of it', async () => {
  const own = {
    devDependencies: { rimraf: '^6.0.0' },
    scripts: { clean: 'rimraf dist', build: 'rimraf dist && tsc' },
  };
  const run = await project(own, code);
  const finding = only(run);
  assert.match(
    finding.message,
    /^Only the scripts `clean`, `build` run `rimraf`, for what Node does by itself since 14\.14, and this package runs on Node `>=20`\./,
  );
  const fixed = JSON.parse(run.fixed(finding)['package.json'] ?? '') as { scripts: Record<string, string> };
  assert.equal(fixed.scripts['clean'], `node -e "fs.rmSync('dist', { recursive: true, force: true })"`);
  assert.ok(!('devDependencies' in fixed));
  const kept: [Manifest, Files][] = [
    [{ ...own, engines: { node: '>=12' } }, {}],
    [{ ...own, engines: undefined }, {}],
    [own, { '.github/workflows/a.yml': 'run: npx rimraf dist\n' }],
    [own, { 'a/package.json': '{ "name": "a", "scripts": { "clean": "rimraf dist" } }' }],
    [{ ...own, 'lint-staged': { '*': 'rimraf dist' } }, {}],
  ];
  for (const [changed, files] of kept) {
    const findings = (await project(changed, { ...code, ...files })).findings(rule);
    assert.deepEqual(findings, [], JSON.stringify([changed, files]));
  }
  const env = { devDependencies: { 'cross-env': '^7.0.0' }, scripts: { test: 'cross-env CI=1 tap' } };
  const bun = await project(env, { ...code, 'bun.lock': '{}' });
  assert.match(bun.fixed(only(bun))['package.json'] ?? '', /"test": "CI=1 tap"/);
});

test('a tool that a script has to keep says why, as a hint', async () => {
  const reasons: [Manifest, Files, RegExp][] = [
    [
      {
        devDependencies: { rimraf: '^6.0.0' },
        scripts: { build: 'rimraf dist && tsc', clean: "rimraf 'dist/*.js'" },
      },
      {},
      /^Only the scripts `build`, `clean` run `rimraf`, .* stays as long as a script needs it: `clean` because `dist\/\*\.js` is more than a path\.$/,
    ],
    [
      { devDependencies: { 'cross-env': '^7.0.0' }, scripts: { test: 'cross-env CI=1 tap' } },
      { 'package-lock.json': '{}' },
      /^Only the script `test` runs `cross-env`, .*: `test` because the shell that runs it on Windows is not known\.$/,
    ],
  ];
  for (const [own, files, message] of reasons) {
    const run = await project(own, { ...code, ...files });
    const finding = only(run);
    assert.match(finding.message, message);
    assert.equal(finding.severity, 'hint');
    assert.match(run.fix(finding).reason ?? '', /^The scripts have to keep `[\w-]+`: /);
  }
});

test('a package of which the platform has the simple part is a hint, once, with what stands against a fix', async () => {
  const files = {
    'src/a.ts': `import got from 'got';\nexport const a = got('https://a.example').json();\n`,
    'src/b.ts': `import { HTTPError } from 'got';\nexport const isOurs = (error: unknown) => error instanceof HTTPError;\n`,
  };
  const run = await project({ dependencies: { got: '^14.0.0' } }, files);
  const finding = only(run);
  assert.deepEqual([finding.file, finding.severity, finding.fixes], ['package.json', 'hint', []]);
  assert.match(
    finding.message,
    /^2 files load `got`\. For requests .*`fetch` is there since Node 18, and this/,
  );
  assert.match(
    finding.message,
    /No fix is offered, as src\/a\.ts asks more of it: where `got\('https:.*` goes\. Where/,
  );
  const plain = `import got from 'got';\nexport const a = async () => await got('https://a.example').text();\n`;
  const replaced = await project({ dependencies: { got: '^14.0.0' } }, { 'src/a.ts': plain });
  assert.equal(only(replaced).severity, 'info');
  assert.match(only(replaced).message, /^`got` does what `fetch` does since Node 18/);
});

test('a package of which the platform has the simple part is left alone where that is too young or not used', async () => {
  const loads = (name: string): Files => ({
    'src/a.ts': `import it from '${name}';\nexport const a = it;\n`,
  });
  const silent: [string, Manifest][] = [
    ['got', { engines: { node: '>=16' } }],
    ['got', { engines: undefined }],
    ['got', { peerDependencies: { got: '*' } }],
    ['glob', { engines: { node: '>=22' } }],
    ['superagent', { browserslist: ['chrome 60'] }],
    ['date-fns', {}],
    ['nanoid', {}],
  ];
  for (const [name, own] of silent) {
    const run = await project({ dependencies: { [name]: '*' }, ...own }, loads(name));
    assert.deepEqual(run.findings(rule), [], JSON.stringify([name, own]));
  }
  const typesAlone = { 'src/a.ts': `import type { Got } from 'got';\nexport type Client = Got;\n` };
  assert.deepEqual((await project({ dependencies: { got: '*' } }, typesAlone)).findings(rule), []);
  const told: [string, Manifest, RegExp][] = [
    ['glob', { engines: { node: '>=24.1' } }, /`fs\.glob` is there since Node 24\.1,/],
    ['superagent', { browserslist: ['chrome 90'], engines: undefined }, /`fetch` is there in every browser/],
    ['request', {}, /^1 file loads `request`\. It has been deprecated since February 2020/],
  ];
  for (const [name, own, message] of told) {
    const run = await project({ dependencies: { [name]: '*' }, ...own }, loads(name));
    assert.match(only(run).message, message);
  }
});

test('a replaceable entry says how many files use it and goes with all its uses, or says what is in the way', async () => {
  const pad = `import leftPad from 'left-pad';\nexport const label = (name: string): string => leftPad(name, 9);\n`;
  const own = { dependencies: { 'left-pad': '^1.3.0' } };
  const run = await project(own, { 'a.ts': pad, 'b.ts': pad });
  const finding = only(run);
  assert.match(
    finding.message,
    /^`left-pad` does what `String\.prototype\.padStart` does since Node 8, .* 2 files use it\. Call the built-in there and take the entry out\.$/,
  );
  assert.equal(finding.group, run.findings('needless-dependencies/native-replacement')[0]?.group);
  const fixed = run.fixed(finding);
  assert.doesNotMatch(Object.values(fixed).join(''), /left-pad/);
  const blocked = only(await project(own, { 'a.ts': pad, 'b.ts': `export { default } from 'left-pad';\n` }));
  assert.equal(blocked.fixes.length, 1);
  const script = { scripts: { pad: 'left-pad x' } };
  const kept = await project({ ...own, ...script }, { 'a.ts': pad });
  assert.match(only(kept).message, /the entry stays, because the script `pad` runs it\.$/);
  const clean = `import { rimraf } from 'rimraf';\nexport const clean = (path: string): Promise<unknown> => rimraf(path);\n`;
  const both = { dependencies: { rimraf: '^6.0.0' }, scripts: { clean: 'rimraf dist/*' } };
  assert.match(
    only(await project(both, { 'a.ts': clean })).message,
    /because the script `clean` runs it, and `dist\/\*` is more than a path\.$/,
  );
  assert.match(
    kept.fix(only(kept)).reason ?? '',
    /package\.json has to keep `left-pad`: the script `pad` runs it/,
  );
  const within = { 'a/package.json': '{ "name": "a", "scripts": { "clean": "rimraf dist" } }' };
  const rimraf = { dependencies: { rimraf: '^6.0.0' } };
  assert.match(
    only(await project(rimraf, { 'a.ts': clean, ...within })).message,
    /because a runs it from here\.$/,
  );
  assert.match(
    only(await project(rimraf, { 'a.ts': clean, '.github/workflows/a.yml': 'run: npx rimraf dist\n' }))
      .message,
    /because \.github\/workflows\/a\.yml names it\.$/,
  );
  const reexport = await project(own, { 'a.ts': pad, 'b.ts': `export { default } from 'left-pad';\n` });
  assert.match(
    reexport.fix(only(reexport)).reason ?? '',
    /Not every file can be rewritten without you\. b\.ts: it is exported again/,
  );
});

test('uses in code, scripts that run it and the entry go at once', async () => {
  const clean = `import { rimrafSync } from 'rimraf';\nexport function clean(path: string): void {\n  rimrafSync(path);\n}\n`;
  const rm = `import { rmSync } from 'node:fs';\nexport function clean(path: string): void {\n  rmSync(path, { recursive: true, force: true });\n}\n`;
  const node = nodeTypes(
    `declare module 'node:fs' { export function rmSync(path: string, options: object): void; }\n`,
  );
  const own = {
    devDependencies: { rimraf: '^6.0.0', tap: '*' },
    scripts: { clean: 'rimraf ./lib && mkdir lib', 'clean:esm': 'rimraf esm', test: 'tap' },
  };
  const run = await project(own, { ...node, 'test/a.test.ts': clean, ...installed('tap') });
  const finding = only(run);
  assert.match(
    finding.message,
    /1 file uses it, the scripts `clean`, `clean:esm` run it\. .* take the entry out\.$/,
  );
  const { title = '' } = finding.fixes[0] ?? {};
  assert.match(
    title,
    / in 1 file and in the scripts `clean`, `clean:esm`, and remove it from package\.json; what changes: /,
  );
  assert.equal(
    title.split('is not tried again').length,
    2,
    'code and scripts change alike, so it is said once',
  );
  const fixed = run.fixed(finding);
  assert.equal(fixed['test/a.test.ts'], rm);
  const left = JSON.parse(fixed['package.json'] ?? '') as typeof own;
  assert.deepEqual(left.devDependencies, { tap: '*' });
  assert.deepEqual(left.scripts, {
    clean: `node -e "fs.rmSync('./lib', { recursive: true, force: true })" && mkdir lib`,
    'clean:esm': `node -e "fs.rmSync('esm', { recursive: true, force: true })"`,
    test: 'tap',
  });
  const [atImport] = run.findings('needless-dependencies/native-replacement');
  assert.equal(atImport?.fixes[0]?.title, title, 'the import has the same action');
});

test('a manifest that changed is judged by its own new text', async () => {
  const run = await project(greet, { ...code, ...installed('greet') });
  const file = `${run.root}/package.json`;
  const text = run.session.findings(file).findings;
  assert.equal(text.length, 1);
  const edited = `{\n  "private": true,\n  "name": "shop",\n\n\n  "dependencies": { "greet": "^1.0.0" }\n}\n`;
  run.session.applyChanges([{ kind: 'opened', file, version: 1, text: edited }]);
  assert.deepEqual(run.session.findings(file).findings, [], 'positions of another text');
  await run.session.scan(
    null,
    () => false,
    () => undefined,
  );
  const [moved] = run.session.findings(file).findings;
  assert.deepEqual(moved?.range.start, { line: 5, character: 20 });
});
