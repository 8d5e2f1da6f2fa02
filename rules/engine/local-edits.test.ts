import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linesOf, removeFromList } from './local-edits.ts';

function cut(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans.reduceRight((result, { start, end }) => result.slice(0, start) + result.slice(end), text);
}

test('whatever goes from a list, what stays is still a list with one comma between each two', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (kept) => {
      fc.pre(kept.includes(true));
      const items = kept.map((_, index) => `item${index}`);
      const text = items.join(', ');
      const spans = items.map((item) => ({
        start: text.indexOf(item),
        end: text.indexOf(item) + item.length,
      }));
      const left = cut(
        text,
        removeFromList(spans, (index) => kept[index] === false),
      );
      assert.equal(left, items.filter((_, index) => kept[index]).join(', '));
    }),
  );
});

test('a list that would lose everything is a defect of the caller', () => {
  assert.throws(() => removeFromList([{ start: 0, end: 1 }], () => true), RangeError);
});

function withoutStatement(text: string, statement: string): string {
  const start = text.indexOf(statement);
  return cut(text, [linesOf(text, { start, end: start + statement.length })]);
}

test('a statement goes with its line and the comment behind it', () => {
  assert.equal(withoutStatement('a();\n  b(); // last\nc();\n', 'b();'), 'a();\nc();\n');
  assert.equal(withoutStatement('a();\r\nb();\r\nc();\r\n', 'b();'), 'a();\r\nc();\r\n');
});

test('a statement that shares its line goes alone', () => {
  assert.equal(withoutStatement('a(); b();\n', 'b();'), 'a(); \n');
  assert.equal(withoutStatement('b(); a();\n', 'b();'), ' a();\n');
});

test('no two blank lines and none at the top are left behind', () => {
  assert.equal(withoutStatement('b();\n\na();\n', 'b();'), 'a();\n');
  assert.equal(withoutStatement('a();\n\nb();\n\nc();\n', 'b();'), 'a();\n\nc();\n');
  assert.equal(withoutStatement('a();\nb();\n\nc();\n', 'b();'), 'a();\n\nc();\n');
});
