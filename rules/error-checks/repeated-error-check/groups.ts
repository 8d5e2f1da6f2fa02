import { type Place, repetitions } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import type { GuardFact } from './fact.ts';

/** One place of a check, in its file and package. */
export type GuardPlace = Place<GuardFact>;

/** The same check in as many places as the threshold asks for. */
export interface GuardGroup {
  /** What the places have in common; unique within one reduction. */
  readonly key: string;
  /** Only the message differs from place to place. */
  readonly differsInMessage: boolean;
  /** In order of file and position. */
  readonly places: readonly GuardPlace[];
  /** Files of the package that hold its errors, best first. */
  readonly errorModules: readonly string[];
}

/** What a class for the errors of a group would be called; null where they have a class of their own already. */
export function errorNameFor({ places, differsInMessage }: GuardGroup): string | null {
  const fact = places[0]?.fact;
  return (differsInMessage ? fact?.commonError : fact?.error) ?? null;
}

/** Groups per package by hash: first what is equal in everything, then, of the rest, what differs in one message. */
export function groupsOf(
  files: readonly FileFacts<GuardFact | ErrorClassFact>[],
  threshold: number,
): GuardGroup[] {
  const all = files.flatMap(({ file, package: { dir }, facts }) =>
    facts.flatMap((fact) => (fact.is === 'guard' ? { file, packageDir: dir, fact } : [])),
  );
  const modules = errorModulesOf(files);
  return repetitions(all, threshold, withoutArgumentChecks).map(({ key, isLoose, places }) => {
    const [first] = places as [GuardPlace, ...GuardPlace[]];
    const errorModules = modules({ ...first, thrown: first.fact.thrown });
    return { key, differsInMessage: isLoose, places, errorModules };
  });
}

/** The same check on different things within one function is validation of its arguments, each a check of its own. */
function withoutArgumentChecks(places: readonly GuardPlace[]): GuardPlace[] {
  const subjects = new Map<string, Set<string>>();
  const functionOf = ({ file, fact }: GuardPlace): string => `${file}\n${fact.within}`;
  for (const place of places) {
    const key = functionOf(place);
    const known = subjects.get(key);
    if (known === undefined) subjects.set(key, new Set([place.fact.subject]));
    else known.add(place.fact.subject);
  }
  return places.filter((place) => subjects.get(functionOf(place))?.size === 1);
}
