import type { Span } from '../../engine/finding.ts';

/**
 * What to delete so that some names of an import go, and at least one stays: each with its comma, with its line where nothing else
 * stands there, and with the comment that speaks of it alone. Comments beside names that stay are kept.
 */
export function removeNames(
  text: string,
  names: readonly Span[],
  isGoing: (index: number) => boolean,
): Span[] {
  const lastKept = names.findLastIndex((_, index) => !isGoing(index));
  const kept = names[lastKept];
  const last = names.at(-1);
  if (kept === undefined || last === undefined)
    throw new RangeError('An import loses all its names: remove the import.');
  const tail = text.slice(kept.end, last.end);
  // Without parentheses no comma may be left at the end.
  const isPlainTail =
    lastKept < names.length - 1 && !tail.includes('#') && !/^\s*,/.test(text.slice(last.end));
  const spans = names.flatMap((name, index) =>
    isGoing(index) && !(isPlainTail && index > lastKept) ? [withItsLine(text, name)] : [],
  );
  return isPlainTail ? [...spans, { start: kept.end, end: last.end }] : spans;
}

function withItsLine(text: string, { start, end }: Span): Span {
  const comma = /^[ \t]*,/.exec(text.slice(end))?.[0].length ?? 0;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(end + comma))?.[0];
  if (rest !== undefined && text.slice(lineStart, start).trim() === '')
    return { start: lineStart, end: end + comma + rest.length };
  return { start, end: end + comma + (/^[ \t]*/.exec(text.slice(end + comma))?.[0].length ?? 0) };
}
