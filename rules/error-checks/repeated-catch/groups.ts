import { type Place, type Repetition, repetitions } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import type { CatchFact } from './fact.ts';
import { nameless } from './naming.ts';

/** One place of a handler, in its file and package. */
export type CatchPlace = Place<CatchFact>;

/** Places of one package that do the same about an error. */
export interface CatchGroup {
  readonly key: string;
  readonly differsInText: boolean;
  readonly places: readonly CatchPlace[];
  readonly name: string;
  /** Errors modules of the package, best first. */
  readonly errorModules: readonly string[];
}

/** Groups per package by hash: first what is equal in everything, then, of the rest, what differs in one text. */
export function groupsOf(
  files: readonly FileFacts<CatchFact | ErrorClassFact>[],
  threshold: number,
): CatchGroup[] {
  const all = files.flatMap(({ file, package: { dir }, facts }) =>
    facts.flatMap((fact) => (fact.is === 'catch' ? { file, packageDir: dir, fact } : [])),
  );
  const modules = errorModulesOf(files);
  return repetitions(all, threshold)
    .filter(isWorthwhile)
    .map(({ key, isLoose, places }) => {
      const [{ file, packageDir, fact }] = places as [CatchPlace, ...CatchPlace[]];
      const errorModules = modules({ file, packageDir, thrown: null });
      const name = isLoose ? fact.commonName : fact.name;
      return { key, differsInText: isLoose, places, name, errorModules };
    });
}

/**
 * A few small steps have to stand in more places before a function makes it easier, each time with words of their own or
 * without a word that the function could be named after.
 */
function isWorthwhile({ places, isLoose }: Repetition<CatchFact>): boolean {
  const [{ fact }] = places as [CatchPlace, ...CatchPlace[]];
  const isSmall = fact.weight < 3 && fact.lines < 3;
  if (!isLoose) return !isSmall || places.length > 3 || fact.name !== nameless;
  return fact.weight > 1 && (places.length >= 5 || fact.weight > 2 || fact.lines >= 6);
}
