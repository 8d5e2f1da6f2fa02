import { isLoop } from '../../engine/typescript/loops.ts';
import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { parameterNames, type Recursion, seenThrough } from './recursion.ts';

/**
 * Whether another argument goes down into a structure at the same time, `get(object[first], rest)`: then the depth is
 * that of its nesting.
 * @param exempt properties that lead along a list and not down.
 */
export function descends(
  call: ast.CallExpression,
  except: number,
  recursion: Recursion,
  exempt: ReadonlySet<string> = new Set(),
): boolean {
  const names = parameterNames(recursion);
  return call.arguments.some((argument, index) => {
    const name = names[index];
    if (index === except || name === undefined) return false;
    const value = seenThrough(argument, recursion);
    const reads = is.isPropertyAccessExpression(value) || is.isElementAccessExpression(value);
    const gets = is.isCallExpression(value) && /\bget\w*$/.test(foldedText(value.expression));
    if (!reads && !gets) return false;
    if (is.isPropertyAccessExpression(value) && exempt.has(value.name.text)) return false;
    return rootOf(value) === name;
  });
}

/**
 * Whether the calls multiply, as when all subsets or permutations are made: such code ends by its running time long
 * before its depth matters. Two calls that run one after the other do, and so does a loop over what one returned.
 */
export function combines(recursion: Recursion): boolean {
  const { calls } = recursion;
  for (const [index, call] of calls.entries()) {
    const before = calls[index - 1];
    if (before !== undefined && !areAlternatives(before, call)) return true;
    if (isLoopedOver(call, recursion)) return true;
  }
  return false;
}

/** The name at the very left of an access or a call: `graph` of `graph.edges[node].get(x)`. */
export function rootOf(expression: Node): string | undefined {
  let at: Node = unwrap(expression as ast.Expression);
  while (is.isPropertyAccessExpression(at) || is.isElementAccessExpression(at) || is.isCallExpression(at))
    at = unwrap(at.expression);
  return is.isIdentifier(at) ? at.text : undefined;
}

/** Whether only one of two calls runs: branches of one condition, or the first returns. */
function areAlternatives(first: Node, second: Node): boolean {
  for (let at = first; at.parent !== undefined; at = at.parent) {
    if (is.isReturnStatement(at)) return !(at.pos <= second.pos && second.end <= at.end);
    const { parent } = at;
    const isBelow = parent.pos <= second.pos && second.end <= parent.end;
    if (is.isConditionalExpression(parent) && isBelow) return at === parent.whenTrue;
    if (is.isIfStatement(parent) && isBelow) return at === parent.thenStatement;
    if (isBelow && is.isBlock(parent)) return returnsAfter(first, at);
  }
  return false;
}

/** Whether the branch that a call stands in ends with a `return`. */
function returnsAfter(call: Node, branch: Node): boolean {
  let found = false;
  walk(branch, (node) => {
    if (is.isReturnStatement(node) && node.end >= call.end) found = true;
  });
  return found;
}

function isLoopedOver(call: ast.CallExpression, { body }: Recursion): boolean {
  const { parent } = call;
  if (is.isPropertyAccessExpression(parent)) return iterating.test(parent.name.text);
  if (is.isForOfStatement(parent)) return parent.expression === call;
  if (!is.isVariableDeclaration(parent) || !is.isIdentifier(parent.name)) return false;
  const { text } = parent.name;
  let found = false;
  walk(body, (node) => {
    if (isLoop(node) && is.isForOfStatement(node)) found ||= rootOf(node.expression) === text;
    if (is.isForStatement(node)) found ||= foldedText(node).includes(`${text}.length`);
    if (is.isPropertyAccessExpression(node) && iterating.test(node.name.text))
      found ||= rootOf(node) === text;
  });
  return found;
}

const iterating = /^(?:map|flatMap|forEach|reduce)$/;
