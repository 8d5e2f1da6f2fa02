import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import {
  type BaselineEntry,
  BaselineError,
  baselineFileName,
  compareWithBaseline,
  contentKeyOf,
  formatBaseline,
  identityOf,
  readBaseline,
} from './baseline.ts';
import type { BaselineRequest, BaselineUpdate, Finding, Problem } from './session.ts';

/** The baselines at the roots of the folders, read once. */
export class Baselines {
  readonly #byFolder = new Map<string, readonly BaselineEntry[]>();
  readonly #known = new Set<string>();
  /** Entries of files that are not there any more: what they accept may have moved along with a renamed file. */
  readonly #moved = new Set<string>();
  /** Baselines that cannot be used; nothing is left out for them. */
  readonly problems: readonly Problem[];

  constructor(folders: readonly string[]) {
    const problems: Problem[] = [];
    for (const folder of folders) {
      const file = posix.join(folder, baselineFileName);
      try {
        const entries = readBaseline(file);
        if (entries !== undefined) this.#byFolder.set(folder, entries);
      } catch (thrown) {
        if (!(thrown instanceof BaselineError)) throw thrown;
        problems.push({ file, message: thrown.message, line: null });
      }
    }
    this.problems = problems;
    for (const [folder, entries] of this.#byFolder) {
      for (const entry of entries) {
        this.#known.add(identityOf(entry));
        if (!existsSync(posix.join(folder, entry.file))) this.#moved.add(contentKeyOf(entry));
      }
    }
  }

  /** Whether the finding was accepted. */
  knows(finding: Finding): boolean {
    return this.#known.has(identityOf(finding)) || this.#moved.has(contentKeyOf(finding));
  }

  /**
   * What the baselines would say of these findings; where nothing new is accepted, no folder gets one that had none.
   * @param findings all of the workspace, those that a baseline knows too.
   */
  update(
    folders: readonly string[],
    findings: readonly Finding[],
    { prune }: BaselineRequest,
  ): BaselineUpdate[] {
    return folders.flatMap((folder) => {
      const before = this.#byFolder.get(folder);
      return before === undefined && prune ? [] : [updated(folder, before ?? [], findings, prune)];
    });
  }
}

function updated(
  folder: string,
  before: readonly BaselineEntry[],
  findings: readonly Finding[],
  prune: boolean,
): BaselineUpdate {
  const own = findings.filter(({ file }) => file.startsWith(`${folder}/`));
  const { fresh, known, gone } = compareWithBaseline(own, before, (file) =>
    existsSync(posix.join(folder, file)),
  );
  const entries = (prune ? known : own).map(({ file, rule, fingerprint }) => ({
    file: posix.relative(folder, file),
    rule,
    fingerprint,
  }));
  return {
    file: posix.join(folder, baselineFileName),
    text: formatBaseline(entries),
    entries: entries.length,
    added: prune ? 0 : fresh.length,
    removed: gone.length,
  };
}
