import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readText } from './texts.ts';

/** The `.gitignore` files that hold in one folder, the nearest first. */
export class GitIgnore {
  readonly #layers: readonly { readonly dir: string; readonly rules: Ignore }[];

  private constructor(layers: readonly { readonly dir: string; readonly rules: Ignore }[]) {
    this.#layers = layers;
  }

  /**
   * What holds at a workspace folder: its own file and those above it up to the root of the repository.
   * A folder that is itself ignored was opened on purpose, so what is above it then says nothing.
   */
  static at(folder: string): GitIgnore {
    const above: string[] = [];
    let atRoot = existsSync(posix.join(folder, '.git'));
    for (let dir = folder; !atRoot && posix.dirname(dir) !== dir; ) {
      dir = posix.dirname(dir);
      above.unshift(dir);
      atRoot = existsSync(posix.join(dir, '.git'));
    }
    const none = new GitIgnore([]);
    if (!atRoot) return none.within(folder);
    let outer = none;
    for (const dir of above) outer = outer.within(dir);
    const chain = [...above.slice(1), folder];
    const isIgnored = chain.some((dir) => outer.ignores(dir, true));
    return (isIgnored ? none : outer).within(folder);
  }

  /** What holds in `dir`, which lies in the folder of this one. */
  within(dir: string): GitIgnore {
    const file = posix.join(dir, '.gitignore');
    // Most folders have none, and asking first is much cheaper than an exception for each of them.
    const text = existsSync(file) ? readText(file) : undefined;
    if (text === undefined || text.trim() === '') return this;
    return new GitIgnore([{ dir, rules: ignore({ ignorecase: ignoresCase }).add(text) }, ...this.#layers]);
  }

  /** Whether git would leave out `path`, whose folder is not itself ignored. */
  ignores(path: string, isFolder: boolean): boolean {
    for (const { dir, rules } of this.#layers) {
      if (!path.startsWith(`${dir === '/' ? '' : dir}/`)) continue;
      const relative = posix.relative(dir, path);
      const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** As git is set up by default where file systems fold case. */
const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';
