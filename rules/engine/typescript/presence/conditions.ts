import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { unwrap } from '../syntax.ts';

/** Whether a condition, true or false as said, means that what it looks at is missing: `x === undefined`, `!x`. */
export function tellsAbsence(condition: ast.Expression, holds: boolean): boolean {
  const expression = unwrap(condition);
  if (!is.isBinaryExpression(expression)) return !holds;
  const operator = expression.operatorToken.kind;
  if (operator === SyntaxKind.InKeyword || operator === SyntaxKind.InstanceOfKeyword) return !holds;
  if (!isNothing(expression.left) && !isNothing(expression.right)) return false;
  switch (operator) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return holds;
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return !holds;
    default:
      return false;
  }
}

/** `null`, `undefined`, `void 0`. */
export function isNothing(node: Node): boolean {
  return (
    node.kind === SyntaxKind.NullKeyword ||
    is.isVoidExpression(node) ||
    (is.isIdentifier(node) && node.text === 'undefined')
  );
}
