import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { shortened } from '../../engine/shortened.ts';
import { isBuiltIn } from './fact.ts';
import { fixesOf } from './fix.ts';
import type { GuardGroup, GuardPlace } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: GuardGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/py-repeated-error-check', group.key);
  const message = messageOf(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, ({ condition }) => `The same check of \`${shortened(condition, 80)}\``),
    message,
    group: id,
    ...(isQuiet(place) ? { severity: 'info' as const } : {}),
    fixes: fixes(place),
  }));
}

/** A handled failure gains less from a common check; that a thing of some name is absent is weak evidence. */
function isQuiet({ fact: { outcome, asksPresence } }: GuardPlace): boolean {
  return outcome !== 'raise' || asksPresence;
}

function messageOf({ places, differsInMessage }: GuardGroup): string {
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  const difference = differsInMessage ? ', only the message differs' : '';
  const what = `\`${shortened(fact.condition, 80)}\` is checked in ${placesInWords(places)}, and each time ${outcomeOf(fact)}${difference}.`;
  return `${what} Whoever changes one of them has to find the others. ${adviceFor(places)}`;
}

function outcomeOf({ outcome, raised }: GuardPlace['fact']): string {
  if (outcome === 'return') return 'the failure is answered the same way';
  if (outcome === 'exit') return 'the program ends the same way';
  return raised === null ? 'the same error is raised' : `the same \`${raised}\` is raised`;
}

function adviceFor(places: readonly GuardPlace[]): string {
  const [{ fact }] = places as [GuardPlace, ...GuardPlace[]];
  const { outcome, raised, check, advice } = fact;
  if (outcome === 'return')
    return 'Let one function give this answer, or raise an exception that one place turns into it.';
  if (outcome === 'exit') return `Let one function, say \`${check}\`, check and end the program.`;
  if (advice !== null && places.every((place) => place.fact.advice?.library === advice.library)) {
    const also = advice.library === 'httpx' ? ', for redirects that were not followed too' : '';
    const error = advice.library === 'httpx' ? 'httpx.HTTPStatusError' : 'requests.HTTPError';
    return `\`${advice.name}.raise_for_status()\` asks just that and raises \`${error}\`${also}; or let one function, say \`${check}\`, check and raise.`;
  }
  const own =
    raised !== null && isBuiltIn(raised)
      ? ' an exception of its own class, which callers can tell from others'
      : '';
  return `Let one function, say \`${check}\`, check and raise${own}.`;
}
