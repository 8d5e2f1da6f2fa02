import { dirname, join } from 'node:path/posix';
import { parse as parseJson } from 'jsonc-parser';
import { intersects, major, minVersion, valid, validRange } from 'semver';
import { isRecord } from '../../record.ts';
import type { ReadFile } from './types.ts';

/** What most projects are written for, where nothing says otherwise. */
const usualMajor = 5;

/**
 * Major version of the TypeScript that a folder's code is written for: the installed one or the range of the
 * nearest package.json, whichever stands nearer, so that a project inside another is not taken for part of it.
 * A range that allows for versions before and after 6, where the defaults changed, decides only if nothing else does.
 */
export function typescriptMajor(dir: string, readFile: ReadFile): number {
  let vague: number | undefined;
  for (let at = dir; ; at = dirname(at)) {
    const installed = versionOf(readManifest(join(at, 'node_modules/typescript/package.json'), readFile));
    if (installed !== undefined) return installed;
    const wanted = wantedRange(readManifest(join(at, 'package.json'), readFile));
    const lowest = wanted === undefined ? undefined : minVersion(wanted)?.major;
    if (wanted !== undefined && lowest !== undefined) {
      if (lowest >= 6 || !intersects(wanted, '>=6')) return lowest;
      vague ??= lowest;
    }
    if (dirname(at) === at) return vague ?? usualMajor;
  }
}

type Manifest = Readonly<Record<string, unknown>>;

function readManifest(file: string, readFile: ReadFile): Manifest | undefined {
  const text = readFile(file);
  const json: unknown = text === undefined ? undefined : parseJson(text.replace(/^\uFEFF/, ''));
  return isRecord(json) ? json : undefined;
}

function versionOf(manifest: Manifest | undefined): number | undefined {
  const version = manifest?.['version'];
  return typeof version === 'string' && valid(version) !== null ? major(version) : undefined;
}

function wantedRange(manifest: Manifest | undefined): string | undefined {
  for (const field of ['devDependencies', 'dependencies', 'peerDependencies']) {
    const dependencies = manifest?.[field];
    const written = isRecord(dependencies) ? dependencies['typescript'] : undefined;
    if (typeof written !== 'string') continue;
    // An alias names another package first: npm:@scope/name@range.
    const range = written.startsWith('npm:') ? written.slice(written.lastIndexOf('@') + 1) : written;
    if (validRange(range) !== null && range.trim() !== '' && range !== '*') return range;
  }
  return undefined;
}
