import { posix } from 'node:path';
import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { fixesOf } from './fix.ts';
import type { LadderGroup, LadderPlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: LadderGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/status-ladder', group.key);
  const message = messageFor(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, () => 'The same outcomes for the same codes'),
    message,
    group: id,
    fixes: fixes(place),
  }));
}

function messageFor({ places }: LadderGroup): string {
  const [{ fact }] = places as [LadderPlace, ...LadderPlace[]];
  const where = placesInWords(places);
  const what = `The same ${fact.size} outcomes for \`${fact.subject}\` (${fact.sample.join(', ')} …) are written out in ${where}.`;
  const why = 'The next code will be added to one of them and forgotten in the other.';
  const kept =
    places.find((place) => place.fact.declaration?.isExported) ??
    places.find((place) => place.fact.declaration);
  const remedy =
    kept === undefined
      ? 'Make one table or one function of them and ask it everywhere.'
      : `Keep \`${kept.fact.declaration?.name}\` of ${posix.basename(kept.file)} and ask it everywhere.`;
  return `${what} ${why} ${remedy}`;
}
