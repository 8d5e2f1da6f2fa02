import type { PythonNode } from '../../engine/python/node.ts';
import { indexGrowth, linkGrowth, ownLinkGrowth, tailGrowth } from './lists.ts';
import type { Recursion } from './recursion.ts';
import { graphGrowth, gridGrowth } from './regions.ts';

/** What makes a recursion go deeper. */
export interface Growth {
  readonly kind: 'link' | 'own-link' | 'tail' | 'index' | 'graph' | 'grid';
  /** Completes "one call deeper for …". */
  readonly per: string;
  /** The calls that go deeper. */
  readonly calls: readonly PythonNode[];
  /** How a walk asks whether it has been where it is: `node in seen`. */
  readonly asked?: string;
}

/**
 * Data that nothing bounds and that makes the recursion deeper: a chain of links, what is left of a list, an index into it, a graph,
 * a grid. A tree is as deep as somebody nested it, halves are soon small, and a counter ends where it says.
 */
export function growthOf(recursion: Recursion): Growth | undefined {
  if (recursion.calls.length === 0) return ownLinkGrowth(recursion);
  const grid = gridGrowth(recursion);
  if (grid !== undefined) return grid;
  const index = indexGrowth(recursion);
  if (index !== undefined) return index;
  if (isCounted(recursion)) return undefined;
  return linkGrowth(recursion) ?? tailGrowth(recursion) ?? graphGrowth(recursion);
}

/** Whether a counter is passed on and compared with a limit: the depth is what somebody allowed. */
function isCounted({ parameters, calls, body }: Recursion): boolean {
  return parameters.some(({ name }) => {
    const isStep = new RegExp(`^${name}\\s*[+-]\\s*\\w+$`);
    if (!calls.every(({ passed }) => isStep.test(passed.get(name)?.text ?? ''))) return false;
    return body
      .below(['comparison_operator'], true)
      .some(({ named }) => named.some(({ text }) => text === name));
  });
}
