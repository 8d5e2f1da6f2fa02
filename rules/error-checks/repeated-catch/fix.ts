import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { centralise } from './fix/centralise.ts';
import { sitesOf } from './fix/site.ts';
import type { CatchGroup, CatchPlace } from './groups.ts';

/** Replacing everywhere comes first; where it makes a difference also in this file, and here alone. */
export function fixesOf(group: CatchGroup): (place: CatchPlace) => FixDraft[] {
  const { places, name } = group;
  const files = new Set(places.map(({ file }) => file)).size;
  const into = `one \`${name}\``;
  const where = files === 1 ? 'in this file' : `in ${files} files`;
  const everywhere = draft(`Replace all ${places.length} bodies ${where} by ${into}`, group, places);
  return (place) => {
    const inFile = places.filter(({ file }) => file === place.file);
    return [
      everywhere,
      ...(files > 1 && inFile.length > 1
        ? [draft(`Replace the ${inFile.length} bodies in this file by ${into}`, group, inFile)]
        : []),
      draft(`Replace this body by ${into}`, group, [place]),
    ];
  };
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
