import type { PythonNode } from './node.ts';

/** `Message.Kind`, by the classes around; undefined within a function. */
export function pathOfClass(node: PythonNode): string | undefined {
  const names: string[] = [];
  for (let outer: PythonNode | null = node; outer !== null; outer = outer.parent) {
    if (outer.type === 'function_definition' || outer.type === 'lambda') return undefined;
    if (outer.type === 'class_definition') names.unshift(outer.child('name')?.text ?? '');
  }
  return names.join('.');
}
