import type { Names } from '../../engine/python/names.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { soleAssignment, unwrapPython } from './values.ts';

const mapping =
  /^(?:typing\.|collections\.|collections\.abc\.|t\.)?(?:[dD]ict|Mapping|MutableMapping|OrderedDict)(?:\[|$)/;

/** Whether an expression surely is a dict: written out, or annotated as one. */
export function mappingOf(object: PythonNode, names: Names): boolean {
  const inner = unwrapPython(object);
  if (inner.type === 'dictionary' || inner.type === 'dictionary_comprehension') return true;
  if (inner.type === 'attribute') return isAnnotatedMember(inner);
  if (inner.type !== 'identifier') return false;
  const bindings = names.resolve(inner)?.bindings ?? [];
  if (bindings.length === 0) return false;
  const annotated = bindings.map(({ by }) => by.child('type')).filter((type) => type !== undefined);
  if (annotated.length > 0)
    return annotated.every(({ text }) => mapping.test(text)) && isBoundAsSaid(bindings);
  const value = soleAssignment(inner, names);
  return value?.type === 'dictionary' || value?.type === 'dictionary_comprehension';
}

function isBoundAsSaid(bindings: readonly { readonly kind: string }[]): boolean {
  return bindings.every(({ kind }) => kind === 'parameter' || kind === 'assignment');
}

/** `self.ports`, where the class says `ports: dict[str, int]` in its body or `self.ports: dict[str, int]` in a method. */
function isAnnotatedMember(attribute: PythonNode): boolean {
  const object = attribute.child('object');
  const name = attribute.child('attribute')?.text;
  const owner = attribute.closest('class_definition');
  if (object?.text !== 'self' || owner === undefined || name === undefined) return false;
  const said = owner
    .below(['assignment'])
    .filter((each) => each.child('type') !== undefined)
    .filter((each) => [`self.${name}`, name].includes(each.child('left')?.text ?? ''))
    .filter((each) => each.child('left')?.type === 'attribute' || isOfBody(each, owner));
  return said.length > 0 && said.every((each) => mapping.test(each.child('type')?.text ?? ''));
}

function isOfBody(assignment: PythonNode, owner: PythonNode): boolean {
  return assignment.parent?.parent?.parent === owner;
}
