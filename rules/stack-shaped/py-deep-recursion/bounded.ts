import type { PythonNode } from '../../engine/python/node.ts';
import { isRepeated, type Recursion, rootOf, type SelfCall, seenThrough } from './recursion.ts';

/**
 * Whether another argument goes down into a structure at the same time, `get(value[first], rest)`: then the depth is that of its
 * nesting.
 * @param exempt attributes that lead along a list and not down.
 */
export function descends(
  call: SelfCall,
  except: string,
  recursion: Recursion,
  exempt: ReadonlySet<string> = new Set(),
): boolean {
  return [...call.passed].some(([name, argument]) => {
    if (name === except) return false;
    const value = seenThrough(argument, recursion);
    const reads = value.type === 'attribute' || value.type === 'subscript';
    const gets = value.type === 'call' && /\bget\w*$/.test(value.child('function')?.text ?? '');
    if (!reads && !gets) return false;
    if (value.type === 'attribute' && exempt.has(value.child('attribute')?.text ?? '')) return false;
    return rootOf(value) === name;
  });
}

/**
 * Whether the calls multiply, as when all subsets or permutations are made: such code ends by its running time long before its depth
 * matters. Two calls that run one after the other do, and so does a loop over what one returned, or around one.
 */
export function multiply(recursion: Recursion): boolean {
  const nodes = recursion.calls.map(({ node }) => node);
  return nodes.some((node, index) => {
    const before = nodes[index - 1];
    if (before !== undefined && !areAlternatives(before, node)) return true;
    return isRepeated(node, recursion) || isLoopedOver(node, recursion);
  });
}

/** Whether only one of two calls runs: branches of one condition, or the first returns. */
function areAlternatives(first: PythonNode, second: PythonNode): boolean {
  for (let at = first; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (at.type === 'return_statement') return !at.contains(second);
    if (!parent.contains(second)) continue;
    if (parent.type === 'conditional_expression') return parent.named[1] !== at;
    if (parent.type === 'if_statement') return at.field !== 'condition';
    if (parent.type === 'block')
      return at.below(['return_statement'], true).some(({ end }) => end >= first.end);
    return false;
  }
  return false;
}

function isLoopedOver(call: PythonNode, { body }: Recursion): boolean {
  const { parent } = call;
  if (/^for_(?:statement|in_clause)$/.test(parent?.type ?? '')) return true;
  const target = parent?.type === 'assignment' ? parent.child('left') : undefined;
  if (target === undefined) return false;
  return body
    .below(['for_statement', 'for_in_clause'])
    .some((loop) => new RegExp(`\\b${target.text}\\b`).test(loop.child('right')?.text ?? ''));
}
