import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import type { MadeFact } from './facts.ts';
import { askForClass } from './fix/ask-for-class.ts';
import { checkSitesOf, madeSitesOf } from './fix/sites.ts';
import type { MessageGroup } from './groups.ts';
import type { Located, Match } from './match.ts';

/** One fix for the whole group: an error has one class, so all places that make it and all that look for it change together. */
export function fixesOf(group: MessageGroup, { handedOn }: Match): FixDraft[] {
  const { made, matches, kind, className } = group;
  const makes = count(made.length, 'place');
  const asks = count(matches.length, 'check');
  const makers = kind === 'own' ? '' : `Make the error a \`${className}\` in ${makes} and a`;
  return [
    {
      title: `${makers === '' ? 'A' : makers}sk for \`${className}\` in ${asks}; such a text from elsewhere no longer counts`,
      kind: 'review',
      edits: (context: FixContext): EditPlan | Refusal => {
        const refused = refusalOf(group, handedOn);
        if (refused !== undefined) return { refused };
        const typed = context as TypeScriptFixContext;
        const checks = checkSitesOf(group, typed);
        const sites = madeSitesOf(group, typed);
        if (checks === undefined || sites === undefined) return { refused: 'One of the places has changed.' };
        return askForClass(group, checks, sites, typed);
      },
    },
  ];
}

function refusalOf({ matches, kind }: MessageGroup, handedOn: Located<MadeFact> | null): string | undefined {
  if (kind === 'mixed')
    return 'The errors with this text are of different classes, so one of them has to be chosen.';
  if (matches.some(({ check }) => check.fact.isSwitch)) {
    return 'A `switch` over texts becomes a row of `instanceof`, one class for each case.';
  }
  if (handedOn !== null) {
    return `\`${handedOn.file.slice(handedOn.file.lastIndexOf('/') + 1)}\` puts the text of one error into another, which would be of another class.`;
  }
  return undefined;
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
