import type { Span } from '../../rules/engine/finding.ts';
import { isInPythonText } from '../../rules/engine/python/syntax.ts';
import type { PythonView } from '../../rules/engine/python/view.ts';
import { indentationAt, newLineOf } from '../../rules/engine/typescript/syntax.ts';
import type { SuppressingText } from './suppress.ts';

/** The comment that silences a rule on the line of a finding in Python, or in its whole file. */
export function suppressingPython(
  { text, root }: PythonView,
  { start }: Span,
  rule: string,
  scope: 'line' | 'file',
  reason: string,
): SuppressingText {
  const newLine = newLineOf(text);
  const because = `${rule} -- ${reason.replace(/\s+/g, ' ').trim()}${newLine}`;
  if (scope === 'file') {
    // Past what Python and the shell read in the first two lines.
    const head = /^(?:#![^\n]*\n)?(?:#[^\n]*coding[:=][^\n]*\n)?/.exec(text)?.[0].length ?? 0;
    return { offset: head, newText: `# code-coach-ignore-file ${because}` };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (isInPythonText(root, lineStart))
    return { refused: 'The line begins inside of a text, where a comment would be part of it.' };
  return {
    offset: lineStart,
    newText: `${indentationAt(text, lineStart)}# code-coach-ignore-next-line ${because}`,
  };
}
