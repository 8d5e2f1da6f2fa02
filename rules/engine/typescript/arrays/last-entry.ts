import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../typescript.ts';
import type { TypeQuestions } from '../types.ts';
import { withWrappers } from './stored.ts';

/**
 * Whether `at` may stand in place of an index. By its type it gives `undefined` as well, where an index gives the
 * bare entry, so that has to be known anyway or make no difference. Called in place, an entry would lose its `this`.
 */
export function mayBeUndefinedHere(node: ast.ElementAccessExpression, questions: TypeQuestions): boolean {
  const whole = withWrappers(node);
  const { parent } = whole;
  if (is.isCallExpression(parent) && parent.expression === whole) return false;
  if (is.isNonNullExpression(node.parent) || takesUndefined(whole, parent)) return true;
  const type = questions.typeAt(node);
  return type !== undefined && mayBeUndefined(type, questions);
}

/** Whether an expression may as well be `undefined` where it stands: compared, tested, chained. */
export function takesUndefined(whole: Node, parent: Node): boolean {
  if (is.isPropertyAccessExpression(parent) || is.isElementAccessExpression(parent)) {
    return parent.expression === whole && parent.questionDotToken !== undefined;
  }
  if (is.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (is.isIfStatement(parent) || is.isWhileStatement(parent)) return parent.expression === whole;
  if (is.isTypeOfExpression(parent) || is.isExpressionStatement(parent)) return true;
  if (!is.isBinaryExpression(parent)) return false;
  switch (parent.operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return true;
    case SyntaxKind.QuestionQuestionToken:
      return parent.left === whole;
    default:
      return false;
  }
}

function mayBeUndefined(type: Type, questions: TypeQuestions): boolean {
  return questions
    .constituents(type)
    .some(({ flags }) => (flags & (TypeFlags.Undefined | TypeFlags.Any | TypeFlags.Unknown)) !== 0);
}
