import type { FindingDraft, Span } from '../finding.ts';
import type { PythonNode } from './node.ts';

/** Visits a node and all below it in order, without tokens; 'skip' leaves out what is below. */
export function walkPython(root: PythonNode, visit: (node: PythonNode) => 'skip' | undefined): void {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node) === 'skip') continue;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child?.isNamed === true) open.push(child);
    }
  }
}

export function spanOfPython({ start, end }: PythonNode): Span {
  return { start, end };
}

/** "line 12", for reasons; 1-based as editors show it. */
export function lineOfPython({ start }: PythonNode, { text }: { readonly text: string }): string {
  return `line ${text.slice(0, start).split('\n').length}`;
}

/** Identity of a finding: the enclosing classes and functions, and the syntax with white space folded. */
export function identifyPython(node: PythonNode): Pick<FindingDraft, 'symbol' | 'syntax'> {
  const names: string[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (isDefinition(outer)) names.unshift(outer.child('name')?.text ?? '');
  }
  return { symbol: names.join('.'), syntax: node.text.replace(/\s+/g, ' ') };
}

/** Whether an offset lies in a comment. */
export function isInPythonComment(root: PythonNode, offset: number): boolean {
  return root.at(offset).type === 'comment';
}

/** Whether a line that starts at the offset begins within a text, where a comment would be part of it. */
export function isInPythonText(root: PythonNode, offset: number): boolean {
  for (let node: PythonNode | null = root.at(offset); node !== null; node = node.parent) {
    if (node.type === 'string' && node.start < offset && offset < node.end) return true;
  }
  return false;
}

function isDefinition({ type }: PythonNode): boolean {
  return type === 'function_definition' || type === 'class_definition';
}
