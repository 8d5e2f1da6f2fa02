import { posix } from 'node:path';
import type { CachedFile } from './cache-file.ts';

/**
 * Folders in which a file would have to appear for a module name to mean something that means nothing today. Names of
 * packages are looked for in `node_modules`, which is watched anyway.
 */
export function foldersLookedIn(
  files: ReadonlyMap<string, CachedFile>,
  configTextOf: (file: string) => string | undefined,
): Set<string> {
  const folders = new Set<string>();
  const patternsOf = new Map<string, readonly (readonly [string, readonly string[]])[]>();
  for (const [file, { unresolved }] of files) {
    if (unresolved.length === 0) continue;
    const text = configTextOf(file) ?? '{}';
    const patterns = patternsOf.get(text) ?? pathsIn(text);
    patternsOf.set(text, patterns);
    for (const name of unresolved) {
      for (const target of targetsOf(name, posix.dirname(file), patterns)) {
        folders.add(posix.dirname(target));
        folders.add(target);
      }
    }
  }
  return folders;
}

interface Options {
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly typeRoots?: readonly string[];
  readonly jsx?: string;
  readonly jsxImportSource?: string;
}

/** The options of one of our own configurations, whose paths are absolute. */
export function optionsIn(configText: string): Options {
  const { compilerOptions } = JSON.parse(configText) as { compilerOptions?: Options };
  return compilerOptions ?? {};
}

function targetsOf(
  name: string,
  folder: string,
  patterns: readonly (readonly [string, readonly string[]])[],
): string[] {
  if (/^\.{0,2}\//.test(name) || name === '.' || name === '..') return [posix.resolve(folder, name)];
  return patterns.flatMap(([pattern, targets]) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === name ? targets : [];
    if (!name.startsWith(before) || !name.endsWith(after)) return [];
    const middle = name.slice(before.length, name.length - after.length);
    return targets.map((target) => target.replace('*', () => middle));
  });
}

function pathsIn(configText: string): (readonly [string, readonly string[]])[] {
  return Object.entries(optionsIn(configText).paths ?? {});
}
