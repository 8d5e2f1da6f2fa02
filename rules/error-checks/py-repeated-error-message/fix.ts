import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import type { PythonFixContext } from '../../engine/python/rule.ts';
import { filesInWords } from '../../engine/repetition.ts';
import { declareClass } from './fix/declare-class.ts';
import type { MessageGroup } from './groups.ts';

/** One fix for all places; none where the project has a class of the name, as only its author knows whether that one is meant. */
export function fixesOf(group: MessageGroup): FixDraft[] {
  if (group.isTaken) return [];
  const { places, className } = group;
  return [
    {
      title: `Raise one \`${className}\` at all ${places.length} places ${filesInWords(places)}; tracebacks name it in place of \`${places[0]?.fact.base}\``,
      kind: 'review',
      edits: (context: FixContext): EditPlan | Refusal => declareClass(group, context as PythonFixContext),
    },
  ];
}
