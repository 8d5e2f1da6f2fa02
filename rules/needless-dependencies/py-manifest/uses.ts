import { posix } from 'node:path';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { Fact } from './facts.ts';

/** What the Python of a workspace imports and names of packages that are known. */
export class Uses {
  /** How many files were read. */
  readonly fileCount: number;
  readonly #imports = new Map<string, string[]>();
  readonly #stars = new Map<string, string[]>();
  readonly #named = new Map<string, string[]>();
  readonly #unread: readonly string[];
  readonly #around: Surroundings;

  constructor(files: readonly FileFacts<Fact>[], around: Surroundings) {
    this.#around = around;
    const read = new Set<string>();
    for (const { file, facts } of files) {
      for (const fact of facts) {
        if (fact.kind === 'read') read.add(file);
        if (fact.kind !== 'imported' && fact.kind !== 'named') continue;
        // What a setup.py names is what it declares.
        if (fact.kind === 'named' && posix.basename(file) === 'setup.py') continue;
        const lists = fact.kind === 'named' ? [this.#named] : [this.#imports];
        if (fact.isStar) lists.push(this.#stars);
        for (const word of fact.words) for (const list of lists) addTo(list, word, file);
      }
    }
    this.fileCount = read.size;
    this.#unread = around.files().filter((file) => file.endsWith('.py') && !read.has(file));
  }

  /** Files that import a top module. */
  importsOf(module: string): readonly string[] {
    return this.#imports.get(module) ?? [];
  }

  /** Whether a module is imported with a star, or named in a text. */
  isNamed(module: string): boolean {
    return this.#stars.has(module) || this.#named.has(module) || this.#isInUnread(module);
  }

  /** Whether anything imports or names it. */
  hasAny(word: string): boolean {
    return this.#imports.has(word) || this.isNamed(word);
  }

  /** Of a file that does not parse nothing is known but its words. */
  #isInUnread(word: string): boolean {
    if (this.#unread.length === 0) return false;
    const pattern = new RegExp(`\\b${word}\\b`);
    return this.#unread.some((file) => pattern.test(this.#around.text(file) ?? ''));
  }
}

function addTo(lists: Map<string, string[]>, word: string, file: string): void {
  const list = lists.get(word);
  if (list === undefined) lists.set(word, [file]);
  else list.push(file);
}
