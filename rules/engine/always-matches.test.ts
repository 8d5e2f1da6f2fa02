import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesAlways } from './always-matches.ts';

/** Texts that between them break any pattern that can be broken. */
const texts = ['', 'a', '  a b', '12', 'a/b.c', 'x-1\ny', '🙂', '((', '\n'];

const always = [
  /^\s*/,
  /\s*$/,
  /[^/]*$/,
  /a*|b/,
  /^(\w*)([\s\S]*)$/,
  /(?:\d+)?/,
  /x{0,3}/,
  /^(?<sign>-?)\d*/,
];

const notAlways = [/\d/, /^\d*$/, /^a?b/, /(\d+)-?/, /a|b/, /^$/, /\*/, /x{1,3}/, /^(?=a)/, /[ab]\?/];

test('a pattern is said to match always only if it does', () => {
  for (const pattern of always) {
    assert.ok(matchesAlways(String(pattern)), String(pattern));
    for (const text of texts) assert.ok(pattern.test(text), `${pattern} on ${JSON.stringify(text)}`);
  }
});

test('a pattern that some text does not match is not', () => {
  for (const pattern of notAlways) {
    assert.ok(!matchesAlways(String(pattern)), String(pattern));
    assert.ok(!texts.every((text) => pattern.test(text)), `${pattern} matches all samples`);
  }
});
