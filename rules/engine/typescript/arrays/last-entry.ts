import type { LocalEdit } from '../../local-edits.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../typescript.ts';
import { foldedText, unwrap } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import { isWritten } from './array-uses.ts';
import { isInert } from './purity.ts';
import { withWrappers } from './stored.ts';

/**
 * What makes `stack.at(-1)` of `stack[stack.length - 1]`; undefined where it is another entry or must stay an index.
 * Whether there is an `at` is for the caller to know.
 */
export function lastEntryByAt(
  node: ast.ElementAccessExpression,
  questions: TypeQuestions,
): LocalEdit | undefined {
  const isLast = foldedText(unwrap(node.argumentExpression)) === `${foldedText(node.expression)}.length - 1`;
  if (!isLast || isWritten(node) || !isInert(node.expression)) return undefined;
  if (!mayBeUndefinedHere(node, questions)) return undefined;
  const dot = node.questionDotToken === undefined ? '.' : '?.';
  return { span: { start: node.expression.end, end: node.end }, newText: `${dot}at(-1)` };
}

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
  const vague = TypeFlags.Undefined | TypeFlags.Any | TypeFlags.Unknown;
  // A type that could not be found is any type for the compiler, and would object where it can be.
  return questions.constituents(type).some((each) => (each.flags & vague) !== 0 && !each.isErrorType());
}
