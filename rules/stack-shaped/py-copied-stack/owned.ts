import { bodyAround, integerOf, loopsAround, roundsOf } from '../../engine/python/around.ts';
import type { StoredList } from '../../engine/python/lists/stored.ts';
import type { ListUse } from '../../engine/python/lists/uses.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type Copy, copyOf } from './copies.ts';

/**
 * All copies that a list is replaced by, if one of them is made again and again and nothing can have hold of the list from before when
 * it is made: then nobody can tell whether the list was copied or changed.
 */
export function repeatedCopies(
  list: StoredList,
  uses: readonly ListUse[],
  view: PythonView,
): readonly Copy[] | undefined {
  if (list.kind === 'field') return undefined;
  const copies = list.home
    .below(['assignment'])
    .flatMap((assignment) => copyOf(assignment) ?? [])
    .filter(
      (copy) => copy.list.text === list.name && view.names.resolve(copy.list)?.scope.node === list.home,
    );
  if (!copies.some(({ statement }) => isRepeated(statement, list))) return undefined;
  const within = copies.every(({ statement }) => bodyAround(statement) === list.home);
  if (!within || uses.some(({ access }) => bodyAround(access) !== list.home)) return undefined;
  return uses.some((use) => mayKeep(use, copies, view)) ? undefined : copies;
}

/** In a loop that does not make the list anew in each round, and does not end after a few. */
function isRepeated(statement: PythonNode, { contents }: StoredList): boolean {
  return loopsAround(statement).some(
    (loop) => !contents.some(({ by }) => loop.contains(by)) && !isShort(loop),
  );
}

/** Whether a place gives the list away before the last copy is made, or walks over it while it is replaced. */
function mayKeep(use: ListUse, copies: readonly Copy[], view: PythonView): boolean {
  const { access } = use;
  switch (use.role) {
    case 'walk':
      return (
        use.by === 'for' &&
        copies.some(({ statement }) => roundsOf(access.parent as PythonNode).contains(statement))
      );
    case 'escapes':
      if (makesAnother(access, view)) return false;
      return copies.some(({ statement }) => {
        const loops = loopsAround(access);
        return access.start < statement.end || loops.some((loop) => loop.contains(statement));
      });
    default:
      return false;
  }
}

/** `stack + others` is a list of its own, and what is printed is not kept. */
function makesAnother(access: PythonNode, view: PythonView): boolean {
  const { parent } = access;
  if (parent?.type === 'binary_operator') return parent.child('operator')?.text === '+';
  if (parent?.type === 'interpolation') return true;
  const callee = parent?.type === 'argument_list' ? parent.parent?.child('function') : undefined;
  return (
    callee?.type === 'identifier' &&
    /^(?:print|str|repr|isinstance)$/.test(callee.text) &&
    view.names.isBuiltin(callee)
  );
}

/** `for name in ("a", "b")`, `for _ in range(3)` */
function isShort(loop: PythonNode): boolean {
  const over = loop.child('right');
  if (over?.type === 'list' || over?.type === 'tuple') return true;
  if (over?.type !== 'call' || over.child('function')?.text !== 'range') return false;
  const ends = over.child('arguments')?.named ?? [];
  return ends.every((end) => Math.abs(integerOf(end) ?? Number.POSITIVE_INFINITY) <= 100);
}
