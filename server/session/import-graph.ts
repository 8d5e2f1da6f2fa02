/** Who imports whom, by absolute file; kept up to date file by file. */
export class ImportGraph {
  readonly #imports = new Map<string, readonly string[]>();
  readonly #importers = new Map<string, Set<string>>();

  set(file: string, imports: readonly string[]): void {
    this.delete(file);
    this.#imports.set(file, imports);
    for (const imported of imports) {
      const importers = this.#importers.get(imported);
      if (importers === undefined) this.#importers.set(imported, new Set([file]));
      else importers.add(file);
    }
  }

  /** Forgets what the file imports; who imports it stays known. */
  delete(file: string): void {
    for (const imported of this.#imports.get(file) ?? []) this.#importers.get(imported)?.delete(file);
    this.#imports.delete(file);
  }

  importsOf(file: string): readonly string[] {
    return this.#imports.get(file) ?? [];
  }

  /** All files that import one of the given ones, directly or through others; the given ones excluded. */
  importersOf(files: Iterable<string>): Set<string> {
    const found = new Set<string>();
    const open = [...files];
    const given = new Set(open);
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const importer of this.#importers.get(file) ?? []) {
        if (found.has(importer) || given.has(importer)) continue;
        found.add(importer);
        open.push(importer);
      }
    }
    return found;
  }
}
