import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import { fixesByReach } from '../../engine/repetition.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import type { MadeFact } from './facts.ts';
import { askForClass } from './fix/ask-for-class.ts';
import { checkSitesOf, madeSitesOf } from './fix/sites.ts';
import type { MessageGroup } from './groups.ts';
import type { Located, Match } from './match.ts';

/**
 * An error has one class, so all places that make it change together. The checks that look for it may follow all at once, as
 * far as they are in this file, or here alone: those that are left find the same text as before.
 */
export function fixesOf(group: MessageGroup, match: Match): FixDraft[] {
  const { matches } = group;
  const places = matches.map((each) => ({ file: each.check.file, match: each }));
  const here = places.find((each) => each.match === match) as (typeof places)[number];
  return fixesByReach(places, here, (some, reach) => {
    const where = {
      everywhere: count(matches.length, 'check'),
      file: `the ${some.length} checks of this file`,
      place: 'this check',
    }[reach];
    return draft(
      group,
      match,
      some.map((each) => each.match),
      where,
    );
  });
}

function draft(group: MessageGroup, { handedOn }: Match, changed: readonly Match[], where: string): FixDraft {
  const { made, kind, className } = group;
  const makes = count(made.length, 'place');
  const first = kind === 'own' ? 'Ask' : `Make the error a \`${className}\` in ${makes} and ask`;
  return {
    title: `${first} for \`${className}\` in ${where}; such a text from elsewhere no longer counts`,
    kind: 'review',
    edits: (context: FixContext): EditPlan | Refusal => {
      const some = { ...group, matches: changed };
      const refused = refusalOf(some, handedOn);
      if (refused !== undefined) return { refused };
      const typed = context as TypeScriptFixContext;
      const checks = checkSitesOf(some, typed);
      const sites = madeSitesOf(some, typed);
      if (checks === undefined || sites === undefined) return { refused: 'One of the places has changed.' };
      return askForClass(some, checks, sites, typed);
    },
  };
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
