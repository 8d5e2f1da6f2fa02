import { pathOfClass } from '../../engine/python/classes.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { spanOfPython } from '../../engine/python/syntax.ts';
import { typeExpression, typeName } from '../../engine/python/types.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { FieldFact, HeirFact, ModelFact } from './facts.ts';

/** What a class says of its fields, where nothing but the fields makes its `__init__`; and what it inherits from. */
export function modelFacts(node: PythonNode, view: PythonView): (ModelFact | HeirFact)[] {
  const bases = (node.child('superclasses')?.named ?? []).filter(
    ({ type }) => type === 'identifier' || type === 'attribute',
  );
  const heirs = bases.flatMap((base): HeirFact[] => {
    const of = typeName(base, view);
    return of === undefined ? [] : [{ is: 'heir', of }];
  });
  const name = pathOfClass(node);
  const by = kindOf(node, bases, view);
  const nameNode = node.child('name');
  if (name === undefined || by === undefined || nameNode === undefined || hasOwnInit(node)) return heirs;
  const fields = fieldsOf(node, view);
  const isFrozen =
    by === 'NamedTuple' || decoratorsOf(node).some(({ text }) => /\bfrozen\b(?!=False)/.test(text));
  return [...heirs, { is: 'model', by, name, span: spanOfPython(nameNode), isFrozen, fields }];
}

const decorators: Readonly<Record<string, ModelFact['by']>> = {
  'dataclasses.dataclass': 'dataclass',
  'attr.s': 'attrs',
  'attr.attrs': 'attrs',
  'attr.define': 'attrs',
  'attr.frozen': 'attrs',
  'attr.dataclass': 'attrs',
  'attrs.define': 'attrs',
  'attrs.frozen': 'attrs',
  'pydantic.dataclasses.dataclass': 'pydantic',
};

const parents: Readonly<Record<string, ModelFact['by']>> = {
  'pydantic.BaseModel': 'pydantic',
  'typing.NamedTuple': 'NamedTuple',
};

/** Only what inherits from nothing else has all of its fields in sight. */
function kindOf(
  node: PythonNode,
  bases: readonly PythonNode[],
  view: PythonView,
): ModelFact['by'] | undefined {
  const known = bases.map((base) => typeName(base, view)?.path ?? '');
  if (known.length === 1 && known[0] !== undefined && parents[known[0]] !== undefined)
    return parents[known[0]];
  if (known.some((path) => path !== 'object' && !/^(?:typing|abc)\.(?:Generic|ABC|Protocol)$/.test(path)))
    return undefined;
  for (const decorator of decoratorsOf(node)) {
    const [expression] = decorator.named;
    const callee = expression?.type === 'call' ? expression.child('function') : expression;
    const path = callee && typeName(callee, view)?.path;
    const by = path === undefined ? undefined : decorators[path];
    if (by !== undefined) return by;
  }
  return undefined;
}

function decoratorsOf({ parent }: PythonNode): PythonNode[] {
  return parent?.type === 'decorated_definition'
    ? parent.named.filter(({ type }) => type === 'decorator')
    : [];
}

function hasOwnInit(node: PythonNode): boolean {
  return (node.child('body')?.named ?? []).some((statement) => {
    const method = statement.type === 'decorated_definition' ? statement.child('definition') : statement;
    return /^__(?:init|new)__$/.test(method?.child('name')?.text ?? '');
  });
}

function fieldsOf(node: PythonNode, view: PythonView): FieldFact[] {
  const fields: FieldFact[] = [];
  let isKeywordOnly = false;
  for (const statement of node.child('body')?.named ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const left = assignment?.child('left');
    const type = assignment?.child('type');
    const value = assignment?.child('right');
    if (assignment?.type !== 'assignment' || left?.type !== 'identifier') continue;
    if (type === undefined) {
      // `x = attr.ib()` has a place among the arguments, though nothing is known of its type.
      if (/^(?:attrs?\.)?(?:ib|attrib|field)\(/.test(value?.text ?? ''))
        fields.push({ ...plain, name: left.text, span: spanOfPython(left) });
      continue;
    }
    if (/\bClassVar\b/.test(type.text)) continue;
    if (/\bKW_ONLY\b/.test(type.text)) {
      isKeywordOnly = true;
      continue;
    }
    const fallback = defaultOf(value);
    if (fallback === 'outside') continue;
    const { is } = typeExpression(type, view);
    const allowsNone = is !== 'literal' && /\bOptional\[|\|\s*None\b|\bNone\s*\|/.test(type.text);
    fields.push({
      name: left.text,
      span: spanOfPython(left),
      mayBeMissing: allowsNone && fallback === 'None',
      isRequired: allowsNone && fallback === 'none given',
      isPositional: !isKeywordOnly,
    });
  }
  return fields;
}

const plain = { mayBeMissing: false, isRequired: false, isPositional: true } as const;

/** What a field is where it is not given; `outside` for one that `__init__` does not take. */
function defaultOf(value: PythonNode | undefined): 'None' | 'none given' | 'other' | 'outside' {
  if (value === undefined) return 'none given';
  if (value.type === 'none') return 'None';
  if (value.type !== 'call') return 'other';
  const args = value.child('arguments')?.named ?? [];
  const named = new Map(
    args.flatMap((each) =>
      each.type === 'keyword_argument' ? [[each.child('name')?.text, each.child('value')] as const] : [],
    ),
  );
  if (named.get('init')?.text === 'False') return 'outside';
  if (named.has('default_factory') || named.has('factory')) return 'other';
  const fallback = named.get('default') ?? args.find(({ type }) => type !== 'keyword_argument');
  return fallback === undefined
    ? 'none given'
    : fallback.type === 'none'
      ? 'None'
      : fallback.text === '...'
        ? 'none given'
        : 'other';
}
