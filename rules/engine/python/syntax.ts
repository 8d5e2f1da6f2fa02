import type { FindingDraft, Span } from '../finding.ts';
import type { PythonNode } from '../python.ts';

/** Visits a node and all below it in order; 'skip' leaves out what is below. */
export function walkPython(root: PythonNode, visit: (node: PythonNode) => 'skip' | undefined): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node) === 'skip') continue;
    for (const child of node.namedChildren.toReversed()) if (child !== null) open.push(child);
  }
}

export function spanOfPython({ startIndex, endIndex }: PythonNode): Span {
  return { start: startIndex, end: endIndex };
}

/** Identity of a finding: the enclosing classes and functions, and the syntax with white space folded. */
export function identifyPython(node: PythonNode): Pick<FindingDraft, 'symbol' | 'syntax'> {
  const names: string[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (isDefinition(outer)) names.unshift(outer.childForFieldName('name')?.text ?? '');
  }
  return { symbol: names.join('.'), syntax: node.text.replace(/\s+/g, ' ') };
}

/** A function, class or lambda: what is in it runs at another time, or has names of its own. */
export function opensScope({ type }: PythonNode): boolean {
  return type === 'function_definition' || type === 'class_definition' || type === 'lambda';
}

/** Whether an offset lies in a comment. */
export function isInPythonComment(root: PythonNode, offset: number): boolean {
  return root.descendantForIndex(offset)?.type === 'comment';
}

/** Whether a line that starts at the offset begins within a text, where a comment would be part of it. */
export function isInPythonText(root: PythonNode, offset: number): boolean {
  for (let node = root.descendantForIndex(offset); node !== null; node = node.parent) {
    if (node.type === 'string' && node.startIndex < offset && offset < node.endIndex) return true;
  }
  return false;
}

function isDefinition({ type }: PythonNode): boolean {
  return type === 'function_definition' || type === 'class_definition';
}
