import type { TextEdit } from '../../../engine/finding.ts';
import { codeStyle } from '../../../engine/typescript/codemods/imports.ts';
import { commentsIn } from '../../../engine/typescript/fragments/comments.ts';
import { enclosingFunction, indentationAt, newLineOf, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import { insideOf } from './handler-function.ts';
import type { Site } from './site.ts';

/**
 * The call of the common handler in the place of a body.
 * @param isNarrowing whether the compiler takes it from the call alone that it never returns.
 * @param moved the comments that went into the handler; all others stay.
 */
export function callOf(site: Site, name: string, isNarrowing: boolean, moved: ReadonlySet<string>): TextEdit {
  const { fragment, view, shape, hole } = site;
  const { source } = view;
  const args = shape.roles.map(({ occurrences }) => argumentText(occurrences[0] as Node));
  if (hole !== undefined) args.push(hole.getText(source));
  const call = `${name}(${args.join(', ')})`;
  const { semicolon } = codeStyle(source);
  const comments = commentsIn(fragment.node).filter((comment) => !moved.has(comment));
  if (is.isArrowFunction(fragment.owner) && comments.length === 0) {
    return { file: view.path, span: spanOf(fragment.node, source), newText: call, label: 'Call sites' };
  }
  const inside = insideOf(site);
  const indent = indentationAt(source.text, inside.start);
  const lead = comments.map((comment) => comment + newLineOf(source.text) + indent).join('');
  const newText = `${lead}${statementOf(call, site, isNarrowing)}${semicolon}`;
  return { file: view.path, span: inside, newText, label: 'Call sites' };
}

function statementOf(call: string, { fragment, shape }: Site, isNarrowing: boolean): string {
  const { owner, leaving } = fragment;
  // A promise that is handed on before `finally` runs is not waited for there.
  const isBeforeFinally =
    is.isCatchClause(owner) && (owner.parent as ast.TryStatement).finallyBlock !== undefined;
  const isAwaited = shape.awaits && (leaving !== 'returns' || isBeforeFinally);
  const value = isAwaited ? `await ${call}` : call;
  const returns = leaving === 'returns' || (leaving === 'throws' && (!isNarrowing || shape.awaits));
  return returns ? `return ${value}` : value;
}

/** Why a place cannot `return` what the handler gives; undefined where it can. */
export function cannotReturn({ fragment: { node } }: Site): boolean {
  const around = enclosingFunction(node);
  return (
    is.isSourceFile(around) || is.isConstructorDeclaration(around) || is.isClassStaticBlockDeclaration(around)
  );
}

function argumentText(node: Node): string {
  return is.isParenthesizedExpression(node) ? argumentText(node.expression) : node.getText();
}
