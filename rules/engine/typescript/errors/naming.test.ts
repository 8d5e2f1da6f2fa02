import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingInError, spokenName } from './naming.ts';

test('a name is made of the first words that say something', () => {
  assert.equal(spokenName('Invalid page size'), 'InvalidPageSize');
  assert.equal(spokenName('There was an error in the parser'), 'Parser');
  assert.equal(spokenName("Couldn't find the user's page"), 'CouldNotFindUser');
  assert.equal(spokenName('Callback failed for #%s: %s'), 'CallbackFailed');
  assert.equal(spokenName('Can’t open it'), 'CannotOpenIt');
});

test('a class of errors is called one, once', () => {
  assert.equal(endingInError('NotFound'), 'NotFoundError');
  assert.equal(endingInError('NotFoundError'), 'NotFoundError');
});
