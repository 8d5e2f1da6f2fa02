import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { hole } from './text-test.ts';

/** Expressions whose text only a type can tell: constants of this file or another. */
export function constantsIn(expression: ast.Expression): ast.Expression[] {
  const node = unwrap(expression);
  if (is.isIdentifier(node) || is.isPropertyAccessExpression(node)) return [node];
  if (is.isBinaryExpression(node)) return [...constantsIn(node.left), ...constantsIn(node.right)];
  if (is.isTemplateExpression(node)) {
    return node.templateSpans.flatMap((span) => constantsIn(span.expression));
  }
  return [];
}

/** The text that an expression gives, with a hole for each part that is only known at run time. */
export function textOf(
  expression: ast.Expression,
  typeOf: (node: ast.Expression) => Type | undefined,
): string {
  const node = unwrap(expression);
  if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (is.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => textOf(span.expression, typeOf) + span.literal.text);
    return node.head.text + spans.join('');
  }
  if (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken) {
    return textOf(node.left, typeOf) + textOf(node.right, typeOf);
  }
  const type = typeOf(node);
  return type?.isStringLiteralType() === true ? type.value : hole;
}
