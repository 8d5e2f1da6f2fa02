import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** How strongly an expression holds together: `a.b()`, `!a`, `a - b`, `a < b`, `a === b`. */
export type Binding = 'primary' | 'unary' | 'additive' | 'relational' | 'equality';

/** Whether an expression of this kind needs parentheses where a call stands now. */
export function bindsTighter(parent: Node, call: ast.CallExpression, binding: Binding): boolean {
  if (binding === 'primary') return false;
  if (is.isBinaryExpression(parent)) return strengthOf(parent.operatorToken.kind) >= strengths[binding];
  return (
    is.isPropertyAccessExpression(parent) ||
    is.isPrefixUnaryExpression(parent) ||
    is.isPostfixUnaryExpression(parent) ||
    is.isAwaitExpression(parent) ||
    is.isTypeOfExpression(parent) ||
    is.isVoidExpression(parent) ||
    is.isNonNullExpression(parent) ||
    is.isAsExpression(parent) ||
    ((is.isElementAccessExpression(parent) || is.isCallExpression(parent) || is.isNewExpression(parent)) &&
      parent.expression === call)
  );
}

const strengths: Readonly<Record<Exclude<Binding, 'primary'>, number>> = {
  equality: 1,
  relational: 2,
  additive: 3,
  unary: 5,
};

/** Of the operators that bind at least as tightly as `===`; 0 for all others. */
function strengthOf(operator: SyntaxKind): number {
  return operators.get(operator) ?? 0;
}

const operators: ReadonlyMap<SyntaxKind, number> = new Map([
  [SyntaxKind.EqualsEqualsToken, 1],
  [SyntaxKind.EqualsEqualsEqualsToken, 1],
  [SyntaxKind.ExclamationEqualsToken, 1],
  [SyntaxKind.ExclamationEqualsEqualsToken, 1],
  [SyntaxKind.LessThanToken, 2],
  [SyntaxKind.GreaterThanToken, 2],
  [SyntaxKind.LessThanEqualsToken, 2],
  [SyntaxKind.GreaterThanEqualsToken, 2],
  [SyntaxKind.InKeyword, 2],
  [SyntaxKind.InstanceOfKeyword, 2],
  [SyntaxKind.PlusToken, 3],
  [SyntaxKind.MinusToken, 3],
  [SyntaxKind.AsteriskToken, 4],
  [SyntaxKind.SlashToken, 4],
  [SyntaxKind.PercentToken, 4],
  [SyntaxKind.AsteriskAsteriskToken, 6],
  // Shifts and bits, of which nobody remembers how tightly they bind.
  [SyntaxKind.LessThanLessThanToken, 6],
  [SyntaxKind.GreaterThanGreaterThanToken, 6],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, 6],
  [SyntaxKind.AmpersandToken, 6],
  [SyntaxKind.BarToken, 6],
  [SyntaxKind.CaretToken, 6],
]);
