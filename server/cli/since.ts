import type { ChangedLines } from '../session/git.ts';
import type { Finding, Range } from '../session/session.ts';

/**
 * Whether a finding has to do with changed lines: its own range touches one, or one of the places that it rests on
 * does (a member added to a union makes a `switch` elsewhere incomplete).
 */
export function touches(finding: Finding, changed: ChangedLines): boolean {
  return [finding, ...finding.related].some(({ file, range }) => touchesRange(file, range, changed));
}

function touchesRange(file: string, { start, end }: Range, changed: ChangedLines): boolean {
  const lines = changed.get(file);
  if (lines === undefined || lines === 'all') return lines === 'all';
  return lines.some(({ first, last }) => first <= end.line && start.line <= last);
}
