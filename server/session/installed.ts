import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { PackageWeight } from '../../rules/engine/finding.ts';
import type { InstalledPackage, PackageManager } from '../../rules/engine/rule.ts';
import { isFileError, readText } from './texts.ts';

interface Manifest {
  readonly [field: string]: unknown;
}

/** So many packages are counted at most: what brings more is no small thing anyway. */
const mostCounted = 2000;

/** What package managers put beside a manifest: `node_modules` and lockfiles, read when somebody asks. */
export class InstalledPackages {
  readonly #manifests = new Map<string, Manifest | null>();
  readonly #sizes = new Map<string, number>();
  readonly #locks = new Map<string, Readonly<Record<string, Manifest>> | null>();

  find(dir: string, name: string): InstalledPackage | undefined {
    const home = this.#homeOf(dir, name);
    const manifest = home === undefined ? null : this.#manifestOf(home);
    if (home === undefined || manifest === null) return undefined;
    return {
      commands: commandsOf(manifest),
      peers: [...keysOf(manifest['peerDependencies']), ...keysOf(manifest['peerDependenciesMeta'])],
      actsOnInstall: keysOf(manifest['scripts']).some((script) => /^(?:pre|post)?install$/.test(script)),
      hasModuleTypes: hasModuleTypes(home, manifest),
    };
  }

  weightOf(dir: string, name: string): PackageWeight | null {
    const home = this.#homeOf(dir, name);
    if (home === undefined) return this.#weightInLock(dir, name);
    const homes = new Set([home]);
    for (const each of homes) {
      const manifest = this.#manifestOf(each) ?? {};
      for (const needed of [
        ...keysOf(manifest['dependencies']),
        ...keysOf(manifest['optionalDependencies']),
      ]) {
        const at = homes.size < mostCounted ? this.#homeOf(each, needed) : undefined;
        if (at !== undefined) homes.add(at);
      }
    }
    const bytes = [...homes].reduce((sum, each) => sum + this.#sizeOf(each), 0);
    return { others: homes.size - 1, bytes };
  }

  packageManager(dir: string): PackageManager | null {
    for (let at = dir; ; at = posix.dirname(at)) {
      const found = lockfiles.find(([name]) => existsSync(posix.join(at, name)));
      if (found !== undefined) return found[1];
      const stated = this.#manifestOf(at)?.['packageManager'];
      const named = typeof stated === 'string' ? /^(npm|pnpm|yarn|bun)@/.exec(stated)?.[1] : undefined;
      if (named !== undefined) return named as PackageManager;
      if (posix.dirname(at) === at || existsSync(posix.join(at, '.git'))) return null;
    }
  }

  /** The real folder of the package that Node would load in `dir`. */
  #homeOf(dir: string, name: string): string | undefined {
    for (let at = dir; ; at = posix.dirname(at)) {
      const path = posix.join(at, 'node_modules', name);
      if (posix.basename(at) !== 'node_modules' && existsSync(posix.join(path, 'package.json'))) {
        return realpathSync(path).replaceAll('\\', '/');
      }
      if (posix.dirname(at) === at) return undefined;
    }
  }

  #manifestOf(dir: string): Manifest | null {
    let manifest = this.#manifests.get(dir);
    if (manifest === undefined) {
      manifest = parse(readText(posix.join(dir, 'package.json')));
      this.#manifests.set(dir, manifest);
    }
    return manifest;
  }

  #sizeOf(dir: string): number {
    let size = this.#sizes.get(dir);
    if (size === undefined) {
      size = bytesIn(dir);
      this.#sizes.set(dir, size);
    }
    return size;
  }

  /** What `package-lock.json` would install. */
  #weightInLock(dir: string, name: string): PackageWeight | null {
    for (let at = dir; ; at = posix.dirname(at)) {
      const lock = this.#lockAt(at);
      if (lock !== null) {
        const start = resolveInLock(lock, posix.relative(at, dir), name);
        return start === undefined ? null : { others: reachableInLock(lock, start).size - 1, bytes: null };
      }
      if (posix.dirname(at) === at || existsSync(posix.join(at, '.git'))) return null;
    }
  }

  #lockAt(dir: string): Readonly<Record<string, Manifest>> | null {
    let lock = this.#locks.get(dir);
    if (lock === undefined) {
      const packages = parse(readText(posix.join(dir, 'package-lock.json')))?.['packages'];
      lock = isRecord(packages) ? (packages as Record<string, Manifest>) : null;
      this.#locks.set(dir, lock);
    }
    return lock;
  }
}

const lockfiles: readonly (readonly [string, PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

function reachableInLock(lock: Readonly<Record<string, Manifest>>, start: string): Set<string> {
  const reached = new Set([start]);
  for (const each of reached) {
    const { dependencies, optionalDependencies } = lock[each] ?? {};
    for (const needed of [...keysOf(dependencies), ...keysOf(optionalDependencies)]) {
      const at = reached.size < mostCounted ? resolveInLock(lock, each, needed) : undefined;
      if (at !== undefined) reached.add(at);
    }
  }
  return reached;
}

function resolveInLock(
  lock: Readonly<Record<string, Manifest>>,
  from: string,
  name: string,
): string | undefined {
  for (let at = from; ; at = at.includes('/') ? posix.dirname(at) : '') {
    const key = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (Object.hasOwn(lock, key)) return key;
    if (at === '') return undefined;
  }
}

function commandsOf(manifest: Manifest): string[] {
  const bin = manifest['bin'];
  const name = String(manifest['name'] ?? '');
  return typeof bin === 'string' ? [name.slice(name.lastIndexOf('/') + 1)] : keysOf(bin);
}

/** Read off the declarations' own text: an import or export at the start of a line makes a module, unless it adds globals. */
function hasModuleTypes(home: string, manifest: Manifest): boolean {
  const entry = manifest['types'] ?? manifest['typings'] ?? 'index.d.ts';
  const text = typeof entry === 'string' ? readText(posix.join(home, entry)) : undefined;
  if (text === undefined) return false;
  return /^(?:export|import)\b/m.test(text) && !/^\s*(?:declare global|export as namespace)\b/m.test(text);
}

function bytesIn(dir: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = posix.join(dir, entry.name);
      if (entry.isDirectory()) bytes += entry.name === 'node_modules' ? 0 : bytesIn(path);
      else if (entry.isFile()) bytes += lstatSync(path).size;
    }
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
  }
  return bytes;
}

function parse(text: string | undefined): Manifest | null {
  if (text === undefined) return null;
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function keysOf(field: unknown): string[] {
  return isRecord(field) ? Object.keys(field) : [];
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
