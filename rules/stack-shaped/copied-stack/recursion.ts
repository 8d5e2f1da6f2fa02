import { type ArrayUse, usesOfArray } from '../../engine/typescript/arrays/array-uses.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { isCalledForEach } from '../../engine/typescript/loops.ts';
import { contains, enclosingFunction, foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** A call of a function in itself that hands on one of its own parameters with something pushed, as a copy. */
export interface CopyingCall {
  readonly call: ast.CallExpression;
  /** `[...path, name]` or `path.concat(name)`. */
  readonly copy: ast.Expression;
  readonly access: ast.Expression;
  readonly pushed: ast.Expression;
  readonly parameter: ast.ParameterDeclaration;
  /** The statement that the call is all of; undefined where something is made of its result at once. */
  readonly statement: Node | undefined;
}

/** The copying calls of one function, for one of its parameters. */
export interface CopyingRecursion {
  readonly array: Stored;
  readonly calls: readonly (CopyingCall & { readonly statement: Node })[];
  readonly uses: readonly ArrayUse[];
}

/** The call around a copy, if it is one of the function whose parameter is copied, in that parameter's place. */
export function copyingCall(copy: Node): CopyingCall | undefined {
  const parts = partsOf(copy);
  if (parts === undefined || !is.isCallExpression(copy.parent)) return undefined;
  const call = copy.parent;
  const position = call.arguments.indexOf(copy as ast.Expression);
  const name = calledName(call);
  const within = name === undefined ? undefined : synchronousFunction(copy);
  if (within === undefined || nameOfFunction(within) !== name) return undefined;
  const parameter = within.parameters[position];
  if (parameter === undefined || !is.isIdentifier(parameter.name) || parameter.dotDotDotToken !== undefined)
    return undefined;
  if (parameter.name.text !== foldedText(parts.access)) return undefined;
  return { call, copy: copy as ast.Expression, parameter, statement: statementOf(call), ...parts };
}

/**
 * The parameter as a stack that is copied on every level, if no call keeps its copy: a result or a closure that
 * does is what the copy is for.
 */
export function copyingRecursion(array: Stored): CopyingRecursion | undefined {
  const uses = usesOfArray(array);
  // The copy stands around the name and its `...` or `.concat`.
  const calls = uses.flatMap(({ access }) => copyingCall(access.parent.parent) ?? []);
  const others = uses.filter(({ access }) => !calls.some((each) => each.access === access));
  // In the middle of an expression, `push` and `pop` around the call would read worse than the copy.
  const alone = calls.filter(hasStatement);
  if (alone.length < calls.length) return undefined;
  return others.every((use) => isSafeUse(use, calls)) ? { array, calls: alone, uses: others } : undefined;
}

function hasStatement(call: CopyingCall): call is CopyingCall & { readonly statement: Node } {
  return call.statement !== undefined;
}

/** Looking at the path at once is fine; keeping it, changing it or handing it to others is not. */
function isSafeUse(use: ArrayUse, calls: readonly CopyingCall[]): boolean {
  const [first] = calls;
  if (first === undefined) return false;
  for (let at = enclosingFunction(use.access); at !== first.parameter.parent; at = enclosingFunction(at)) {
    if (!isCalledForEach(at)) return false;
  }
  switch (use.role) {
    case 'at':
    case 'orderless':
      return true;
    case 'entry':
      return !use.writes;
    case 'reads-in-order':
      // A walk over the path must not meet what the calls push.
      return !calls.some(({ call }) => contains(use.node, call));
    default:
      return false;
  }
}

/** The statement that a call is all of, or whose only name it gives a value. */
function statementOf(call: ast.CallExpression): Node | undefined {
  const whole = withWrappers(call);
  const { parent } = whole;
  if (is.isExpressionStatement(parent)) return parent;
  if (is.isVariableDeclaration(parent) && is.isVariableDeclarationList(parent.parent)) {
    const list = parent.parent;
    return list.declarations.length === 1 && is.isVariableStatement(list.parent) ? list.parent : undefined;
  }
  const isAssigned =
    is.isBinaryExpression(parent) &&
    parent.right === whole &&
    is.isIdentifier(parent.left) &&
    is.isExpressionStatement(parent.parent);
  return isAssigned ? parent.parent : undefined;
}

function partsOf(copy: Node): Pick<CopyingCall, 'access' | 'pushed'> | undefined {
  if (is.isArrayLiteralExpression(copy)) {
    const [first, pushed, ...others] = copy.elements;
    if (first === undefined || pushed === undefined || others.length > 0 || is.isSpreadElement(pushed))
      return undefined;
    if (!is.isSpreadElement(first) || !is.isIdentifier(first.expression)) return undefined;
    return { access: first.expression, pushed };
  }
  if (!is.isCallExpression(copy) || !is.isPropertyAccessExpression(copy.expression)) return undefined;
  const { name, expression } = copy.expression;
  const [argument, ...others] = copy.arguments;
  if (name.text !== 'concat' || argument === undefined || others.length > 0) return undefined;
  // Only a literal says by itself whether it is taken apart.
  const list = unwrap(argument);
  if (!is.isArrayLiteralExpression(list) || list.elements.length !== 1 || !is.isIdentifier(expression))
    return undefined;
  const [pushed] = list.elements;
  return pushed === undefined || is.isSpreadElement(pushed) ? undefined : { access: expression, pushed };
}

function calledName({ expression }: ast.CallExpression): string | undefined {
  if (is.isIdentifier(expression)) return expression.text;
  const isOwn =
    is.isPropertyAccessExpression(expression) && expression.expression.kind === SyntaxKind.ThisKeyword;
  return isOwn ? expression.name.text : undefined;
}

type NamedFunction =
  | ast.FunctionDeclaration
  | ast.FunctionExpression
  | ast.ArrowFunction
  | ast.MethodDeclaration;

/** The function around a node, past callbacks that are called at once, if it runs to its end in one go. */
function synchronousFunction(node: Node): NamedFunction | undefined {
  let at = enclosingFunction(node);
  while (isCalledForEach(at)) at = enclosingFunction(at);
  if (
    !is.isFunctionDeclaration(at) &&
    !is.isFunctionExpression(at) &&
    !is.isArrowFunction(at) &&
    !is.isMethodDeclaration(at)
  ) {
    return undefined;
  }
  const isAsync = at.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
  const isGenerator = !is.isArrowFunction(at) && at.asteriskToken !== undefined;
  return isAsync || isGenerator ? undefined : at;
}

function nameOfFunction(node: NamedFunction): string | undefined {
  if (!is.isArrowFunction(node) && node.name !== undefined) return node.name.getText();
  const { parent } = node;
  if (is.isVariableDeclaration(parent) || is.isPropertyDeclaration(parent)) return parent.name.getText();
  return undefined;
}
