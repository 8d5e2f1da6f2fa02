import type { TextEdit } from '../../../engine/finding.ts';
import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { commentsIn } from '../../../engine/typescript/fragments/comments.ts';
import { indentationAt, newLineOf, spanOf } from '../../../engine/typescript/syntax.ts';
import { is, type Node } from '../../../engine/typescript.ts';
import type { Site } from './site.ts';

/** The call of the common check in the place of a guard; comments inside the guard go before it. */
export function replacementOf(site: Site, check: string): TextEdit {
  const { fragment: guard, view, shape, hole } = site;
  const { source } = view;
  const span = spanOf(guard.node, source);
  const args = shape.roles.map(({ occurrences }) => argumentText(occurrences[0] as Node));
  if (hole !== undefined) args.push(hole.getText(source));
  const call = `${shape.awaits ? 'await ' : ''}${check}(${args.join(', ')})`;
  const { semicolon } = codeStyle(source);
  const indent = indentationAt(source.text, span.start);
  const newLine = newLineOf(source.text);
  const comments = commentsIn(guard.node).map((comment) => comment + newLine + indent);
  const statement = guard.outcome === 'throw' ? `${call}${semicolon}` : leaveIf(call, site, indent, newLine);
  return { file: view.path, span, newText: comments.join('') + statement, label: 'Call sites' };
}

function leaveIf(call: string, { fragment: guard, view }: Site, indent: string, newLine: string): string {
  const { semicolon } = codeStyle(view.source);
  const last = guard.statements.at(-1);
  const leave =
    last === undefined || guard.returned === 'ignored' ? `return${semicolon}` : last.getText(view.source);
  if (!is.isBlock(guard.node.thenStatement)) return `if (${call}) ${leave}`;
  const inner = indent + codeStyle(view.source).indent;
  return `if (${call}) {${newLine}${inner}${leave}${newLine}${indent}}`;
}

function argumentText(node: Node): string {
  return is.isParenthesizedExpression(node) ? argumentText(node.expression) : node.getText();
}
