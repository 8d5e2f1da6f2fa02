import type { PythonNode } from '../../engine/python/node.ts';

/** Where something is counted. */
export interface Counter {
  /** As the code calls it: `depth`, `counts["("]`, or the count itself where it has no name. */
  readonly name: string;
  readonly node: PythonNode;
  /** It tells how many there are in the whole text, not how many are open. */
  readonly isTotal: boolean;
}

/** The counters of a function, each where it first counts. */
export function countersIn(checker: PythonNode): Counter[] {
  const found = new Map<string, Counter>();
  for (const node of checker.below(['augmented_assignment', 'assignment', 'call'], true)) {
    const counter = node.type === 'call' ? totalIn(node) : stepIn(node);
    if (counter !== undefined && !found.has(counter.name)) found.set(counter.name, counter);
  }
  return [...found.values()];
}

/** `depth += 1`, `depth = depth - 1` */
function stepIn(node: PythonNode): Counter | undefined {
  const left = node.child('left');
  const right = node.child('right');
  if (left === undefined || right === undefined || !/^(?:identifier|subscript)$/.test(left.type))
    return undefined;
  const isStep =
    node.type === 'augmented_assignment'
      ? /^[-+]=$/.test(node.child('operator')?.text ?? '')
      : /^[-+]$/.test(right.child('operator')?.text ?? '') && right.child('left')?.text === left.text;
  return isStep ? { name: left.text, node, isTotal: false } : undefined;
}

/** `text.count("(")`, by the name that it is given, if any. */
function totalIn(call: PythonNode): Counter | undefined {
  const callee = call.child('function');
  if (callee?.type !== 'attribute' || callee.child('attribute')?.text !== 'count') return undefined;
  const given = call.parent?.type === 'assignment' ? call.parent : undefined;
  return { name: given?.child('left')?.text ?? call.text, node: call, isTotal: true };
}
