import type { EditPlan, FixDraft, Refusal } from '../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../engine/local-edits.ts';
import type { FileView, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { nodeAt } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { is, type Node } from '../../engine/typescript.ts';
import type { UncheckedFact } from './facts.ts';
import { guardFirst } from './guard.ts';
import { guardName } from './guard-name.ts';
import { type Lookup, readLookup } from './lookups.ts';
import { type Usage, usageOf } from './usage.ts';

/** A look-up found again in the snapshot of its finding. */
export interface Place {
  readonly view: FileView;
  readonly questions: TypeQuestions;
  readonly lookup: Lookup;
  readonly usage: Usage;
  readonly fact: UncheckedFact;
}

/** Leaving the `!` out changes nothing; a guard throws where something else happened before; `?.` passes over it. */
export function fixesOf(file: string, fact: UncheckedFact): FixDraft[] {
  const fix = (
    title: string,
    kind: FixDraft['kind'],
    edit: (place: Place) => readonly LocalEdit[] | Refusal,
  ): FixDraft => ({
    title,
    kind,
    edits: (context) => edited(context as TypeScriptFixContext, file, fact, edit),
  });
  if (fact.isAccepted)
    return [fix('Leave out the `!`: a missing value is seen to where it goes', 'safe', withoutMark)];
  const guard = fix('Check it, and throw an error that says what is missing', 'review', (place) =>
    place.usage.kind === 'named' ? guardName(place, place.usage) : guardFirst(place),
  );
  if (!fact.isStatement) return [guard];
  return [guard, fix('Use `?.`: nothing happens any more where it is missing', 'review', optionalChain)];
}

function edited(
  context: TypeScriptFixContext,
  file: string,
  fact: UncheckedFact,
  edit: (place: Place) => readonly LocalEdit[] | Refusal,
): EditPlan | Refusal {
  const view = context.view(file);
  const questions = context.questions(file);
  const node = view && nodeAt(view.source, fact.lookup);
  const read = node && readLookup(node);
  // What types have told of the form, such as parameters of an address, syntax does not tell.
  const lookup = read && { ...read, form: fact.form };
  const usage = lookup && usageOf(lookup.node);
  if (view === undefined || questions === undefined || lookup === undefined || usage === undefined)
    return { refused: 'The code has changed.' };
  const edits = edit({ view, questions, lookup, usage, fact });
  return 'refused' in edits ? edits : { edits: inFile(file, edits, 'Check') };
}

function withoutMark({ usage }: Place): LocalEdit[] {
  return usage.kind === 'asserted' ? [removeMark(usage.mark)] : [];
}

/** Takes the `!` behind an expression away. */
export function removeMark(mark: Node): LocalEdit {
  return { span: { start: mark.end - 1, end: mark.end }, newText: '' };
}

function optionalChain({ view, fact }: Place): LocalEdit[] | Refusal {
  const used = nodeAt(view.source, fact.span);
  if (used === undefined) return { refused: 'The code has changed.' };
  const mark = is.isNonNullExpression(used)
    ? used
    : is.isNonNullExpression(used.parent)
      ? used.parent
      : undefined;
  const end = (mark ?? used).end;
  const { parent } = mark ?? used;
  const span = { start: mark === undefined ? end : end - 1, end };
  return [{ span, newText: is.isPropertyAccessExpression(parent) ? '?' : '?.' }];
}
