import type { FileFacts } from '../../engine/rule.ts';
import type { LadderFact } from './fact.ts';

/** One place of a mapping, in its file. */
export interface LadderPlace {
  readonly file: string;
  readonly fact: LadderFact;
}

/** The same mapping in as many places as the threshold asks for. */
export interface LadderGroup {
  /** What the places have in common; unique within one reduction. */
  readonly key: string;
  /** In order of file and position. */
  readonly places: readonly LadderPlace[];
}

/** Groups per package by hash of the whole mapping. */
export function groupsOf(files: readonly FileFacts<LadderFact>[], threshold: number): LadderGroup[] {
  const byKey = new Map<string, LadderPlace[]>();
  for (const {
    file,
    package: { dir },
    facts,
  } of files) {
    for (const fact of facts) {
      const key = `${dir}\n${fact.key}`;
      const places = byKey.get(key);
      if (places === undefined) byKey.set(key, [{ file, fact }]);
      else places.push({ file, fact });
    }
  }
  return [...byKey]
    .filter(([, places]) => places.length >= threshold)
    .map(([key, places]) => ({ key, places }));
}
