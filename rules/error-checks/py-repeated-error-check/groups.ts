import { keyOf, type ModuleFact } from '../../engine/python/fragments/comparison.ts';
import { type Place, repetitions } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import type { GuardFact } from './fact.ts';

/** One place of a check, in its file and package. */
export type GuardPlace = Place<GuardFact>;

/** The same check in as many places as the threshold asks for. */
export interface GuardGroup {
  readonly key: string;
  /** Only the message differs from place to place. */
  readonly differsInMessage: boolean;
  /** In order of file and position. */
  readonly places: readonly GuardPlace[];
  /** Files of the package that hold its errors, best first. */
  readonly errorModules: readonly string[];
}

/** Groups by hash: first what is equal in everything, then, of the rest, what differs in its message. */
export function groupsOf(
  files: readonly FileFacts<GuardFact | ErrorClassFact | ModuleFact>[],
  known: ReadonlySet<string>,
  threshold: number,
): GuardGroup[] {
  const all = files.flatMap(({ file, package: { dir }, facts }) =>
    facts.flatMap((fact) => {
      if (fact.is !== 'guard') return [];
      const exact = keyOf(fact.exact, file, known);
      const loose = fact.loose === null ? [] : [keyOf(fact.loose, file, known)];
      return { file, packageDir: dir, fact: { guard: fact, exact, loose } };
    }),
  );
  const modules = errorModulesOf(files);
  return repetitions(all, threshold, withoutArgumentChecks)
    .map(({ key, isLoose, places }) => {
      const guards = places.map(({ file, packageDir, fact }) => ({ file, packageDir, fact: fact.guard }));
      const [first] = guards as [GuardPlace, ...GuardPlace[]];
      const thrown = first.fact.raised?.replace(/^.*\./, '') ?? null;
      return { key, differsInMessage: isLoose, places: guards, errorModules: modules({ ...first, thrown }) };
    })
    .filter(isWorthwhile);
}

/** An early return stays at every place, so a common check has to take more off than a line. */
function isWorthwhile({ places }: GuardGroup): boolean {
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  if (new Set(places.map(({ file, fact: { within } }) => `${file}\n${within}`)).size < 2) return false;
  return fact.outcome !== 'return' || fact.size >= 75;
}

type Compared = Place<{
  readonly guard: GuardFact;
  readonly exact: string;
  readonly loose: readonly string[];
}>;

/** The same check on different things within one function is validation of its arguments, each a check of its own. */
function withoutArgumentChecks(places: readonly Compared[]): Compared[] {
  const subjects = new Map<string, Set<string>>();
  const functionOf = ({ file, fact: { guard } }: Compared): string => `${file}\n${guard.within}`;
  for (const place of places) {
    const known = subjects.get(functionOf(place));
    if (known === undefined) subjects.set(functionOf(place), new Set([place.fact.guard.subject]));
    else known.add(place.fact.guard.subject);
  }
  return places.filter((place) => subjects.get(functionOf(place))?.size === 1);
}
