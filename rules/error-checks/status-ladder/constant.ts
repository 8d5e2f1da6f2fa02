import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/**
 * A value that is the same wherever it is written, in one spelling: literals, constants, members of enums, and what is
 * made of nothing else. Undefined for everything that depends on its place.
 * @param subject what is asked about; what is read of it may be part of the value, and so may calls: both mean the same
 * in another place that asks about such a thing. Left out for a key, which holds neither.
 */
export function constantText(node: ast.Expression, subject?: ast.Expression): string | undefined {
  const value = unwrap(node);
  const within = (inner: ast.Expression): string | undefined => constantText(inner, subject);
  if (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value))
    return JSON.stringify(value.text);
  if (is.isNumericLiteral(value)) return value.text;
  if (is.isIdentifier(value)) return /^(undefined|[A-Z][A-Z\d_]+)$/.test(value.text) ? value.text : undefined;
  if (is.isPropertyAccessExpression(value)) return memberText(value) ?? readText(value, subject);
  if (is.isPrefixUnaryExpression(value) && value.operator === SyntaxKind.MinusToken)
    return wrapped('-', within(value.operand));
  if (is.isArrayLiteralExpression(value)) return listText(value.elements, within);
  if (is.isObjectLiteralExpression(value)) return objectText(value, within);
  if (is.isNewExpression(value))
    return wrapped(`new ${value.expression.getText()}`, listText(value.arguments ?? [], within));
  if (subject !== undefined && is.isCallExpression(value) && is.isIdentifier(value.expression))
    return wrapped(value.expression.text, listText(value.arguments, within));
  if (is.isBinaryExpression(value) && value.operatorToken.kind === SyntaxKind.QuestionQuestionToken)
    return listText([value.left, value.right], within);
  return literals.has(value.kind) ? value.getText() : undefined;
}

const literals = new Set([SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword]);

/** `Status.Failed`: a chain of names that begins with a capital, so not a property of a variable. */
function memberText(value: ast.PropertyAccessExpression): string | undefined {
  const text = value.getText();
  return /^(\w+\.)*[A-Z]\w*\.\w+$/.test(text) ? text : undefined;
}

/** `error.message` where the ladder asks about `error.code`. */
function readText(
  value: ast.PropertyAccessExpression,
  subject: ast.Expression | undefined,
): string | undefined {
  const root = rootOf(subject);
  return root !== undefined && root === rootOf(value)
    ? value.getText().replace(/\s+/g, '').replace(root, '$')
    : undefined;
}

function rootOf(node: Node | undefined): string | undefined {
  let at = node;
  while (at !== undefined && is.isPropertyAccessExpression(at)) at = at.expression;
  return at !== undefined && at !== node && is.isIdentifier(at) ? at.text : undefined;
}

type TextOf = (node: ast.Expression) => string | undefined;

function wrapped(prefix: string, text: string | undefined): string | undefined {
  return text && prefix + text;
}

function listText(values: readonly ast.Expression[], textOf: TextOf): string | undefined {
  const texts = values.map(textOf);
  return texts.every((text) => text !== undefined) ? `(${texts.join(', ')})` : undefined;
}

function objectText({ properties }: ast.ObjectLiteralExpression, textOf: TextOf): string | undefined {
  const texts = properties.map((property) => {
    if (!is.isPropertyAssignment(property)) return undefined;
    return wrapped(`${property.name.getText()}: `, textOf(property.initializer));
  });
  return texts.every((text) => text !== undefined) ? `{${texts.join(', ')}}` : undefined;
}
