import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visible, visibleJson, visibleLine } from './visible.ts';

describe('text for a terminal', () => {
  test('spells out what could act on the terminal, and leaves the rest', () => {
    assert.equal(visible('a\u001b[2Jb\u009bc\u0000d\re'), 'a\\u{1b}[2Jb\\u{9b}c\\u{0}d\\u{d}e');
    assert.equal(visible('\u202eabc\u2066\u200b\ufeff'), '\\u{202e}abc\\u{2066}\\u{200b}\\u{feff}');
    assert.equal(visible('\ud83d x \ude00 😀 é\n\tü'), '\\u{d83d} x \\u{de00} 😀 é\n\tü');
    assert.equal(visibleLine('a\r\nb\nc\td'), 'a b c d');
  });

  test('as JSON means the same value', () => {
    const value = { text: '\u001b \u007f \u009b \u2028 \ud800 😀' };
    const json = visibleJson(value);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    assert.ok(!/[\u0000-\u001f\u007f-\u009f\u2028]/.test(json));
    assert.deepEqual(JSON.parse(json), value);
  });
});
