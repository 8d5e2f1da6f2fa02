import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { isFunctionBoundary, walk } from '../syntax.ts';

/** Methods that, by their name, only look. */
const lookingMethods: ReadonlySet<string> = new Set([
  'endsWith',
  'equals',
  'get',
  'getText',
  'has',
  'hasOwn',
  'hasOwnProperty',
  'includes',
  'indexOf',
  'isArray',
  'localeCompare',
  'startsWith',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
]);

/**
 * Whether a callback does nothing but look, so that neither the order nor the number of its calls matters.
 * @param parameters how many it may take at most; a second one of an array's callback is the index.
 */
export function isPureCallback(node: Node | undefined, parameters = Number.POSITIVE_INFINITY): boolean {
  if (node === undefined) return false;
  if (is.isArrowFunction(node) || is.isFunctionExpression(node)) {
    return node.parameters.length <= parameters && onlyLooks(node.body, true);
  }
  return is.isNumericLiteral(node) || is.isStringLiteral(node) || node.kind === SyntaxKind.NullKeyword;
}

/** Whether evaluating an expression has no effect that another expression could see. */
export function isInert(node: Node): boolean {
  return onlyLooks(node, false);
}

/** Whether evaluating something does nothing but look, calls of methods that only look included. */
export function looksOnly(node: Node): boolean {
  return onlyLooks(node, true);
}

/** Whether an expression itself assigns, counts or pauses; what it calls may do more. */
export function assigns(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (acts(node)) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}

function onlyLooks(root: Node, mayCall: boolean): boolean {
  let looks = true;
  walk(root, (node) => {
    if (!looks) return 'skip';
    if (!mayCall && isFunctionBoundary(node)) return 'skip';
    if (acts(node) || (isCall(node) && !(mayCall && isLookingCall(node)))) looks = false;
    return undefined;
  });
  return looks;
}

function acts(node: Node): boolean {
  if (is.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  if (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) {
    return node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
  }
  switch (node.kind) {
    case SyntaxKind.AwaitExpression:
    case SyntaxKind.DeleteExpression:
    case SyntaxKind.ThrowStatement:
    case SyntaxKind.YieldExpression:
      return true;
    default:
      return false;
  }
}

function isCall(node: Node): node is ast.CallExpression | ast.NewExpression | ast.TaggedTemplateExpression {
  return is.isCallExpression(node) || is.isNewExpression(node) || is.isTaggedTemplateExpression(node);
}

function isLookingCall(node: Node): boolean {
  return (
    is.isCallExpression(node) &&
    is.isPropertyAccessExpression(node.expression) &&
    lookingMethods.has(node.expression.name.text)
  );
}
