import type { Binding } from '../binding.ts';
import { fileOfModule, importedBy } from '../imports.ts';
import type { Names, ResolvedName } from '../names.ts';
import { opensScope, type PythonNode } from '../node.ts';

/** Syntax in a form that is the same wherever the same thing is written: names of functions are numbered, quotes and layout are gone. */
export interface Template {
  /** `not $0 . acme`: `$0` is a role, `@0` a name from outside, `%0` a name that lives within. */
  readonly text: string;
  /** Names of the surrounding functions, in the order in which they appear. */
  readonly roles: readonly Role[];
  /** Names of the file, and imports, with the members asked of them: `.errors.ApiError`. */
  readonly outer: readonly Outer[];
}

/** A name of a surrounding function: a parameter, a local variable. */
export interface Role {
  readonly name: string;
  readonly occurrences: readonly PythonNode[];
  /** The class whose instance it is, where it is the first parameter of one of its methods. */
  readonly self: PythonNode | undefined;
}

/** What a fragment takes from its file. */
export interface Outer {
  /** `name` for what the file itself defines, else the path of the import. */
  readonly path: string;
  readonly isOwn: boolean;
  readonly occurrences: readonly PythonNode[];
}

/**
 * The common form of a part of a function; undefined where it cannot tell what a name means, or where the part binds a name that the
 * rest of the function uses.
 * @param hole a node whose text is left out, in the place of `?`.
 */
export function templateOf(part: PythonNode, names: Names, hole?: PythonNode): Template | undefined {
  const words: string[] = [];
  const roles = new Map<string, { name: string; occurrences: PythonNode[]; self: PythonNode | undefined }>();
  const outer = new Map<string, { path: string; isOwn: boolean; occurrences: PythonNode[] }>();
  const inner: string[] = [];
  let isKnown = true;

  const role = (name: PythonNode, resolved: ResolvedName): string => {
    const found = roles.get(resolved.name);
    if (found !== undefined) found.occurrences.push(name);
    else roles.set(resolved.name, { name: resolved.name, occurrences: [name], self: selfOf(resolved) });
    return `$${[...roles.keys()].indexOf(resolved.name)}`;
  };
  const fromOutside = (node: PythonNode, path: string, isOwn: boolean): string => {
    const key = `${isOwn}${path}`;
    const found = outer.get(key);
    if (found !== undefined) found.occurrences.push(node);
    else outer.set(key, { path, isOwn, occurrences: [node] });
    return `@${[...outer.keys()].indexOf(key)}`;
  };
  const within = (name: string): string => {
    if (!inner.includes(name)) inner.push(name);
    return `%${inner.indexOf(name)}`;
  };
  const wordFor = (chain: PythonNode, name: PythonNode): string | undefined => {
    if (names.isBuiltin(name)) return undefined;
    const resolved = names.resolve(name);
    if (resolved === undefined) isKnown = false;
    else if (resolved.bindings.every(({ kind }) => kind === 'import')) {
      const path = importedPath(resolved);
      if (path === undefined) isKnown = false;
      else return fromOutside(chain, path + chain.text.slice(name.text.length), false);
    } else if (resolved.scope.kind === 'module') return fromOutside(chain, chain.text, true);
    else if (resolved.scope.kind === 'class') isKnown = false;
    else if (resolved.bindings.some((binding) => isCaughtIn(binding, name, part)))
      return within(resolved.name);
    else if (resolved.bindings.some(({ by }) => part.contains(by) || part.contains(resolved.scope.node))) {
      if (!names.uses(resolved).every((use) => part.contains(use))) isKnown = false;
      return within(resolved.name);
    } else return role(name, resolved);
    return undefined;
  };

  const visit = (node: PythonNode): void => {
    if (!isKnown || node.type === 'comment') return;
    if (node === hole) {
      words.push('?');
      return;
    }
    switch (node.type) {
      case 'parenthesized_expression':
        for (const each of node.named) visit(each);
        return;
      case 'concatenated_string':
        visitText(node.named.flatMap((each) => each.children));
        return;
      case 'string':
        visitText(node.children);
        return;
      case 'attribute': {
        const name = chainStart(node);
        if (name === undefined) break;
        const word = wordFor(node, name);
        if (word?.startsWith('@')) {
          words.push(word);
          return;
        }
        words.push(word ?? name.text, node.text.slice(name.text.length).replace(/\s+/g, ''));
        return;
      }
      case 'format_specifier':
        if (node.named.length > 0) break;
        words.push(node.text);
        return;
      case 'identifier':
        words.push((isNameOf(node, names) ? wordFor(node, node) : undefined) ?? node.text);
        return;
    }
    if (node.children.length === 0) words.push(node.text);
    const { children } = node;
    for (const [index, child] of children.entries()) {
      const isLastComma = child.type === ',' && /^[)\]}]$/.test(children[index + 1]?.type ?? '');
      // A tuple of one is one by its comma.
      if (!isLastComma || node.type === 'tuple') visit(child);
    }
  };
  const visitText = (parts: readonly PythonNode[]): void => {
    const start = parts.find(({ type }) => type === 'string_start')?.text ?? '';
    words.push(`"${/b/i.test(start) ? 'b' : ''}`);
    for (const each of parts) {
      if (each.type === 'string_content') words.push(JSON.stringify(each.text));
      else if (each.type === 'interpolation') visit(each);
    }
    words.push('"');
  };

  visit(part);
  return isKnown
    ? { text: words.join(' '), roles: [...roles.values()], outer: [...outer.values()] }
    : undefined;
}

/** A path that means the same in every file: that of the file which defines the name, where that is one of the workspace. */
export function canonicalPath(
  path: string,
  isOwn: boolean,
  file: string,
  files: ReadonlySet<string>,
): string {
  if (isOwn) return `${file}#${path}`;
  const dots = /^\.*/.exec(path)?.[0] ?? '';
  const parts = path.slice(dots.length).split('.');
  for (let count = parts.length; count >= 0; count -= 1) {
    if (count === 0 && dots === '') break;
    const found = fileOfModule(dots + parts.slice(0, count).join('.'), file, files);
    if (found !== undefined) return `${found}#${parts.slice(count).join('.')}`;
  }
  return path;
}

/** The name that a chain of members begins with, `errors` in `errors.http.NotFound`. */
export function chainStart(attribute: PythonNode): PythonNode | undefined {
  let node: PythonNode | undefined = attribute;
  while (node?.type === 'attribute') node = node.child('object');
  return node?.type === 'identifier' ? node : undefined;
}

/** What an import binds a name to as one path, the same for all its bindings. */
export function importedPath({ bindings }: ResolvedName): string | undefined {
  const paths = new Set(
    bindings.map(({ name }) => {
      const imported = importedBy(name);
      if (imported === undefined) return undefined;
      const { module, member } = imported;
      if (member === null) return module;
      return /^\.+$/.test(module) ? `${module}${member}` : `${module}.${member}`;
    }),
  );
  const [path] = paths;
  return paths.size === 1 ? path : undefined;
}

function isNameOf(node: PythonNode, names: Names): boolean {
  return names.scopeOf(node) !== undefined;
}

/** The class of a method whose first parameter a name is. */
function selfOf({ bindings, scope }: ResolvedName): PythonNode | undefined {
  const [binding] = bindings;
  if (bindings.length !== 1 || binding?.kind !== 'parameter' || scope.kind !== 'function') return undefined;
  const method = scope.node;
  const isFirst = method.child('parameters')?.named[0]?.contains(binding.name) === true;
  const definition = method.parent?.type === 'decorated_definition' ? method.parent : method;
  const isStatic = definition.children.some(
    ({ type, text }) => type === 'decorator' && /\bstaticmethod\b/.test(text),
  );
  const owner = definition.parent?.parent;
  return isFirst && !isStatic && owner?.type === 'class_definition' ? owner : undefined;
}

/** The innermost function around a node; undefined at the top of a file or of a class. */
export function functionAround(node: PythonNode): PythonNode | undefined {
  for (let outer = node.parent; outer !== null; outer = outer.parent)
    if (opensScope(outer)) return outer.type === 'class_definition' ? undefined : outer;
  return undefined;
}

/** The exception of an `except` of the part. Its name is gone behind the clause, so other clauses that use it mean their own. */
function isCaughtIn({ kind, name: bound }: Binding, name: PythonNode, part: PythonNode): boolean {
  const clause = kind === 'except' ? bound.closest('except_clause') : undefined;
  return clause?.contains(name) === true && part.contains(clause);
}
