import type { Span } from '../../rules/engine/finding.ts';
import { isInPythonText } from '../../rules/engine/python/syntax.ts';
import type { PythonView } from '../../rules/engine/python/view.ts';
import { indentationAt, newLineOf } from '../../rules/engine/typescript/syntax.ts';
import type { SuppressingText } from './suppress.ts';

/** The comment that silences a rule on the line of a finding in Python, or in its whole file. */
export function suppressingPython(
  { text, root }: PythonView,
  span: Span,
  rule: string,
  scope: 'line' | 'file',
  reason: string,
): SuppressingText {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  if (scope === 'line' && isInPythonText(root, lineStart))
    return { refused: 'The line begins inside of a text, where a comment would be part of it.' };
  return suppressingHash(text, span, rule, scope, reason);
}

/** The same in a manifest of Python, whose comments begin with a `#` as well. */
export function suppressingHash(
  text: string,
  { start }: Span,
  rule: string,
  scope: 'line' | 'file',
  reason: string,
): { readonly offset: number; readonly newText: string } {
  const because = `${rule} -- ${reason.replace(/\s+/g, ' ').trim()}${newLineOf(text)}`;
  if (scope === 'file') {
    // Past what Python and the shell read in the first two lines.
    const head = /^(?:#![^\n]*\n)?(?:#[^\n]*coding[:=][^\n]*\n)?/.exec(text)?.[0].length ?? 0;
    return { offset: head, newText: `# code-coach-ignore-file ${because}` };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return {
    offset: lineStart,
    newText: `${indentationAt(text, lineStart)}# code-coach-ignore-next-line ${because}`,
  };
}
