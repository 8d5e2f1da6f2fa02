import { bodyAround, loopsAround } from '../../engine/python/around.ts';
import { isSpelledOut, type StoredList } from '../../engine/python/lists/stored.ts';
import type { ListUse } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';

export interface FrontStack {
  readonly list: StoredList;
  readonly uses: readonly ListUse[];
  readonly insertions: readonly ListUse[];
  readonly removals: readonly ListUse[];
}

/**
 * The list as a stack whose top is its front, if that is what it is: everything goes in and out at the front, in turns, and nothing
 * was in it that came from elsewhere. A queue, both ends in use, a list built back to front and trimmed once, or input that is read from its front
 * with a look-ahead put back are none.
 */
export function frontStack(list: StoredList, uses: readonly ListUse[]): FrontStack | undefined {
  const insertions = uses.filter(isFrontInsertion);
  const removals = uses.filter(isFrontRemoval);
  if (insertions.length === 0 || removals.length === 0) return undefined;
  if (!list.contents.every(isSpelledOut) || uses.some(changesElsewhere)) return undefined;
  const inTurns = insertions.some((insertion) =>
    removals.some((removal) => takesTurns(insertion.node, removal.node, list)),
  );
  return inTurns ? { list, uses, insertions, removals } : undefined;
}

/** `open.insert(0, item)` */
export function isFrontInsertion(use: ListUse): boolean {
  return (
    use.role === 'method' && use.method === 'insert' && use.args.length === 2 && use.args[0]?.text === '0'
  );
}

/** `open.pop(0)`, `del open[0]` */
export function isFrontRemoval(use: ListUse): boolean {
  if (use.role === 'entry') return use.how === 'delete' && use.index === 0;
  return use.role === 'method' && use.method === 'pop' && use.args.length === 1 && use.args[0]?.text === '0';
}

const looks = new Set(['clear', 'copy', 'count', 'index']);

function changesElsewhere(use: ListUse): boolean {
  switch (use.role) {
    case 'method':
      return !looks.has(use.method) && !isFrontInsertion(use) && !isFrontRemoval(use);
    case 'entry':
      return use.how === 'delete' ? use.index !== 0 : use.how === 'write' && use.index !== 0;
    case 'slice':
      return use.how !== 'read';
    case 'extended':
      return true;
    default:
      return false;
  }
}

/**
 * Whether insertions and removals alternate: in one loop, in calls of functions that the list outlives, or in a loop that fills before a
 * loop that empties and uses what it takes.
 */
function takesTurns(insertion: PythonNode, removal: PythonNode, list: StoredList): boolean {
  const [into, outOf] = [bodyAround(insertion), bodyAround(removal)];
  // A constructor runs once for each object, so what it adds is what the list starts with.
  const outlives = list.kind === 'field' ? !isConstructor(into) : into !== list.home;
  const [filling, emptying] = [loopsOf(insertion, list), loopsOf(removal, list)];
  if (into !== outOf) return filling.length > 0 || outlives;
  if (filling.some((loop) => emptying.includes(loop)) || outlives) return true;
  return filling.length > 0 && emptying.length > 0 && removal.parent?.type !== 'expression_statement';
}

/** Loops around a node that do not make the list anew in each round. */
function loopsOf(node: PythonNode, { contents }: StoredList): PythonNode[] {
  return loopsAround(node).filter((loop) => !contents.some(({ by }) => loop.contains(by)));
}

function isConstructor(body: PythonNode): boolean {
  return /^__(?:init|new|post_init|attrs_post_init)__$/.test(body.child('name')?.text ?? '');
}
