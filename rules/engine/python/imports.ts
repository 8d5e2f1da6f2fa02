import { posix } from 'node:path';
import type { Names } from './names.ts';
import type { PythonNode } from './node.ts';

/** What an import binds a name to: `from a.b import c as d` is module `a.b` and member `c`; `import a.b` binds `a`, a module. */
export interface ImportedName {
  /** As written, relative ones with their dots: `..errors`. */
  readonly module: string;
  /** Null where the name is the module itself. */
  readonly member: string | null;
}

/** What an import statement's name is bound to, from the identifier that it binds. */
export function importedBy(name: PythonNode): ImportedName | undefined {
  const statement = name.closest('import_statement', 'import_from_statement');
  const entry = name.parent?.type === 'aliased_import' ? name.parent.child('name') : name.parent;
  if (statement === undefined || entry?.type !== 'dotted_name') return undefined;
  const module = statement.child('module_name')?.text;
  if (module !== undefined) return { module, member: entry.text };
  // `import a.b` binds `a`; `import a.b as c` binds the module `a.b`.
  return { module: name.parent === entry ? name.text : entry.text, member: null };
}

/**
 * The path by which an expression is known outside of the file, `requests.exceptions.HTTPError`, as far as the imports tell: undefined
 * where its first name is not imported, or is bound by something else as well. Relative modules keep their dots.
 */
export function importPath(expression: PythonNode, names: Names): string | undefined {
  const members: string[] = [];
  let node = expression;
  while (node.type === 'attribute') {
    const object = node.child('object');
    const member = node.child('attribute');
    if (object === undefined || member === undefined) return undefined;
    members.unshift(member.text);
    node = object;
  }
  if (node.type !== 'identifier') return undefined;
  const bindings = names.resolve(node)?.bindings ?? [];
  const paths = new Set(
    bindings.map((binding) => (binding.kind === 'import' ? pathOf(importedBy(binding.name)) : undefined)),
  );
  const [path] = paths;
  return paths.size === 1 && path !== undefined ? [path, ...members].join('.') : undefined;
}

/** The builtin that an expression is, `len`; undefined where the name is bound in the file or may be. */
export function builtinOf(expression: PythonNode, names: Names): string | undefined {
  return names.isBuiltin(expression) ? expression.text : undefined;
}

/**
 * The file of the workspace that a module is: by its dots from the importing file, else the one file whose path ends so.
 * @param files absolute paths with forward slashes.
 */
export function fileOfModule(module: string, from: string, files: ReadonlySet<string>): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll('.', '/');
  if (dots > 0) {
    const folder = posix.join(posix.dirname(from), ...Array.from({ length: dots - 1 }, () => '..'));
    return [posix.join(folder, `${path}.py`), posix.join(folder, path, '__init__.py')].find((file) =>
      files.has(file),
    );
  }
  // From the folder of the importing file upwards, as one of these is on Python's path.
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    for (const root of [folder, posix.join(folder, 'src')]) {
      const found = [posix.join(root, `${path}.py`), posix.join(root, path, '__init__.py')].find((file) =>
        files.has(file),
      );
      if (found !== undefined) return found;
    }
    if (folder === posix.dirname(folder)) return undefined;
  }
}

function pathOf(imported: ImportedName | undefined): string | undefined {
  if (imported === undefined) return undefined;
  const { module, member } = imported;
  if (member === null) return module;
  return /^\.+$/.test(module) ? `${module}${member}` : `${module}.${member}`;
}
