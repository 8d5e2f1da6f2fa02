import type { Refusal } from '../../../engine/finding.ts';
import { foldedText, hasCommentBefore, unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import { stepOf } from './steps.ts';

interface Names {
  readonly history: string;
  readonly index: string;
}

/** A step that is recorded: the history cut off, the step put at its end, the index moved there. */
export interface Recording {
  readonly cut: ast.Statement;
  /** The call of `push`; undefined where the cut appends the step itself. */
  readonly push: ast.Statement | undefined;
  readonly appended: ast.Expression | undefined;
  /** Where the index is moved: once up, and down again where the oldest entry is dropped. */
  readonly counted: readonly ast.Statement[];
  /** What stays as it is: right after a recording there is nothing undone. */
  readonly kept: readonly Node[];
}

/** All recordings, or why one of the places that change the history is none. */
export function recordingsIn(
  changes: readonly ast.Expression[],
  accesses: readonly ast.Expression[],
  names: Names,
): readonly Recording[] | Refusal {
  const found: Recording[] = [];
  for (const access of changes) {
    const cut = cutAround(access, names);
    if (cut === undefined || found.some((each) => each.cut === cut.cut)) continue;
    const recording = recordingAt(cut.cut, cut.appended, names);
    if (recording === undefined)
      return { refused: `What \`${names.history}\` is cut off for is not recorded right after it.` };
    const [start, end] = rangeOf(recording);
    if (recording.counted.some(hasCommentBefore))
      return { refused: `A comment speaks of where \`${names.index}\` is moved while a step is recorded.` };
    const own = [recording.cut, recording.push, ...recording.counted].flatMap((each) => each ?? []);
    const isOther = accesses.some(
      (each) =>
        each.pos >= start &&
        each.end <= end &&
        !own.some((node) => node.pos <= each.pos && each.end <= node.end),
    );
    if (isOther) return { refused: `\`${names.history}\` is looked at while a step is recorded.` };
    found.push(recording);
  }
  return found;
}

/** `history = [first]; index = 0;` and `history.length = 0; index = -1;`, of which an access is the index. */
export function startedOver(
  access: ast.Expression,
  { history, index }: Names,
): { readonly fill: ast.Statement; readonly position: ast.Statement } | undefined {
  const position = access.parent.parent;
  if (!is.isExpressionStatement(position) || !is.isBlock(position.parent)) return undefined;
  const at = new RegExp(`^${escaped(index)} = (-?\\d+)$`).exec(foldedText(position.expression))?.[1];
  const { statements } = position.parent;
  const here = statements.indexOf(position);
  const fill = [statements[here - 1], statements[here + 1]].find(
    (each) => each !== undefined && entriesAfter(each, history) === Number(at) + 1,
  );
  return at === undefined || fill === undefined ? undefined : { fill, position };
}

/** How many entries a statement leaves in the history that it fills anew. */
function entriesAfter(statement: ast.Statement, history: string): number | undefined {
  if (!is.isExpressionStatement(statement)) return undefined;
  const text = foldedText(statement.expression);
  if (text === `${history}.length = 0` || text === `${history}.splice(0)`) return 0;
  const { expression } = statement;
  if (!is.isBinaryExpression(expression) || !text.startsWith(`${history} = `)) return undefined;
  const value = unwrap(expression.right);
  if (!is.isArrayLiteralExpression(value) || value.elements.some(is.isSpreadElement)) return undefined;
  return value.elements.length;
}

function cutAround(
  access: Node,
  { history, index }: Names,
): { readonly cut: ast.ExpressionStatement; readonly appended: ast.Expression | undefined } | undefined {
  let at = access;
  while (!is.isExpressionStatement(at)) {
    if (at.parent === undefined || is.isStatement(at)) return undefined;
    at = at.parent;
  }
  const text = foldedText(at.expression).replace(/\s/g, '');
  const [list, end] = [history, `${index}+1`];
  const isCut =
    text === `${list}.splice(${end})` ||
    text === `${list}.length=${end}` ||
    text === `${list}=${list}.slice(0,${end})`;
  if (isCut) return { cut: at, appended: undefined };
  if (!text.startsWith(`${list}=[...${list}.slice(0,${end}),`) || !is.isBinaryExpression(at.expression))
    return undefined;
  const value = unwrap(at.expression.right);
  const [, appended, ...others] = is.isArrayLiteralExpression(value) ? value.elements : [];
  return appended === undefined || others.length > 0 || is.isSpreadElement(appended)
    ? undefined
    : { cut: at, appended };
}

function recordingAt(
  cut: ast.Statement,
  appended: ast.Expression | undefined,
  { history, index }: Names,
): Recording | undefined {
  // `if (index < history.length - 1) history.splice(index + 1);` cuts only where there is something to cut.
  let outer: ast.Statement = cut;
  if (
    is.isBlock(outer.parent) &&
    outer.parent.statements.length === 1 &&
    is.isIfStatement(outer.parent.parent)
  )
    outer = outer.parent.parent;
  else if (is.isIfStatement(outer.parent)) outer = outer.parent;
  if (is.isIfStatement(outer) && outer.elseStatement !== undefined) return undefined;
  if (!is.isBlock(outer.parent)) return undefined;
  const after = outer.parent.statements.slice(outer.parent.statements.indexOf(outer) + 1);
  const isPush = (each: ast.Statement): boolean =>
    is.isExpressionStatement(each) &&
    is.isCallExpression(each.expression) &&
    foldedText(each.expression.expression) === `${history}.push` &&
    each.expression.arguments.length === 1 &&
    each.expression.arguments.every((argument) => !is.isSpreadElement(argument));
  const isCounted = (each: ast.Statement): boolean =>
    is.isExpressionStatement(each) &&
    (stepOf(each.expression, index) === 1 ||
      foldedText(each.expression) === `${index} = ${history}.length - 1`);
  const push = appended === undefined ? after.find(isPush) : undefined;
  const up = after.filter(isCounted);
  const [first] = up;
  if (first === undefined || up.length > 1 || (appended === undefined && push === undefined))
    return undefined;
  // The length is the old one until the step is there.
  const isFromLength = foldedText(first).includes('.length');
  if (isFromLength && push !== undefined && first.pos < push.pos) return undefined;
  const down = after.flatMap((each) => droppedIn(each, { history, index }) ?? []);
  return {
    cut,
    push,
    appended,
    counted: [first, ...down.map(({ step }) => step)],
    kept: down.flatMap(({ kept }) => kept),
  };
}

/** The step down in `if (history.length > most) { history.shift(); index--; }`. */
function droppedIn(
  statement: ast.Statement,
  { history, index }: Names,
): { readonly step: ast.Statement; readonly kept: readonly Node[] } | undefined {
  if (!is.isIfStatement(statement) || !is.isBlock(statement.thenStatement) || statement.elseStatement)
    return undefined;
  const { statements } = statement.thenStatement;
  const shift = statements.find((each) => foldedText(each).replace(/;$/, '') === `${history}.shift()`);
  const step = statements.find(
    (each) => is.isExpressionStatement(each) && stepOf(each.expression, index) === -1,
  );
  const asked = foldedText(statement.expression);
  if (shift === undefined || step === undefined || statements.length !== 2) return undefined;
  return asked.startsWith(`${history}.length >`) &&
    asked.split(history).length === 2 &&
    !asked.includes(index)
    ? { step, kept: [shift, statement.expression] }
    : undefined;
}

function rangeOf({ cut, push, counted }: Recording): [number, number] {
  const nodes = [push ?? cut, ...counted.slice(0, 1)];
  return [cut.pos, Math.max(...nodes.map(({ end }) => end))];
}

function escaped(text: string): string {
  return text.replace(/[.#$]/g, '\\$&');
}
