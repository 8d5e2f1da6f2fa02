import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kebabCase, pascalCase, unusedName, wordsOf } from './names.ts';

test('an unused name is the wanted one, else the wanted one with the first free number', () => {
  const taken = new Set(['parse', 'parse2']);
  assert.equal(
    unusedName('read', (name) => taken.has(name)),
    'read',
  );
  assert.equal(
    unusedName('parse', (name) => taken.has(name)),
    'parse3',
  );
  assert.equal(
    unusedName('delete', () => false),
    'delete2',
    'a reserved word is no name',
  );
});

test('words are found in sentences and in every style of identifier', () => {
  assert.deepEqual(wordsOf('Not found, sorry'), ['Not', 'found', 'sorry']);
  assert.deepEqual(wordsOf('IS_BILLING_ENABLED'), ['is', 'billing', 'enabled']);
  assert.deepEqual(wordsOf('parseHTTPResponse2'), ['parse', 'HTTP', 'Response', '2']);
  assert.equal(pascalCase('user-not found'), 'UserNotFound');
  assert.equal(pascalCase('ENOENT'), 'Enoent');
  assert.equal(kebabCase('ResponseError'), 'response-error');
});
