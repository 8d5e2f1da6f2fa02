import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeBetween, movedSpan } from './last-good.ts';

test('a span is moved with the text around a change, grows around one, and is lost where one cuts it', () => {
  const before = 'let stack = []; pop();';
  const span = { start: 4, end: 9 };
  const told = (after: string): string | undefined => {
    const moved = movedSpan(span, [changeBetween(before, after)]);
    return moved && after.slice(moved.start, moved.end);
  };
  assert.equal(told(before), 'stack');
  assert.equal(told(`// above\n${before}`), 'stack');
  assert.equal(told(`${before} // below`), 'stack');
  assert.equal(told(before.replace('tac', 'tXXac')), 'stXXack');
  assert.equal(told(before.replace('ck = ', '')), undefined);
  assert.equal(told(before.replace('stack', '')), undefined);
  assert.equal(told(before.replace('stack', 'queue')), undefined);
});

test('a span keeps its first and its last character, or is lost', () => {
  const text = fc.string({ maxLength: 20 });
  const ends = (each: string): (string | undefined)[] => [each.at(0), each.at(-1)];
  fc.assert(
    fc.property(text, text, text, text, (head, removed, added, tail) => {
      const before = head + removed + tail;
      const after = head + added + tail;
      const changes = [changeBetween(before, after)];
      const first = movedSpan({ start: 0, end: head.length }, changes);
      assert.equal(first && after.slice(first.start, first.end), head);
      // Where the text around is repeated, no one can tell which of the two went: the change may then lie within the span.
      const last = movedSpan({ start: before.length - tail.length, end: before.length }, changes);
      if (last !== undefined) assert.deepEqual(ends(after.slice(last.start, last.end)), ends(tail));
    }),
    { numRuns: 1000 },
  );
});
