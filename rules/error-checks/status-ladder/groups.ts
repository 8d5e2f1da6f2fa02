import { inBuckets, type Place } from '../../engine/repetition.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { LadderFact } from './fact.ts';

/** One place of a mapping, in its file. */
export type LadderPlace = Place<LadderFact>;

/** The same mapping in as many places as the threshold asks for. */
export interface LadderGroup {
  /** What the places have in common; unique within one reduction. */
  readonly key: string;
  /** In order of file and position. */
  readonly places: readonly LadderPlace[];
}

/** Groups per package by hash of the whole mapping. */
export function groupsOf(files: readonly FileFacts<LadderFact>[], threshold: number): LadderGroup[] {
  const all = files.flatMap(({ file, package: { dir }, facts }) =>
    facts.map((fact) => ({ file, packageDir: dir, fact })),
  );
  return [...inBuckets(all, ({ key }) => [key])]
    .filter(([, places]) => places.length >= threshold)
    .map(([key, places]) => ({ key, places }));
}
