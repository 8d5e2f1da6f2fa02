import type { FindingDraft } from '../../engine/finding.ts';
import { findingAt, groupId, placesInWords } from '../../engine/repetition.ts';
import { fixesOf } from './fix.ts';
import type { CatchGroup } from './groups.ts';

/** A finding at every place of a group, so that one place can be suppressed without silencing the rest. */
export function findingsOf(group: CatchGroup): FindingDraft[] {
  const { places } = group;
  const id = groupId('error-checks/repeated-catch', group.key);
  const message = messageOf(group);
  const fixes = fixesOf(group);
  return places.map((place) => ({
    ...findingAt(place, places, () => 'Handled the same way'),
    message,
    group: id,
    ...(isQuiet(group) ? { severity: 'info' as const } : {}),
    fixes: fixes(place),
  }));
}

/** A few steps in a few places are soon written, and where the words differ the places may well go their own ways. */
function isQuiet({ places, differsInText }: CatchGroup): boolean {
  const [place] = places;
  if (differsInText || place === undefined) return true;
  const { weight, lines } = place.fact;
  return weight < 3 && lines < 8 && (lines < 4 || places.length < 10);
}

function messageOf({ places, differsInText, name }: CatchGroup): string {
  const where = placesInWords(places);
  const lines = Math.max(...places.map(({ fact }) => fact.lines));
  const size = lines > 1 ? `the same ${lines} lines` : 'the same steps';
  const difference = differsInText ? ', only one text differs' : '';
  return (
    `A caught error is handled by ${size} in ${where}${difference}. ` +
    'Whoever changes how this failure is treated has to find the others. ' +
    `Let one function, say \`${name}\`, do it, and call it from each \`catch\`.`
  );
}
