import { pathOfClass } from '../../engine/python/classes.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { type TypeExpression, type TypeName, typeExpression, typeName } from '../../engine/python/types.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { AliasFact, ClassFact } from './facts.ts';

/** What a class says of itself; undefined for one within a function. */
export function classFact(node: PythonNode, view: PythonView): ClassFact | undefined {
  const name = pathOfClass(node);
  if (name === undefined) return undefined;
  const bases = (node.child('superclasses')?.named ?? []).filter(({ type }) => type !== 'keyword_argument');
  const members: string[] = [];
  const values = new Set<string>();
  const fields: Record<string, TypeExpression> = {};
  for (const statement of node.child('body')?.named ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const left = assignment?.child('left');
    if (assignment?.type !== 'assignment' || left?.type !== 'identifier') continue;
    const type = assignment.child('type');
    const value = assignment.child('right');
    if (type !== undefined) addField(fields, left.text, typeExpression(type, view));
    else if (value !== undefined && !/^_.*_$|^__/.test(left.text)) {
      // The same value once more is another name of the same member.
      const isAlias = value.text !== 'auto()' && !/\bauto\(\)/.test(value.text) && values.has(value.text);
      const isOther = isAlias || members.includes(value.text) || /^(?:enum\.)?nonmember\(/.test(value.text);
      values.add(value.text);
      if (!isOther && value.type !== 'lambda') members.push(left.text);
    }
  }
  for (const [field, type] of fieldsOfMethods(node, view)) addField(fields, field, type);
  return {
    is: 'class',
    name,
    bases: bases.map((base): TypeName | null => (isPath(base) ? (typeName(base, view) ?? null) : null)),
    members: bases.length > 0 ? members : [],
    fields,
  };
}

/** A name at the top of a file that is set to a union or to literals. */
export function aliasFact(node: PythonNode, view: PythonView): AliasFact | undefined {
  const left = node.child('left');
  const right = node.child('right');
  const name = left?.type === 'type' ? left.named[0] : left;
  const statement = node.type === 'assignment' ? node.parent : node;
  if (statement?.parent !== view.root || name?.type !== 'identifier' || right === undefined) return undefined;
  const declared = node.type === 'assignment' ? node.child('type')?.text : 'TypeAlias';
  if (declared !== undefined && !declared.endsWith('TypeAlias')) return undefined;
  if (!/^(?:type|subscript|binary_operator)$/.test(right.type)) return undefined;
  if (view.names.module.bindings.get(name.text)?.length !== 1 && node.type === 'assignment') return undefined;
  const type = typeExpression(right, view);
  return type.is === 'literal' || type.is === 'union' ? { is: 'alias', name: name.text, type } : undefined;
}

function isPath({ type }: PythonNode): boolean {
  return type === 'identifier' || type === 'attribute';
}

/** Only what a choice could be about is worth carrying. */
function addField(fields: Record<string, TypeExpression>, name: string, type: TypeExpression): void {
  if (type.is === 'other' || type.is === 'none' || name in fields) return;
  if (type.is === 'named' && type.name.from === 'builtin') return;
  fields[name] = type;
}

/** `self.mode: Mode = …`, `self.mode = mode` with an annotated parameter, and properties. */
function fieldsOfMethods(owner: PythonNode, view: PythonView): Map<string, TypeExpression> {
  const fields = new Map<string, TypeExpression>();
  for (const statement of owner.child('body')?.named ?? []) {
    const method = statement.type === 'decorated_definition' ? statement.child('definition') : statement;
    if (method?.type !== 'function_definition') continue;
    const isProperty =
      statement !== method &&
      statement.named.some(({ type, text }) => type === 'decorator' && /\bproperty$/.test(text.trim()));
    const returned = method.child('return_type');
    if (isProperty && returned !== undefined)
      fields.set(method.child('name')?.text ?? '', typeExpression(returned, view));
    if (method.child('name')?.text !== '__init__') continue;
    for (const assignment of method.below(['assignment'], true)) {
      const left = assignment.child('left');
      const name = left?.child('object')?.text === 'self' ? left.child('attribute')?.text : undefined;
      const type = assignment.child('type') ?? typeOfParameter(assignment.child('right'), view);
      if (left?.type === 'attribute' && name !== undefined && type !== undefined && !fields.has(name))
        fields.set(name, typeExpression(type, view));
    }
  }
  return fields;
}

function typeOfParameter(value: PythonNode | undefined, view: PythonView): PythonNode | undefined {
  const [binding, ...more] = value?.type === 'identifier' ? (view.names.resolve(value)?.bindings ?? []) : [];
  return binding?.kind === 'parameter' && more.length === 0 ? binding.by.child('type') : undefined;
}
