import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import { filesInWords, fixesByReach } from '../../engine/repetition.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { centralise } from './fix/centralise.ts';
import { sitesOf } from './fix/site.ts';
import { checkNameFor, errorNameFor, type GuardGroup, type GuardPlace } from './groups.ts';

/** Replacing everywhere comes first; where it makes a difference also in this file, and here alone. */
export function fixesOf(group: GuardGroup): (place: GuardPlace) => FixDraft[] {
  const { places } = group;
  if (places[0] === undefined || places[0].fact.returned === 'failure') return () => [];
  const check = checkNameFor(group);
  const error = errorNameFor(group);
  const into = error === null ? `one \`${check}\`` : `one \`${check}\` that throws \`${error}\``;
  return (place) =>
    fixesByReach(places, place, (some, reach) => {
      const what = {
        everywhere: `all ${places.length} checks ${filesInWords(places)}`,
        file: `the ${some.length} checks in this file`,
        place: 'this check',
      }[reach];
      return draft(`Replace ${what} by ${into}`, group, some);
    });
}

function draft(title: string, group: GuardGroup, places: readonly GuardPlace[]): FixDraft {
  const isSafe =
    !group.differsInMessage && group.places.every(({ fact }) => fact.outcome === 'throw' && !fact.awaits);
  return {
    title: isSafe ? title : `${title}; ${changeOf(group)}`,
    kind: isSafe ? 'safe' : 'review',
    edits: (context: FixContext): EditPlan | Refusal => {
      const typed = context as TypeScriptFixContext;
      const all = sitesOf(group.places, group, typed);
      const sites = sitesOf(places, group, typed);
      if (all === undefined || sites === undefined) return { refused: 'One of the places has changed.' };
      return centralise(all, sites, group, typed);
    },
  };
}

function changeOf({ differsInMessage, places }: GuardGroup): string {
  if (places[0]?.fact.returned === 'ignored')
    return 'the places return nothing instead of what that call gives';
  if (places[0]?.fact.awaits === true) return 'the check becomes an async call';
  return differsInMessage
    ? 'each message is made before the check'
    : 'the handling moves into the function, which tells the caller to leave';
}
