import { foldedText, isAssignmentOperator, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/**
 * How a function ends where something is missing: it throws, gives up without a word (`return`, `return null`), or
 * answers with something else.
 */
export type Outcome = 'throw' | 'quiet' | 'answer';

/** An `if` without `else` that leaves the function where something is missing. */
export interface Guard {
  readonly node: ast.IfStatement;
  readonly statements: readonly ast.Statement[];
  readonly outcome: Outcome;
  /** What the condition finds missing; more than one where it is a chain of `||`. */
  readonly missing: readonly ast.Expression[];
  /** Nothing but the absence of one thing leads into the guard. */
  readonly isSole: boolean;
}

/** The guard that an `if` is, decided by syntax alone; undefined for any other `if`. */
export function guardOf(node: ast.IfStatement): Guard | undefined {
  if (node.elseStatement !== undefined || isElseBranch(node)) return undefined;
  const operands = alternativesOf(node.expression);
  const missing = operands.flatMap((operand) => missingIn(operand) ?? []);
  if (missing.length === 0) return undefined;
  const statements = is.isBlock(node.thenStatement) ? node.thenStatement.statements : [node.thenStatement];
  const last = statements.at(-1);
  const outcome = last && outcomeOf(last);
  // What is made where it is missing is made late, not guarded.
  if (outcome === undefined || writesAny(node.thenStatement, missing)) return undefined;
  return { node, statements, outcome, missing, isSole: operands.length === 1 };
}

/** What a condition finds missing, as `x` in `!x`, `x == null` and `x === undefined`. */
export function missingIn(condition: ast.Expression): ast.Expression | undefined {
  const node = unwrap(condition);
  if (is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    return place(node.operand);
  }
  if (!is.isBinaryExpression(node) || !equalities.has(node.operatorToken.kind)) return undefined;
  return isAbsent(node.right) ? place(node.left) : undefined;
}

const equalities = new Set([SyntaxKind.EqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken]);

/** Whether an expression is `null` or `undefined` as written. */
export function isAbsent(expression: ast.Expression): boolean {
  const node = unwrap(expression);
  return node.kind === SyntaxKind.NullKeyword || (is.isIdentifier(node) && node.text === 'undefined');
}

/** The operands of a chain of `||`. */
function alternativesOf(condition: ast.Expression): ast.Expression[] {
  const node = unwrap(condition);
  return is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.BarBarToken
    ? [...alternativesOf(node.left), ...alternativesOf(node.right)]
    : [node];
}

function place(expression: ast.Expression): ast.Expression | undefined {
  const node = unwrap(expression);
  if (is.isIdentifier(node)) return node;
  return is.isPropertyAccessExpression(node) && node.questionDotToken === undefined ? node : undefined;
}

function isElseBranch({ parent }: Node): boolean {
  return is.isIfStatement(parent) && parent.elseStatement !== undefined;
}

function outcomeOf(last: ast.Statement): Outcome | undefined {
  if (is.isThrowStatement(last)) return 'throw';
  if (!is.isReturnStatement(last)) return undefined;
  return last.expression === undefined || isConstant(last.expression) ? 'quiet' : 'answer';
}

function isConstant(expression: ast.Expression): boolean {
  if (isAbsent(expression)) return true;
  switch (expression.kind) {
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return true;
    case SyntaxKind.ArrayLiteralExpression:
      return (expression as ast.ArrayLiteralExpression).elements.length === 0;
    case SyntaxKind.ObjectLiteralExpression:
      return (expression as ast.ObjectLiteralExpression).properties.length === 0;
    default:
      return false;
  }
}

function writesAny(within: Node, places: readonly ast.Expression[]): boolean {
  const texts = new Set(places.map(foldedText));
  let found = false;
  walk(within, (node) => {
    if (found) return 'skip';
    found =
      is.isBinaryExpression(node) &&
      isAssignmentOperator(node.operatorToken) &&
      texts.has(foldedText(node.left));
    return undefined;
  });
  return found;
}
