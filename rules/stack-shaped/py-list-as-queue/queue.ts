import { bodyAround, loopsAround, statementAround } from '../../engine/python/around.ts';
import type { StoredList } from '../../engine/python/lists/stored.ts';
import type { ListUse } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';

export interface Queue {
  readonly list: StoredList;
  readonly uses: readonly ListUse[];
  /** `append`, `extend`, `+=` */
  readonly insertions: readonly ListUse[];
  /** `pop(0)`, `del queue[0]` */
  readonly removals: readonly ListUse[];
}

/**
 * The list as a queue, if that is what it is: in at the end and out at the front, in one loop or over the life of an object, with
 * nothing looking at entries between the two. A window that is kept at a few entries, and arguments that are read from their front, are none.
 */
export function queueOf(list: StoredList, uses: readonly ListUse[]): Queue | undefined {
  const insertions = uses.filter(goesInAtEnd);
  const removals = uses.filter(comesOutAtFront);
  if (insertions.length === 0 || removals.length === 0 || uses.some(isNoneOfAQueue)) return undefined;
  if (removals.every(({ node }) => isTrimming(node, list))) return undefined;
  const inTurns = insertions.some((insertion) =>
    removals.some((removal) => takesTurns(insertion.node, removal.node, list)),
  );
  return inTurns ? { list, uses, insertions, removals } : undefined;
}

function goesInAtEnd(use: ListUse): boolean {
  return use.role === 'extended' || (use.role === 'method' && /^(?:append|extend)$/.test(use.method));
}

export function comesOutAtFront(use: ListUse): boolean {
  if (use.role === 'entry') return use.how === 'delete' && use.index === 0;
  return use.role === 'method' && use.method === 'pop' && use.args.length === 1 && use.args[0]?.text === '0';
}

/** Entries taken by a place between the ends, or all of them in another order. */
function isNoneOfAQueue(use: ListUse): boolean {
  switch (use.role) {
    case 'method':
      return (
        use.method === 'sort' || (use.method === 'pop' && use.args.length === 1 && !comesOutAtFront(use))
      );
    case 'entry':
      return use.index !== 0 && use.index !== -1;
    case 'slice':
      return true;
    default:
      return false;
  }
}

/** `if len(recent) > 10: recent.pop(0)` keeps a window of what was last. */
function isTrimming(removal: PythonNode, { name }: StoredList): boolean {
  for (let outer = statementAround(removal).parent; outer !== null; outer = outer.parent) {
    if (!/^(?:block|if_statement|elif_clause|while_statement)$/.test(outer.type)) return false;
    const condition = outer.child('condition')?.text ?? '';
    const [, operator, limit] =
      new RegExp(`\\blen\\(\\s*${name.replace('.', '\\.')}\\s*\\)\\s*(>=?|==)\\s*(\\S+)`).exec(condition) ??
      [];
    if (operator !== undefined && limit !== '0' && !(operator === '>=' && limit === '1')) return true;
    if (outer.type === 'while_statement') return false;
  }
  return false;
}

function takesTurns(insertion: PythonNode, removal: PythonNode, list: StoredList): boolean {
  const [into, outOf] = [bodyAround(insertion), bodyAround(removal)];
  if (list.kind === 'field')
    return into !== outOf || loopsOf(removal, list).some((loop) => loop.contains(insertion));
  if (into !== outOf) return into !== list.home || loopsOf(removal, list).length > 0;
  return loopsOf(removal, list).some((loop) => loop.contains(insertion));
}

/** Loops around a node that do not make the list anew in each round. */
function loopsOf(node: PythonNode, { contents }: StoredList): PythonNode[] {
  return loopsAround(node).filter((loop) => !contents.some(({ by }) => loop.contains(by)));
}
