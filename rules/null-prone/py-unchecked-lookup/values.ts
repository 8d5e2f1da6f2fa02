import type { Names } from '../../engine/python/names.ts';
import type { PythonNode } from '../../engine/python/node.ts';

/** An expression without the parentheses around it. */
export function unwrapPython(node: PythonNode): PythonNode {
  let at = node;
  while (at.type === 'parenthesized_expression' && at.named[0] !== undefined) at = at.named[0];
  return at;
}

/** The value of a name that is assigned once, and bound by nothing else. */
export function soleAssignment(name: PythonNode, names: Names): PythonNode | undefined {
  const bindings = names.resolve(name)?.bindings ?? [];
  const [binding] = bindings;
  if (bindings.length !== 1 || binding?.by.type !== 'assignment') return undefined;
  // `a, b = …` gives the name a part of the value.
  if (binding.by.child('left') !== binding.name) return undefined;
  const value = binding.by.child('right');
  return value === undefined || value.type === 'assignment' ? undefined : unwrapPython(value);
}
