import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, type Place, placesInWords } from '../../engine/repetition.ts';
import { shortened } from '../../engine/shortened.ts';
import type { CatchFact } from './fact.ts';

/** Handlers that are the same but for the names of local variables. */
export interface CatchGroup {
  readonly key: string;
  /** In order of file and position. */
  readonly places: readonly Place<CatchFact>[];
}

/** A finding at every place of a group, so that one place can be silenced without the rest. */
export function findingsOf(group: CatchGroup): FindingDraft[] {
  const id = groupId('error-checks/py-repeated-catch', group.key);
  const message = messageOf(group);
  return group.places.map((place) => ({
    ...findingAt(place, group.places, () => 'Handled the same way'),
    message,
    group: id,
  }));
}

function messageOf({ places }: CatchGroup): string {
  const [{ fact }] = places as [Place<CatchFact>, ...Place<CatchFact>[]];
  const caught = fact.caught === null ? 'Whatever is raised' : `\`${shortened(fact.caught, 80)}\``;
  const size = fact.lines > 1 ? `the same ${fact.lines} lines` : 'the same statement';
  return (
    `${caught} is handled by ${size} in ${placesInWords(places)}. ` +
    `Whoever changes how this failure is treated has to find the others. ${adviceFor(fact)}`
  );
}

function adviceFor({ ends, isBound }: CatchFact): string {
  if (ends === 'return')
    return 'Let one function give this answer and return what it gives in each `except`, or let one decorator do both.';
  if (isBound) return 'Let one function do it and give back what each `except` goes on with.';
  return 'Let one context manager (`@contextmanager` with this `try` around its `yield`) do it, and write `with` in these places; or one function that each `except` calls.';
}
