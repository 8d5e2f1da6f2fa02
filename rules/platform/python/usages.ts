import type { PythonMinimum, PythonPackage } from '../../engine/python/packages/python-package.ts';
import { isAtLeast } from '../../engine/python/packages/version.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { EntryFact, FallbackFact, PythonFact } from './facts.ts';
import type { PythonReplacement } from './replacement.ts';
import { replacementOfPackage } from './table/index.ts';

export interface Placed<F> {
  readonly file: string;
  readonly isTest: boolean;
  readonly fact: F;
}

/** All that the files of one project have of one package, judged by the oldest Python that it runs on. */
export interface PythonUsage {
  readonly replacement: PythonReplacement;
  readonly owner: PythonPackage;
  readonly minimum: PythonMinimum;
  /** Imports that Python's library can take over, with all that their names are used for. */
  readonly going: readonly Placed<EntryFact>[];
  /** Code for versions before the oldest. */
  readonly fallbacks: readonly Placed<FallbackFact>[];
  /** Why the package is needed nevertheless, once each. */
  readonly reasons: readonly string[];
}

/** What the projects use of packages with a replacement; nothing where no manifest says which Python they run on. */
export function pythonUsages(files: readonly FileFacts<PythonFact>[], around: Surroundings): PythonUsage[] {
  const groups = new Map<
    string,
    { owner: PythonPackage; minimum: PythonMinimum; name: string; places: Placed<PythonFact>[] }
  >();
  for (const { file, isTest, facts } of files) {
    const owner = around.pythonPackageOf(file);
    if (owner?.minimum == null) continue;
    for (const fact of facts) {
      const key = `${owner.dir}\0${fact.package}`;
      const group = groups.get(key) ?? { owner, minimum: owner.minimum, name: fact.package, places: [] };
      group.places.push({ file, isTest, fact });
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ owner, minimum, name, places }) => {
    const replacement = replacementOfPackage(name);
    return replacement === undefined ? [] : [usageOf(replacement, owner, minimum, places)];
  });
}

function usageOf(
  replacement: PythonReplacement,
  owner: PythonPackage,
  minimum: PythonMinimum,
  places: readonly Placed<PythonFact>[],
): PythonUsage {
  const going: Placed<EntryFact>[] = [];
  const fallbacks: Placed<FallbackFact>[] = [];
  const reasons = new Set<string>();
  for (const { fact, ...place } of places) {
    if (fact.kind === 'blocker') reasons.add(fact.reason);
    else if (fact.kind === 'fallback') {
      if (isAtLeast(minimum.version, fact.since)) fallbacks.push({ ...place, fact });
      else reasons.add(`Python before ${fact.since} is supported`);
    } else if (fact.reason !== null) reasons.add(fact.reason);
    else if (isAtLeast(minimum.version, fact.since)) going.push({ ...place, fact });
    else reasons.add(`\`${fact.path}\` comes with Python ${fact.since}`);
  }
  return { replacement, owner, minimum, going, fallbacks, reasons: [...reasons] };
}

/** What takes the place of the package in these files, as it is called in messages. */
export function builtInOf({ replacement: { builtIn, olderPart }, going }: PythonUsage): string {
  const isOlder = olderPart !== undefined && going.every(({ fact }) => isAtLeast(olderPart.upTo, fact.since));
  return isOlder && going.length > 0 ? olderPart.builtIn : builtIn;
}

/** `requires-python` as the reader wrote it. */
export function minimumInWords({ minimum }: Pick<PythonUsage, 'minimum'>): string {
  const file = minimum.file.slice(minimum.file.lastIndexOf('/') + 1);
  return `Python ${minimum.version} is the oldest that the project runs on (\`${minimum.written}\` in ${file})`;
}

export function groupOfUsage({ owner, replacement }: PythonUsage): string {
  return `${owner.dir}\0${replacement.package}`;
}
