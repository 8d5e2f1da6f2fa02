import { endsFlow, siblings } from '../../engine/typescript/flow.ts';
import { isLoop } from '../../engine/typescript/loops.ts';
import { isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** What stands for "nothing" when a function gives it back. */
export type Nothing = 'null' | 'undefined';

/** One way out of a function without a value. */
export interface EmptyExit {
  /** The return statement, or the block whose end is simply reached: a function's body, or a `catch` before an exit. */
  readonly node: Node;
  readonly nothing: Nothing;
  readonly cause: Cause;
}

/** One way out with a value. */
export interface ValueExit {
  readonly statement: ast.ReturnStatement;
  readonly value: ast.Expression;
}

/**
 * Why an exit is taken. `test`: a condition that held (`holds`) or did not; `caught`: something threw;
 * `searched`: a loop came to its end; `case`: a branch of a switch; `end`: nothing before it returned.
 */
export type Cause =
  | { readonly kind: 'test'; readonly condition: ast.Expression; readonly holds: boolean }
  | { readonly kind: 'caught'; readonly clause: ast.CatchClause }
  | { readonly kind: 'searched'; readonly loop: Node }
  | { readonly kind: 'case' | 'end' };

export interface Exits {
  readonly empty: readonly EmptyExit[];
  readonly values: readonly ValueExit[];
}

/** All ways out of a function with a block for a body, in order. */
export function exitsOf(body: ast.Block): Exits {
  const empty: EmptyExit[] = [];
  const values: ValueExit[] = [];
  walk(body, (node) => {
    if (isFunctionBoundary(node) || is.isClassDeclaration(node) || is.isClassExpression(node)) return 'skip';
    if (!is.isReturnStatement(node)) return undefined;
    const { expression } = node;
    const nothing = nothingOf(expression);
    if (nothing !== undefined) {
      empty.push(
        { node, nothing, cause: causeOf(node, body) },
        ...caughtBefore(statementBefore(node), nothing),
      );
      return 'skip';
    }
    const value = unwrap(expression as ast.Expression);
    const halved = halvesOf(value);
    if (halved !== undefined) {
      empty.push({ node, nothing: halved.nothing, cause: halved.cause });
      values.push({ statement: node, value: halved.value });
    } else values.push({ statement: node, value });
    return undefined;
  });
  const end = values.length > 0 ? endOf(body) : undefined;
  if (end !== undefined) {
    empty.push(
      { node: body, nothing: 'undefined', cause: end },
      ...caughtBefore(body.statements.at(-1), 'undefined'),
    );
  }
  return { empty, values };
}

/** `null` or `undefined` as they are written; undefined for any other expression. */
export function nothingOf(expression: ast.Expression | undefined): Nothing | undefined {
  if (expression === undefined) return 'undefined';
  const bare = unwrap(expression);
  if (bare.kind === SyntaxKind.NullKeyword) return 'null';
  const isUndefined = (is.isIdentifier(bare) && bare.text === 'undefined') || is.isVoidExpression(bare);
  return isUndefined ? 'undefined' : undefined;
}

interface Halves {
  readonly value: ast.Expression;
  readonly nothing: Nothing;
  readonly cause: Cause;
}

/** `test ? value : null` and the other way round. */
function halvesOf(expression: ast.Expression): Halves | undefined {
  if (!is.isConditionalExpression(expression)) return undefined;
  const { condition, whenTrue, whenFalse } = expression;
  const ifTrue = nothingOf(whenTrue);
  const ifFalse = nothingOf(whenFalse);
  if (ifTrue !== undefined && ifFalse === undefined) {
    return { value: whenFalse, nothing: ifTrue, cause: { kind: 'test', condition, holds: true } };
  }
  if (ifFalse !== undefined && ifTrue === undefined) {
    return { value: whenTrue, nothing: ifFalse, cause: { kind: 'test', condition, holds: false } };
  }
  return undefined;
}

/** What leads to a statement: the nearest branch around it, else what the statement before it let through. */
function causeOf(statement: ast.Statement, body: ast.Block): Cause {
  let child: Node = statement;
  for (let at = statement.parent; at !== body.parent; at = at.parent) {
    const cause = branchCause(at, child);
    if (cause !== undefined) return cause;
    if (is.isBlock(at)) {
      const before = at.statements[at.statements.indexOf(child as ast.Statement) - 1];
      const passed = before && passedCause(before);
      if (passed !== undefined) return passed;
    }
    child = at;
  }
  return { kind: 'end' };
}

function branchCause(parent: Node, child: Node): Cause | undefined {
  if (is.isIfStatement(parent) && parent.expression !== child) {
    return { kind: 'test', condition: parent.expression, holds: parent.thenStatement === child };
  }
  if (is.isCatchClause(parent)) return { kind: 'caught', clause: parent };
  if (is.isCaseClause(parent) || is.isDefaultClause(parent)) return { kind: 'case' };
  return undefined;
}

/** Why a statement did not return, where it returns otherwise; undefined where it never does. */
function passedCause(statement: ast.Statement): Cause | undefined {
  if (!returnsSomewhere(statement)) return undefined;
  if (is.isIfStatement(statement)) {
    if (statement.elseStatement !== undefined) return undefined;
    return endsFlow([statement.thenStatement])
      ? { kind: 'test', condition: statement.expression, holds: false }
      : undefined;
  }
  if (is.isTryStatement(statement)) {
    const { catchClause, tryBlock } = statement;
    if (catchClause === undefined || endsFlow([catchClause.block])) return undefined;
    if (endsFlow([tryBlock])) return { kind: 'caught', clause: catchClause };
    const last = tryBlock.statements.at(-1);
    return (last && passedCause(last)) ?? { kind: 'end' };
  }
  return isLoop(statement) ? { kind: 'searched', loop: statement } : undefined;
}

/** A `catch` that runs on into an exit which is reached without it too: a reason of its own that has no exit yet. */
function caughtBefore(statement: ast.Statement | undefined, nothing: Nothing): EmptyExit[] {
  if (statement === undefined || !is.isTryStatement(statement)) return [];
  const { tryBlock, catchClause, finallyBlock } = statement;
  if (catchClause === undefined || finallyBlock !== undefined || !returnsSomewhere(tryBlock)) return [];
  if (endsFlow([tryBlock]) || endsFlow([catchClause.block])) return [];
  return [{ node: catchClause.block, nothing, cause: { kind: 'caught', clause: catchClause } }];
}

function statementBefore(statement: ast.Statement): ast.Statement | undefined {
  const beside = siblings(statement) ?? [];
  return beside[beside.indexOf(statement) - 1];
}

/** Why the end of a function is reached; undefined where it cannot be, or where that cannot be told. */
function endOf(body: ast.Block): Cause | undefined {
  const last = body.statements.at(-1);
  if (last === undefined || endsFlow([last])) return undefined;
  return passedCause(last);
}

function returnsSomewhere(statement: Node): boolean {
  let returns = false;
  walk(statement, (node) => {
    if (returns || isFunctionBoundary(node)) return 'skip';
    returns = is.isReturnStatement(node) && nothingOf(node.expression) === undefined;
    return undefined;
  });
  return returns;
}
