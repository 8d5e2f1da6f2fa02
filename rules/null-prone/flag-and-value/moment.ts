import { isFunctionBoundary, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { State } from './states.ts';

/** How many statements may stand between two settings of fields that a reader would still call one. */
const mostBetween = 3;

/**
 * Whether two statements of one list set their states together: nothing between them waits or leaves. What a hook
 * keeps is not seen before that; a field is seen by every call, so that the two have to be near.
 */
export function isOneMoment(one: Node, other: Node, kind: State['kind']): boolean {
  const between = statementsBetween(one, other);
  if (between === undefined || !between.every(runsThrough)) return false;
  return kind === 'hook' || between.length <= mostBetween;
}

/** The statements between two of one list; undefined where they are not in one. */
export function statementsBetween(one: Node, other: Node): readonly Node[] | undefined {
  const { statements } = one.parent as Partial<ast.Block>;
  const list = statements as readonly Node[] | undefined;
  if (list === undefined || one.parent !== other.parent) return undefined;
  const from = Math.min(list.indexOf(one), list.indexOf(other));
  const to = Math.max(list.indexOf(one), list.indexOf(other));
  return list.slice(from + 1, to);
}

/** Whether control neither waits nor leaves within a statement. */
function runsThrough(statement: Node): boolean {
  let isThrough = true;
  walk(statement, (node) => {
    if (isFunctionBoundary(node)) return 'skip';
    const leaves =
      is.isAwaitExpression(node) ||
      is.isYieldExpression(node) ||
      is.isReturnStatement(node) ||
      is.isThrowStatement(node) ||
      (is.isForOfStatement(node) && node.awaitModifier !== undefined) ||
      (is.isIdentifier(node) && node.text === 'flushSync');
    if (leaves) isThrough = false;
    return undefined;
  });
  return isThrough;
}
