import { unwrapped } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';

/** Two characters that go together, such as `()`. */
export type Pair = string;

export interface Removal {
  readonly text: PythonNode;
  readonly pairs: readonly Pair[];
}

/** `text = text.replace("()", "").replace("[]", "")`: the pairs that go; undefined for any other statement. */
export function removedIn(statement: PythonNode): Removal | undefined {
  const [assignment] = statement.named;
  if (statement.type !== 'expression_statement' || assignment?.type !== 'assignment') return undefined;
  const left = assignment.child('left');
  let at = assignment.child('right');
  const pairs: Pair[] = [];
  // A chain of calls is read from its end.
  while (at?.type === 'call') {
    const callee = at.child('function');
    const args = at.child('arguments')?.named ?? [];
    const [what, by, limit, ...others] = args.map((arg) => arg.text);
    const pair = args[0] && pairOf(args[0]);
    const isAll = limit === undefined || /^[1-9]\d*$/.test(limit);
    if (callee?.type !== 'attribute' || callee.child('attribute')?.text !== 'replace') return undefined;
    if (what === undefined || !/^(?:""|'')$/.test(by ?? '') || !isAll || others.length > 0) return undefined;
    if (pair === undefined) return undefined;
    pairs.unshift(pair);
    at = callee.child('object') && unwrapped(callee.child('object') as PythonNode);
  }
  if (left?.type !== 'identifier' || at?.type !== 'identifier' || at.text !== left.text) return undefined;
  return pairs.length > 0 ? { text: left, pairs } : undefined;
}

/** The pairs that a condition looks for in a text: `"()" in text or "[]" in text`. */
export function soughtIn(condition: PythonNode, text: string): readonly Pair[] | undefined {
  const at = unwrapped(condition);
  if (at.type === 'boolean_operator') {
    const [left, right] = [at.child('left'), at.child('right')].map((side) => side && soughtIn(side, text));
    return at.child('operator')?.text === 'or' && left && right ? [...left, ...right] : undefined;
  }
  const [what, where, ...others] = at.named;
  if (at.type !== 'comparison_operator' || what === undefined || others.length > 0) return undefined;
  const pair = pairOf(what);
  return at.hasToken('in') && where?.text === text && pair !== undefined ? [pair] : undefined;
}

/** Whether taking out pairs comes to the same in any order: no character opens and closes, and none closes two. */
export function areIndependent(pairs: readonly Pair[]): boolean {
  const closers = new Set(pairs.map((pair) => pair[1]));
  return closers.size === pairs.length && pairs.every(([opener]) => !closers.has(opener));
}

/** A text of two characters without prefix and escapes. */
function pairOf(node: PythonNode): Pair | undefined {
  return /^(?:"([^"\\]{2})"|'([^'\\]{2})')$/u.exec(node.text)?.slice(1).join('');
}
