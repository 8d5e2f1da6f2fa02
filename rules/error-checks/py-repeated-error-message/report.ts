import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { shortened } from '../../engine/shortened.ts';
import { fixesOf } from './fix.ts';
import type { MessageGroup, RaisePlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: MessageGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/py-repeated-error-message', group.key);
  const message = messageFor(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, () => 'The same message'),
    message,
    group: id,
    ...(isQuiet(place) ? { severity: 'hint' as const } : {}),
    fixes: [...fixes],
  }));
}

/** Nobody reacts to a broken precondition but by mending the caller, so a class of its own gains little; nor where it would know nothing. */
function isQuiet({ fact: { texts, base, fields } }: RaisePlace): boolean {
  return (
    base === 'TypeError' ||
    fields.length === 0 ||
    /\b(required|must|should|needs? to be|cannot|can't|can not|only|not (been )?(initiali[sz]ed|set|provided|supported|allowed|built|loaded|started|valid)|unsupported|unknown|unhandled|unrecogni[sz]ed|expected|invalid)\b/i.test(
      texts.join('…'),
    )
  );
}

function messageFor({ places, className, fields, isTaken }: MessageGroup): string {
  const { fact } = places[0] as RaisePlace;
  const what = `\`${shortened(fact.texts.join('…'), 80)}\` is raised as a plain \`${fact.base}\` in ${placesInWords(places)}.`;
  const why = 'Whoever wants to react to this failure has nothing to tell it by but its text.';
  if (isTaken)
    return `${what} ${why} There is a class \`${className}\` already: raise it, or one derived from it.`;
  const knows =
    fields.length === 0 ? '' : ` that knows ${fields.map((field) => `\`${field}\``).join(', ')} and`;
  return `${what} ${why} Give it a class of its own, say \`${className}(${fact.base})\`,${knows} that writes the message once; what handles \`${fact.base}\` goes on doing so.`;
}
