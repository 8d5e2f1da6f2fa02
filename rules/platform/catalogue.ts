import { isBuiltin } from 'node:module';
import { type ModuleReplacement, nativeReplacements, preferredReplacements } from 'module-replacements';
import type { Codemod } from './codemods/codemod.ts';
import { codemodOf } from './codemods/index.ts';
import { lodashBuiltIn } from './codemods/lodash/index.ts';
import { type EngineVersions, lodashEngines, notRepeated, ownReplacements } from './replacements.ts';

/** A package and what the platform has in its place. */
export interface Replacement {
  readonly package: string;
  /** The built-in as code: `Object.assign`. */
  readonly builtIn: string;
  readonly engines: EngineVersions;
  readonly isNodeOnly: boolean;
  /** Rewrites the uses; null where the built-in does the job through an interface of its own. */
  readonly codemod: Codemod | null;
}

/** What the platform has in place of a package; undefined where it has nothing that this rule would name. */
export function replacementOf(name: string): Replacement | undefined {
  let known = remembered.get(name);
  if (known === undefined && !remembered.has(name)) {
    known = lookUp(name);
    remembered.set(name, known);
  }
  return known;
}

/** The package that a bare specifier belongs to; undefined for paths, Node's own modules and URLs. */
export function packageOfSpecifier(specifier: string): string | undefined {
  if (!/^[@\w]/.test(specifier) || specifier.includes(':') || isBuiltin(specifier)) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

/** What follows the package's name in a specifier: `v4` of `uuid/v4`, else ''. */
export function subpathOf(specifier: string, name: string): string {
  return specifier.slice(name.length + 1);
}

const remembered = new Map<string, Replacement | undefined>();

function lookUp(name: string): Replacement | undefined {
  if (notRepeated.has(name) || isBuiltin(name)) return undefined;
  const own = ownReplacements[name];
  if (own !== undefined) {
    const { builtIn, engines, isNodeOnly = false } = own;
    return { package: name, builtIn, engines, isNodeOnly, codemod: codemodOf(name, builtIn) };
  }
  const ofLodash = lodashBuiltIn(name);
  if (ofLodash !== undefined) {
    const codemod = codemodOf(name, ofLodash);
    return { package: name, builtIn: ofLodash, engines: lodashEngines, isNodeOnly: false, codemod };
  }
  for (const { mappings, replacements } of [nativeReplacements, preferredReplacements]) {
    const mapping = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
    const candidates = mapping?.replacements.map((id) => replacements[id]) ?? [];
    if (candidates.length === 0 || !candidates.every((each) => each?.type === 'native')) continue;
    const first = candidates.find((each) => each !== undefined && 'nodejs' in enginesOf(each));
    if (first === undefined) continue;
    const codemod = codemodOf(name, first.id);
    return { package: name, builtIn: first.id, engines: enginesOf(first), isNodeOnly: false, codemod };
  }
  return undefined;
}

function enginesOf(replacement: ModuleReplacement): EngineVersions {
  const versions: Record<string, string> = {};
  for (const { engine, minVersion } of replacement.engines ?? []) {
    if (minVersion !== undefined) versions[engine] = minVersion;
  }
  return versions;
}
