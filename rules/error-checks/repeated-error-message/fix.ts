import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import { filesInWords, fixesByReach } from '../../engine/repetition.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { giveClass } from './fix/give-class.ts';
import { sitesOf } from './fix/site.ts';
import type { MessageGroup, ThrowPlace } from './groups.ts';

/** Replacing everywhere comes first; where it makes a difference also in this file, and here alone. */
export function fixesOf(group: MessageGroup): (place: ThrowPlace) => FixDraft[] {
  const { places, className } = group;
  return (place) =>
    fixesByReach(places, place, (some, reach) => {
      const where = {
        everywhere: `in all ${places.length} places ${filesInWords(places, 'of')}`,
        file: `in the ${some.length} places of this file`,
        place: 'here',
      }[reach];
      return draft(`Throw \`${className}\` ${where}`, group, some);
    });
}

function draft(title: string, group: MessageGroup, places: readonly ThrowPlace[]): FixDraft {
  return {
    title,
    kind: 'safe',
    edits: (context: FixContext): EditPlan | Refusal => {
      const typed = context as TypeScriptFixContext;
      const all = sitesOf(group.places, typed);
      const sites = sitesOf(places, typed);
      if (all === undefined || sites === undefined) return { refused: 'One of the places has changed.' };
      return giveClass(all, sites, group, typed);
    },
  };
}
