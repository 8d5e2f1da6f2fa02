import { type Binding, bindingAt, isName } from './binding.ts';
import type { PythonNode } from './node.ts';

/** A region of text with names of its own. */
export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'lambda' | 'comprehension';
  readonly node: PythonNode;
  readonly outer: Scope | null;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
}

/** A name, and all that binds it in the scope that it belongs to. */
export interface ResolvedName {
  readonly name: string;
  readonly scope: Scope;
  readonly bindings: readonly Binding[];
}

/**
 * The names of one file by Python's rules for scopes, which do not ask in what order things run: whatever binds a name anywhere in a
 * function makes it the function's own. Nothing is known of types, nor of other files.
 */
export class Names {
  readonly module: Scope;
  /** Whether `from … import *` may bind any name of the file. */
  readonly hasStarImport: boolean;
  /** Each identifier that is a name, with the scope that it stands in. */
  readonly #standsIn: ReadonlyMap<PythonNode, OpenScope>;
  #uses: Map<Scope, Map<string, PythonNode[]>> | undefined;

  constructor(root: PythonNode) {
    const module = openScope('module', root, null);
    this.module = module;
    this.hasStarImport = root.below(['wildcard_import']).length > 0;
    this.#standsIn = scopesOfNames(root, module);
    for (const [name, scope] of this.#standsIn) bind(name, scope);
  }

  /** What a name refers to; undefined where nothing of the file binds it: a builtin, or what a star import brings. */
  resolve(name: PythonNode): ResolvedName | undefined {
    const from = this.#standsIn.get(name);
    if (from === undefined) return undefined;
    const declared = from.declared.get(name.text);
    const start = declared === 'global' ? this.module : declared === 'nonlocal' ? from.outer : from;
    for (let scope: Scope | null = start; scope !== null; scope = scope.outer) {
      const bindings = scope.bindings.get(name.text);
      // Names of a class are not seen from within its methods.
      if (bindings !== undefined && (scope === from || scope.kind !== 'class'))
        return { name: name.text, scope, bindings };
    }
    return undefined;
  }

  /** Whether an identifier surely is the builtin of its name. */
  isBuiltin(name: PythonNode): boolean {
    return this.#standsIn.has(name) && !this.hasStarImport && this.resolve(name) === undefined;
  }

  /** The scope that a name stands in. */
  scopeOf(name: PythonNode): Scope | undefined {
    return this.#standsIn.get(name);
  }

  /** All identifiers of the file that refer to the same, those that bind it too, in order. */
  uses({ name, scope }: ResolvedName): readonly PythonNode[] {
    this.#uses ??= this.#collectUses();
    return this.#uses.get(scope)?.get(name) ?? [];
  }

  #collectUses(): Map<Scope, Map<string, PythonNode[]>> {
    const uses = new Map<Scope, Map<string, PythonNode[]>>();
    for (const name of this.#standsIn.keys()) {
      const resolved = this.resolve(name);
      if (resolved === undefined) continue;
      const ofScope = uses.get(resolved.scope) ?? new Map<string, PythonNode[]>();
      uses.set(resolved.scope, ofScope);
      const ofName = ofScope.get(resolved.name);
      if (ofName === undefined) ofScope.set(resolved.name, [name]);
      else ofName.push(name);
    }
    return uses;
  }
}

interface OpenScope extends Scope {
  readonly bindings: Map<string, Binding[]>;
  readonly declared: Map<string, 'global' | 'nonlocal'>;
  readonly outer: OpenScope | null;
}

const kinds: Readonly<Record<string, Scope['kind']>> = {
  class_definition: 'class',
  function_definition: 'function',
  lambda: 'lambda',
  list_comprehension: 'comprehension',
  set_comprehension: 'comprehension',
  dictionary_comprehension: 'comprehension',
  generator_expression: 'comprehension',
};

function openScope(kind: Scope['kind'], node: PythonNode, outer: OpenScope | null): OpenScope {
  return { kind, node, outer, bindings: new Map(), declared: new Map() };
}

function bind(name: PythonNode, standsIn: OpenScope): void {
  const binding = bindingAt(name);
  if (binding === undefined) return;
  let scope = standsIn;
  // `:=` in a comprehension binds a name of the function around it.
  if (binding.by.type === 'named_expression')
    while (scope.kind === 'comprehension' && scope.outer !== null) scope = scope.outer;
  const declared = scope.declared.get(name.text);
  if (declared === 'global') while (scope.outer !== null) scope = scope.outer;
  // Where the outer function binds it is not asked: that it is bound more than once is enough to know.
  if (declared === 'nonlocal' && scope.outer !== null) scope = scope.outer;
  const bindings = scope.bindings.get(name.text);
  if (bindings === undefined) scope.bindings.set(name.text, [binding]);
  else bindings.push(binding);
}

/** Walks without recursion, as a long sum is a deep tree. */
function scopesOfNames(root: PythonNode, module: OpenScope): Map<PythonNode, OpenScope> {
  const names = new Map<PythonNode, OpenScope>();
  const open: { readonly node: PythonNode; readonly scope: OpenScope }[] = [{ node: root, scope: module }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, scope } = next;
    if (isName(node)) names.set(node, scope);
    if (node.type === 'global_statement' || node.type === 'nonlocal_statement') {
      const how = node.type === 'global_statement' ? 'global' : 'nonlocal';
      for (const { text } of node.named) scope.declared.set(text, how);
    }
    const kind = kinds[node.type];
    const inner = kind === undefined ? scope : openScope(kind, node, scope);
    for (const part of partsOf(node, scope, inner).toReversed()) if (part.node.isNamed) open.push(part);
  }
  return names;
}

/** What is directly below a node, each part with the scope that it sees. */
function partsOf(
  node: PythonNode,
  outer: OpenScope,
  inner: OpenScope,
): { readonly node: PythonNode; readonly scope: OpenScope }[] {
  if (inner === outer) return node.children.map((child) => ({ node: child, scope: outer }));
  if (inner.kind === 'comprehension') {
    const first = node.children.find(({ type }) => type === 'for_in_clause');
    return node.children.flatMap((child) =>
      child === first
        ? child.children.map((part) => ({ node: part, scope: part.field === 'right' ? outer : inner }))
        : [{ node: child, scope: inner }],
    );
  }
  return node.children.flatMap((child) => {
    if (child.field === 'parameters')
      return child.children.flatMap((part) => partsOfParameter(part, outer, inner));
    const isInside = child.field === 'body' || child.field === 'type_parameters';
    return [{ node: child, scope: isInside ? inner : outer }];
  });
}

/** The name of a parameter is the function's own; its default and its type are looked up outside. */
function partsOfParameter(
  parameter: PythonNode,
  outer: OpenScope,
  inner: OpenScope,
): { readonly node: PythonNode; readonly scope: OpenScope }[] {
  if (parameter.type === 'identifier' || parameter.type.endsWith('_pattern'))
    return [{ node: parameter, scope: inner }];
  return parameter.children.map((part) => ({
    node: part,
    scope: part.field === 'value' || part.field === 'type' ? outer : inner,
  }));
}
