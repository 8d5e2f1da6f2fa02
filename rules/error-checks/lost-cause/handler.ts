import { type ast, is, type Node } from '../../engine/typescript.ts';

/** Code that runs because something was thrown, with the name it has for that. */
export interface Handler {
  readonly node: ast.CatchClause | ast.ArrowFunction | ast.FunctionExpression;
  readonly body: ast.Block;
  /** Undefined where the handler gives the error no name. */
  readonly variable: ast.Identifier | undefined;
}

/** A `catch` clause, or the function that is given to `.catch(…)` or as the second one to `.then(…, …)`. */
export function handlerOf(node: Node): Handler | undefined {
  if (is.isCatchClause(node)) return withVariable(node, node.block, node.variableDeclaration?.name);
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return undefined;
  const called = rejectionHandler(node.expression.name.text, node.arguments);
  if (called === undefined || (!is.isArrowFunction(called) && !is.isFunctionExpression(called)))
    return undefined;
  const [parameter] = called.parameters;
  if (called.body === undefined || !is.isBlock(called.body) || called.parameters.length > 1) return undefined;
  if (parameter?.dotDotDotToken !== undefined || parameter?.initializer !== undefined) return undefined;
  return withVariable(called, called.body, parameter?.name);
}

function rejectionHandler(method: string, args: readonly ast.Expression[]): ast.Expression | undefined {
  if (method === 'catch' && args.length === 1) return args[0];
  return method === 'then' && args.length === 2 ? args[1] : undefined;
}

/** An error that is taken apart where it is named has been looked at. */
function withVariable(
  node: Handler['node'],
  body: ast.Block,
  name: ast.BindingName | undefined,
): Handler | undefined {
  if (name !== undefined && !is.isIdentifier(name)) return undefined;
  return { node, body, variable: name };
}
