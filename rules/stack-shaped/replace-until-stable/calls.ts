import { enclosingFunction, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { areIndependent, type Removal, removalOf } from './removals.ts';

/** A function that calls itself with its text less some pairs, so that each round is a call. */
export interface RemovingCall extends Removal {
  readonly call: ast.CallExpression;
}

/** `isPaired(text.replace('()', ''))` in `isPaired`, with the text at once or under a name. */
export function removingCall(node: Node): RemovingCall | undefined {
  if (!is.isCallExpression(node) || !is.isIdentifier(node.expression)) return undefined;
  const [argument, ...others] = node.arguments;
  if (argument === undefined || others.length > 0) return undefined;
  const fn = enclosingFunction(node);
  if (nameOf(fn) !== node.expression.text) return undefined;
  const removal = removalOf(argument) ?? removalNamed(unwrap(argument), fn);
  if (removal === undefined || !areIndependent(removal.pairs)) return undefined;
  const { parameters } = fn as ast.FunctionDeclaration;
  const isOwn = parameters.length === 1 && parameters[0]?.name.getText() === removal.text.text;
  return isOwn ? { call: node, ...removal } : undefined;
}

function nameOf(fn: Node): string | undefined {
  if (is.isFunctionDeclaration(fn)) return fn.name?.text;
  const { parent } = fn;
  const isNamed = (is.isArrowFunction(fn) || is.isFunctionExpression(fn)) && is.isVariableDeclaration(parent);
  return isNamed ? parent.name.getText() : undefined;
}

/** What a name of the function's own block stands for. */
function removalNamed(argument: ast.Expression, fn: Node): Removal | undefined {
  const { body } = fn as ast.FunctionDeclaration;
  if (!is.isIdentifier(argument) || body === undefined || !is.isBlock(body)) return undefined;
  const declared = body.statements
    .flatMap((each) => (is.isVariableStatement(each) ? [...each.declarationList.declarations] : []))
    .find(({ name }) => name?.getText() === argument.text);
  return declared?.initializer && removalOf(declared.initializer);
}
