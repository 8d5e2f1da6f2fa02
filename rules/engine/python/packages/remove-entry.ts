import { posix } from 'node:path';
import type { Span } from '../../finding.ts';
import type { PythonDependency } from './requirement.ts';

/**
 * What to delete so that requirements are no longer declared in one manifest; the layout and the comments of others stay. Undefined where
 * an entry is spread over the file, as a table with a header of its own is.
 */
export function withoutEntries(
  text: string,
  entries: readonly Pick<PythonDependency, 'file' | 'span'>[],
): Span[] | undefined {
  const spans: Span[] = [];
  for (const { file, span } of entries) {
    if (text[span.start] === '[') return undefined;
    spans.push(removalOf(text, span, posix.basename(file)));
  }
  return merged(spans);
}

function removalOf(text: string, { start, end }: Span, name: string): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isOnOwnLine = text.slice(lineStart, start).trim() === '';
  const rest = /^[ \t]*,?[ \t]*(?:[#;][^\n]*)?(?:\r?\n|$)/.exec(text.slice(end));
  if (isOnOwnLine && rest !== null) return { start: lineStart, end: end + rest[0].length };
  // The value of a key of an INI file, on the line of the key: the key stays.
  if (name === 'setup.cfg') return { start, end };
  const after = /^\s*,[ \t]*/.exec(text.slice(end));
  if (after !== null) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end };
}

/** Items side by side share the comma between them. */
function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end)
      result.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
    else result.push(span);
  }
  return result;
}
