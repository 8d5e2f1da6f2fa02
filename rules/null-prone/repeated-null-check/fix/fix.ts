import type { EditPlan, FixDraft, Refusal } from '../../../engine/finding.ts';
import { inFile } from '../../../engine/local-edits.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { nodeAt } from '../../../engine/typescript/syntax.ts';
import { is, SyntaxKind } from '../../../engine/typescript.ts';
import type { HolderFact } from '../facts.ts';
import { guardOf } from '../guard.ts';
import { type Check, checkIn } from '../holders.ts';
import { accessorName } from '../naming.ts';
import { accessorEdit } from './accessor.ts';
import { largestAgreement } from './agreement.ts';
import { scopeAround } from './scope.ts';
import { type Rewrite, rewriteSite } from './site.ts';

/** One function that checks and returns the value takes the place of the guards that throw. */
export function accessorFix(file: string, fact: HolderFact, threshold: number): FixDraft {
  const accessor = accessorName(fact.name);
  return {
    title: `Check \`${fact.name}\` in \`${accessor}\` alone and use what it returns; a function then goes on with the value it has checked, even if \`${fact.name}\` changes meanwhile`,
    kind: 'review',
    edits(context) {
      return planFor(file, fact, threshold, context as TypeScriptFixContext);
    },
  };
}

function planFor(
  file: string,
  fact: HolderFact,
  threshold: number,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const view = context.view(file);
  const questions = context.questions(file);
  if (view === undefined || questions === undefined) return { refused: `${file} is not analysed.` };
  const checks = fact.checks.flatMap(({ span, outcome }): Check[] => {
    const node = outcome === 'throw' ? nodeAt(view.source, span, SyntaxKind.IfStatement) : undefined;
    const guard = node !== undefined && is.isIfStatement(node) ? guardOf(node) : undefined;
    const check = guard && checkIn(guard, fact.is, fact.name);
    return check === undefined ? [] : [check];
  });
  const [first] = checks;
  const scope = first && scopeAround(first, fact, questions);
  if (scope === undefined || 'refused' in scope)
    return scope ?? { refused: 'The checks are no longer there.' };
  const agreement = largestAgreement(checks, scope, questions);
  if ('refused' in agreement) return agreement;
  const layout = layoutOf(view.source);
  const rewrites: Rewrite[] = [];
  const kept: string[] = checks
    .filter((check) => !agreement.checks.includes(check))
    .map((check) => `line ${lineOf(check)} does not end the same way`);
  for (const check of agreement.checks) {
    const rewrite = rewriteSite(check, fact, scope.accessor, agreement, layout);
    if ('refused' in rewrite) kept.push(`on line ${lineOf(check)} ${rewrite.refused}`);
    else rewrites.push(rewrite);
  }
  if (rewrites.length < 2 || kept.length >= threshold) {
    return {
      refused: `Too many of the checks cannot be replaced mechanically: ${kept.slice(0, 3).join('; ')}.`,
    };
  }
  const edits = [...rewrites.flatMap(({ edits: each }) => each), accessorEdit(scope, agreement, layout)];
  return { edits: inFile(file, edits, 'Checks') };
}

function lineOf({ guard: { node } }: Check): number {
  const source = node.getSourceFile();
  return source.text.slice(0, node.getStart(source)).split('\n').length;
}
