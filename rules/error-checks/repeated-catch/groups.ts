import { type Place, repetitions } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import type { CatchFact } from './fact.ts';

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
  return repetitions(all, threshold).map(({ key, isLoose, places }) => {
    const [{ file, packageDir, fact }] = places as [CatchPlace, ...CatchPlace[]];
    const errorModules = modules({ file, packageDir, thrown: null });
    return { key, differsInText: isLoose, places, name: fact.name, errorModules };
  });
}
