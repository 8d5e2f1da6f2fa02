import { endsFlow } from '../../engine/typescript/flow.ts';
import type { Fragment } from '../../engine/typescript/fragments/fragment.ts';
import { isFunctionBoundary, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { isMade, weightOf } from './weight.ts';

/**
 * How control leaves the body: `falls`: it goes on behind it; `throws`: it never does; `returns`: every way gives a value
 * back or throws; `mixed`: some ways return and others go on, which a call cannot do.
 */
export type Leaving = 'falls' | 'throws' | 'returns' | 'mixed';

/** What is done about a caught error: the body of a `catch` clause, or of the function given to `.catch(…)`. */
export interface Handler extends Fragment {
  /** The body with its braces. */
  readonly node: ast.Block;
  readonly owner: ast.CatchClause | ast.ArrowFunction | ast.FunctionExpression;
  /** The declaration of the caught error; undefined where it has no name. */
  readonly subject: Node | undefined;
  readonly leaving: Leaving;
  readonly weight: number;
}

/** A body of fewer characters is hardly longer than the call that would replace it. */
const shortest = 90;
const longest = 2500;
const leastWeight = 2;
/** A body of as many lines is long even where one call takes them all. */
const manyLines = 8;

/** The handler that a `catch` clause or a call of `.catch` has, if there is enough in it to be worth a name. */
export function handlerOf(node: Node): Handler | undefined {
  const owner = is.isCatchClause(node)
    ? node
    : is.isCallExpression(node)
      ? rejectionHandler(node)
      : undefined;
  const body = owner === undefined ? undefined : is.isCatchClause(owner) ? owner.block : owner.body;
  if (owner === undefined || body === undefined || !is.isBlock(body)) return undefined;
  const { start, end } = spanOf(body);
  if (end - start < shortest || end - start > longest) return undefined;
  const subject = is.isCatchClause(owner) ? owner.variableDeclaration : owner.parameters[0];
  const name = subject?.name;
  if (name !== undefined && !is.isIdentifier(name)) return undefined;
  const weight = weightOf(body.statements, name?.text ?? '');
  const lines = body.getText().split('\n').length - 2;
  if (
    weight === 0 ||
    (weight < leastWeight && lines < manyLines) ||
    isGuardAlone(body.statements, name?.text)
  )
    return undefined;
  return {
    node: body,
    owner,
    condition: undefined,
    statements: body.statements,
    subject,
    leaving: leavingOf(body),
    weight,
  };
}

/** `if (…) throw new …; throw error`: one check of an error, which may stand outside of a `catch` as well. */
function isGuardAlone(
  [first, second, another]: readonly ast.Statement[],
  error: string | undefined,
): boolean {
  if (first === undefined || !is.isIfStatement(first) || first.elseStatement !== undefined) return false;
  const { thenStatement } = first;
  const inner = is.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  if (inner === undefined || !is.isThrowStatement(inner) || !isMade(inner.expression)) return false;
  const isPassedOn =
    second !== undefined && is.isThrowStatement(second) && second.expression.getText() === error;
  return another === undefined && (second === undefined || isPassedOn);
}

function rejectionHandler({
  expression,
  arguments: [first, another],
}: ast.CallExpression): ast.ArrowFunction | ast.FunctionExpression | undefined {
  if (!is.isPropertyAccessExpression(expression) || expression.name.text !== 'catch') return undefined;
  if (first === undefined || another !== undefined) return undefined;
  if (!is.isArrowFunction(first) && !is.isFunctionExpression(first)) return undefined;
  return first.parameters.length > 1 || first.asteriskToken !== undefined ? undefined : first;
}

function leavingOf(body: ast.Block): Leaving {
  let returns = false;
  walk(body, (node) => {
    if (returns || isFunctionBoundary(node)) return 'skip';
    returns = is.isReturnStatement(node);
    return undefined;
  });
  if (!returns) return endsFlow(body.statements) ? 'throws' : 'falls';
  return endsFlow(body.statements) ? 'returns' : 'mixed';
}
