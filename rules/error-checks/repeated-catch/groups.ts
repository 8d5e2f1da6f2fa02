import type { FileFacts } from '../../engine/rule.ts';
import { type ErrorClassFact, errorModulesOf } from '../../engine/typescript/errors/error-modules.ts';
import type { CatchFact } from './fact.ts';

/** One place of a handler, in its file and package. */
export interface CatchPlace {
  readonly file: string;
  readonly packageDir: string;
  readonly fact: CatchFact;
}

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
  const taken = new Set<CatchPlace>();
  const take = (byKey: ReadonlyMap<string, CatchPlace[]>, differsInText: boolean): CatchGroup[] =>
    [...byKey].flatMap(([key, found]): CatchGroup[] => {
      const places = found.filter((place) => !taken.has(place));
      const [first] = places;
      if (first === undefined || places.length < Math.max(2, threshold)) return [];
      for (const place of places) taken.add(place);
      const { file, packageDir, fact } = first;
      const errorModules = modules({ file, packageDir, thrown: null });
      return [{ key, differsInText, places, name: fact.name, errorModules }];
    });
  const exact = take(
    bucketed(all, ({ exact: key }) => [key]),
    false,
  );
  const rest = all.filter((place) => !taken.has(place));
  const loose = [...bucketed(rest, (fact) => fact.loose)].sort(([, a], [, b]) => b.length - a.length);
  return [...exact, ...take(new Map(loose), true)];
}

function bucketed(
  places: readonly CatchPlace[],
  keysOf: (fact: CatchFact) => readonly string[],
): Map<string, CatchPlace[]> {
  const byKey = new Map<string, CatchPlace[]>();
  for (const place of places) {
    for (const own of keysOf(place.fact)) {
      const key = `${place.packageDir}\n${own}`;
      const bucket = byKey.get(key);
      if (bucket === undefined) byKey.set(key, [place]);
      else bucket.push(place);
    }
  }
  return byKey;
}
