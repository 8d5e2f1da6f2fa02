import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Files, writeWorkspace } from '../../test/harness/projects.ts';
import { PackageStore } from './packages.ts';

/** A store over texts in memory; `dir` is the workspace folder. */
function storeOf(files: Record<string, string>, dir = '/no-such-folder/app') {
  return new PackageStore([dir], (file) => (file in files ? files[file] : undefined));
}

function infoOf(manifest: unknown, beside: Readonly<Record<string, string>> = {}) {
  const files = { 'package.json': JSON.stringify(manifest), ...beside };
  const named = Object.entries(files).map(([name, text]) => [`/no-such-folder/app/${name}`, text] as const);
  return storeOf(Object.fromEntries(named)).of('/no-such-folder/app/src/main.ts');
}

function onDisk(files: Files, folder = ''): { root: string; store: PackageStore } {
  const root = writeWorkspace(files);
  return { root, store: new PackageStore([join(root, folder)]) };
}

test('a file belongs to the nearest manifest above it', () => {
  const { root, store } = onDisk({
    'package.json': '{ "name": "shop", "type": "module", "dependencies": { "left-pad": "^1.3.0" } }',
    'packages/cart/package.json': '{ "name": "@shop/cart", "scripts": { "build": "tsc" } }',
    'packages/cart/src/cart.ts': '',
    'main.ts': '',
  });
  const shop = store.of(join(root, 'main.ts'));
  assert.deepEqual([shop.name, shop.type, shop.dir], ['shop', 'module', root]);
  assert.equal(shop.manifest, `${root}/package.json`);
  assert.deepEqual(shop.dependencies, { 'left-pad': '^1.3.0' });
  const cart = store.of(join(root, 'packages/cart/src/cart.ts'));
  assert.deepEqual([cart.name, cart.type, cart.scripts], ['@shop/cart', 'commonjs', { build: 'tsc' }]);
  assert.equal(store.of(join(root, 'packages/cart/src/new.ts')), cart);
  assert.deepEqual(store.problems, []);
});

test('a folder without a manifest stands in for one', () => {
  const { root, store } = onDisk({ '.nvmrc': 'v20.11.0\n', 'src/main.ts': '' });
  const info = store.of(join(root, 'src/main.ts'));
  assert.deepEqual([info.dir, info.manifest, info.name, info.nodeRange], [root, null, null, '20.11.0']);
});

test('a manifest above the opened folder counts within the same repository, and nowhere else', () => {
  const files = { 'package.json': '{ "name": "outer" }', 'app/src/main.ts': '' };
  const inside = onDisk({ ...files, '.git/HEAD': '' }, 'app');
  assert.equal(inside.store.of(join(inside.root, 'app/src/main.ts')).name, 'outer');
  const apart = onDisk(files, 'app');
  assert.equal(apart.store.of(join(apart.root, 'app/src/main.ts')).name, null);
  assert.equal(apart.store.of(join(apart.root, 'app/src/main.ts')).dir, join(apart.root, 'app'));
});

test('a broken manifest is a problem once, with its line, and loses nothing else', () => {
  const { root, store } = onDisk({
    'package.json': '{ "name": "shop" }',
    'cart/package.json': '{\n  "name": "cart",\n  "version": 1.0.0\n}\n',
    'cart/a.ts': '',
    'list/package.json': '[]',
  });
  const cart = store.of(join(root, 'cart/a.ts'));
  store.of(join(root, 'cart/deep/b.ts'));
  store.of(join(root, 'list/c.ts'));
  assert.deepEqual([cart.dir, cart.manifest, cart.name], [join(root, 'cart'), null, null]);
  assert.deepEqual(store.problems, [
    {
      file: `${root}/cart/package.json`,
      message: 'Is not valid JSON, so the dependencies and engines of this package are not known.',
      line: 2,
    },
    { file: `${root}/list/package.json`, message: 'Must be a JSON object.', line: 0 },
  ]);
  assert.equal(store.of(join(root, 'main.ts')).name, 'shop');
});

test('a manifest that changed is read again, with what was said of it before forgotten', () => {
  const file = '/no-such-folder/app/package.json';
  const files: Record<string, string> = { [file]: '{ "name": "be' };
  const store = storeOf(files);
  const name = (): string | null => store.of('/no-such-folder/app/src/main.ts').name;
  assert.equal(name(), null);
  assert.equal(store.problems.length, 1);
  files[file] = '{ "name": "after" }';
  assert.equal(name(), null, 'nothing is read twice unasked');
  store.changed(file);
  assert.equal(name(), 'after');
  assert.deepEqual(store.problems, []);
  delete files[file];
  store.changed(file);
  assert.equal(name(), null);
  assert.ok(PackageStore.decides(file) && !PackageStore.decides('/no-such-folder/app/main.ts'));
});

test('the Node range is what engines say, else what the version files say', () => {
  const range = (manifest: unknown, beside?: Readonly<Record<string, string>>) =>
    infoOf(manifest, beside).nodeRange;
  assert.equal(range({ engines: { node: '>=18' } }, { '.nvmrc': '22' }), '>=18');
  assert.equal(range({}, { '.nvmrc': '\n# ours\nv22.1.0 # exactly\n', '.node-version': '18' }), '22.1.0');
  assert.equal(range({}, { '.node-version': '18\n' }), '18');
  assert.equal(range({}, { '.nvmrc': 'lts/Iron' }), '20');
  assert.equal(range({}, { '.nvmrc': 'lts/*', '.node-version': '20' }), '20', 'what moves promises nothing');
  assert.equal(range({ engines: { node: 18 } }), null);
  assert.equal(range({}), null);
});

test('the engines around a private package are its own; a published one may promise more', () => {
  const { root, store } = onDisk({
    'package.json': '{ "name": "repository", "private": true, "engines": { "node": ">=22" } }',
    'internal/package.json': '{ "name": "internal", "private": true }',
    'public/package.json': '{ "name": "public", "version": "1.0.0" }',
  });
  assert.equal(store.of(join(root, 'internal/a.ts')).nodeRange, '>=22');
  assert.equal(store.of(join(root, 'public/a.ts')).nodeRange, null);
});

test('browsers are all that any environment names', () => {
  const browsers = (manifest: unknown, beside?: Readonly<Record<string, string>>) =>
    infoOf(manifest, beside).browserslist;
  assert.deepEqual(browsers({ browserslist: ['last 2 versions'] }), ['last 2 versions']);
  assert.deepEqual(browsers({ browserslist: 'defaults' }), ['defaults']);
  assert.deepEqual(browsers({ browserslist: { production: ['> 1%', 'ie 11'], development: ['ie 11'] } }), [
    '> 1%',
    'ie 11',
  ]);
  const rc = '# Ours\n[production]\n> 1%\nie 11 # still\n\n[modern]\nlast 1 chrome version\n';
  assert.deepEqual(browsers({}, { '.browserslistrc': rc }), ['> 1%', 'ie 11', 'last 1 chrome version']);
  assert.equal(browsers({}), null);
});

test('a package points browsers elsewhere by its browser field or by a condition of exports', () => {
  const has = (manifest: unknown): boolean => infoOf(manifest).hasBrowserEntry;
  assert.ok(has({ browser: './browser.js' }));
  assert.ok(has({ browser: { fs: false } }));
  assert.ok(has({ exports: { '.': { browser: './b.js', default: './a.js' } } }));
  assert.ok(has({ exports: { './sub': [{ import: { browser: './b.js' } }, './a.js'] } }));
  assert.ok(!has({ exports: { '.': './a.js', './browser': './b.js' } }));
  assert.ok(!has({ browser: false, exports: './a.js' }));
});

test('fields of the wrong type are as good as absent', () => {
  const info = infoOf({
    name: 3,
    type: ['module'],
    dependencies: ['a'],
    devDependencies: { a: 1, b: '2' },
    scripts: null,
    engines: 'node',
    browserslist: 7,
  });
  assert.deepEqual(
    [
      info.name,
      info.type,
      info.dependencies,
      info.devDependencies,
      info.scripts,
      info.nodeRange,
      info.browserslist,
    ],
    [null, 'commonjs', {}, { b: '2' }, {}, null, null],
  );
});
