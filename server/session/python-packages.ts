import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import {
  isPythonManifest,
  isRequirements,
  readManifest,
} from '../../rules/engine/python/packages/manifest.ts';
import { type PythonPackage, pythonPackage } from '../../rules/engine/python/packages/python-package.ts';
import { isFileError } from './texts.ts';

/** The packages of Python in a workspace, read when somebody asks and remembered until a manifest changes. */
export class PythonPackages {
  readonly #folders: ReadonlySet<string>;
  readonly #readFile: (file: string) => string | undefined;
  readonly #byDir = new Map<string, PythonPackage | null>();

  /** `readFile` may put open documents before the disk; undefined means that there is no such file. */
  constructor(folders: readonly string[], readFile: (file: string) => string | undefined) {
    this.#folders = new Set(folders);
    this.#readFile = readFile;
  }

  /** The package of a file: the nearest folder with a manifest, up to the root of the repository, or to the workspace folder where there is none. */
  of(file: string): PythonPackage | null {
    return this.#ofDir(posix.dirname(file));
  }

  /** Call when a file that `isPythonManifest` came, changed or went. */
  forget(): void {
    this.#byDir.clear();
  }

  #ofDir(dir: string): PythonPackage | null {
    const known = this.#byDir.get(dir);
    if (known !== undefined) return known;
    // What lies around a folder of no repository may belong to anybody.
    const isTop = isRoot(dir) || (this.#folders.has(dir) && !isInRepository(dir));
    const outer = isTop ? null : this.#ofDir(posix.dirname(dir));
    const manifests = manifestsIn(dir).flatMap((file) => {
      const text = this.#readFile(file);
      return (text === undefined ? undefined : readManifest(file, text)) ?? [];
    });
    const found = pythonPackage(dir, manifests, outer) ?? outer;
    this.#byDir.set(dir, found);
    return found;
  }
}

function isRoot(dir: string): boolean {
  return posix.dirname(dir) === dir || existsSync(posix.join(dir, '.git'));
}

function isInRepository(dir: string): boolean {
  if (existsSync(posix.join(dir, '.git'))) return true;
  return posix.dirname(dir) !== dir && isInRepository(posix.dirname(dir));
}

/** The manifests of a folder, those in its `requirements` too. Files there belong to the folder that it lies in. */
function manifestsIn(dir: string): string[] {
  if (posix.basename(dir) === 'requirements') return [];
  const names = namesIn(dir).filter((name) => isPythonManifest(posix.join(dir, name)));
  const inner = namesIn(posix.join(dir, 'requirements')).map((name) => `requirements/${name}`);
  return [...names, ...inner.filter((name) => isRequirements(posix.join(dir, name)))]
    .sort()
    .map((name) => posix.join(dir, name));
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (thrown) {
    if (isFileError(thrown)) return [];
    throw thrown;
  }
}
