import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { areIndependent, type Pair, removalOf, removedIn, soughtIn } from './removals.ts';

/** A loop that takes pairs out of a text, from the start again each time, until none is left. */
export interface Rounds {
  readonly loop: ast.WhileStatement | ast.DoStatement;
  readonly text: ast.Identifier;
  readonly pairs: readonly Pair[];
  /** The name of what the text was before the round, where that is how the loop knows that it is done. */
  readonly before: string | undefined;
}

export function roundsOf(node: Node): Rounds | undefined {
  if (!is.isWhileStatement(node) && !is.isDoStatement(node)) return undefined;
  const body = is.isBlock(node.statement) ? [...node.statement.statements] : [node.statement];
  const named = is.isWhileStatement(node) ? roundsByNext(node, body) : undefined;
  if (named !== undefined) return named;
  const removals = body.flatMap((statement) => removedIn(statement) ?? []);
  const [first] = removals;
  if (first === undefined || removals.some(({ text }) => text.text !== first.text.text)) return undefined;
  const pairs = [...new Set(removals.flatMap((removal) => removal.pairs))];
  if (!areIndependent(pairs)) return undefined;
  const others = body.filter((statement) => removedIn(statement) === undefined);
  const rounds = { loop: node, text: first.text, pairs };
  if (others.length === 0 && is.isWhileStatement(node)) {
    const sought = soughtIn(node.expression, first.text.text);
    const isAll =
      sought !== undefined &&
      new Set(sought).size === pairs.length &&
      pairs.every((pair) => sought.includes(pair));
    return isAll ? { ...rounds, before: undefined } : undefined;
  }
  const before = keptBefore(others[0], first.text.text);
  if (before === undefined || others[0] !== body[0]) return undefined;
  const [, exit, ...more] = others;
  if (more.length > 0) return undefined;
  const isEnd =
    exit === undefined
      ? isComparison(node.expression, before, first.text.text, false)
      : exit === body.at(-1) &&
        node.expression.kind === SyntaxKind.TrueKeyword &&
        isExit(exit, before, first.text.text);
  return isEnd ? { ...rounds, before: before.name } : undefined;
}

/** `const next = text.replace('()', ''); if (next === text) break; text = next;` until nothing changes or is left. */
function roundsByNext(loop: ast.WhileStatement, body: readonly Node[]): Rounds | undefined {
  const [made, exit, taken, ...more] = body;
  if (made === undefined || exit === undefined || taken === undefined || more.length > 0) return undefined;
  if (!is.isVariableStatement(made) || !is.isExpressionStatement(taken)) return undefined;
  const [declaration, ...others] = made.declarationList.declarations;
  if (declaration?.initializer === undefined || !is.isIdentifier(declaration.name) || others.length > 0)
    return undefined;
  const removal = removalOf(declaration.initializer);
  const next = declaration.name.text;
  if (removal === undefined || !areIndependent(removal.pairs)) return undefined;
  const { text } = removal.text;
  const isTaken = foldedText(unwrap(taken.expression)) === `${text} = ${next}`;
  const isSame = [
    { name: next, isLength: false },
    { name: `${next}.length`, isLength: true },
  ].some((before) => isExit(exit, before, text));
  const runsOn = [text, `${text}.length`, `${text}.length > 0`, 'true'];
  const isOpen = runsOn.includes(foldedText(unwrap(loop.expression)));
  return isTaken && isSame && isOpen ? { loop, ...removal, before: undefined } : undefined;
}

interface Before {
  readonly name: string;
  readonly isLength: boolean;
}

/** `before = text` or `const length = text.length` at the start of a round. */
function keptBefore(statement: Node | undefined, text: string): Before | undefined {
  let name: Node | undefined;
  let value: ast.Expression | undefined;
  if (statement !== undefined && is.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    if (others.length === 0)
      ({ name, initializer: value } = declaration ?? { name: undefined, initializer: undefined });
  } else if (
    statement !== undefined &&
    is.isExpressionStatement(statement) &&
    is.isBinaryExpression(statement.expression)
  ) {
    const { left, operatorToken, right } = statement.expression;
    if (operatorToken.kind === SyntaxKind.EqualsToken) [name, value] = [left, right];
  }
  if (name === undefined || value === undefined || !is.isIdentifier(name)) return undefined;
  const what = foldedText(unwrap(value));
  if (what !== text && what !== `${text}.length`) return undefined;
  return { name: name.text, isLength: what !== text };
}

/** `if (text === before) break;` */
function isExit(statement: Node, before: Before, text: string): boolean {
  if (!is.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const { thenStatement } = statement;
  const only =
    is.isBlock(thenStatement) && thenStatement.statements.length === 1
      ? thenStatement.statements[0]
      : thenStatement;
  return (
    only !== undefined &&
    is.isBreakStatement(only) &&
    only.label === undefined &&
    isComparison(statement.expression, before, text, true)
  );
}

/** Whether a condition says that a round changed nothing, or that it changed something. */
function isComparison(condition: ast.Expression, before: Before, text: string, isSame: boolean): boolean {
  const at = unwrap(condition);
  if (!is.isBinaryExpression(at)) return false;
  const sides = [foldedText(unwrap(at.left)), foldedText(unwrap(at.right))];
  const now = before.isLength ? `${text}.length` : text;
  if (!sides.includes(now) || !sides.includes(before.name)) return false;
  switch (at.operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return isSame;
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return !isSame;
    case SyntaxKind.LessThanToken:
      return !isSame && before.isLength && sides[0] === now;
    case SyntaxKind.GreaterThanToken:
      return !isSame && before.isLength && sides[1] === now;
    default:
      return false;
  }
}
