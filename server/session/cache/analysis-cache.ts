import { posix } from 'node:path';
import type { FindingDraft } from '../../../rules/engine/finding.ts';
import type { FileAnalysis } from '../../../rules/engine/typescript/runner.ts';
import { ImportGraph } from '../import-graph.ts';
import type { Workspace } from '../workspace.ts';
import {
  type CacheContent,
  type CachedFile,
  type CachedFinding,
  readCache,
  writeCache,
} from './cache-file.ts';
import { foldersLookedIn, optionsIn } from './module-folders.ts';
import { hashOf, isAnyWrittenSince, isUnchanged, surroundingsOf } from './surroundings-on-disk.ts';
import { markUsed, removeUnused } from './unused.ts';

/** Where results of earlier analyses are kept, and for whom. */
export interface CacheOptions {
  /** Absolute folder. */
  readonly dir: string;
  /** Changes with the product and its compiler. */
  readonly identity: string;
}

/**
 * Results of earlier analyses. What is found in a file depends on its text, on the texts of all that it imports, on
 * what is declared for everybody, and on configuration, manifests and what is installed: a result is taken only where
 * all of that is the same. In doubt a file is analysed.
 */
export class AnalysisCache {
  readonly #options: CacheOptions;
  readonly #workspace: Workspace;
  readonly #settingsOf: (file: string) => unknown;
  readonly #begun = Date.now();
  #content: CacheContent | undefined;

  constructor(options: CacheOptions, workspace: Workspace, settingsOf: (file: string) => unknown) {
    this.#options = options;
    this.#workspace = workspace;
    this.#settingsOf = settingsOf;
  }

  /** What still holds, by file. */
  load(): Map<string, FileAnalysis> {
    if (this.#importsUnseen()) return new Map();
    const content = readCache(this.#file);
    if (
      content === undefined ||
      content.environment !== this.#environment() ||
      !isUnchanged(content.surroundings)
    ) {
      return new Map();
    }
    this.#content = content;
    markUsed(this.#file);
    const known = new Map(Object.entries(content.files));
    const changed = this.#workspace.files().filter((file) => known.get(file)?.hash !== this.#hashOf(file));
    if (changed.some((file) => known.get(file)?.isGlobal === true)) return new Map();
    const graph = new ImportGraph();
    // Where case does not matter, the compiler may name an import otherwise than the disk does.
    for (const [file, { imports }] of known) graph.set(folded(file), imports.map(folded));
    const roots = changed.map(folded);
    const outdated = new Set([...roots, ...graph.importersOf(roots)]);
    return new Map(
      [...known]
        .filter(([file]) => !outdated.has(folded(file)))
        .map(([file, cached]) => [file, toAnalysis(cached)]),
    );
  }

  /** Whether the compiler sees other declarations beyond the analysed files than when the cache was written. */
  hasOtherPrograms(configs: Iterable<string>): boolean {
    return [...configs].some(
      (config) =>
        JSON.stringify(this.#content?.programs[config] ?? []) !==
        JSON.stringify(this.#declarationsOf(config)),
    );
  }

  /** @returns why it could not be kept. */
  save(analyses: ReadonlyMap<string, FileAnalysis>): string | undefined {
    if (this.#importsUnseen()) return undefined;
    const files = new Map<string, CachedFile>();
    for (const [file, analysis] of analyses) {
      if (canBeKept(analysis)) files.set(file, this.#toCached(file, analysis));
    }
    const programs = new Map<string, readonly string[]>();
    for (const { path } of this.#workspace.analysisConfigs()) {
      programs.set(path, this.#content?.programs[path] ?? []);
      if (this.#workspace.isOpen(path)) programs.set(path, this.#declarationsOf(path));
    }
    const declarations = new Set([...programs.values()].flat());
    // Then nobody knows whether the compiler read what is there now.
    if (isAnyWrittenSince(declarations, this.#begun)) return undefined;
    const folders = new Set([...declarations, ...analyses.keys()].map((file) => posix.dirname(file)));
    for (const { path, text } of this.#workspace.analysisConfigs()) {
      folders.add(posix.dirname(path));
      for (const root of optionsIn(text).typeRoots ?? []) folders.add(root);
    }
    for (const folder of foldersLookedIn(files, (file) => this.#workspace.analysisTextOf(file)))
      folders.add(folder);
    removeUnused(this.#options.dir);
    return writeCache(this.#file, {
      environment: this.#environment(),
      surroundings: surroundingsOf(declarations, folders),
      programs: Object.fromEntries(programs),
      files: Object.fromEntries(files),
    });
  }

  /** Whether JSX stands for an import of a package that is itself analysed here, which no file names. */
  #importsUnseen(): boolean {
    const names = new Set(this.#workspace.files().map((file) => this.#workspace.packageOf(file).name));
    return this.#workspace.analysisConfigs().some(({ text }) => {
      const { jsx, jsxImportSource } = optionsIn(text);
      return jsx?.startsWith('react-jsx') === true && names.has(jsxImportSource ?? 'react');
    });
  }

  get #file(): string {
    return posix.join(this.#options.dir, `${hashOf(this.#workspace.folders.join('\0'))}.json`);
  }

  #hashOf(file: string): string {
    return hashOf(this.#workspace.text(file) ?? '');
  }

  #environment(): string {
    const files = this.#workspace.files();
    const packages = new Set(files.map((file) => this.#workspace.packageOf(file)));
    const settings = new Set(
      files.map((file) => JSON.stringify([posix.dirname(file), this.#settingsOf(file)])),
    );
    return hashOf(
      JSON.stringify([
        this.#options.identity,
        this.#workspace.folders,
        files,
        this.#workspace.analysisConfigs(),
        [...packages],
        [...settings],
      ]),
    );
  }

  /** Files of a program that are not analysed; those that come with the compiler are part of its identity. */
  #declarationsOf(config: string): string[] {
    const names = this.#workspace.compiler.project(config)?.program.getSourceFileNames() ?? [];
    return names
      .filter((file) => file.startsWith('/') || /^[a-z]:\//i.test(file))
      .filter((file) => !this.#workspace.isAnalysed(file))
      .sort();
  }

  #toCached(file: string, { findings, facts, imports, isGlobal, unresolved }: FileAnalysis): CachedFile {
    return {
      hash: this.#hashOf(file),
      imports,
      isGlobal,
      unresolved,
      facts,
      findings: findings.map(({ rule, draft }) => ({
        rule,
        draft: { ...draft, fixes: draft.fixes?.map(({ title, kind }) => ({ title, kind })) },
      })),
    };
  }
}

/** What failed may succeed next time, and names of a manifest's `imports` may lead anywhere. */
function canBeKept({ failures, unresolved }: FileAnalysis): boolean {
  return failures.length === 0 && !unresolved.some((name) => name.startsWith('#'));
}

function folded(file: string): string {
  return file.toLowerCase();
}

function toAnalysis({ findings, facts, imports, isGlobal, unresolved }: CachedFile): FileAnalysis {
  return {
    findings: findings.map(({ rule, draft }) => ({ rule, draft: toDraft(draft) })),
    facts,
    imports,
    isGlobal,
    unresolved,
    failures: [],
    heavy: [],
  };
}

/** The fixes get their edits when the file is analysed again, which is done before one is asked for. */
function toDraft(draft: CachedFinding['draft']): FindingDraft {
  const cached = draft as unknown as FindingDraft;
  const edits = (): { refused: string } => ({ refused: 'The file has to be analysed again first.' });
  return cached.fixes === undefined
    ? cached
    : { ...cached, fixes: cached.fixes.map(({ title, kind }) => ({ title, kind, edits })) };
}
