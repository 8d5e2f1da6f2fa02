import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { fixesOf } from './fix.ts';
import { errorNameFor, type GuardGroup, type GuardPlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: GuardGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/repeated-error-check', group.key);
  const message = messageOf(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, ({ condition }) => `The same check of \`${shortened(condition)}\``),
    message,
    group: id,
    ...(isQuiet(place.fact, group) ? { severity: 'info' as const } : {}),
    fixes: fixes(place),
  }));
}

/**
 * A handled failure gains less from a common check, as callers may want to answer in their own way; a name alone and
 * states with different messages are weaker evidence of one and the same check.
 */
function isQuiet(
  { outcome, isWeak, asksFailure }: GuardPlace['fact'],
  { differsInMessage }: GuardGroup,
): boolean {
  return outcome === 'return' || isWeak || (differsInMessage && !asksFailure);
}

function messageOf(group: GuardGroup): string {
  const { places, differsInMessage } = group;
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  const where = placesInWords(places);
  const thrown = fact.thrown === null ? 'the same error is thrown' : `the same \`${fact.thrown}\` is thrown`;
  const outcome = fact.outcome === 'throw' ? thrown : 'the failure is handled the same way';
  const difference = differsInMessage ? ', only the message differs' : '';
  const what = `\`${shortened(fact.condition)}\` is checked in ${where}, and each time ${outcome}${difference}.`;
  const why = 'Whoever changes one of them has to find the others.';
  return `${what} ${why} ${adviceFor(fact, errorNameFor(group))}`;
}

function adviceFor({ outcome, check }: GuardPlace['fact'], error: string | null): string {
  if (outcome === 'return') return `Let one function, say \`${check}\`, check and answer.`;
  return error === null
    ? `Let one function, say \`${check}\`, check and throw.`
    : `Let one function, say \`${check}\`, check and throw an error of its own class, say \`${error}\`, that callers can tell from others.`;
}

function shortened(condition: string): string {
  return condition.length > 80 ? `${condition.slice(0, 77)}…` : condition;
}
