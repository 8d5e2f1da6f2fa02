import type { Span } from '../../rules/engine/finding.ts';
import { indentationAt, newLineOf } from '../../rules/engine/typescript/syntax.ts';
import { ast, type SourceFile, SyntaxKind } from '../../rules/engine/typescript.ts';

/** Text to put at an offset (UTF-16), or in words why no comment can silence the finding. */
export type SuppressingText =
  | { readonly offset: number; readonly newText: string }
  | { readonly refused: string };

/**
 * The comment that silences a rule on the line of a finding, or in its whole file.
 * @param reason one line; what would end the comment is taken out of it.
 */
export function suppressingText(
  source: SourceFile,
  { start }: Span,
  rule: string,
  scope: 'line' | 'file',
  reason: string,
): SuppressingText {
  const { text } = source;
  const newLine = newLineOf(text);
  const because = reason.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  if (scope === 'file') {
    const offset = afterHead(text);
    return { offset, newText: `// code-coach-ignore-file ${rule} -- ${because}${newLine}` };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const directive = `code-coach-ignore-next-line ${rule} -- ${because}`;
  const indent = indentationAt(text, lineStart);
  const token = ast.getTokenAtPosition(source, lineStart);
  if (token.kind === SyntaxKind.JsxText) {
    return { offset: lineStart, newText: `${indent}{/* ${directive} */}${newLine}` };
  }
  if (token.getStart(source) < lineStart && lineStart < token.end) {
    return { refused: 'The line begins inside of a text, where a comment would be part of it.' };
  }
  return { offset: aboveComments(text, lineStart), newText: `${indent}// ${directive}${newLine}` };
}

/** Past a hashbang and a first block comment, which tools read as settings of the file. */
function afterHead(text: string): number {
  const head = /^(?:#![^\n]*\n)?(?:\s*\/\*[\s\S]*?\*\/[ \t]*\r?\n)?/.exec(text);
  return head?.[0].length ?? 0;
}

/** Before the line comments right above a line: one of another tool may speak of just the next line. */
function aboveComments(text: string, lineStart: number): number {
  let offset = lineStart;
  while (offset > 0) {
    const above = text.lastIndexOf('\n', offset - 2) + 1;
    if (!/^[ \t]*\/\//.test(text.slice(above, offset))) break;
    offset = above;
  }
  return offset;
}
