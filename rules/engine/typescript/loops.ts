import { type ast, is, type Node, SyntaxKind } from '../typescript.ts';
import { contains, isFunctionBoundary, unwrap } from './syntax.ts';

/** The outermost loop around a node that what is declared outlives. */
export function loopAround(node: Node, declaration: Node): Node | undefined {
  let outermost: Node | undefined;
  for (let at: Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (contains(at, declaration)) break;
    if (isLoop(at)) outermost = at;
  }
  return outermost;
}

/**
 * The outermost loop that runs a node again and again while what is declared stays: a loop statement, or the call
 * of a method such as `forEach` with the function around the node. A function that is called some other time, by an
 * event for instance, is no part of the loop it was made in. A loop of a handful of rounds that are spelled out
 * does not count.
 */
export function roundsAround(node: Node, declaration: Node): Node | undefined {
  let outermost: Node | undefined;
  for (let at: Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (contains(at, declaration)) break;
    if (isLoop(at) && !isShort(at)) outermost = at;
    if (!isFunctionBoundary(at)) continue;
    if (!isCalledForEach(at)) break;
    outermost = at.parent;
  }
  return outermost;
}

export function isLoop(node: Node): boolean {
  switch (node.kind) {
    case SyntaxKind.DoStatement:
    case SyntaxKind.ForInStatement:
    case SyntaxKind.ForOfStatement:
    case SyntaxKind.ForStatement:
    case SyntaxKind.WhileStatement:
      return true;
    default:
      return false;
  }
}

/** `for (const side of ['left', 'right'])`, and counting up to a small number. */
function isShort(loop: Node): boolean {
  if (is.isForOfStatement(loop)) return isSpelledOut(loop.expression);
  if (!is.isForStatement(loop) || loop.condition === undefined || !is.isBinaryExpression(loop.condition))
    return false;
  const bound = unwrap(loop.condition.right);
  return is.isNumericLiteral(bound) && Number(bound.text) > 0 && Number(bound.text) <= 16;
}

function isSpelledOut(list: ast.Expression): boolean {
  const value = unwrap(list);
  return is.isArrayLiteralExpression(value) && !value.elements.some(is.isSpreadElement);
}

/** Methods that call a function at once, for one entry after the other, and then let go of it. */
const iterating: ReadonlySet<string> = new Set([
  'every',
  'filter',
  'find',
  'findIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'some',
]);

/** Whether a function is written where a method calls it for each entry, and so in a loop of its own. */
export function isCalledForEach(callback: Node): boolean {
  if (!is.isArrowFunction(callback) && !is.isFunctionExpression(callback)) return false;
  const isPaused = callback.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
  if (isPaused || (is.isFunctionExpression(callback) && callback.asteriskToken !== undefined)) return false;
  const call = callback.parent;
  if (!is.isCallExpression(call) || call.arguments[0] !== callback) return false;
  const callee = unwrap(call.expression);
  return is.isPropertyAccessExpression(callee) && iterating.has(callee.name.text);
}
