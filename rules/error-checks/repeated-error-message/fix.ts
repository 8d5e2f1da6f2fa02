import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { giveClass } from './fix/give-class.ts';
import { sitesOf } from './fix/site.ts';
import type { MessageGroup, ThrowPlace } from './groups.ts';

/** Replacing everywhere comes first; where it makes a difference also in this file, and here alone. */
export function fixesOf(group: MessageGroup): (place: ThrowPlace) => FixDraft[] {
  const { places, className } = group;
  const files = new Set(places.map(({ file }) => file)).size;
  const where = files === 1 ? 'of this file' : `of ${files} files`;
  const everywhere = draft(`Throw \`${className}\` in all ${places.length} places ${where}`, group, places);
  return (place) => {
    const inFile = places.filter(({ file }) => file === place.file);
    return [
      everywhere,
      ...(files > 1 && inFile.length > 1
        ? [draft(`Throw \`${className}\` in the ${inFile.length} places of this file`, group, inFile)]
        : []),
      draft(`Throw \`${className}\` here`, group, [place]),
    ];
  };
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
