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
  readonly #readFile: (file: string) => string | undefined;
  readonly #byDir = new Map<string, PythonPackage | null>();

  /** `readFile` may put open documents before the disk; undefined means that there is no such file. */
  constructor(readFile: (file: string) => string | undefined) {
    this.#readFile = readFile;
  }

  /** The package of a file: the nearest folder with a manifest, up to the root of the repository. */
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
    const isTop = posix.dirname(dir) === dir || existsSync(posix.join(dir, '.git'));
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
