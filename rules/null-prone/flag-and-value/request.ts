import { findAncestor, isFunctionBoundary } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { isNothing } from './relations.ts';
import type { State, Write } from './states.ts';

/** Three states of one request: a flag while it runs, what it gives, and what went wrong. */
export interface RequestStates {
  readonly flag: State;
  readonly value: State;
  readonly problem: State;
  readonly attempt: ast.TryStatement;
}

/**
 * `setLoading(true)`, then `try` with the value, `catch` with the problem and `setLoading(false)` in `finally`, or at the end of both. Only where the
 * value is emptied first, or the request is made once: elsewhere the last answer rightly stays while the next one is awaited.
 */
export function requestsIn(states: readonly State[]): RequestStates[] {
  const flags = states.filter(
    ({ writes }) => writes.length >= 2 && writes.every(({ value }) => isBoolean(value)),
  );
  return flags.flatMap((flag): RequestStates[] => {
    const attempt = attemptBegunWith(flag);
    if (attempt === undefined) return [];
    const others = states.filter(
      (state) => state !== flag && state.writes.some((write) => !isEmptied(write)),
    );
    const { tryBlock, catchClause } = attempt;
    const values = others.filter((state) => isFilledOnlyIn(tryBlock, state) && isFreshFor(attempt, state));
    const problems =
      catchClause === undefined ? [] : others.filter((state) => isFilledOnlyIn(catchClause, state));
    const [value, ...moreValues] = values;
    const [problem, ...moreProblems] = problems;
    const isPlain = moreValues.length === 0 && moreProblems.length === 0;
    return value !== undefined && problem !== undefined && isPlain ? [{ flag, value, problem, attempt }] : [];
  });
}

/** The `try` that a flag is set before, once, and taken back after, on every way. */
function attemptBegunWith({ writes }: State): ast.TryStatement | undefined {
  const [start, ...others] = writes.filter(({ value }) => value.kind === SyntaxKind.TrueKeyword);
  if (start === undefined || others.length > 0) return undefined;
  const { statements } = start.statement.parent as Partial<ast.Block>;
  const attempt = statements
    ?.slice(statements.indexOf(start.statement) + 1)
    .find((statement): statement is ast.TryStatement => is.isTryStatement(statement));
  if (attempt === undefined) return undefined;
  const { tryBlock, catchClause, finallyBlock } = attempt;
  const ends = writes.filter((write) => write !== start).map(({ statement }) => statement.parent);
  const isTakenBack =
    finallyBlock === undefined
      ? ends.length === 2 &&
        ends.includes(tryBlock) &&
        catchClause !== undefined &&
        ends.includes(catchClause.block)
      : ends.length === 1 && ends[0] === finallyBlock;
  return isTakenBack ? attempt : undefined;
}

function isFilledOnlyIn(block: Node, { writes }: State): boolean {
  return writes.every((write) => isEmptied(write) || isWithin(write.statement, block));
}

/** Emptied before the attempt, or the attempt is made once, in an effect without dependencies. */
function isFreshFor(attempt: ast.TryStatement, { writes }: State): boolean {
  const isReset = writes.some(
    (write) =>
      isEmptied(write) && write.statement.parent === attempt.parent && write.statement.pos < attempt.pos,
  );
  return isReset || isMadeOnce(attempt);
}

function isMadeOnce(attempt: Node): boolean {
  const effect = findAncestor(
    attempt,
    (node): node is ast.CallExpression =>
      is.isCallExpression(node) && /^(React\.)?useEffect$/.test(node.expression.getText()),
  );
  const dependencies = effect?.arguments[1];
  if (effect === undefined || dependencies === undefined || !is.isArrayLiteralExpression(dependencies))
    return false;
  return dependencies.elements.length === 0 && !isInLoop(attempt, effect);
}

function isInLoop(node: Node, within: Node): boolean {
  let found = false;
  for (let at = node; at !== within && at.parent !== undefined; at = at.parent) {
    if (is.isForStatement(at) || is.isForOfStatement(at) || is.isWhileStatement(at)) found = true;
    // What a timer or a listener calls runs again.
    if (isFunctionBoundary(at) && is.isCallExpression(at.parent) && at.parent !== within) found = true;
  }
  return found;
}

/** Whether a place sets a state to what stands for nothing. */
function isEmptied({ value }: Write): boolean {
  if (isNothing(value)) return true;
  if (is.isStringLiteral(value)) return value.text === '';
  return is.isArrayLiteralExpression(value) && value.elements.length === 0;
}

function isBoolean({ kind }: Node): boolean {
  return kind === SyntaxKind.TrueKeyword || kind === SyntaxKind.FalseKeyword;
}

function isWithin(node: Node, block: Node): boolean {
  return block.pos <= node.pos && node.end <= block.end;
}
