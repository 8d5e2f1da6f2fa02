import type { Span } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { walk } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';

/**
 * Moves the lines of a body in by one step. Lines that start within a text literal stay, as their white space is part
 * of the text; so do those within a span that another edit writes anew.
 */
export function indented(body: ast.Block, step: string, written: readonly Span[]): LocalEdit[] {
  const source = body.getSourceFile();
  const { text } = source;
  const fixed = [...literalsIn(body), ...written];
  const edits: LocalEdit[] = [];
  const last = text.lastIndexOf('\n', body.end - 1);
  for (
    let at = text.indexOf('\n', body.getStart(source)) + 1;
    at > 0 && at <= last;
    at = text.indexOf('\n', at) + 1
  ) {
    if (/^[ \t]*\r?\n/.test(text.slice(at, at + 200))) continue;
    if (fixed.some(({ start, end }) => start < at && at <= end)) continue;
    edits.push({ span: { start: at, end: at }, newText: step });
  }
  return edits;
}

function literalsIn(body: ast.Block): Span[] {
  const spans: Span[] = [];
  walk(body, (node) => {
    if (is.isNoSubstitutionTemplateLiteral(node) || is.isTemplateExpression(node))
      spans.push({ start: node.getStart(), end: node.end });
  });
  return spans;
}
