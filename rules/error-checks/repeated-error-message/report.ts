import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { fixesOf } from './fix.ts';
import type { MessageGroup, ThrowPlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: MessageGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/repeated-error-message', group.key);
  const message = messageFor(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, () => 'The same message'),
    message,
    group: id,
    ...(isQuiet(place) ? { severity: 'hint' as const } : {}),
    fixes: fixes(place),
  }));
}

/** Nobody reacts to a broken precondition but by mending the caller, so a class of its own gains little. */
function isQuiet({ fact: { texts } }: ThrowPlace): boolean {
  return /\b(required|must|should|needs? to be|cannot be|not (been )?(initiali[sz]ed|set|provided|built|loaded|started)|is (null|undefined|empty|missing))\b|^(unsupported|unknown|unhandled|unrecogni[sz]ed|invalid \w+ (name|type|kind|mode))\b|^invalid [\w ]+\.?$/i.test(
    texts.join('…'),
  );
}

function messageFor({ places, className, fields, taken }: MessageGroup): string {
  const { fact } = places[0] as ThrowPlace;
  const where = placesInWords(places);
  const what = `\`${shown(fact.texts)}\` is thrown as a plain \`${fact.base}\` in ${where}.`;
  const why = 'Whoever wants to react to this failure has nothing to tell it by but its text.';
  if (taken !== null) return `${what} ${why} There is a class \`${className}\` already: throw it.`;
  const knowing =
    fields.length === 0 ? '' : ` that carries ${fields.map(({ name }) => `\`${name}\``).join(' and ')}`;
  return `${what} ${why} Give it a class of its own, say \`${className}\`${knowing}.`;
}

function shown(texts: readonly string[]): string {
  const text = texts.join('…');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
