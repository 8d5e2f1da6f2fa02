import type { FixDraft, Span } from '../../rules/engine/finding.ts';
import { linesOf, removeFromList } from '../../rules/engine/local-edits.ts';

/** What speaks of Code Coach's own comments; no rule of the registry. */
export const suppressionRule = 'code-coach/suppression';

/** Takes a rule that says nothing there out of a suppression; none where the comment holds more than the suppression. */
export function removalFix(file: string, text: string, rule: Span): FixDraft[] {
  const span = removalOf(text, rule);
  if (span === undefined) return [];
  return [
    {
      title: 'Remove what suppresses nothing',
      kind: 'safe',
      edits: () => ({ edits: [{ file, span, newText: '' }] }),
    },
  ];
}

/** One of several names with its comma, or the whole comment where it names no other. */
function removalOf(text: string, rule: Span): Span | undefined {
  const lineStart = text.lastIndexOf('\n', rule.start - 1) + 1;
  const before = text.slice(lineStart, rule.start);
  const opening = /(\{\s*)?(\/\/+|\/\*+|#+)\s*code-coach-ignore-(?:next-line|file)(?![\w-])/.exec(before);
  if (opening === null) return undefined;
  const [head, brace, marker = ''] = opening;
  const start = lineStart + opening.index;
  const lineEnd = /\r?(?:\n|$)/.exec(text.slice(rule.end));
  const rest = text.slice(rule.end, rule.end + (lineEnd?.index ?? 0));
  const end = /^(?:\/\/|#)/.test(marker)
    ? rule.end + rest.length
    : endOfBlock(rest, rule.end, brace !== undefined);
  if (end === undefined) return undefined;
  const names = namesBetween(text, start + head.length, end);
  if (names.length <= 1) return linesOf(text, { start, end });
  const [span] = removeFromList(names, (index) => names[index]?.start === rule.start);
  return span;
}

/** Where a block comment ends that ends on its first line, with the brace that closes it in JSX. */
function endOfBlock(rest: string, offset: number, isInBraces: boolean): number | undefined {
  const closing = (isInBraces ? /\*\/\s*\}/ : /\*\//).exec(rest);
  return closing === null ? undefined : offset + closing.index + closing[0].length;
}

function namesBetween(text: string, start: number, end: number): Span[] {
  const list = /^[^\n]*?(?=\s--|\*\/|$)/.exec(text.slice(start, end))?.[0] ?? '';
  return [...list.matchAll(/[^\s,]+/g)].map((name) => ({
    start: start + name.index,
    end: start + name.index + name[0].length,
  }));
}
