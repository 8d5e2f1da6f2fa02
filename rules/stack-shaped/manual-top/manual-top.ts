import type { Evidence, FindingDraft, FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { type ArrayUse, isWritten, usesOfArray } from '../../engine/typescript/arrays/array-uses.ts';
import { useElsewhere } from '../../engine/typescript/arrays/elsewhere.ts';
import { isNamedBefore } from '../../engine/typescript/arrays/named-before.ts';
import { findStored, nameOf, type Stored } from '../../engine/typescript/arrays/stored.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { defineRule, type JudgeContext, type TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { contains, foldedText, identify, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { isStackAtEnd, type LengthStep, lengthSteps } from './by-length.ts';
import { type CountedStack, countedStack, stepOf } from './counted.ts';
import lesson from './lesson.md';
import { type StepwiseStack, stepwisePush, stepwiseStack } from './stepwise.ts';
import { uncount } from './uncount.ts';

interface HandMade {
  /** What stands for the step that is made by hand: `stack[++top]`, `stack.length`. */
  readonly node: ast.ElementAccessExpression | ast.PropertyAccessExpression;
  readonly array: ast.Expression;
  /** What is counted up or down, where it is a name of its own. */
  readonly top: ast.Expression | undefined;
}

/** A stack whose top is kept by hand, by a counter or by the length, where `push`, `pop` and `at` would do. */
export const manualTop = defineRule<HandMade>({
  meta: {
    id: 'stack-shaped/manual-top',
    title: 'A stack whose top is kept by hand',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.ElementAccessExpression, SyntaxKind.PropertyAccessExpression],
  suspect(node, { source }) {
    const made = handMade(node);
    const name = made && nameOf(made.array);
    if (made === undefined || name === undefined) return undefined;
    if (made.top !== undefined) {
      const top = nameOf(made.top);
      return top && { data: made, types: [made.array], symbols: [name, top] };
    }
    // By the length alone it is a stack only if something comes out at the end.
    const comesOut =
      isNamedBefore(takesOut, name.text, source) ||
      isNamedBefore(shortens, name.text, source) ||
      source.text.includes('delete ');
    return comesOut ? { data: made, types: [made.array], symbols: [name] } : undefined;
  },
  judge(made, { types: [type], symbols: [symbol, topSymbol] }, context) {
    const { questions, file } = context;
    if (isUnresolved(type)) return undefined;
    const arrayType = questions.nonNullable(type);
    if (!questions.checker.isArrayType(arrayType) || questions.property(arrayType, 'push') === undefined) {
      return undefined;
    }
    const array = findStored(made.array, symbol, file.path, questions);
    if (array === undefined) return undefined;
    const uses = usesOfArray(array);
    if (made.top === undefined) return byLength(made, array, uses, arrayType, context);
    const top = findStored(made.top, topSymbol, file.path, questions);
    if (top === undefined) return undefined;
    const stack = countedStack(array, uses, top);
    if (stack !== undefined) return byCounter(made, stack, arrayType, context);
    const stepwise = stepwiseStack(array, uses, top);
    return stepwise && bySteps(made, stepwise, context);
  },
});

const takesOut = /\.\s*pop\b/g;
const shortens = /\.\s*length\s*(?:--|-?=[^=])/g;

function handMade(node: Node): HandMade | undefined {
  if (is.isPropertyAccessExpression(node)) {
    if (node.name.text !== 'length' || !isWritten(node)) return undefined;
    return { node, array: unwrap(node.expression), top: undefined };
  }
  if (!is.isElementAccessExpression(node)) return undefined;
  const array = unwrap(node.expression);
  const step = stepOf(node) ?? stepwisePush(node);
  if (step !== undefined) return { node, array, top: step.top };
  const index = foldedText(unwrap(node.argumentExpression));
  const length = `${foldedText(node.expression)}.length`;
  const isAtEnd = index === length ? isWritten(node) : index === `${length} - 1`;
  return isAtEnd ? { node, array, top: undefined } : undefined;
}

function byCounter(
  made: HandMade,
  stack: CountedStack,
  type: Type,
  context: JudgeContext,
): FindingDraft | undefined {
  const { array, top, pushes, pops } = stack;
  const { path, source } = context.file;
  // One finding for each array: the first push speaks for all.
  if (unwrap(pushes[0]?.left as ast.Expression) !== made.node) return undefined;
  const plan = uncount({ stack, context, hasAt: hasMethod('at', type, context.file, context.questions) });
  const fix: FixDraft = {
    title: `Let \`${array.name}\` keep its own top with \`push\` and \`pop\`, without \`${top.name}\`; popping while it is empty no longer moves the top below it`,
    kind: 'review',
    edits(fixContext) {
      if ('refused' in plan) return plan;
      const whole = fixContext as TypeScriptFixContext;
      const refused = useElsewhere(array, context.file, whole) ?? useElsewhere(top, context.file, whole);
      return refused === undefined ? { edits: inFile(path, plan.edits, 'Stack') } : { refused };
    },
  };
  return {
    file: path,
    span: spanOf(made.node, source),
    message: messageFor(array, top, pushes.length + pops.length),
    ...identify(made.node),
    evidence: [
      ...pushes.slice(1).map((node) => evidence(node, 'also pushes', path)),
      ...pops.map((node) => evidence(node, 'pops', path)),
    ],
    fixes: [fix],
  };
}

/** A counter that is moved in statements of its own takes more to read, and gets the lesson and no fix. */
function bySteps(
  made: HandMade,
  { array, top, pushes, pops }: StepwiseStack,
  { file: { path, source } }: JudgeContext,
): FindingDraft | undefined {
  if (pushes[0] !== made.node) return undefined;
  return {
    file: path,
    span: spanOf(made.node, source),
    message: messageFor(array, top, pushes.length + pops.length),
    severity: 'hint',
    ...identify(made.node),
    evidence: [
      ...pushes.slice(1).map((node) => evidence(node, 'also pushes', path)),
      ...pops.map((node) => evidence(node, 'counts down', path)),
    ],
    fixes: [],
  };
}

function messageFor(array: Stored, top: Stored, places: number): string {
  return (
    `\`${top.name}\` is kept by hand as the top of \`${array.name}\`, in ${places} places that push or pop: ` +
    `one that forgets it, or pops while it is empty, leaves both out of step, and what was popped stays in memory. ` +
    `Use \`push\` and \`pop\`; \`${array.name}.length\` is the counter.`
  );
}

function byLength(
  made: HandMade,
  array: Stored,
  uses: readonly ArrayUse[],
  type: Type,
  context: JudgeContext,
): FindingDraft | undefined {
  const { questions, file } = context;
  const hasAt = hasMethod('at', type, file, questions);
  const steps = lengthSteps(uses, hasAt, questions).filter(({ edits }) => edits !== undefined);
  const [first] = steps;
  if (first === undefined || !contains(first.node, made.node) || !isStackAtEnd(uses, steps)) return undefined;
  const changes = steps.filter(({ kind }) => kind !== 'peek').length;
  const mayThrow = steps.some(({ kind }) => kind === 'pop');
  const leavesHole = steps.some((step) => step.leavesHole === true);
  const changed = [
    ...(mayThrow ? ['popping while it is empty no longer throws'] : []),
    ...(leavesHole ? ['the length goes down with it, where `delete` left it as it was'] : []),
  ];
  const fix: FixDraft = {
    title: `Use ${methods(steps)} of \`${array.name}\`${changed.map((each) => `; ${each}`).join('')}`,
    kind: mayThrow ? 'review' : 'safe',
    edits: () => ({
      edits: inFile(
        file.path,
        steps.flatMap(({ edits }) => edits ?? []),
        'Stack',
      ),
    }),
  };
  return {
    file: file.path,
    span: spanOf(first.node, file.source),
    message:
      `\`${array.name}\` is a stack, but ${steps.length === 1 ? 'one place works' : `${steps.length} places work`} out its top from the length: ` +
      `that takes reading where ${methods(steps)} would say it. Use ${methods(steps)}.`,
    severity: changes > 0 ? 'info' : 'hint',
    ...identify(first.node),
    evidence: steps.slice(1).map(({ node }) => evidence(node, 'also works out the top', file.path)),
    fixes: [fix],
  };
}

function methods(steps: readonly LengthStep[]): string {
  const kinds = new Set(steps.map(({ kind }) => kind));
  const names = [kinds.has('push') && '`push`', kinds.has('pop') && '`pop`', kinds.has('peek') && '`at(-1)`'];
  return names.filter((name) => name !== false).join(' and ');
}

function evidence(node: Node, message: string, file: string): Evidence {
  return { file, span: spanOf(node), message };
}
