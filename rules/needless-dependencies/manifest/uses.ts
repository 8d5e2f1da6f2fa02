import type { FileFacts, PackageInfo } from '../../engine/rule.ts';
import type { Fact, NamesFact } from './facts.ts';

/** Files that use a package, as absolute paths. */
export interface Uses {
  readonly loaded: readonly string[];
  readonly types: readonly string[];
  readonly named: readonly string[];
}

interface Folder {
  fileCount: number;
  readonly uses: Map<string, { loaded: string[]; types: string[]; named: string[] }>;
  /** Folders of other packages whose code its own takes in. */
  readonly includes: Set<string>;
}

/** What the files of a workspace use of the packages that its manifests declare. */
export class UsesByPackage {
  readonly #folders = new Map<string, Folder>();
  /** Loaded by a file whose own manifests do not declare it: it relies on another package's entry. */
  readonly #borrowed = new Map<string, string[]>();

  constructor(files: readonly FileFacts<Fact>[], packages: readonly PackageInfo[]) {
    const dirs = new Map(packages.flatMap(({ name, dir }) => (name === null ? [] : [[name, dir]])));
    for (const { file, package: nearest, facts } of files) {
      const fact = facts.find((each) => each.kind === 'names');
      for (let info: PackageInfo | null = nearest; info !== null; info = info.outer) {
        const folder = this.#folder(info.dir);
        folder.fileCount += 1;
        if (fact !== undefined) addUses(folder, file, fact);
      }
      if (fact === undefined) continue;
      for (const name of fact.undeclared) listOf(this.#borrowed, name).push(file);
      const { includes } = this.#folder(nearest.dir);
      for (const name of [...fact.loaded, ...fact.types, ...fact.undeclared]) {
        const dir = dirs.get(name);
        if (dir !== undefined) includes.add(dir);
      }
      for (const path of fact.outside) {
        const around = packages.filter(({ dir }) => path.startsWith(`${dir}/`));
        const home = around.reduce((longest, { dir }) => (dir.length > longest.length ? dir : longest), '');
        if (home !== '') includes.add(home);
      }
    }
  }

  fileCount(dir: string): number {
    return this.#folders.get(dir)?.fileCount ?? 0;
  }

  /**
   * Files that load a package by the entry of the manifest in `dir`: its own, those whose code is taken into its own and
   * ends up in one bundle with it, and those that declare it nowhere and find it there by luck.
   */
  of(dir: string, name: string): Uses {
    const all = {
      loaded: [...(this.#borrowed.get(name) ?? [])],
      types: [] as string[],
      named: [] as string[],
    };
    const reached = new Set([dir]);
    for (const each of reached) {
      const folder = this.#folders.get(each);
      for (const other of folder?.includes ?? []) reached.add(other);
      const found = folder?.uses.get(name);
      for (const how of ['loaded', 'types', 'named'] as const) all[how].push(...(found?.[how] ?? []));
    }
    return all;
  }

  #folder(dir: string): Folder {
    let folder = this.#folders.get(dir);
    if (folder === undefined) {
      folder = { fileCount: 0, uses: new Map(), includes: new Set() };
      this.#folders.set(dir, folder);
    }
    return folder;
  }
}

function addUses({ uses }: Folder, file: string, fact: NamesFact): void {
  for (const how of ['loaded', 'types', 'named'] as const) {
    for (const name of fact[how]) {
      let known = uses.get(name);
      if (known === undefined) {
        known = { loaded: [], types: [], named: [] };
        uses.set(name, known);
      }
      known[how].push(file);
    }
  }
}

function listOf(lists: Map<string, string[]>, key: string): string[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
