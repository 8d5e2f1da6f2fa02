import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../engine/typescript.ts';

/**
 * A value that is the same wherever it is written, in one spelling: literals, members of enums and namespaces, and what is
 * made of nothing else. Undefined for everything that depends on its place.
 */
export function constantText(node: ast.Expression): string | undefined {
  const value = unwrap(node);
  if (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value))
    return JSON.stringify(value.text);
  if (is.isNumericLiteral(value)) return value.text;
  if (is.isIdentifier(value)) return /^(undefined|[A-Z][A-Z\d_]+)$/.test(value.text) ? value.text : undefined;
  if (is.isPropertyAccessExpression(value)) return memberText(value);
  if (is.isPrefixUnaryExpression(value))
    return value.operator === SyntaxKind.MinusToken ? `-${constantText(value.operand)}` : undefined;
  if (is.isArrayLiteralExpression(value)) return listText(value.elements);
  if (is.isNewExpression(value)) {
    const list = listText(value.arguments ?? []);
    return list && `new ${value.expression.getText()}${list}`;
  }
  if (is.isObjectLiteralExpression(value)) return objectText(value);
  return literals.has(value.kind) ? value.getText() : undefined;
}

const literals = new Set([SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword]);

/** `Status.Failed`: a chain of names that begins with a capital, so not a property of a variable. */
function memberText(value: ast.PropertyAccessExpression): string | undefined {
  const text = value.getText();
  return /^(\w+\.)*[A-Z]\w*\.\w+$/.test(text) ? text : undefined;
}

function listText(values: readonly ast.Expression[]): string | undefined {
  const texts = values.map(constantText);
  return texts.every((text) => text !== undefined) ? `[${texts.join(', ')}]` : undefined;
}

function objectText({ properties }: ast.ObjectLiteralExpression): string | undefined {
  const texts = properties.map((property) => {
    if (!is.isPropertyAssignment(property)) return undefined;
    const text = constantText(property.initializer);
    return text && `${property.name.getText()}: ${text}`;
  });
  return texts.every((text) => text !== undefined) ? `{${texts.join(', ')}}` : undefined;
}
