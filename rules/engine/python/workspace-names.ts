import { canonicalPath } from './fragments/template.ts';
import { importedBy } from './imports.ts';
import type { PythonNode } from './node.ts';
import type { TypeName } from './types.ts';
import type { PythonView } from './view.ts';

/** A name that a package imports, so that others import it from there. */
export interface PassedOnFact {
  readonly is: 'passed on';
  readonly name: string;
  readonly path: string;
}

/** Whether a statement may pass names on: only the file of a package is asked, as most that is imported stays where it is. */
export function mayPassOn(statement: PythonNode, view: PythonView): boolean {
  return (
    statement.type === 'import_from_statement' &&
    statement.parent === view.root &&
    view.path.endsWith('/__init__.py')
  );
}

/** What the file of a package hands on by importing it. */
export function passedOn(statement: PythonNode): PassedOnFact[] {
  return statement.childrenOf('name').flatMap((entry): PassedOnFact[] => {
    const bound = entry.type === 'aliased_import' ? entry.child('alias') : entry.named[0];
    const imported = bound && importedBy(bound);
    if (bound === undefined || imported === undefined || imported.member === null) return [];
    const { module, member } = imported;
    const path = /^\.+$/.test(module) ? `${module}${member}` : `${module}.${member}`;
    return [{ is: 'passed on', name: bound.text, path }];
  });
}

/** A package may pass on what another passes on; in a circle it must end somewhere. */
const deepest = 20;

/** One key for a name, from whatever file and by whatever package it is known. */
export class WorkspaceNames {
  readonly #files: ReadonlySet<string>;
  readonly #passedOn = new Map<string, { readonly file: string; readonly path: string }>();
  readonly #keys = new Map<string, string>();

  constructor(files: ReadonlySet<string>) {
    this.#files = files;
  }

  add(file: string, { name, path }: PassedOnFact): void {
    this.#passedOn.set(`${file}#${name}`, { file, path });
  }

  /** `file#Name` for what a file of the workspace defines, `builtins.str`, else the path of the import. */
  keyOf({ path, from }: TypeName, file: string): string {
    if (from === 'builtin') return `builtins.${path}`;
    const asked = `${file}\n${from}\n${path}`;
    const known = this.#keys.get(asked);
    if (known !== undefined) return known;
    let key = canonicalPath(path, from === 'file', file, this.#files);
    for (let steps = 0; steps < deepest; steps += 1) {
      const [owner = '', first = '', rest = ''] = /^(.*#)([^.]*)(.*)$/s.exec(key)?.slice(1) ?? [];
      const next = this.#passedOn.get(`${owner}${first}`);
      if (next === undefined) break;
      key = canonicalPath(`${next.path}${rest}`, false, next.file, this.#files);
    }
    this.#keys.set(asked, key);
    return key;
  }
}
