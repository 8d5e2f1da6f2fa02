import { contains, findAncestor, isFunctionBoundary } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { isBoolean, isNothing } from './relations.ts';
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
    ({ writes }) => writes.length > 0 && writes.every(({ value }) => isBoolean(value)),
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

/** The `try` that a flag is set for, once, and taken back after, on every way. A flag that begins as `true` need not be set. */
function attemptBegunWith({ writes, initial }: State): ast.TryStatement | undefined {
  const [start, ...others] = writes.filter(({ value }) => value.kind === SyntaxKind.TrueKeyword);
  if (others.length > 0) return undefined;
  const ends = writes.filter((write) => write !== start).map(({ statement }) => statement.parent);
  const attempt =
    start !== undefined
      ? attemptBehind(start.statement)
      : initial?.kind === SyntaxKind.TrueKeyword
        ? attemptAround(ends[0])
        : undefined;
  if (attempt === undefined) return undefined;
  const { tryBlock, catchClause, finallyBlock } = attempt;
  if (finallyBlock !== undefined) return ends.length === 1 && ends[0] === finallyBlock ? attempt : undefined;
  const isOnBothWays =
    catchClause !== undefined && ends.includes(tryBlock) && ends.includes(catchClause.block);
  return isOnBothWays && ends.length === 2 ? attempt : undefined;
}

/** The `try` that comes after a statement, or that it stands in. */
function attemptBehind(statement: ast.Statement): ast.TryStatement | undefined {
  const { parent } = statement;
  if (is.isBlock(parent) && is.isTryStatement(parent.parent) && parent.parent.tryBlock === parent)
    return parent.parent;
  const { statements } = parent as Partial<ast.Block>;
  return statements
    ?.slice(statements.indexOf(statement) + 1)
    .find((each): each is ast.TryStatement => is.isTryStatement(each));
}

/** The `try` that a block belongs to. */
function attemptAround(block: Node | undefined): ast.TryStatement | undefined {
  const owner =
    block === undefined ? undefined : is.isCatchClause(block.parent) ? block.parent.parent : block.parent;
  return owner !== undefined && is.isTryStatement(owner) ? owner : undefined;
}

function isFilledOnlyIn(block: Node, { writes }: State): boolean {
  return writes.every((write) => isEmptied(write) || contains(block, write.statement));
}

/** Emptied before the attempt or as it begins, or the attempt is made once, in an effect without dependencies. */
function isFreshFor(attempt: ast.TryStatement, { writes }: State): boolean {
  const filled = writes.find((write) => !isEmptied(write));
  const isReset = writes.some(
    (write) =>
      isEmptied(write) &&
      (write.statement.parent === attempt.parent || write.statement.parent === attempt.tryBlock) &&
      write.statement.pos < (filled?.statement.pos ?? 0),
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
