import { isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { nothingOf } from './exits.ts';
import type { FunctionNode } from './functions.ts';

/**
 * Where a value comes from that a function tests: `awaited` or `called` where a call in the function gave it, `body`
 * where that read an answer, `rescued`
 * where that call's failure was made nothing by `.catch(() => null)`, `given` as a parameter, `outer` where it is
 * declared outside of the function.
 */
export interface Origin {
  readonly kind: 'rescued' | 'body' | 'awaited' | 'called' | 'given' | 'outer';
  readonly name: string;
}

/** What the names of one function stand for, by syntax alone. */
export class Origins {
  readonly #parameters: ReadonlySet<string>;
  readonly #initializers = new Map<string, ast.Expression>();

  constructor(fn: FunctionNode) {
    this.#parameters = new Set(fn.parameters.flatMap(({ name }) => namesOf(name)));
    walk(fn.body as Node, (node) => {
      if (isFunctionBoundary(node)) return 'skip';
      if (is.isVariableDeclaration(node) && node.initializer !== undefined) {
        for (const name of namesOf(node.name)) this.#initializers.set(name, node.initializer);
      } else if (is.isForOfStatement(node) && is.isVariableDeclarationList(node.initializer)) {
        for (const { name } of node.initializer.declarations) {
          for (const each of namesOf(name)) this.#initializers.set(each, node.expression);
        }
      } else if (isAssignment(node)) {
        for (const name of namesOf(node.left)) this.#initializers.set(name, node.right);
      }
      return undefined;
    });
  }

  of(expression: ast.Expression): Origin {
    let root = rootOf(expression);
    const seen = new Set<string>();
    while (is.isIdentifier(root) && !seen.has(root.text)) {
      const name = root.text;
      seen.add(name);
      const initializer = this.#initializers.get(name);
      if (initializer === undefined) return { kind: this.#parameters.has(name) ? 'given' : 'outer', name };
      const source = unwrap(initializer);
      if (/\.(json|text)\(\)$/.test(source.getText())) return { kind: 'body', name };
      if (isRescued(source)) return { kind: 'rescued', name };
      if (contains(source, is.isAwaitExpression)) return { kind: 'awaited', name };
      if (contains(source, is.isCallExpression)) return { kind: 'called', name };
      root = rootOf(source);
    }
    return { kind: 'outer', name: root.getText() };
  }
}

/** What a chain of members, calls and comparisons starts from. */
export function rootOf(expression: ast.Expression): Node {
  let at: Node = unwrap(expression);
  for (;;) {
    const next = innerOf(at);
    if (next === undefined) return at;
    at = unwrap(next);
  }
}

/** Every name that a pattern declares or assigns to. */
export function namesOf(name: Node): string[] {
  if (is.isIdentifier(name)) return [name.text];
  const names: string[] = [];
  if (is.isObjectBindingPattern(name) || is.isArrayBindingPattern(name)) {
    for (const element of name.elements) {
      if (is.isBindingElement(element) && element.name !== undefined) names.push(...namesOf(element.name));
    }
  }
  return names;
}

function innerOf(node: Node): ast.Expression | undefined {
  if (
    is.isPropertyAccessExpression(node) ||
    is.isElementAccessExpression(node) ||
    is.isAwaitExpression(node) ||
    is.isTypeOfExpression(node)
  ) {
    return node.expression;
  }
  if (is.isBinaryExpression(node)) return node.left;
  if (is.isPrefixUnaryExpression(node)) return node.operand;
  if (!is.isCallExpression(node)) return undefined;
  // `isValid(user)` says something about the user, `user.isValid()` too.
  return is.isPropertyAccessExpression(node.expression) && !isNamespace(node.expression.expression)
    ? node.expression.expression
    : node.arguments[0];
}

/** `….catch(() => null)`: a failure is made nothing. */
export function isRescued(expression: ast.Expression): boolean {
  const bare = unwrap(expression);
  if (is.isAwaitExpression(bare)) return isRescued(bare.expression);
  if (!is.isCallExpression(bare) || !is.isPropertyAccessExpression(bare.expression)) return false;
  const [handler] = bare.arguments;
  return (
    bare.expression.name.text === 'catch' &&
    handler !== undefined &&
    is.isArrowFunction(handler) &&
    !is.isBlock(handler.body) &&
    nothingOf(handler.body) !== undefined
  );
}

function isNamespace(node: ast.Expression): boolean {
  return is.isIdentifier(node) && /^[A-Z]/.test(node.text);
}

function isAssignment(node: Node): node is ast.BinaryExpression {
  return is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken;
}

function contains(root: Node, accept: (node: Node) => boolean): boolean {
  let found = false;
  walk(root, (node) => {
    if (found || isFunctionBoundary(node)) return 'skip';
    found = accept(node);
    return undefined;
  });
  return found;
}
