import { is, type Node, SyntaxKind } from '../typescript.ts';

/** Whether a value decides something: a condition, an operand of a logical operator or a comparison, `?.`. */
export function isTest(node: Node): boolean {
  const { parent } = node;
  if (is.isParenthesizedExpression(parent) || is.isAsExpression(parent)) return isTest(parent);
  if (is.isBinaryExpression(parent)) {
    switch (parent.operatorToken.kind) {
      case SyntaxKind.QuestionQuestionToken:
      case SyntaxKind.BarBarToken:
      case SyntaxKind.AmpersandAmpersandToken:
        return parent.left === node || isTest(parent);
      case SyntaxKind.EqualsEqualsToken:
      case SyntaxKind.EqualsEqualsEqualsToken:
      case SyntaxKind.ExclamationEqualsToken:
      case SyntaxKind.ExclamationEqualsEqualsToken:
      case SyntaxKind.InKeyword:
      case SyntaxKind.InstanceOfKeyword:
        return true;
      default:
        return false;
    }
  }
  if (is.isConditionalExpression(parent)) return parent.condition === node || isTest(parent);
  if (
    is.isPropertyAccessExpression(parent) ||
    is.isElementAccessExpression(parent) ||
    is.isCallExpression(parent)
  ) {
    return parent.expression === node && parent.questionDotToken !== undefined;
  }
  return (
    ((is.isIfStatement(parent) || is.isWhileStatement(parent)) && parent.expression === node) ||
    (is.isPrefixUnaryExpression(parent) && parent.operator === SyntaxKind.ExclamationToken) ||
    is.isTypeOfExpression(parent)
  );
}
