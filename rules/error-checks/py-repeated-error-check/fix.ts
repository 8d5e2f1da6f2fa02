import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import type { PythonFixContext } from '../../engine/python/rule.ts';
import { filesInWords } from '../../engine/repetition.ts';
import { centralise } from './fix/centralise.ts';
import { sitesOf } from './fix/site.ts';
import type { GuardGroup, GuardPlace } from './groups.ts';

/** One fix for all places, where a call can stand in for the check: an early return would stay, and differing messages too. */
export function fixesOf(group: GuardGroup): (place: GuardPlace) => FixDraft[] {
  const { places, differsInMessage } = group;
  const fact = places[0]?.fact;
  if (fact === undefined || fact.outcome === 'return' || differsInMessage) return () => [];
  const where = filesInWords(places);
  const draft: FixDraft = {
    title: `Replace all ${places.length} checks ${where} by one \`${fact.check}\`; tracebacks get one more frame`,
    kind: 'review',
    edits: (context: FixContext): EditPlan | Refusal => {
      const python = context as PythonFixContext;
      const files = new Set(python.files());
      const sites = sitesOf(places, files, python);
      if (sites === undefined) return { refused: 'One of the places has changed.' };
      return centralise({ sites, group, files, context: python });
    },
  };
  return () => [draft];
}
