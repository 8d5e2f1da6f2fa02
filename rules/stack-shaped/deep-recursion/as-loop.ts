import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { endsFlow } from '../../engine/typescript/flow.ts';
import { type Layout, layoutOf } from '../../engine/typescript/layout.ts';
import { isLoop } from '../../engine/typescript/loops.ts';
import { indentationAt, isFunctionBoundary, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { assignments, changingNames, type Passed, passedBy } from './assignments.ts';
import { indented } from './indented.ts';
import type { Recursion } from './recursion.ts';
import { cannotRunInLoop, hasComment } from './refusals.ts';

/** A statement that ends a call by calling again: `return last(node.next);`. */
export type TailStatement = ast.ReturnStatement | ast.ExpressionStatement;

/**
 * The statements that make the calls, if each call is the last thing that its function does; undefined if something
 * is still done with what a call returns.
 */
export function tailStatements(recursion: Recursion): TailStatement[] | undefined {
  const found = new Set<TailStatement>();
  for (const call of recursion.calls) {
    const statement = tailOf(call, recursion);
    if (statement === undefined) return undefined;
    found.add(statement);
  }
  return [...found];
}

/** Runs the body of a function again with other parameters where it called itself. */
export function asLoop(
  recursion: Recursion,
  tails: readonly TailStatement[],
  questions: TypeQuestions,
): LocalEdit[] | Refusal {
  const { fn, name } = recursion;
  const byCall = new Map<Node, readonly Passed[]>();
  for (const call of recursion.calls) {
    const passed = passedBy(call, recursion, questions);
    if ('refused' in passed) return passed;
    byCall.set(call, passed);
  }
  const refused = cannotRunInLoop(recursion, changingNames([...byCall.values()]));
  if (refused !== undefined) return refused;
  const body = recursion.body as ast.Block;
  const layout = layoutOf(body);
  const { text, newLine, step, end } = layout;
  const again: LocalEdit[] = [];
  for (const tail of tails) {
    if (hasComment(tail.getText()))
      return { refused: `A comment within \`${name}\`'s call of itself would be lost.` };
    again.push(nextRound(tail, byCall, body, layout));
  }
  const indentation = indentationAt(text, fn.getStart());
  const open = body.getStart() + 1;
  const close = text.lastIndexOf('\n', body.end - 1) + 1;
  const leaves =
    endsFlow(body.statements) ||
    (is.isExpressionStatement(body.statements.at(-1) as Node) &&
      tails.includes(body.statements.at(-1) as never));
  const leave = leaves ? '' : `${indentation}${step}${step}return${end}${newLine}`;
  return [
    { span: { start: open, end: open }, newText: `${newLine}${indentation}${step}for (;;) {` },
    ...indented(
      body,
      step,
      again.map(({ span }) => span),
    ),
    ...again,
    { span: { start: close, end: close }, newText: `${leave}${indentation}${step}}${newLine}` },
  ];
}

/** What stands for a call: the new values, and on to the next round. */
function nextRound(
  tail: TailStatement,
  byCall: ReadonlyMap<Node, readonly Passed[]>,
  body: ast.Block,
  { text, newLine, step, end }: Layout,
): LocalEdit {
  const isLast = body.statements.at(-1) === tail;
  const lines = (expression: ast.Expression, isEnd: boolean): string[] => {
    const value = unwrap(expression);
    const passed = byCall.get(value);
    if (passed !== undefined) return [...assignments(passed, end), ...(isEnd ? [] : [`continue${end}`])];
    if (is.isConditionalExpression(value) && containsCall(value, byCall)) {
      const condition = value.condition.getText();
      return [
        `if (${condition}) {`,
        ...lines(value.whenTrue, false).map((line) => step + line),
        '}',
        ...lines(value.whenFalse, isEnd),
      ];
    }
    return [`return ${expression.getText()}${end}`];
  };
  const expression = tail.expression as ast.Expression;
  const isAlone =
    !is.isBlock(tail.parent) && !is.isCaseClause(tail.parent) && !is.isDefaultClause(tail.parent);
  const written = lines(expression, isLast);
  const indentation = step + indentationAt(text, tail.getStart());
  if (!isAlone) return { span: spanOf(tail), newText: written.join(`${newLine}${indentation}`) };
  const outer = step + indentationAt(text, tail.parent.getStart());
  const block = ['{', ...written.map((line) => step + line), '}'].join(`${newLine}${outer}`);
  const start = startOfBranch(tail, text);
  return { span: { start, end: tail.end }, newText: ` ${block}` };
}

/** Where a statement without braces begins, the white space before it included: its line break goes. */
function startOfBranch(tail: Node, text: string): number {
  let start = tail.getStart();
  while (/\s/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function containsCall(node: Node, calls: ReadonlyMap<Node, unknown>): boolean {
  return [...calls.keys()].some((call) => node.pos <= call.pos && call.end <= node.end);
}

function tailOf(call: ast.CallExpression, { fn }: Recursion): TailStatement | undefined {
  let at: Node = call;
  while (
    is.isParenthesizedExpression(at.parent) ||
    (is.isConditionalExpression(at.parent) && at.parent.condition !== at)
  )
    at = at.parent;
  const statement = at.parent;
  if (!is.isReturnStatement(statement) && !(is.isExpressionStatement(statement) && at === call))
    return undefined;
  for (let inner: Node = statement; inner.parent !== fn; inner = inner.parent) {
    const { parent } = inner;
    if (isLoop(parent) || isFunctionBoundary(parent)) return undefined;
    if (is.isExpressionStatement(statement) && !isLastIn(inner, parent)) return undefined;
  }
  return statement;
}

/** Whether nothing follows a statement in the one that contains it. */
function isLastIn(inner: Node, outer: Node): boolean {
  return is.isBlock(outer) ? outer.statements.at(-1) === inner : is.isIfStatement(outer);
}
