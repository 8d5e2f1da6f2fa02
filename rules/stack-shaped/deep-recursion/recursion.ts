import { isCalledForEach, isLoop } from '../../engine/typescript/loops.ts';
import { isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

export type RecursiveFunction =
  | ast.FunctionDeclaration
  | ast.FunctionExpression
  | ast.ArrowFunction
  | ast.MethodDeclaration;

/** A function that calls itself by its own name, on the stack of the call before. */
export interface Recursion {
  readonly fn: RecursiveFunction;
  readonly body: Node;
  readonly name: string;
  readonly nameNode: Node;
  readonly parameters: readonly ast.ParameterDeclaration[];
  /** In order of position; `this.visit(…)` where the function is a method. */
  readonly calls: readonly ast.CallExpression[];
  /** `this.next.visit(…)`: the same method of another object, in order of position. */
  readonly onOthers: readonly ast.CallExpression[];
}

/**
 * The recursion of a function, by syntax alone. Async functions, generators and calls from within a function that
 * runs some other time are left out: each of those starts on a stack of its own.
 */
export function recursionOf(fn: Node): Recursion | undefined {
  if (!isNamedFunction(fn)) return undefined;
  const { body } = fn;
  const nameNode = nameNodeOf(fn);
  if (body === undefined || nameNode === undefined || pauses(fn)) return undefined;
  const { text: name } = nameNode as ast.Identifier;
  // Most functions end here: their text has no call of their own name.
  const source = fn.getSourceFile();
  const from = is.isMethodDeclaration(fn) ? source.text.indexOf(`.${name}`, body.pos) : body.pos;
  const at = from < 0 ? -1 : source.text.indexOf(`${name}`, from);
  if (at < 0 || at >= body.end) return undefined;
  const calls: ast.CallExpression[] = [];
  const onOthers: ast.CallExpression[] = [];
  walk(body, (node) => {
    if (isFunctionBoundary(node) && !isCalledForEach(node)) return 'skip';
    if (!is.isCallExpression(node)) return undefined;
    const callee = unwrap(node.expression);
    if (is.isMethodDeclaration(fn)) {
      if (!is.isPropertyAccessExpression(callee) || callee.name.text !== name) return undefined;
      const isOwn = unwrap(callee.expression).kind === SyntaxKind.ThisKeyword;
      (isOwn ? calls : onOthers).push(node);
    } else if (is.isIdentifier(callee) && callee.text === name) calls.push(node);
    return undefined;
  });
  if (calls.length + onOthers.length === 0) return undefined;
  return { fn, body, name, nameNode, parameters: fn.parameters, calls, onOthers };
}

/** The name of what a call calls, to ask whether it is the function itself. */
export function calleeName(call: ast.CallExpression): Node {
  const callee = unwrap(call.expression);
  return is.isPropertyAccessExpression(callee) ? callee.name : callee;
}

/** The name of each parameter that has one of its own, at its place. */
export function parameterNames({ parameters }: Recursion): (string | undefined)[] {
  return parameters.map(({ name }) => (is.isIdentifier(name) ? name.text : undefined));
}

/** Every name that the parameters bind, those in `{ … }` and `[ … ]` included. */
export function boundNames(parameter: ast.ParameterDeclaration): string[] {
  const names: string[] = [];
  walk(parameter.name, (node) => {
    if (is.isBindingElement(node) && node.name !== undefined && is.isIdentifier(node.name))
      names.push(node.name.text);
  });
  return is.isIdentifier(parameter.name) ? [parameter.name.text] : names;
}

/** What an argument says, seen through `const next = node.next` in the same function. */
export function seenThrough(argument: ast.Expression, { body }: Recursion): ast.Expression {
  const value = unwrap(argument);
  if (!is.isIdentifier(value)) return value;
  let initializer: ast.Expression | undefined;
  walk(body, (node) => {
    if (is.isVariableDeclaration(node) && is.isIdentifier(node.name) && node.name.text === value.text)
      initializer = node.initializer;
  });
  return initializer === undefined ? value : unwrap(initializer);
}

/** Whether a loop within the function runs a node again and again. */
export function isRepeated(node: Node, { fn }: Recursion): boolean {
  for (let at = node.parent; at !== fn; at = at.parent) if (isLoop(at) || isCalledForEach(at)) return true;
  return false;
}

function isNamedFunction(node: Node): node is RecursiveFunction {
  return (
    is.isFunctionDeclaration(node) ||
    is.isMethodDeclaration(node) ||
    is.isArrowFunction(node) ||
    is.isFunctionExpression(node)
  );
}

/** The function's own name, or that of the variable that holds it. */
function nameNodeOf(fn: RecursiveFunction): Node | undefined {
  if (is.isFunctionDeclaration(fn)) return fn.name;
  if (is.isMethodDeclaration(fn)) {
    return is.isIdentifier(fn.name) || is.isPrivateIdentifier(fn.name) ? fn.name : undefined;
  }
  const { parent } = fn;
  return is.isVariableDeclaration(parent) && is.isIdentifier(parent.name) ? parent.name : undefined;
}

function pauses(fn: RecursiveFunction): boolean {
  const isAsync = fn.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
  return isAsync || (!is.isArrowFunction(fn) && fn.asteriskToken !== undefined);
}

/** Every name in an expression but those after a dot, leftmost first; a field is `this.field`. */
export function rootNames(expression: Node): string[] {
  const names: string[] = [];
  walk(expression, (node) => {
    if (node.kind === SyntaxKind.ThisKeyword) {
      names.push(is.isPropertyAccessExpression(node.parent) ? `this.${node.parent.name.text}` : 'this');
    }
    if (!is.isIdentifier(node)) return;
    const { parent } = node;
    if (node !== expression && is.isPropertyAccessExpression(parent) && parent.name === node) return;
    names.push(node.text);
  });
  return names;
}
