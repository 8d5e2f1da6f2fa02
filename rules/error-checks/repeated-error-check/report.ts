import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { shortened } from '../../engine/shortened.ts';
import { fixesOf } from './fix.ts';
import { checkNameFor, errorNameFor, type GuardGroup, type GuardPlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: GuardGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/repeated-error-check', group.key);
  const message = messageOf(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, ({ condition }) => `The same check of \`${shortened(condition, 80)}\``),
    message,
    group: id,
    ...(isQuiet(place.fact, group) ? { severity: 'info' as const } : {}),
    fixes: fixes(place),
  }));
}

/** A handled failure gains less from a common check, as callers may want to answer in their own way; a name alone is weak. */
function isQuiet({ outcome, isWeak }: GuardPlace['fact'], { isByName }: GuardGroup): boolean {
  return outcome === 'return' || isWeak || isByName;
}

function messageOf(group: GuardGroup): string {
  const { places, differsInMessage } = group;
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  const where = placesInWords(places);
  const difference = differsInMessage ? ', only the message differs' : '';
  const what = `\`${shortened(fact.condition, 80)}\` is checked in ${where}, and each time ${outcomeOf(fact)}${difference}.`;
  const why = 'Whoever changes one of them has to find the others.';
  return `${what} ${why} ${adviceFor(fact, checkNameFor(group), errorNameFor(group))}`;
}

function outcomeOf({ outcome, exits, thrown }: GuardPlace['fact']): string {
  if (outcome === 'return') return 'the failure is handled the same way';
  if (exits) return 'the process ends';
  return thrown === null ? 'the same error is thrown' : `the same \`${thrown}\` is thrown`;
}

function adviceFor(
  { outcome, returned, exits }: GuardPlace['fact'],
  check: string,
  error: string | null,
): string {
  if (returned === 'failure') {
    return 'Let one function give this answer, or throw an error that one place turns into it.';
  }
  if (outcome === 'return') return `Let one function, say \`${check}\`, check and answer.`;
  if (exits) return `Let one function, say \`${check}\`, check and end the process.`;
  return error === null
    ? `Let one function, say \`${check}\`, check and throw.`
    : `Let one function, say \`${check}\`, check and throw an error of its own class, say \`${error}\`, that callers can tell from others.`;
}
