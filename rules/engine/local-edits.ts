import type { Span, TextEdit } from './finding.ts';

/** A change within one file; the file is named when changes of several files come together. */
export interface LocalEdit {
  readonly span: Span;
  readonly newText: string;
}

export function inFile(file: string, edits: readonly LocalEdit[], label: string): TextEdit[] {
  return edits.map((edit) => ({ file, ...edit, label }));
}

/**
 * What to delete so that some items of a list separated by commas go, with one comma each. `items` are the
 * spans of all items in order; at least one has to stay.
 */
export function removeFromList(items: readonly Span[], removed: (index: number) => boolean): Span[] {
  const firstKept = items.findIndex((_, index) => !removed(index));
  if (firstKept < 0) throw new RangeError('A list loses all its items: remove the list itself.');
  const spans: Span[] = [];
  // Items at the front go up to the first that stays; every other goes with the comma before it.
  if (firstKept > 0) spans.push({ start: at(items, 0).start, end: at(items, firstKept).start });
  for (let index = firstKept + 1; index < items.length; index += 1) {
    if (removed(index)) spans.push({ start: at(items, index - 1).end, end: at(items, index).end });
  }
  return spans;
}

/**
 * The lines of a statement, where nothing else stands on them, else the statement alone. A blank line goes too
 * where two would be left, or one at the top of the file.
 */
export function linesOf(text: string, span: Span): Span {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*\*\/[ \t]*)?\r?(?:\n|$)/.exec(text.slice(span.end));
  if (rest === null || text.slice(lineStart, span.start).trim() !== '') return span;
  const end = span.end + rest[0].length;
  const before = text.slice(0, lineStart);
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end));
  const standsAlone = before === '' || /\n[ \t]*\r?\n$/.test(before);
  return { start: lineStart, end: standsAlone && blankAfter !== null ? end + blankAfter[0].length : end };
}

function at(items: readonly Span[], index: number): Span {
  return items[index] as Span;
}
