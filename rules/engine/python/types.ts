import { importedPath } from './fragments/template.ts';
import type { PythonNode } from './node.ts';
import type { PythonView } from './view.ts';

/** What an annotation says, as JSON: facts carry it from file to file. */
export type TypeExpression =
  | { readonly is: 'literal'; readonly values: readonly string[] }
  | { readonly is: 'named'; readonly name: TypeName }
  | { readonly is: 'union'; readonly of: readonly TypeExpression[] }
  | { readonly is: 'none' }
  | { readonly is: 'other' };

/** A name by which something is known in its file: the path of an import, or what the file itself defines. */
export interface TypeName {
  readonly path: string;
  /** A builtin is of no file. */
  readonly from: 'import' | 'file' | 'builtin';
}

/** Reads an annotation, or what a name of a module is set to where that is a type. */
export function typeExpression(node: PythonNode, view: PythonView): TypeExpression {
  switch (node.type) {
    case 'type':
    case 'parenthesized_expression':
      return node.named.length === 1 ? typeExpression(node.named[0] as PythonNode, view) : other;
    case 'none':
      return { is: 'none' };
    case 'union_type':
      return unionOf(node.named.map((part) => typeExpression(part, view)));
    case 'binary_operator':
      return node.child('operator')?.text === '|'
        ? unionOf(node.named.map((part) => typeExpression(part, view)))
        : other;
    case 'identifier':
    case 'attribute':
      return named(typeName(node, view));
    case 'string':
      return written(node, view);
    case 'subscript':
      return special(node.child('value'), node.childrenOf('subscript'), view);
    case 'generic_type':
      return special(node.named[0], node.named[1]?.named ?? [], view);
    default:
      return other;
  }
}

/** A value that is written down, in a form that is the same however it is quoted; undefined for what is no literal. */
export function literalValue(node: PythonNode): string | undefined {
  if (node.type === 'true' || node.type === 'false' || node.type === 'integer') return node.text;
  if (node.type !== 'string') return undefined;
  const start = node.children.find(({ type }) => type === 'string_start')?.text ?? '';
  if (!/^["']+$/.test(start) || node.named.some(({ type }) => type === 'interpolation')) return undefined;
  const content = node.text.slice(start.length, node.text.length - start.length);
  return content.includes('\\') ? undefined : JSON.stringify(content);
}

/** What a name, or a path of names, refers to outside of functions and classes; undefined where the file does not tell. */
export function typeName(node: PythonNode, view: PythonView): TypeName | undefined {
  const [first, ...members] = node.text.replace(/\s+/g, '').split('.');
  let start = node;
  while (start.type !== 'identifier') {
    const next = start.children[0];
    if (next === undefined) return undefined;
    start = next;
  }
  if (first === undefined) return undefined;
  if (view.names.isBuiltin(start)) return members.length === 0 ? { path: first, from: 'builtin' } : undefined;
  const resolved = view.names.resolve(start);
  return resolved && nameOfModule(first, members, resolved.scope.kind, view);
}

const other: TypeExpression = { is: 'other' };

function named(name: TypeName | undefined): TypeExpression {
  return name === undefined ? other : { is: 'named', name };
}

function unionOf(parts: readonly TypeExpression[]): TypeExpression {
  return { is: 'union', of: parts };
}

function nameOfModule(
  first: string,
  members: readonly string[],
  scope: string,
  view: PythonView,
): TypeName | undefined {
  const bindings = view.names.module.bindings.get(first);
  if (scope !== 'module' || bindings === undefined) return undefined;
  if (bindings.every(({ kind }) => kind === 'import')) {
    const path = importedPath({ name: first, scope: view.names.module, bindings });
    return path === undefined ? undefined : { path: [path, ...members].join('.'), from: 'import' };
  }
  return bindings.length === 1 ? { path: [first, ...members].join('.'), from: 'file' } : undefined;
}

/** An annotation within a text, as far as it is made of names: `"Mode | None"`. */
function written(node: PythonNode, view: PythonView): TypeExpression {
  const content = literalValue(node);
  const parts = content === undefined ? [] : (JSON.parse(content) as string).split('|');
  if (parts.length === 0) return other;
  const types = parts.map((part): TypeExpression => {
    const name = part.trim();
    if (name === 'None') return { is: 'none' };
    if (!/^[A-Za-z_][\w.]*$/.test(name)) return other;
    const [first = '', ...members] = name.split('.');
    if (!view.names.module.bindings.has(first) && !view.names.hasStarImport && members.length === 0)
      return named({ path: first, from: 'builtin' });
    return named(nameOfModule(first, members, 'module', view));
  });
  return types.length === 1 ? (types[0] as TypeExpression) : unionOf(types);
}

/** `Literal[…]`, `Optional[…]` and what else means something of its own; of other generics only the class counts. */
function special(
  base: PythonNode | undefined,
  parts: readonly PythonNode[],
  view: PythonView,
): TypeExpression {
  const name = base && typeName(base, view);
  if (name === undefined) return other;
  const known = /^(?:typing|typing_extensions)\.(\w+)$/.exec(name.path)?.[1];
  if (name.from !== 'import' || known === undefined) return named(name);
  const inner = parts.map((part) => (part.type === 'type' ? (part.named[0] ?? part) : part));
  switch (known) {
    case 'Literal':
      return literals(inner, view);
    case 'Optional':
      return unionOf([...inner.map((part) => typeExpression(part, view)), { is: 'none' }]);
    case 'Union':
      return unionOf(inner.map((part) => typeExpression(part, view)));
    case 'Annotated':
    case 'Final':
    case 'ClassVar':
    case 'Required':
    case 'NotRequired':
    case 'ReadOnly':
      return inner[0] === undefined ? other : typeExpression(inner[0], view);
    default:
      return other;
  }
}

function literals(parts: readonly PythonNode[], view: PythonView): TypeExpression {
  const values: string[] = [];
  const others: TypeExpression[] = [];
  for (const part of parts) {
    const value = literalValue(part);
    if (value !== undefined) values.push(value);
    else if (part.type === 'none') others.push({ is: 'none' });
    // `Literal[Mode.A]` and other literals within literals are rare; without them the union is not known.
    else others.push(part.type === 'subscript' ? typeExpression(part, view) : other);
  }
  const literal: TypeExpression = { is: 'literal', values };
  return others.length === 0 ? literal : unionOf([literal, ...others]);
}
