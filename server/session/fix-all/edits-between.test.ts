import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsBetween } from './edits-between.ts';

test('the edits make the one text of the other, whatever its line ends', () => {
  const line = fc.constantFrom('', 'a', 'b', 'const x = 1;', '  }');
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '')))
    .map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edits = editsBetween(before, after);
      assert.equal(TextDocument.applyEdits(TextDocument.create('', '', 0, before), edits), after);
    }),
  );
});

test('what stays the same is not touched', () => {
  assert.deepEqual(editsBetween('a\nb\nc\n', 'a\nb\nc\n'), []);
  const [edit, ...others] = editsBetween('a\nb\nc\nd\n', 'a\nB\nc\nd\n');
  assert.deepEqual([edit?.range.start.line, edit?.range.end.line, edit?.newText, others], [1, 2, 'B\n', []]);
});
