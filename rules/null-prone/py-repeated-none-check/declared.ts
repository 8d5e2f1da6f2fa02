import type { PythonNode } from '../../engine/python/node.ts';
import { fieldOf } from './guards.ts';

/** The places of a class that say of each of its fields that it may be `None`, the first of each field. */
export function fieldsWithoutValue(owner: PythonNode): Map<string, PythonNode> {
  const fields = new Map<string, PythonNode>();
  const add = (name: string, place: PythonNode): void => {
    if (!fields.has(name)) fields.set(name, place);
  };
  for (const node of owner.below(['assignment', 'function_definition'])) {
    if (node.closest('class_definition') !== owner) continue;
    if (node.type === 'function_definition') {
      const name = node.child('name');
      if (name !== undefined && isProperty(node) && saysNone(node.child('return_type'))) add(name.text, name);
      continue;
    }
    const left = node.child('left');
    if (left === undefined) continue;
    const isOfBody = left.type === 'identifier' && node.parent?.parent?.parent === owner;
    const name = isOfBody ? left.text : fieldOf(left);
    if (name !== undefined && mayBeNone(node)) add(name, left);
  }
  return fields;
}

function mayBeNone(assignment: PythonNode): boolean {
  const value = assignment.child('right');
  const type = assignment.child('type');
  if (type !== undefined) return saysNone(type);
  if (value?.type === 'none') return true;
  return value?.type === 'identifier' && isOptionalParameter(value);
}

/** `self.socket = socket`, where the parameter may be left out or be `None`. */
function isOptionalParameter(name: PythonNode): boolean {
  const parameters = name.closest('function_definition')?.child('parameters')?.named ?? [];
  return parameters.some((parameter) => {
    const own = parameter.child('name') ?? parameter.named[0];
    if (own?.text !== name.text) return false;
    return saysNone(parameter.child('type')) || parameter.child('value')?.type === 'none';
  });
}

function saysNone(type: PythonNode | undefined): boolean {
  return type !== undefined && /\bOptional\[|\|\s*None\b|\bNone\s*\|/.test(type.text);
}

function isProperty({ parent }: PythonNode): boolean {
  return (
    parent?.type === 'decorated_definition' &&
    parent.named.some(
      ({ type, text }) => type === 'decorator' && /^@(?:\w+\.)*(?:cached_)?property$/.test(text.trim()),
    )
  );
}
