import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNameFor, resolveRelative, specifierBetween } from './new-module.ts';

const plain = { extension: '', alias: null } as const;

test('a specifier is relative, without the ending and the index of its file', () => {
  assert.equal(specifierBetween('/app/src/a.ts', '/app/src/errors.ts', plain), './errors');
  assert.equal(specifierBetween('/app/src/deep/a.ts', '/app/src/errors/index.ts', plain), '../errors');
  assert.equal(specifierBetween('/app/src/a.cjs', '/app/src/errors.cjs', plain), './errors.cjs');
});

test('where endings are written, TypeScript is named as what it compiles to, or as itself', () => {
  const from = '/app/src/a.ts';
  assert.equal(specifierBetween(from, '/app/src/errors.ts', { ...plain, extension: '.js' }), './errors.js');
  assert.equal(specifierBetween(from, '/app/src/errors.mts', { ...plain, extension: '.js' }), './errors.mjs');
  assert.equal(specifierBetween(from, '/app/src/errors.ts', { ...plain, extension: '.ts' }), './errors.ts');
  assert.equal(
    specifierBetween(from, '/app/src/errors/index.ts', { ...plain, extension: '.js' }),
    './errors/index.js',
  );
});

test('an alias stands for its folder, but not for a neighbour', () => {
  const style = { extension: '', alias: { prefix: '@/', folder: '/app/src/' } } as const;
  assert.equal(specifierBetween('/app/src/pages/a.ts', '/app/src/lib/errors.ts', style), '@/lib/errors');
  assert.equal(specifierBetween('/app/src/lib/a.ts', '/app/src/lib/errors.ts', style), './errors');
  assert.equal(specifierBetween('/app/src/a.ts', '/app/test/errors.ts', style), '../test/errors');
});

test('a relative specifier is resolved to the file it means', () => {
  const files = new Set(['/app/a.ts', '/app/b.js', '/app/c/index.tsx']);
  const resolve = (specifier: string): string | undefined =>
    resolveRelative('/app/main.ts', specifier, (file) => files.has(file));
  assert.equal(resolve('./a'), '/app/a.ts');
  assert.equal(resolve('./a.js'), '/app/a.ts');
  assert.equal(resolve('./b'), '/app/b.js');
  assert.equal(resolve('./c'), '/app/c/index.tsx');
  assert.equal(resolve('./d'), undefined);
});

test('a new file is named as its neighbours are', () => {
  assert.equal(fileNameFor('ResponseError', ['/app/main.ts']), 'response-error');
  assert.equal(fileNameFor('ResponseError', ['/app/user_name.ts']), 'response_error');
  assert.equal(fileNameFor('ResponseError', ['/app/userName.ts', '/app/main.ts']), 'responseError');
  assert.equal(fileNameFor('assertOk', ['/app/UserName.ts', '/app/Main.ts', '/app/x.ts']), 'AssertOk');
});
