import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, type Type, TypeFlags, type TypeSymbol } from '../../engine/typescript.ts';

/** Where an expression that is an error comes from. */
export interface Origin {
  /** What handles it: the `catch` clause or function that it is a variable of; null where it comes from elsewhere. */
  readonly handler: Node | null;
}

/** The variable that an error expression starts from: `error` of `error.cause`. */
export function rootOf(expression: ast.Expression): ast.Identifier | undefined {
  let at: ast.Expression = expression;
  while (
    is.isPropertyAccessExpression(at) ||
    is.isNonNullExpression(at) ||
    is.isParenthesizedExpression(at)
  ) {
    at = at.expression;
  }
  return is.isIdentifier(at) ? at : undefined;
}

/**
 * Tells whether an expression is an error: by its type, or, where it has none, because its variable is one that only
 * receives errors.
 */
export function originOf(
  expression: ast.Expression,
  type: Type | undefined,
  root: TypeSymbol | undefined,
  questions: TypeQuestions,
): Origin | undefined {
  const [declaration] = root === undefined ? [] : questions.declarations(root);
  const handler = declaration && handlerOf(declaration);
  // What is caught may be anything, and after a first question its type is `{}`: the variable tells.
  if (handler !== undefined && is.isIdentifier(expression) && receivesErrors(handler, declaration)) {
    return { handler };
  }
  if (isUnresolved(type) || (type.flags & TypeFlags.Unknown) !== 0) return undefined;
  return isErrorType(type, questions) ? { handler: handler ?? null } : undefined;
}

function isErrorType(type: Type, questions: TypeQuestions): boolean {
  const present = questions.nonNullable(type);
  return (
    questions.property(present, 'stack') !== undefined && questions.property(present, 'message') !== undefined
  );
}

function handlerOf(declaration: Node): Node | undefined {
  const owner = declaration.parent;
  if (is.isParameterDeclaration(declaration)) return owner;
  return is.isVariableDeclaration(declaration) && is.isCatchClause(owner) ? owner : undefined;
}

/** A `catch` variable, the parameter of `.catch(…)`, of the second function of `.then(…)`, or of `.on('error', …)`. */
function receivesErrors(handler: Node, declaration: Node | undefined): boolean {
  if (is.isCatchClause(handler)) return true;
  if (!is.isArrowFunction(handler) && !is.isFunctionExpression(handler)) return false;
  const call = handler.parent;
  if (handler.parameters[0] !== declaration || !is.isCallExpression(call)) return false;
  if (!is.isPropertyAccessExpression(call.expression)) return false;
  const place = call.arguments.indexOf(handler);
  switch (call.expression.name.text) {
    case 'catch':
      return place === 0;
    case 'then':
      return place === 1;
    case 'on':
    case 'once':
      return place === 1 && /^['"](error|uncaughtException)['"]$/.test(call.arguments[0]?.getText() ?? '');
    default:
      return false;
  }
}
