import type { FileFacts } from '../../engine/rule.ts';
import type { MessageFact } from './facts.ts';

/** Which files run together with which, by what they load. */
export class Loads {
  readonly #loaded = new Map<string, readonly string[]>();
  readonly #loaders = new Map<string, string[]>();
  readonly #remote = new Set<string>();
  readonly #near = new Map<string, ReadonlyMap<string, number>>();

  constructor(files: readonly FileFacts<MessageFact>[]) {
    for (const { file, facts } of files) {
      for (const fact of facts) {
        if (fact.is !== 'loads') continue;
        this.#loaded.set(file, fact.files);
        if (fact.isRemote) this.#remote.add(file);
        for (const loaded of fact.files) {
          const loaders = this.#loaders.get(loaded);
          if (loaders === undefined) this.#loaders.set(loaded, [file]);
          else loaders.push(file);
        }
      }
    }
  }

  /**
   * The files whose errors can arrive in a file, with the number of steps to each: those it loads, however far away, and
   * those that load it.
   */
  near(file: string): ReadonlyMap<string, number> {
    const known = this.#near.get(file);
    if (known !== undefined) return known;
    const found = new Map([...this.#reach(file, this.#loaders), ...this.#reach(file, this.#loaded)]);
    this.#near.set(file, found);
    return found;
  }

  #reach(start: string, edges: ReadonlyMap<string, readonly string[]>): Map<string, number> {
    const steps = new Map([[start, 0]]);
    // A map goes on to what is added while it is walked, so the nearest files come first.
    for (const [file, step] of steps) {
      // Nothing crosses the border of a server module but copies.
      if (edges === this.#loaders && this.#remote.has(file)) continue;
      for (const next of edges.get(file) ?? []) {
        if (steps.has(next) || (edges === this.#loaded && this.#remote.has(next))) continue;
        steps.set(next, step + 1);
      }
    }
    return steps;
  }
}
