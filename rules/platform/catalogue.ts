import { isBuiltin } from 'node:module';
import { type ModuleReplacement, nativeReplacements, preferredReplacements } from 'module-replacements';
import type { Codemod } from './codemods/codemod.ts';
import { codemodOf } from './codemods/index.ts';
import { lodashBuiltIn } from './codemods/lodash/index.ts';
import { keptPackages } from './kept-packages.ts';
import { lineFor } from './one-liners/codemod.ts';
import { oneLinersOf } from './one-liners/index.ts';
import { type EngineVersions, lodashEngines, notRepeated, ownReplacements } from './replacements.ts';

/** A package and what does its job instead. */
export interface Replacement {
  readonly package: string;
  /** `line`: the package is one line that the project can have as its own. */
  readonly kind: 'platform' | 'line';
  /** The built-in or the line as code: `Object.assign`. */
  readonly builtIn: string;
  /** null where no engine lacks it that the package runs on. */
  readonly engines: EngineVersions | null;
  readonly isNodeOnly: boolean;
  /** Rewrites the uses; null where the built-in does the job through an interface of its own. */
  readonly codemod: Codemod | null;
  /** The package does more than what replaces it, and where nobody asks that of it, is still chosen for it. */
  readonly doesMore: boolean;
}

/** What does the job of a package instead; undefined where nothing does that a rule would name. */
export function replacementOf(name: string): Replacement | undefined {
  let known = remembered.get(name);
  if (known === undefined && !remembered.has(name)) {
    known = lookUp(name);
    remembered.set(name, known);
  }
  return known;
}

/** What does the job, for a sentence: in backticks where it is code, as it is where it is words. */
export function inWords({ builtIn }: Replacement): string {
  return /^(?:an?|the) [a-z ]+$/.test(builtIn) ? builtIn : `\`${builtIn}\``;
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
  const simple = keptPackages.get(name);
  const own = simple ?? ownReplacements[name];
  if (own !== undefined) {
    const { builtIn, engines, isNodeOnly = false } = own;
    const codemod = codemodOf(name, builtIn);
    if (simple !== undefined && codemod === null) return undefined;
    const doesMore = simple !== undefined;
    return { package: name, kind: 'platform', builtIn, engines, isNodeOnly, codemod, doesMore };
  }
  const ofLodash = lodashBuiltIn(name);
  if (ofLodash !== undefined) {
    const codemod = codemodOf(name, ofLodash);
    return {
      package: name,
      kind: 'platform',
      builtIn: ofLodash,
      engines: lodashEngines,
      isNodeOnly: false,
      codemod,
      doesMore: false,
    };
  }
  const liners = oneLinersOf(name);
  const [liner] = liners;
  if (liner !== undefined) {
    const { line, brief = line, engines, isNodeOnly = false } = liner;
    const codemod = lineFor(liners);
    return { package: name, kind: 'line', builtIn: brief, engines, isNodeOnly, codemod, doesMore: false };
  }
  for (const { mappings, replacements } of [nativeReplacements, preferredReplacements]) {
    const mapping = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
    const candidates = mapping?.replacements.map((id) => replacements[id]) ?? [];
    if (candidates.length === 0 || !candidates.every((each) => each?.type === 'native')) continue;
    const first = candidates.find((each) => each !== undefined && 'nodejs' in enginesOf(each));
    if (first === undefined) continue;
    const codemod = codemodOf(name, first.id);
    return {
      package: name,
      kind: 'platform',
      builtIn: first.id,
      engines: enginesOf(first),
      isNodeOnly: false,
      codemod,
      doesMore: false,
    };
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
