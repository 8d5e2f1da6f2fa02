import { dirname } from 'node:path/posix';
import type { EditPlan, FixDraft, Refusal } from '../../engine/finding.ts';
import { typescriptMajor } from '../../engine/typescript/projects/version.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { nodeAt } from '../../engine/typescript/syntax.ts';
import { readChoice } from './choices.ts';
import type { ChoiceFact, Gap } from './facts.ts';
import { completeIfs } from './ifs-fix.ts';
import { completeSwitch } from './switch-fix.ts';

/** What is written for the values that were left out. */
export interface Completion {
  /** Labels of the missing values, in the order of the union. */
  readonly labels: readonly string[];
  /** The expression that the compiler knows to be `never` behind all branches; null to go without a check. */
  readonly check: string | null;
  /** `keep`: exactly what happened before. */
  readonly does: 'keep' | 'throw';
  readonly gap: Gap;
}

/**
 * A lookup object gets none: which value belongs to a key is for a person to say, and a type that demands all
 * keys does not compile before they are there.
 */
export function fixesOf(file: string, fact: ChoiceFact, gap: Gap): FixDraft[] {
  if (fact.form === 'lookup') return [];
  const thing = fact.form === 'switch' ? 'case' : 'branch';
  const count = gap.missing.length;
  const things = count === 1 ? thing : `${count} missing ${thing === 'case' ? 'cases' : 'values'}`;
  const values =
    gap.missing.length > 2
      ? `the ${count} missing values`
      : gap.missing.map(({ text }) => text).join(' and ');
  const draft = (does: Completion['does'], title: string, kind: FixDraft['kind']): FixDraft => ({
    title,
    kind,
    edits: (context) => complete(context as TypeScriptFixContext, file, fact, gap, does),
  });
  return [
    draft('keep', count === 1 ? `Add the missing ${thing} for ${values}` : `Add the ${things}`, 'safe'),
    draft('throw', `Throw an error for ${values}: no longer passed over in silence`, 'review'),
  ];
}

function complete(
  context: TypeScriptFixContext,
  file: string,
  fact: ChoiceFact,
  gap: Gap,
  does: Completion['does'],
): EditPlan | Refusal {
  const view = context.view(file);
  const node = view && nodeAt(view.source, fact.span, fact.kind);
  const choice = node && readChoice(node);
  if (view === undefined || choice === undefined) return { refused: 'The code has changed.' };
  const labels: string[] = [];
  for (const { text, label } of gap.missing) {
    if (label === null) return { refused: `\`${text}\` cannot be written here: import its enum first.` };
    labels.push(label);
  }
  // `satisfies` needs TypeScript 4.9; in plain JavaScript nobody would run the check.
  const canCheck = !view.isJavaScript && typescriptMajor(dirname(file), context.text) >= 5;
  const check = canCheck ? gap.check : null;
  const completion = { labels: check === null ? labels : [...labels, ...gap.absent], check, does, gap };
  const edits =
    choice.form === 'switch' ? completeSwitch(choice, completion) : completeIfs(choice, completion);
  return { edits: edits.map((edit) => ({ ...edit, file })) };
}
