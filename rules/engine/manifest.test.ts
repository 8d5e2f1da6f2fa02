import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dependencyEntry,
  namesPackage,
  otherMention,
  toDevDependencies,
  withoutDependencies,
} from './manifest.ts';

function without(text: string, ...names: string[]): string {
  return withoutDependencies(text, names).reduceRight(
    (result, { start, end }) => result.slice(0, start) + result.slice(end),
    text,
  );
}

const manifest = `{
\t"name": "shop",
\t"dependencies": {
\t\t"express": "^5.0.0",
\t\t"left-pad": "^1.3.0",
\t\t"zod": "^4.0.0"
\t},
\t"devDependencies": { "@types/left-pad": "^1.2.0", "tap": "^21.0.0" },
\t"private": true
}
`;

test('an entry goes with its comma and its line, wherever it stands', () => {
  assert.equal(without(manifest, 'left-pad'), manifest.replace('\n\t\t"left-pad": "^1.3.0",', ''));
  assert.equal(without(manifest, 'express'), manifest.replace('"express": "^5.0.0",\n\t\t', ''));
  assert.equal(without(manifest, 'zod'), manifest.replace(',\n\t\t"zod": "^4.0.0"', ''));
});

test('several entries go from several sections at once', () => {
  const result = without(manifest, 'left-pad', '@types/left-pad', 'zod');
  assert.deepEqual(JSON.parse(result), {
    name: 'shop',
    dependencies: { express: '^5.0.0' },
    devDependencies: { tap: '^21.0.0' },
    private: true,
  });
  assert.ok(result.includes('"devDependencies": { "tap": "^21.0.0" },'));
});

test('a section that would be empty goes as a whole', () => {
  const result = without(manifest, 'express', 'left-pad', 'zod');
  assert.equal(
    result,
    '{\n\t"name": "shop",\n\t"devDependencies": { "@types/left-pad": "^1.2.0", "tap": "^21.0.0" },\n\t"private": true\n}\n',
  );
});

test('Windows line breaks and what is not named stay as they are', () => {
  const windows = manifest.replaceAll('\n', '\r\n');
  assert.equal(without(windows, 'left-pad'), windows.replace('\r\n\t\t"left-pad": "^1.3.0",', ''));
  assert.deepEqual(withoutDependencies(manifest, ['mkdirp']), []);
});

test('peer and optional dependencies are never taken out', () => {
  const text = '{ "peerDependencies": { "uuid": "*" }, "optionalDependencies": { "uuid": "*" } }';
  assert.deepEqual(withoutDependencies(text, ['uuid']), []);
  assert.equal(otherMention(text, 'uuid'), '"peerDependencies"');
});

test('a broken manifest names nothing and loses nothing', () => {
  for (const text of ['', '[]', 'null', '{ "dependencies": "left-pad" }', '{ "dependencies": ']) {
    assert.deepEqual(withoutDependencies(text, ['left-pad']), [], text);
    assert.equal(otherMention(text, 'left-pad'), undefined, text);
  }
});

test('a script or a setting that names the package is found, a name that only contains it is not', () => {
  assert.equal(otherMention('{ "scripts": { "clean": "rimraf dist" } }', 'rimraf'), 'the script "clean"');
  assert.equal(otherMention('{ "scripts": { "clean": "npm run rimraf-all" } }', 'rimraf'), undefined);
  assert.equal(
    otherMention('{ "jest": { "setupFiles": ["abort-controller/polyfill"] } }', 'abort-controller'),
    '"jest"',
  );
  assert.equal(
    otherMention('{ "dependencies": { "uuid": "^9" }, "name": "uuid-server" }', 'uuid'),
    undefined,
  );
});

test('a command names a package by its name, its path or its version', () => {
  for (const command of ['uuid v4', 'npx uuid@9 v4', 'node_modules/.bin/uuid', 'a && uuid', 'uuid/v4']) {
    assert.ok(namesPackage(command, 'uuid'), command);
  }
  for (const command of ['uuidv4', 'my-uuid', '@scope.uuid', 'uuid-cli', 'uuid.js']) {
    assert.ok(!namesPackage(command, 'uuid'), command);
  }
});

function moved(text: string, ...names: string[]): string {
  return toDevDependencies(text, names)
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
      text,
    );
}

test('an entry moves to its place by name, in the layout of the section', () => {
  assert.equal(
    moved(manifest, 'left-pad'),
    manifest
      .replace('\n\t\t"left-pad": "^1.3.0",', '')
      .replace('"^1.2.0", "tap"', '"^1.2.0", "left-pad": "^1.3.0", "tap"'),
  );
  assert.ok(moved(manifest, 'zod').includes('"tap": "^21.0.0", "zod": "^4.0.0" }'));
  const one = '{\n  "dependencies": { "zod": "4" },\n  "devDependencies": {\n    "tap": "21"\n  }\n}\n';
  assert.equal(moved(one, 'zod'), '{\n  "devDependencies": {\n    "tap": "21",\n    "zod": "4"\n  }\n}\n');
  assert.equal(moved('{ "dependencies": { "zod": "4" } }', 'zod'), '{ "dependencies": { "zod": "4" } }');
});

test('an entry is found in its own section only', () => {
  const span = dependencyEntry(manifest, 'dependencies', 'zod');
  assert.equal(span && manifest.slice(span.start, span.end), '"zod": "^4.0.0"');
  assert.equal(dependencyEntry(manifest, 'devDependencies', 'zod'), undefined);
});
