import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { FindingDraft } from '../../engine/finding.ts';
import { fixOf } from './fix.ts';
import type { LadderGroup, LadderPlace } from './groups.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: LadderGroup): FindingDraft[] {
  const { places } = group;
  const id = `status-ladder:${createHash('sha256').update(group.key).digest('hex').slice(0, 12)}`;
  const message = messageFor(group);
  const fix = fixOf(group);
  return places.map((place) => ({
    file: place.file,
    span: place.fact.span,
    symbol: place.fact.symbol,
    syntax: place.fact.syntax,
    message,
    group: id,
    evidence: places
      .filter((other) => other !== place)
      .slice(0, mostEvidence)
      .map(({ file, fact }) => ({ file, span: fact.span, message: 'The same outcomes for the same codes' })),
    fixes: fix === undefined ? [] : [fix],
  }));
}

function messageFor({ places }: LadderGroup): string {
  const [{ fact }] = places as [LadderPlace, ...LadderPlace[]];
  const files = new Set(places.map(({ file }) => file)).size;
  const where = `${places.length} places${files > 1 ? ` of ${files} files` : ' of this file'}`;
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
