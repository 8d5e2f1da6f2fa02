import { spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { isLocalised } from './localised.ts';

/** `throw`: control ends by an exception; `return`: by an early return after the failure was told of. */
export type Outcome = 'throw' | 'return';

/** An `if` without `else` whose body tells of a failure and then leaves. */
export interface Guard {
  readonly node: ast.IfStatement;
  readonly condition: ast.Expression;
  readonly statements: readonly ast.Statement[];
  readonly outcome: Outcome;
  readonly returned: Returned;
}

/**
 * What an early return gives: `nothing` or a constant, which each place can go on returning; `ignored`: the failure is told
 * of by a call, such as `return callback(error)`, whose value nobody looks at; `failure`: the value tells of it, so a
 * call cannot stand in for the guard.
 */
export type Returned = 'nothing' | 'ignored' | 'failure';

/** A guard of fewer characters is as short as the call that would replace it. */
const shortest = 40;
const longest = 1500;

/** The guard that an `if` is, decided by syntax alone; undefined where there is nothing worth centralising. */
export function guardOf(node: ast.IfStatement): Guard | undefined {
  if (
    node.elseStatement !== undefined ||
    (is.isIfStatement(node.parent) && node.parent.elseStatement === node)
  ) {
    return undefined;
  }
  const { start, end } = spanOf(node);
  if (end - start < shortest || end - start > longest) return undefined;
  const statements = is.isBlock(node.thenStatement) ? node.thenStatement.statements : [node.thenStatement];
  const last = statements.at(-1);
  if (last === undefined || statements.length > 4 || !statements.slice(0, -1).every(isStep)) return undefined;
  const outcome = outcomeOf(last);
  if (outcome === undefined) return undefined;
  const guard = {
    node,
    condition: node.expression,
    statements,
    outcome,
    returned: is.isReturnStatement(last) ? returnedBy(last) : 'nothing',
  } as const;
  return tellsOfFailure(guard) &&
    !asksToThrow(guard) &&
    !isWholeHelper(node) &&
    !isInTest(node) &&
    !isLocalised(node)
    ? guard
    : undefined;
}

function isStep(node: ast.Statement): boolean {
  return is.isExpressionStatement(node) || is.isVariableStatement(node);
}

function outcomeOf(last: ast.Statement): Outcome | undefined {
  if (is.isThrowStatement(last)) return 'throw';
  if (is.isReturnStatement(last)) return 'return';
  return is.isExpressionStatement(last) && last.expression.getText().startsWith('process.exit(')
    ? 'throw'
    : undefined;
}

function returnedBy({ expression }: ast.ReturnStatement): Returned {
  if (expression === undefined || isConstant(expression)) return 'nothing';
  if (!is.isCallExpression(expression)) return 'failure';
  const callee = expression.expression.getText();
  return /^(cb|callback|next|done)$|^res(ponse)?\.(status|send|sendStatus|json|end|render)\b/.test(callee)
    ? 'ignored'
    : 'failure';
}

/** A literal, `undefined`, or what holds nothing. */
function isConstant(expression: ast.Expression): boolean {
  switch (expression.kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NumericLiteral:
    case SyntaxKind.NullKeyword:
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return true;
    case SyntaxKind.ArrayLiteralExpression:
      return (expression as ast.ArrayLiteralExpression).elements.length === 0;
    case SyntaxKind.ObjectLiteralExpression:
      return (expression as ast.ObjectLiteralExpression).properties.length === 0;
    case SyntaxKind.Identifier:
      return (expression as ast.Identifier).text === 'undefined';
    default:
      return false;
  }
}

/** `if (throwOnError)`: a wish of the caller, and no fault that is found. */
function asksToThrow({ condition }: Guard): boolean {
  return /^!?\w*throw\w*$/i.test(unwrap(condition).getText());
}

/** Content worth centralising: a message, a status, a log, a wrap; passing the error on is none. */
function tellsOfFailure({ statements, outcome }: Guard): boolean {
  const last = statements.at(-1);
  const before = statements.slice(0, -1);
  if (outcome === 'throw') {
    const thrown = last !== undefined && is.isThrowStatement(last) ? unwrap(last.expression) : undefined;
    if (thrown !== undefined && is.isNewExpression(thrown)) return (thrown.arguments?.length ?? 0) > 0;
    if (thrown !== undefined && is.isCallExpression(thrown)) return thrown.arguments.length > 0;
    return before.some(reports);
  }
  const returned = last !== undefined && is.isReturnStatement(last) ? last.expression : undefined;
  if (returned === undefined || isConstant(returned)) return before.some(reports);
  return !isErrorValue(returned) && !isSuccess(returned) && (before.some(reports) || reports(returned));
}

/** Where errors are returned as values, handing one over is how every function ends. */
function isErrorValue(returned: ast.Expression): boolean {
  const value = unwrap(returned);
  return is.isNewExpression(value) && /(Error|Exception)$/.test(value.expression.getText());
}

/** `callback(null, value)` tells of no failure, whatever the value holds. */
function isSuccess(returned: ast.Expression): boolean {
  const [first] = is.isCallExpression(returned) ? returned.arguments : [];
  return first !== undefined && (first.kind === SyntaxKind.NullKeyword || first.getText() === 'undefined');
}

/** Logs an error, answers with a status of 400 and above, or makes an error: something is said of the failure. */
function reports(node: Node): boolean {
  let found = false;
  walk(node, (at) => {
    if (found) return 'skip';
    if (is.isNumericLiteral(at)) found = /^[45]\d\d$/.test(at.text);
    else if (is.isNewExpression(at)) found = /(Error|Exception)$/.test(at.expression.getText());
    else if (is.isCallExpression(at)) found = isErrorLog(at);
    else if (is.isPropertyAssignment(at) || is.isShorthandPropertyAssignment(at)) {
      found = is.isObjectLiteralExpression(at.parent) && /^(error|errors)$/.test(at.name.getText());
    }
    return undefined;
  });
  return found;
}

/** A log of the error alone hands it on to what is central already; with words of its own it has content. */
function isErrorLog({ expression, arguments: args }: ast.CallExpression): boolean {
  return (
    is.isPropertyAccessExpression(expression) &&
    /^(error|warn|fatal|critical)$/.test(expression.name.text) &&
    args.some(saysSomething)
  );
}

function saysSomething(argument: ast.Expression): boolean {
  let found = false;
  walk(argument, (node) => {
    if (found) return 'skip';
    found =
      is.isStringLiteral(node) || is.isTemplateExpression(node) || is.isNoSubstitutionTemplateLiteral(node);
    return undefined;
  });
  return found;
}

/** A function that is hardly more than this guard is the central check already. */
function isWholeHelper(node: ast.IfStatement): boolean {
  const block = node.parent;
  if (!is.isBlock(block) || block.statements[0] !== node) return false;
  const [, second] = block.statements;
  const isBody = 'body' in block.parent && block.parent.body === block;
  return (
    isBody &&
    (second === undefined ||
      (block.statements.length === 2 && is.isReturnStatement(second) && returnsNoCall(second)))
  );
}

/** Within a test, whatever its file is called, an `if` that throws is an assertion. */
function isInTest(node: Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (
      is.isCallExpression(at) &&
      /^(it|test|describe|before|after|beforeEach|afterEach)$/.test(at.expression.getText())
    ) {
      return true;
    }
  }
  return false;
}

function returnsNoCall({ expression }: ast.ReturnStatement): boolean {
  return expression === undefined || is.isIdentifier(expression) || isConstant(expression);
}
