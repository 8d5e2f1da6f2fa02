import { unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/**
 * How much there is in a handler that would be worth a place of its own: what is asked of the error, said of it, made
 * of it or done about it. Passing it on, returning a constant and logging the error alone weigh nothing.
 */
export function weightOf(statements: readonly ast.Statement[], error: string): number {
  return statements.reduce((sum, statement) => sum + weightOfStatement(statement, error), 0);
}

function weightOfStatement(statement: ast.Statement, error: string): number {
  if (is.isBlock(statement)) return weightOf(statement.statements, error);
  if (is.isIfStatement(statement)) {
    const { expression, thenStatement, elseStatement } = statement;
    return (
      (mentions(expression, error) ? 1 : 0) +
      weightOfStatement(thenStatement, error) +
      (elseStatement === undefined ? 0 : weightOfStatement(elseStatement, error))
    );
  }
  if (is.isVariableStatement(statement)) return 1;
  if (is.isThrowStatement(statement)) return isMade(statement.expression) ? 1 : 0;
  if (is.isReturnStatement(statement)) {
    return statement.expression === undefined ? 0 : weightOfResult(statement.expression, error);
  }
  return is.isExpressionStatement(statement) ? weightOfEffect(statement.expression, error) : 1;
}

function weightOfResult(expression: ast.Expression, error: string): number {
  const value = unwrap(expression);
  if (is.isAwaitExpression(value)) return weightOfResult(value.expression, error);
  if (is.isCallExpression(value)) return weightOfEffect(value, error);
  return is.isObjectLiteralExpression(value) && value.properties.length > 1 ? 1 : isMade(value) ? 1 : 0;
}

function weightOfEffect(expression: ast.Expression, error: string): number {
  const value = unwrap(expression);
  if (is.isAwaitExpression(value)) return weightOfEffect(value.expression, error);
  if (!is.isCallExpression(value)) return isOwnState(value) ? 0 : 1;
  const passesOn = value.arguments.every((argument) => {
    const given = unwrap(argument);
    return is.isIdentifier(given) && (given.text === error || given.text === 'undefined');
  });
  if (passesOn && (value.arguments.length > 0 || !isMethod(value))) return 0;
  if (isSwitchOff(value)) return 0;
  return isAnswer(value, error) ? 2 : 1;
}

/** `callback({ ok: false, message: error.message })`: an answer in a form that callers rely on, where a log has none. */
function isAnswer({ expression, arguments: args }: ast.CallExpression, error: string): boolean {
  const last = args.at(-1);
  return (
    last !== undefined &&
    is.isObjectLiteralExpression(last) &&
    last.properties.length > 1 &&
    mentions(last, error) &&
    !/\b(?:log|logger|console|debug|info|warn|error|capture\w*|track\w*)\b/i.test(expression.getText())
  );
}

/** `this.failure = error`: what an object notes of itself, mostly in private, is nothing for a function outside. */
function isOwnState(value: ast.Expression): boolean {
  return (
    is.isBinaryExpression(value) &&
    value.operatorToken.kind === SyntaxKind.EqualsToken &&
    /^this\.[\w$#]+$/.test(value.left.getText())
  );
}

/** `setLoading(false)`: what belongs into a `finally` says nothing of the error. */
function isSwitchOff({ arguments: args }: ast.CallExpression): boolean {
  return args.length === 1 && args.every(isConstant);
}

function isConstant(node: Node): boolean {
  switch (node.kind) {
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
    case SyntaxKind.NullKeyword:
    case SyntaxKind.NumericLiteral:
      return true;
    default:
      return is.isArrayLiteralExpression(node) ? node.elements.length === 0 : node.getText() === 'undefined';
  }
}

function isMethod({ expression }: ast.CallExpression): boolean {
  return is.isPropertyAccessExpression(expression);
}

/** Whether an expression makes something out of something else. */
export function isMade(expression: ast.Expression): boolean {
  const value = unwrap(expression);
  return (is.isNewExpression(value) || is.isCallExpression(value)) && (value.arguments?.length ?? 0) > 0;
}

function mentions(expression: Node, error: string): boolean {
  let found = false;
  walk(expression, (node) => {
    if (is.isIdentifier(node) && node.text === error) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}
