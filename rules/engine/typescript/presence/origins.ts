import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { enclosingFunction, foldedText, isFunctionBoundary, unwrap, walk } from '../syntax.ts';
import { bindingOf } from './bindings.ts';

/** How many names are followed: enough for what one function does, and an end for names that refer to each other. */
const most = 30;

/**
 * The references that a value is computed from, through local names, loops and callbacks, as `referenceText` has
 * them: for `order.id` in `for (const order of [...orders].reverse())` these are `order.id`, `order` and `orders`.
 */
export function originsOf(expression: ast.Expression): Set<string> {
  const found = new Set<string>();
  const open: Node[] = [expression];
  for (let node = open.pop(); node !== undefined && found.size < most; node = open.pop()) {
    for (const reference of referencesIn(node)) {
      const text = referenceText(reference);
      if (found.has(text)) continue;
      found.add(text);
      const root = rootOf(reference);
      const binding = root && bindingOf(root);
      if (root === undefined || binding === undefined || binding.kind === 'parameter') continue;
      found.add(root.text);
      open.push(binding.source);
      if (binding.kind === 'value') open.push(...putInLater(root, binding.source));
    }
  }
  return found;
}

/** What a name gets after its declaration: values assigned to it, entries pushed to it. */
function putInLater(name: ast.Identifier, source: ast.Expression): readonly ast.Expression[] {
  const initial = unwrap(source);
  const isList = is.isArrayLiteralExpression(initial) && initial.elements.length === 0;
  const values: ast.Expression[] = [];
  walk(enclosingFunction(source), (node) => {
    if (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
      if (is.isIdentifier(node.left) && node.left.text === name.text) values.push(node.right);
    }
    if (!isList || !is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return;
    const { name: method, expression } = node.expression;
    if (
      /^(push|unshift)$/.test(method.text) &&
      is.isIdentifier(expression) &&
      expression.text === name.text
    ) {
      values.push(...node.arguments);
    }
  });
  return values;
}

/** A reference without white space, `?.` and `!`, so that two ways to write the same one are equal. */
export function referenceText(node: Node): string {
  const text = foldedText(is.isExpression(node) ? unwrap(node) : node);
  return text
    .replace(/\?\.(?=[\w$#])/g, '.')
    .replace(/!(?=[.[(]|$)/g, '')
    .replace(/\s+/g, '');
}

/** The longest references in an expression; the names of called functions, methods and properties are none. */
function referencesIn(node: Node): ast.Expression[] {
  const references: ast.Expression[] = [];
  walk(node, (at) => {
    if (at !== node && isFunctionBoundary(at)) return undefined;
    if (is.isTypeNode(at)) return 'skip';
    if (is.isPropertyAccessExpression(at) && !isCallee(at) && isReference(at)) {
      references.push(at);
      return 'skip';
    }
    if (is.isIdentifier(at) && !isCallee(at) && !isPropertyName(at)) references.push(at);
    return undefined;
  });
  return references;
}

function isReference(node: ast.Expression): boolean {
  const inner = unwrap(node);
  if (is.isPropertyAccessExpression(inner)) return isReference(inner.expression);
  return is.isIdentifier(inner) || inner.kind === SyntaxKind.ThisKeyword;
}

function rootOf(reference: ast.Expression): ast.Identifier | undefined {
  let at = unwrap(reference);
  while (is.isPropertyAccessExpression(at)) at = unwrap(at.expression);
  return is.isIdentifier(at) ? at : undefined;
}

function isCallee(node: ast.Expression): boolean {
  const { parent } = node;
  return (is.isCallExpression(parent) || is.isNewExpression(parent)) && parent.expression === node;
}

/** `b` of `a.b`, `{ b: … }` and a binding's own name. */
function isPropertyName(node: ast.Identifier): boolean {
  const { parent } = node;
  if (is.isPropertyAccessExpression(parent)) return parent.name === node;
  if (is.isPropertyAssignment(parent) || is.isParameterDeclaration(parent) || is.isBindingElement(parent)) {
    return parent.name === node;
  }
  return false;
}
