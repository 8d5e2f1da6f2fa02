import { unwrapped } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { areIndependent, type Pair, removedIn, soughtIn } from './removals.ts';

/** A loop that takes pairs out of a text, from the start again each time, until none is left. */
export interface Rounds {
  readonly loop: PythonNode;
  readonly text: PythonNode;
  readonly pairs: readonly Pair[];
  /** What else goes with the loop: where it is set up what the text was before. */
  readonly setUp: PythonNode | undefined;
}

export function roundsOf(loop: PythonNode, view: PythonView): Rounds | undefined {
  const condition = loop.child('condition');
  const body = loop.child('body')?.named;
  if (condition === undefined || body === undefined || loop.child('alternative') !== undefined)
    return undefined;
  const removals = body.flatMap((statement) => removedIn(statement) ?? []);
  const [first] = removals;
  if (first === undefined || removals.some(({ text }) => text.text !== first.text.text)) return undefined;
  const pairs = [...new Set(removals.flatMap((removal) => removal.pairs))];
  if (!areIndependent(pairs)) return undefined;
  const rounds = { loop, text: first.text, pairs };
  const others = body.filter((statement) => removedIn(statement) === undefined);
  if (others.length === 0) {
    const sought = new Set(soughtIn(condition, first.text.text) ?? []);
    const isAll = sought.size === pairs.length && pairs.every((pair) => sought.has(pair));
    return isAll ? { ...rounds, setUp: undefined } : undefined;
  }
  const [kept, exit, ...more] = others;
  const before = kept === body[0] ? keptBefore(kept, first.text.text) : undefined;
  if (before === undefined || more.length > 0) return undefined;
  if (exit !== undefined) {
    const isEnd = exit === body.at(-1) && condition.text === 'True' && isExit(exit, before);
    return isEnd && isOnlyIn([loop], before.name, view) ? { ...rounds, setUp: undefined } : undefined;
  }
  const setUp = setUpOf(loop, before.name);
  if (setUp === undefined || !isComparison(condition, before, '!=')) return undefined;
  return isOnlyIn([loop, setUp], before.name, view) ? { ...rounds, setUp } : undefined;
}

interface Before {
  readonly name: PythonNode;
  /** What it is compared with: the text, or its length. */
  readonly now: string;
}

/** `before = text` or `length = len(text)` at the start of a round. */
function keptBefore(statement: PythonNode | undefined, text: string): Before | undefined {
  const [assignment] = statement?.named ?? [];
  const name = assignment?.child('left');
  const now = assignment?.child('right')?.text;
  if (assignment?.type !== 'assignment' || name?.type !== 'identifier') return undefined;
  return now === text || now === `len(${text})` ? { name, now } : undefined;
}

/** `if text == before: break` */
function isExit(statement: PythonNode, before: Before): boolean {
  const condition = statement.child('condition');
  const body = statement.child('consequence')?.named ?? [];
  return (
    statement.type === 'if_statement' &&
    statement.child('alternative') === undefined &&
    condition !== undefined &&
    body.length === 1 &&
    body[0]?.type === 'break_statement' &&
    isComparison(condition, before, '==')
  );
}

function isComparison(condition: PythonNode, { name, now }: Before, operator: '==' | '!='): boolean {
  const at = unwrapped(condition);
  const sides = at.named.map(({ text }) => text);
  return (
    at.type === 'comparison_operator' &&
    at.childrenOf('operators').every(({ text }) => text === operator) &&
    sides.length === 2 &&
    sides.includes(now) &&
    sides.includes(name.text)
  );
}

/** `before = None` directly before the loop: of a value that no text with pairs in it equals, so that there is a first round. */
function setUpOf(loop: PythonNode, name: PythonNode): PythonNode | undefined {
  const around = loop.parent?.named ?? [];
  const statement = around[around.indexOf(loop) - 1];
  const [assignment] = statement?.named ?? [];
  const isIt = assignment?.type === 'assignment' && assignment.child('left')?.text === name.text;
  return isIt && /^(?:None|""|''|-1|0)$/.test(assignment.child('right')?.text ?? '') ? statement : undefined;
}

function isOnlyIn(places: readonly PythonNode[], name: PythonNode, { names }: PythonView): boolean {
  const resolved = names.resolve(name);
  if (resolved === undefined || resolved.scope.kind !== 'function') return false;
  return names.uses(resolved).every((use) => places.some((place) => place.contains(use)));
}
