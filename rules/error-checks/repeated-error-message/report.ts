import { createHash } from 'node:crypto';
import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import { fixesOf } from './fix.ts';
import type { MessageGroup, ThrowPlace } from './groups.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: MessageGroup): FindingDraft[] {
  const { places } = group;
  const id = `repeated-error-message:${createHash('sha256').update(group.key).digest('hex').slice(0, 12)}`;
  const message = messageFor(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    file: place.file,
    span: place.fact.span,
    symbol: place.fact.symbol,
    syntax: place.fact.syntax,
    message,
    group: id,
    ...(isQuiet(place) ? { severity: 'hint' as const } : {}),
    evidence: evidenceFor(place, places),
    fixes: fixes(place),
  }));
}

/** Nobody reacts to a broken precondition but by mending the caller, so a class of its own gains little. */
function isQuiet({ fact: { texts } }: ThrowPlace): boolean {
  return /\b(required|must|should|cannot be|not (been )?(initiali[sz]ed|set|provided)|is (null|undefined|empty|missing))\b|^(unsupported|unknown|unhandled)\b/i.test(
    texts.join(' '),
  );
}

function messageFor({ places, className, fields, taken }: MessageGroup): string {
  const { fact } = places[0] as ThrowPlace;
  const files = new Set(places.map(({ file }) => file)).size;
  const where = `${places.length} places${files > 1 ? ` of ${files} files` : ' of this file'}`;
  const what = `\`${shown(fact.texts)}\` is thrown as a plain \`${fact.base}\` in ${where}.`;
  const why = 'Whoever wants to react to this failure has nothing to tell it by but its text.';
  if (taken !== null) return `${what} ${why} There is a class \`${className}\` already: throw it.`;
  const knowing =
    fields.length === 0 ? '' : ` that carries ${fields.map(({ name }) => `\`${name}\``).join(' and ')}`;
  return `${what} ${why} Give it a class of its own, say \`${className}\`${knowing}.`;
}

function evidenceFor(place: ThrowPlace, places: readonly ThrowPlace[]): Evidence[] {
  return places
    .filter((other) => other !== place)
    .slice(0, mostEvidence)
    .map(({ file, fact }) => ({ file, span: fact.span, message: 'The same message' }));
}

function shown(texts: readonly string[]): string {
  const text = texts.join('…');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
