import type { ErrorClassFact } from '../../typescript/errors/error-modules.ts';
import type { PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';

/** A class of exceptions where others of the project may go: its base tells by name. */
export function pythonErrorClass(node: PythonNode, { path, root }: PythonView): ErrorClassFact | undefined {
  const name = node.child('name')?.text;
  if (name === undefined || node.parent !== root || !isErrorClass(node)) return undefined;
  const classes = root.named.filter(isErrorClass).length;
  const others = root.named.filter(
    (each) => !/^(?:import|future_import)/.test(each.type) && !isErrorClass(each) && !isText(each),
  ).length;
  const isHome = /(?:^|\/)_?(?:errors?|exceptions?)(?:\.py$|\/)/.test(path) || others < classes;
  return isHome ? { is: 'error-class', name } : undefined;
}

function isErrorClass(node: PythonNode): boolean {
  const bases = node.type === 'class_definition' ? (node.child('superclasses')?.named ?? []) : [];
  return bases.some(({ text }) => /(?:Error|Exception)$/.test(text));
}

function isText({ type, named: [first] }: PythonNode): boolean {
  return type === 'expression_statement' && first?.type === 'string';
}
