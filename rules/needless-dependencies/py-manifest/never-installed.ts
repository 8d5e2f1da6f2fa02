import type { FindingDraft } from '../../engine/finding.ts';
import { neverHolds } from '../../engine/python/packages/marker.ts';
import type { PythonDependency } from '../../engine/python/packages/requirement.ts';
import type { Surroundings } from '../../engine/rule.ts';
import { minimumInWords } from '../../platform/python/usages.ts';
import { type Declared, placeOf } from './declared.ts';
import { fromManifests, lockCommand, removeEntries } from './removal.ts';

/** Entries whose condition holds on no Python that the project runs on. */
export function neverInstalledIn(declared: Declared, around: Surroundings): FindingDraft[] {
  const { minimum } = declared.owner;
  if (minimum === null) return [];
  return declared.entries
    .filter((entry) => isNeverInstalled(entry, declared))
    .map((entry) => {
      const lock = lockCommand([entry.file], declared, around);
      return {
        ...placeOf(entry),
        message: `\`${entry.name}\` is asked for where \`${entry.marker}\`, and ${minimumInWords({ minimum })}. So it is never installed, and readers and update bots go on with it all the same. Take the entry out.`,
        fixes: [
          {
            title: `Remove \`${entry.name}\` ${fromManifests([entry], declared, around)}`,
            kind: lock === null ? ('safe' as const) : ('review' as const),
            edits: (context) => removeEntries([entry], declared, context),
          },
        ],
      };
    });
}

export function isNeverInstalled({ marker }: PythonDependency, { owner: { minimum } }: Declared): boolean {
  return marker !== null && minimum !== null && neverHolds(marker, minimum.version);
}
