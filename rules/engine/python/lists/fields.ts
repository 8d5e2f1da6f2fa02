import { opensScope, type PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';

export interface FieldAccess {
  readonly name: string;
  /** The class that the attribute belongs to. */
  readonly owner: PythonNode;
  /** Every `self.name` of its methods. */
  readonly accesses: readonly PythonNode[];
}

/**
 * All places of a class that name an attribute of its own objects, if the file has no other: undefined where the class declares
 * it as its own too, or where anything else of the file, such as a class that inherits, has an attribute of that name.
 */
export function accessesOfField(attribute: PythonNode, view: PythonView): FieldAccess | undefined {
  const owner = ownerOf(attribute);
  const name = attribute.child('attribute')?.text;
  if (owner === undefined || name === undefined) return undefined;
  const accesses = attributesOf(view).get(name) ?? [];
  if (accesses.some((access) => ownerOf(access) !== owner)) return undefined;
  const body = owner.child('body')?.named ?? [];
  return body.some((statement) => declares(statement, name)) ? undefined : { name, owner, accesses };
}

/** The class of whose objects `self` is one, in `self.name`. */
function ownerOf(attribute: PythonNode): PythonNode | undefined {
  const object = attribute.child('object');
  if (attribute.type !== 'attribute' || object?.type !== 'identifier') return undefined;
  for (let outer = attribute.parent; outer !== null; outer = outer.parent) {
    if (outer.type !== 'function_definition') {
      if (outer.type === 'class_definition') return undefined;
      continue;
    }
    const decorated = outer.parent?.type === 'decorated_definition' ? outer.parent : undefined;
    const owner = (decorated ?? outer).parent?.parent;
    const first = outer.child('parameters')?.named[0]?.text;
    if (owner?.type === 'class_definition') {
      const isOfClass =
        decorated?.named.some(({ text }) => /^@\s*(?:static|class)method$/.test(text)) === true;
      return first === object.text && !isOfClass ? owner : undefined;
    }
    if (outer.child('parameters')?.named.some(({ text }) => text === object.text) === true) return undefined;
  }
  return undefined;
}

function declares(statement: PythonNode, name: string): boolean {
  const [inner] = statement.named;
  if (statement.type === 'expression_statement' && inner?.type === 'assignment')
    return inner.child('left')?.text === name && inner.child('right') !== undefined;
  const definition = statement.type === 'decorated_definition' ? statement.child('definition') : statement;
  return definition !== undefined && opensScope(definition) && definition.child('name')?.text === name;
}

const attributes = new WeakMap<PythonView, ReadonlyMap<string, readonly PythonNode[]>>();

function attributesOf(view: PythonView): ReadonlyMap<string, readonly PythonNode[]> {
  const known = attributes.get(view);
  if (known !== undefined) return known;
  const byName = new Map<string, PythonNode[]>();
  for (const attribute of view.root.below(['attribute'])) {
    const name = attribute.child('attribute')?.text ?? '';
    const all = byName.get(name);
    if (all === undefined) byName.set(name, [attribute]);
    else all.push(attribute);
  }
  attributes.set(view, byName);
  return byName;
}
