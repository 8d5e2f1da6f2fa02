import { type Dirent, readdirSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { isPythonManifest } from '../../rules/engine/python/packages/manifest.ts';
import { GitIgnore } from './git-ignore.ts';
import { isFileError } from './texts.ts';

/** Larger files are data, or built. */
const largestFile = 1024 * 1024;

/**
 * Which words stand in the files that are no analysed code: settings of tools, pages, styles, scripts, components of
 * other languages, and code that the analysis leaves out. Each file is read when somebody asks, and its words forgotten again.
 */
export class Mentions {
  readonly #folders: readonly string[];
  readonly #isAnalysed: (file: string) => boolean;
  readonly #readFile: (file: string) => string | undefined;
  /** Per folder of a package what was found of the names that were asked for; null where nothing has one. */
  readonly #known = new Map<string, Map<string, string | null>>();
  #files: readonly string[] | undefined;

  constructor(
    folders: readonly string[],
    isAnalysed: (file: string) => boolean,
    readFile: (file: string) => string | undefined,
  ) {
    this.#folders = folders;
    this.#isAnalysed = isAnalysed;
    this.#readFile = readFile;
  }

  /** For each of the names the first file at or below `dir` that has it. Ask for many at once: all files are read. */
  of(dir: string, names: readonly string[]): ReadonlyMap<string, string> {
    let known = this.#known.get(dir);
    if (known === undefined) {
      known = new Map();
      this.#known.set(dir, known);
    }
    this.#look(dir, new Set(names), known);
    const found = new Map<string, string>();
    for (const name of names) {
      const file = known.get(name);
      if (file !== undefined && file !== null) found.set(name, file);
    }
    return found;
  }

  #look(dir: string, names: ReadonlySet<string>, known: Map<string, string | null>): void {
    const wanted = new Set([...names].filter((name) => !known.has(name)));
    if (wanted.size === 0) return;
    for (const name of wanted) known.set(name, null);
    this.#files ??= this.#folders.flatMap((folder) => filesThatName(folder));
    for (const file of this.#files) {
      if (!file.startsWith(`${dir}/`) || this.#isAnalysed(file)) continue;
      for (const word of wordsOf(file, this.#readFile(file) ?? '')) {
        if (wanted.delete(word)) known.set(word, file);
      }
    }
  }

  /** Call when a file that may name something came, changed or went. */
  forget(): void {
    this.#known.clear();
    this.#files = undefined;
  }
}

/** Whether all that a file can do to findings is to name packages; it is neither analysed nor decides what is. */
export function onlyNames(file: string): boolean {
  return /\.(?:ya?ml|toml|vue|svelte|astro|mdx|html?|css|scss|sass|less|sh)$/.test(file) && mayName(file);
}

function mayName(file: string): boolean {
  const name = posix.basename(file);
  return (
    !namesEverything.test(name) &&
    !isPythonManifest(file) &&
    (inQuotes.test(name) || isPythonCode.test(name) || isSettings(name))
  );
}

/** Lockfiles and manifests name what is installed, prose what once was. */
const namesEverything =
  /^(?:package|package-lock|npm-shrinkwrap)\.json$|^(?:yarn|bun)\.lock$|^pnpm-lock\.yaml$|^(?:LICEN[CS]E|README|CHANGELOG|AUTHORS|NOTICE|COPYING)/;

/** Code, data and pages, where a package is named in quotes, in a path or after `~` and `@`. */
const inQuotes =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx|jsonc?|json5|html?|ejs|pug|hbs|njk|coffee|css|scss|sass|less|styl|pcss|svg)$/;

/** Python that the analysis leaves out, or is no plain Python: notebooks, Cython, stubs. Imports stand in it without quotes. */
const isPythonCode = /\.(?:pyi?|pyw|pyx|pxd|ipynb)$/;

/** Settings and scripts, where any word may name one. */
function isSettings(name: string): boolean {
  if (/\.(?:ya?ml|toml|sh|bash|zsh|ps1|cmd|bat|ini|cfg|conf|properties|nix)$/.test(name)) return true;
  return (
    /^\.[\w-]+(?:rc|ignore)?$|^(?:Docker|Make|Jenkins|Proc|Just|Vagrant|Cake|Jake)file/.test(name) ||
    !name.includes('.')
  );
}

const quotedWord = /['"`/~!]((?:@[\w.-]+\/)?\w[\w.-]*)/g;
const anyWord = /((?:@[\w.-]+\/)?\w[\w.-]*)/g;

function* wordsOf(file: string, text: string): Iterable<string> {
  const pattern = inQuotes.test(posix.basename(file)) ? quotedWord : anyWord;
  for (const [, word = ''] of text.matchAll(pattern)) yield word.replace(/[.-]+$/, '');
}

/** Below a folder, without what git ignores and what is installed. */
function filesThatName(folder: string): string[] {
  const files: string[] = [];
  const walk = (dir: string, ignored: GitIgnore): void => {
    for (const entry of entriesOf(dir)) {
      const path = posix.join(dir, entry.name);
      if (entry.isDirectory()) {
        const isForeign = /^(?:node_modules|\.git|\.hg|\.svn|\.yarn|bower_components)$/.test(entry.name);
        if (!isForeign && !ignored.ignores(path, true)) walk(path, ignored.within(path));
      } else if (
        entry.isFile() &&
        mayName(path) &&
        !ignored.ignores(path, false) &&
        sizeOf(path) <= largestFile
      ) {
        files.push(path);
      }
    }
  };
  walk(folder, GitIgnore.at(folder));
  return files.sort();
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (thrown) {
    if (isFileError(thrown)) return [];
    throw thrown;
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (thrown) {
    if (isFileError(thrown)) return Number.POSITIVE_INFINITY;
    throw thrown;
  }
}
