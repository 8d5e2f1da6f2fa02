import type { FixKind, Refusal, Span } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { ArrayUse } from '../../engine/typescript/arrays/array-uses.ts';
import { isFreshArray } from '../../engine/typescript/arrays/fresh.ts';
import { lastEntryByAt } from '../../engine/typescript/arrays/last-entry.ts';
import { isInert } from '../../engine/typescript/arrays/purity.ts';
import type { Stored } from '../../engine/typescript/arrays/stored.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingFunction, indentationAt } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { CopyingPush, CopyStep } from './copies.ts';
import { constInsteadOfLet } from './never-assigned.ts';
import { isNothing } from './owned.ts';

/** A stack that is kept by copies, and all there is to know of it. */
export interface CopiedStack {
  readonly array: Stored;
  readonly type: Type;
  readonly steps: readonly CopyStep[];
  /** The uses that are not part of a step. */
  readonly uses: readonly ArrayUse[];
}

export interface InPlace {
  readonly kind: FixKind;
  readonly changes: readonly string[];
  readonly edits: readonly LocalEdit[];
}

/** One array that is changed in place: `push` and `pop` where copies were made. */
export function changeInPlace(stack: CopiedStack, context: JudgeContext): InPlace | Refusal {
  const { array, type, steps, uses } = stack;
  const { file, questions } = context;
  const edits: LocalEdit[] = [];
  const changes: string[] = [];
  for (const step of steps) {
    const edit = step.kind === 'push' ? pushed(step, context) : popped(step, context);
    if ('refused' in edit) return edit;
    edits.push(...edit);
  }
  const values = steps.flatMap((step) => (step.kind === 'push' ? step.values : []));
  if (isReachedFromElsewhere(array) && values.some(({ node }) => !isInert(node))) {
    changes.push('what is pushed is worked out before the array is looked at, not after');
  }
  if (values.some((value) => is.isSpreadElement(value.node) || isArray(value.node, context))) {
    changes.push('entries are handed over as arguments, of which an engine takes some ten thousands at once');
  }
  if (array.initializer !== undefined && !isFreshArray(array.initializer) && !isNothing(array.initializer)) {
    const copied = copiedOnce(array.initializer, stack);
    if ('refused' in copied) return copied;
    edits.push(...copied);
  }
  for (const use of uses) {
    const edit =
      use.role === 'entry' && hasMethod('at', type, file, questions) && lastEntryByAt(use.node, questions);
    if (edit) edits.push(edit);
  }
  if (!uses.some(({ role }) => role === 'content')) edits.push(...constInsteadOfLet(array));
  return { kind: changes.length === 0 ? 'safe' : 'review', changes, edits };
}

/** Whether a value that `concat` gets is an array; undefined where its type does not say. */
export function isArrayByType(value: ast.Expression, context: JudgeContext): boolean | undefined {
  const { questions } = context;
  const type = questions.typeAt(value);
  if (type === undefined) return undefined;
  const arrays = questions.constituents(type).map((each) => {
    const vague = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never | TypeFlags.TypeParameter;
    if ((each.flags & vague) !== 0 || each.isErrorType()) return undefined;
    if (questions.isArray(each)) return true;
    return mayStillBeArray(each, context) ? undefined : false;
  });
  const [first] = arrays;
  return arrays.every((each) => each === first) ? first : undefined;
}

/** `object`, `{}` and `Object` have nothing that an array has not; comments in plain JavaScript call arrays so. */
function mayStillBeArray(type: Type, { questions }: JudgeContext): boolean {
  const isObject = (type.flags & (TypeFlags.Object | TypeFlags.NonPrimitive)) !== 0;
  return isObject && questions.properties(type).every(({ name }) => name in Array.prototype);
}

function isArray(value: ast.Expression, context: JudgeContext): boolean {
  return isArrayByType(value, context) === true && !isEntry(value);
}

/** An array in an array literal is an entry; as an argument of `concat` it is taken apart. */
function isEntry(value: Node): boolean {
  return !is.isCallExpression(value.parent);
}

function pushed({ node, access, values }: CopyingPush, context: JudgeContext): LocalEdit[] | Refusal {
  const { source } = context.file;
  const { text } = source;
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined) return { refused: 'Nothing is pushed.' };
  const start = node.getStart(source);
  const head = { start, end: first.node.getStart(source) };
  const tail = { start: last.node.end, end: node.end };
  const gaps = [
    head,
    tail,
    ...values.slice(1).map((value, index) => between(values[index]?.node, value.node, source)),
  ];
  if (gaps.some((gap) => /\/[/*]/.test(text.slice(gap.start, gap.end)))) {
    return { refused: `A comment on ${lineOf(node, context)} stands in what would go.` };
  }
  const texts: string[] = [];
  for (const { node: value, isSpreadByType } of values) {
    const taken = isSpreadByType ? isArrayByType(value, context) : false;
    if (taken === undefined) {
      return {
        refused: `Whether \`${text.slice(value.getStart(source), value.end)}\` on ${lineOf(node, context)} is an array is not known.`,
      };
    }
    texts.push(`${taken ? '...' : ''}${outdented(value, node, source.text)}`);
  }
  const name = text.slice(access.getStart(source), access.end);
  return [{ span: { start, end: node.end }, newText: `${name}.push(${texts.join(', ')})` }];
}

function between(before: Node | undefined, after: Node, source: ast.SourceFile): Span {
  return { start: before?.end ?? after.pos, end: after.getStart(source) };
}

/** A value that stood on a line of its own moves to the line of the statement, and its other lines move with it. */
function outdented(value: Node, statement: Node, text: string): string {
  const start = value.getStart();
  const own = text.slice(start, value.end);
  const by = indentationAt(text, start).length - indentationAt(text, statement.getStart()).length;
  if (by <= 0 || !own.includes('\n') || own.includes('`')) return own;
  return own.replace(new RegExp(`\\n[ \\t]{${by}}`, 'g'), '\n');
}

function popped({ node, access }: CopyStep, context: JudgeContext): LocalEdit[] | Refusal {
  const { source } = context.file;
  const start = node.getStart(source);
  if (/\/[/*]/.test(source.text.slice(start, node.end))) {
    return { refused: `A comment on ${lineOf(node, context)} stands in what would go.` };
  }
  const name = source.text.slice(access.getStart(source), access.end);
  return [{ span: { start, end: node.end }, newText: `${name}.pop()` }];
}

/** What the array starts as belongs to somebody else, so it is copied: once, in place of each time. */
function copiedOnce(initializer: ast.Expression, { uses, array }: CopiedStack): LocalEdit[] | Refusal {
  const changed = uses.find(
    ({ role }) =>
      role === 'insertion' || role === 'removal' || role === 'changes-elsewhere' || role === 'drained',
  );
  if (changed !== undefined) {
    return { refused: `\`${array.name}\` starts as an array that somebody else has, and changes that, too.` };
  }
  const start = initializer.getStart();
  return [
    { span: { start, end: start }, newText: '[...' },
    { span: { start: initializer.end, end: initializer.end }, newText: ']' },
  ];
}

/** Whether code in another function has the array, which a call may run. */
function isReachedFromElsewhere({ accesses, declaration }: Stored): boolean {
  const home = enclosingFunction(declaration);
  return accesses.some((access) => enclosingFunction(access) !== home);
}

function lineOf(node: Node, { file }: JudgeContext): string {
  return `line ${file.source.text.slice(0, node.getStart(file.source)).split('\n').length}`;
}
