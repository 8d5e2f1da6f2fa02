import { type Place, type Repetition, repetitions } from '../../engine/repetition.ts';
import type { FileFacts, IsSpokenFor } from '../../engine/rule.ts';
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
  /** What the places have in common is the name of the thing, not its type. */
  readonly isByName: boolean;
  /** In order of file and position. */
  readonly places: readonly GuardPlace[];
  /** Files of the package that hold its errors, best first. */
  readonly errorModules: readonly string[];
}

/** What a common check of a group would be called. */
export function checkNameFor({ places, differsInMessage }: GuardGroup): string {
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  return differsInMessage ? fact.commonCheck : fact.check;
}

/** What a class for the errors of a group would be called; null where they have a class of their own already. */
export function errorNameFor({ places, differsInMessage }: GuardGroup): string | null {
  const fact = places[0]?.fact;
  return (differsInMessage ? fact?.commonError : fact?.error) ?? null;
}

/**
 * Groups per package by hash: first what is equal in everything, then, of the rest, what differs in one message, and then
 * what asks for things called the same, of whatever type they are. What another rule says everything about is left out.
 */
export function groupsOf(
  files: readonly FileFacts<GuardFact | ErrorClassFact>[],
  threshold: number,
  isSpokenFor: IsSpokenFor,
): GuardGroup[] {
  const all = files.flatMap(({ file, package: { dir }, facts }) =>
    facts.flatMap((fact) =>
      fact.is === 'guard' && !isSpokenFor({ file, span: fact.span }) ? { file, packageDir: dir, fact } : [],
    ),
  );
  const modules = errorModulesOf(files);
  const alike = repetitions(all, threshold, withoutArgumentChecks);
  const taken = new Set(alike.flatMap(({ places }) => places));
  const named = repetitions(
    all.filter((place) => !taken.has(place)).flatMap(byName),
    threshold,
    withoutArgumentChecks,
  );
  const groupFor =
    (isByName: boolean) =>
    ({ key, isLoose, places }: Repetition<GuardFact>): GuardGroup => {
      const [first] = places as [GuardPlace, ...GuardPlace[]];
      const errorModules = modules({ ...first, thrown: first.fact.thrown });
      return { key, differsInMessage: isLoose, isByName, places, errorModules };
    };
  return [...alike.map(groupFor(false)), ...named.map(groupFor(true))].filter(isWorthwhile);
}

function byName(place: GuardPlace): GuardPlace[] {
  const { named } = place.fact;
  return named === null ? [] : [{ ...place, fact: { ...place.fact, exact: named, loose: [] } }];
}

/**
 * An early return stays at every place, so a common check has to take more off than a line; and what is said about a state is
 * a matter of its place unless the state is a failure.
 */
function isWorthwhile({ places, differsInMessage }: GuardGroup): boolean {
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  if (isPartOfHandler(places) || (differsInMessage && !fact.asksFailure)) return false;
  const { outcome, returned, size } = fact;
  if (outcome === 'throw') return true;
  return size >= (returned === 'failure' && places.length < 5 ? 100 : 75);
}

/** Where all of a `catch` is the same in every place, it is one handling of the error, and the check only a part of it. */
function isPartOfHandler([first, ...others]: readonly GuardPlace[]): boolean {
  const handler = first?.fact.handler ?? null;
  return handler !== null && others.every(({ fact }) => fact.handler === handler);
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
