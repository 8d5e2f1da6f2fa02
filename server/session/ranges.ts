import type { Position, Range } from './session.ts';

/** Whether a position is in a range; its ends count, as a cursor there is beside the first or last character. */
export function contains({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

/** Touching counts: an empty range at the end of another is a cursor beside its last character. */
export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
