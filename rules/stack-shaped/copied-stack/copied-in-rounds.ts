import type { FindingDraft, FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { usesOfArray } from '../../engine/typescript/arrays/array-uses.ts';
import { useElsewhere } from '../../engine/typescript/arrays/elsewhere.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { roundsAround } from '../../engine/typescript/loops.ts';
import type { JudgeContext, TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { contains, enclosingFunction, identify, spanOf } from '../../engine/typescript/syntax.ts';
import { is, type Type } from '../../engine/typescript.ts';
import { type CopyingPush, type CopyStep, copyStep } from './copies.ts';
import { type CopiedStack, changeInPlace, isArrayByType } from './in-place.ts';
import { isOwned } from './owned.ts';

/** What to say of an array that is replaced by a copy for every push or pop. */
export function copiedInRounds(
  step: CopyStep,
  array: Stored,
  type: Type,
  context: JudgeContext,
): FindingDraft | undefined {
  const stack = stackOf(array, type);
  // One finding for each array: the first copy speaks for all.
  if (stack === undefined || stack.steps[0]?.node !== step.node) return undefined;
  return isCopiedOften(stack, context) ? findingFor(stack, context) : undefined;
}

function stackOf(array: Stored, type: Type): CopiedStack | undefined {
  const all = usesOfArray(array);
  const steps = all.flatMap((use) => (use.role === 'content' ? (copyStep(use.node) ?? []) : []));
  if (steps.some(({ node }) => !is.isExpressionStatement(node.parent))) return undefined;
  const uses = all.filter(({ access }) => !steps.some((step) => isPartOf(access, step)));
  return isOwned(array, uses, steps) ? { array, type, steps, uses } : undefined;
}

/** The name on the left and the one that is copied on the right; not what a pushed value does with it. */
function isPartOf(access: CopyStep['access'], step: CopyStep): boolean {
  if (!contains(step.node, access)) return false;
  return step.kind === 'pop' || !step.values.some(({ node }) => contains(node, access));
}

/**
 * Whether copying happens again and again: in a loop, or by calls that push and calls that pop. A list that lists
 * are appended to in a loop is no stack, unless something is taken off it again.
 */
function isCopiedOften(stack: CopiedStack, context: JudgeContext): boolean {
  const { array, steps } = stack;
  const comesOut = does(stack, 'pop');
  if (!comesOut && steps.some((step) => step.kind === 'push' && takesLists(step, context))) return false;
  const inRounds = steps.some(({ node }) => roundsAround(node, array.declaration) !== undefined);
  if (inRounds && array.kind === 'variable') return true;
  const home = enclosingFunction(array.declaration);
  const outlivesCalls = array.kind === 'field' || steps.some(({ node }) => enclosingFunction(node) !== home);
  return outlivesCalls && comesOut && does(stack, 'push');
}

/** Whether entries go in, or come out, by a copy or by the method of that name. */
function does({ steps, uses }: CopiedStack, change: 'push' | 'pop'): boolean {
  return (
    steps.some(({ kind }) => kind === change) ||
    uses.some(({ access }) => {
      const { parent } = withWrappers(access);
      return is.isPropertyAccessExpression(parent) && parent.name.text === change;
    })
  );
}

function takesLists({ values }: CopyingPush, context: JudgeContext): boolean {
  return values.some(
    ({ node, isSpreadByType }) =>
      is.isSpreadElement(node) || (isSpreadByType && isArrayByType(node, context) !== false),
  );
}

function findingFor(stack: CopiedStack, context: JudgeContext): FindingDraft {
  const { array, steps } = stack;
  const { path, source } = context.file;
  const [first, ...others] = steps as readonly [CopyStep, ...CopyStep[]];
  const kinds = (['push', 'pop'] as const).filter((each) => steps.some(({ kind }) => kind === each));
  const methods = kinds.map((kind) => `\`${kind}\``).join(' and ');
  const where = steps.length === 1 ? '' : ` in ${steps.length} places`;
  return {
    file: path,
    span: spanOf(first.node, source),
    message:
      `\`${array.name}\` is copied as a whole for every ${kinds.join(' and ')}${where}, so that the work grows with the square of its length, ` +
      `though nobody has the array from before. Change the one array: ${methods}.`,
    ...identify(first.node),
    evidence: others.map(({ node, kind }) => ({
      file: path,
      span: spanOf(node, source),
      message: kind === 'push' ? 'also copies to push' : 'also copies to pop',
    })),
    fixes: [fixFor(stack, methods, context)],
  };
}

function fixFor(stack: CopiedStack, methods: string, context: JudgeContext): FixDraft {
  const { array } = stack;
  const { file } = context;
  const title = `Change \`${array.name}\` in place with ${methods}`;
  const plan = changeInPlace(stack, context);
  if ('refused' in plan) return { title, kind: 'review', edits: () => plan };
  return {
    title: [title, ...plan.changes].join('; '),
    kind: plan.kind,
    edits(fixContext) {
      const refused = useElsewhere(array, file, fixContext as TypeScriptFixContext);
      return refused === undefined ? { edits: inFile(file.path, plan.edits, 'Stack') } : { refused };
    },
  };
}
