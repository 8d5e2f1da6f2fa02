import { bindingAt, isName } from '../../engine/python/binding.ts';
import { importedBy } from '../../engine/python/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Member, PythonReplacement } from './replacement.ts';
import { replacementOf } from './table/index.ts';

/** One name that an import brings of a package which Python's library may replace. */
export interface ImportEntry {
  readonly replacement: PythonReplacement;
  readonly statement: PythonNode;
  /** What stands in the statement for it: a path, or a path with `as`. */
  readonly node: PythonNode;
  /** What it binds. */
  readonly local: PythonNode;
  /** What the bound name stands for, `six.moves.urllib`. */
  readonly path: string;
  /** All places that use the name. */
  readonly uses: readonly Use[];
  /** Why nothing can be said of its uses: the name is bound by something else too. */
  readonly isAmbiguous: boolean;
}

/** A use of an imported name with as much of its path as the package is known to have. */
export interface Use {
  readonly node: PythonNode;
  /** With all that follows the name: `six.moves.urllib.parse.quote`. */
  readonly path: string;
  readonly member: Member | undefined;
}

/** Every import of the file that leads into a package with a replacement, in order. */
export function importEntriesOf(view: PythonView): ImportEntry[] {
  const statements = view.root.below(['import_statement', 'import_from_statement']);
  return statements.flatMap((statement) => entriesOf(statement, view));
}

/** The entries of one statement. */
export function entriesOf(statement: PythonNode, { names }: PythonView): ImportEntry[] {
  return statement.childrenOf('name').flatMap((node): ImportEntry[] => {
    const dotted = node.type === 'aliased_import' ? node.child('name') : node;
    const local = node.type === 'aliased_import' ? node.child('alias') : node.children[0];
    const imported = local && importedBy(local);
    const replacement = dotted && replacementOf(fullPath(statement, dotted));
    if (local === undefined || imported === undefined || replacement === undefined) return [];
    const path = imported.member === null ? imported.module : `${imported.module}.${imported.member}`;
    const resolved = names.resolve(local);
    const bindings = resolved?.bindings ?? [];
    const isAmbiguous = !bindings.every(
      ({ kind, name }) => kind === 'import' && (name === local || isOf(importedBy(name), imported)),
    );
    const uses =
      resolved === undefined ? [] : names.uses(resolved).filter((name) => bindingAt(name) === undefined);
    return [
      {
        replacement,
        statement,
        node,
        local,
        path,
        isAmbiguous,
        uses: uses.map((name) => useOf(name, path, replacement)),
      },
    ];
  });
}

/** All names in a file, by what they are called. */
export function namesByText({ root }: PythonView): Map<string, PythonNode[]> {
  const all = new Map<string, PythonNode[]>();
  for (const node of root.below(['identifier'])) {
    if (!isName(node)) continue;
    const known = all.get(node.text);
    if (known === undefined) all.set(node.text, [node]);
    else known.push(node);
  }
  return all;
}

/** The path that an entry names in full, also where only the first part of it is bound: `import backports.zoneinfo`. */
export function fullPath(statement: PythonNode, dotted: PythonNode): string {
  const module = statement.child('module_name')?.text;
  return module === undefined ? dotted.text : `${module}.${dotted.text}`;
}

function isOf(a: ReturnType<typeof importedBy>, b: NonNullable<ReturnType<typeof importedBy>>): boolean {
  return a?.module === b.module && a.member === b.member;
}

function useOf(name: PythonNode, path: string, replacement: PythonReplacement): Use {
  const chain = [{ node: name, path }];
  for (let node = name; node.parent?.type === 'attribute' && node.field === 'object'; node = node.parent) {
    const member = node.parent.child('attribute')?.text ?? '';
    chain.push({ node: node.parent, path: `${chain.at(-1)?.path}.${member}` });
  }
  const full = chain.at(-1)?.path ?? path;
  for (const each of chain.toReversed()) {
    const below = within(each.path, replacement.module);
    // The module itself is known, but not whatever is asked of it.
    if (below === undefined || (below === '' && each.path !== full)) continue;
    if (Object.hasOwn(replacement.members, below)) {
      return { node: each.node, path: each.path, member: replacement.members[below] };
    }
  }
  return { node: chain.at(-1)?.node ?? name, path: full, member: undefined };
}

/** The path below a module, '' for the module itself. */
export function within(path: string, module: string): string | undefined {
  if (path === module) return '';
  return path.startsWith(`${module}.`) ? path.slice(module.length + 1) : undefined;
}
