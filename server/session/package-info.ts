import { posix } from 'node:path';
import { validRange } from 'semver';
import { isRecord } from '../../rules/engine/record.ts';
import type { PackageInfo } from '../../rules/engine/rule.ts';

/** A parsed package.json, of which nothing is known to have the type that it should have. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What stands beside and above a manifest. */
export interface Surroundings {
  readonly readFile: (file: string) => string | undefined;
  /** The folder above, as long as it counts. */
  readonly above: (dir: string) => string | undefined;
  readonly manifestAt: (dir: string) => Manifest | null;
  /** The package that the folder above belongs to. */
  readonly outer: (dir: string) => PackageInfo | null;
}

/** What the package at `dir` says of itself; null stands for a missing or broken manifest. */
export function packageInfo(dir: string, manifest: Manifest | null, around: Surroundings): PackageInfo {
  return {
    dir,
    manifest: manifest === null ? null : posix.join(dir, 'package.json'),
    name: stringOf(manifest?.['name']),
    isPrivate: isPrivate(manifest),
    outer: around.outer(dir),
    type: manifest?.['type'] === 'module' ? 'module' : 'commonjs',
    nodeRange: nodeRange(dir, manifest, around),
    browserslist: browserslist(dir, manifest, around),
    dependencies: strings(manifest?.['dependencies']),
    devDependencies: strings(manifest?.['devDependencies']),
    peerDependencies: strings(manifest?.['peerDependencies']),
    optionalDependencies: strings(manifest?.['optionalDependencies']),
    scripts: strings(manifest?.['scripts']),
    hasBrowserEntry: isGiven(manifest?.['browser']) || pointsBrowsers(manifest?.['exports']),
  };
}

/**
 * `engines.node`, else the version file beside the manifest or above it. The engines of an outer package hold for
 * a private one alone: a published one may promise more than the repository that it is built in.
 */
function nodeRange(dir: string, manifest: Manifest | null, around: Surroundings): string | null {
  const inheritsEngines = isPrivate(manifest);
  for (let at: string | undefined = dir; at !== undefined; at = around.above(at)) {
    const stated = at === dir ? manifest : inheritsEngines ? around.manifestAt(at) : null;
    const range = engineOf(stated) ?? pinnedVersion(at, around);
    if (range !== null) return range;
  }
  return null;
}

function isPrivate(manifest: Manifest | null): boolean {
  return manifest === null || manifest['private'] === true || manifest['version'] === undefined;
}

function engineOf(manifest: Manifest | null): string | null {
  return strings(manifest?.['engines'])['node'] ?? null;
}

function pinnedVersion(dir: string, around: Surroundings): string | null {
  for (const name of ['.nvmrc', '.node-version']) {
    const lines = around.readFile(posix.join(dir, name))?.split('\n') ?? [];
    const written = lines.map((line) => line.replace(/#.*/, '').trim()).find((line) => line !== '');
    if (written === undefined) continue;
    const codename = /^lts\/(\w+)$/.exec(written)?.[1]?.toLowerCase();
    const range = codename === undefined ? written.replace(/^v/, '') : ltsMajors[codename];
    // `node`, `stable` and `lts/*` follow whatever is newest, which is no promise about any version.
    if (range !== undefined && validRange(range) !== null) return range;
  }
  return null;
}

const ltsMajors: Readonly<Record<string, string>> = {
  argon: '4',
  boron: '6',
  carbon: '8',
  dubnium: '10',
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
  krypton: '24',
};

/** All queries of all environments: code has to run in each of them. */
function browserslist(dir: string, manifest: Manifest | null, around: Surroundings): string[] | null {
  const field = manifest?.['browserslist'];
  if (typeof field === 'string') return [field];
  if (Array.isArray(field)) return field.filter((query) => typeof query === 'string');
  if (isRecord(field))
    return [
      ...new Set(
        Object.values(field)
          .flat()
          .filter((query) => typeof query === 'string'),
      ),
    ];
  for (let at: string | undefined = dir; at !== undefined; at = around.above(at)) {
    const text = around.readFile(posix.join(at, '.browserslistrc'));
    if (text === undefined) continue;
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
    return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('[')))];
  }
  return null;
}

function pointsBrowsers(exports: unknown): boolean {
  if (Array.isArray(exports)) return exports.some(pointsBrowsers);
  if (!isRecord(exports)) return false;
  return Object.entries(exports).some(([key, value]) => key === 'browser' || pointsBrowsers(value));
}

function isGiven(field: unknown): boolean {
  return typeof field === 'string' || isRecord(field);
}

function strings(field: unknown): Readonly<Record<string, string>> {
  if (!isRecord(field)) return {};
  return Object.fromEntries(
    Object.entries(field).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function stringOf(field: unknown): string | null {
  return typeof field === 'string' && field !== '' ? field : null;
}
