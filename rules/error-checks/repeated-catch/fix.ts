import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import { filesInWords, fixesByReach } from '../../engine/repetition.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { centralise } from './fix/centralise.ts';
import { sitesOf } from './fix/site.ts';
import type { CatchGroup, CatchPlace } from './groups.ts';

/** Replacing everywhere comes first; where it makes a difference also in this file, and here alone. */
export function fixesOf(group: CatchGroup): (place: CatchPlace) => FixDraft[] {
  const { places, name } = group;
  return (place) =>
    fixesByReach(places, place, (some, reach) => {
      const what = {
        everywhere: `all ${places.length} bodies ${filesInWords(places)}`,
        file: `the ${some.length} bodies in this file`,
        place: 'this body',
      }[reach];
      return draft(`Replace ${what} by one \`${name}\``, group, some);
    });
}

function draft(title: string, group: CatchGroup, places: readonly CatchPlace[]): FixDraft {
  return {
    title: `${title}; what is done moves into the function`,
    kind: 'review',
    edits: (context: FixContext): EditPlan | Refusal => {
      if (group.places[0]?.fact.leaving === 'mixed') {
        return { refused: 'Some ways through the body return and others go on, which one call cannot do.' };
      }
      const typed = context as TypeScriptFixContext;
      const all = sitesOf(group.places, group, typed);
      const sites = sitesOf(places, group, typed);
      if (all === undefined || sites === undefined) return { refused: 'One of the places has changed.' };
      return centralise(all, sites, group, typed);
    },
  };
}
