import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { type ParseError, parseTree } from 'jsonc-parser';
import type { PackageInfo } from '../../rules/engine/rule.ts';
import { type Manifest, packageInfo, type Surroundings } from './package-info.ts';
import type { Problem } from './session.ts';
import { readText } from './texts.ts';

/** The packages of a workspace, read when somebody asks and remembered until their files change. */
export class PackageStore {
  readonly #folders: readonly string[];
  readonly #readFile: (file: string) => string | undefined;
  /** Per folder; null where there is no manifest at or above it. */
  readonly #byDir = new Map<string, PackageInfo | null>();
  readonly #standIns = new Map<string, PackageInfo>();
  readonly #problems = new Map<string, Problem>();

  /** `readFile` may put open documents before the disk; undefined means that there is no such file. */
  constructor(folders: readonly string[], readFile: (file: string) => string | undefined = readText) {
    this.#folders = folders;
    this.#readFile = readFile;
  }

  /**
   * The package of a file: nearest package.json, also above the workspace folder as long as that is the same
   * repository, since Node and package managers look there too.
   */
  of(file: string): PackageInfo {
    return this.#ofDir(posix.dirname(file)) ?? this.#standInFor(file);
  }

  /** Every manifest that cannot be parsed, once. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()];
  }

  /** Call when one of the files that `decides` came, changed or went. */
  changed(file: string): void {
    const dir = posix.dirname(file);
    this.#problems.delete(file);
    this.#standIns.clear();
    for (const known of [...this.#byDir.keys()]) {
      if (known === dir || known.startsWith(dir === '/' ? dir : `${dir}/`)) this.#byDir.delete(known);
    }
  }

  /** Whether what packages are depends on a file of this name. */
  static decides(file: string): boolean {
    return ['package.json', '.nvmrc', '.node-version', '.browserslistrc'].includes(posix.basename(file));
  }

  #ofDir(dir: string): PackageInfo | null {
    const known = this.#byDir.get(dir);
    if (known !== undefined) return known;
    const text = this.#readFile(posix.join(dir, 'package.json'));
    const above = this.#above(dir);
    const info = text !== undefined ? this.#read(dir, text) : above === undefined ? null : this.#ofDir(above);
    this.#byDir.set(dir, info);
    return info;
  }

  #read(dir: string, text: string): PackageInfo {
    const file = posix.join(dir, 'package.json');
    const { manifest, problem } = parseManifest(file, text);
    if (problem !== undefined) this.#problems.set(file, problem);
    return packageInfo(dir, manifest, this.#surroundings);
  }

  readonly #surroundings: Surroundings = {
    readFile: (file) => this.#readFile(file),
    above: (dir) => this.#above(dir),
    manifestAt: (dir) => {
      const text = this.#readFile(posix.join(dir, 'package.json'));
      return text === undefined ? null : parseManifest(dir, text).manifest;
    },
    outer: (dir) => {
      const above = this.#above(dir);
      return above === undefined ? null : this.#ofDir(above);
    },
  };

  /** The folder above, as long as it counts: up to the root of the repository, or to a folder outside any. */
  #above(dir: string): string | undefined {
    const isTop =
      posix.dirname(dir) === dir ||
      existsSync(posix.join(dir, '.git')) ||
      (this.#folders.includes(dir) && !this.#liesInRepository(dir));
    return isTop ? undefined : posix.dirname(dir);
  }

  #liesInRepository(folder: string): boolean {
    for (let dir = folder; ; dir = posix.dirname(dir)) {
      if (existsSync(posix.join(dir, '.git'))) return true;
      if (posix.dirname(dir) === dir) return false;
    }
  }

  /** A file without any manifest above it belongs to its workspace folder. */
  #standInFor(file: string): PackageInfo {
    const inside = this.#folders.filter((folder) => file.startsWith(folder === '/' ? folder : `${folder}/`));
    const folder = inside.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    const dir = folder === '' ? posix.dirname(file) : folder;
    const standIn = this.#standIns.get(dir) ?? packageInfo(dir, null, this.#surroundings);
    this.#standIns.set(dir, standIn);
    return standIn;
  }
}

function parseManifest(file: string, text: string): { manifest: Manifest | null; problem?: Problem } {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const line = text.slice(0, errors[0]?.offset ?? 0).split('\n').length - 1;
    const message = 'Is not valid JSON, so the dependencies and engines of this package are not known.';
    return { manifest: null, problem: { file, message, line } };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { manifest: null, problem: { file, message: 'Must be a JSON object.', line: 0 } };
  }
  return { manifest: json as Manifest };
}
