import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../engine/typescript.ts';
import { type Comparison, complement } from './comparison.ts';
import { isLengthOf } from './lengths.ts';

/** The loop goes on while the entries are not what is searched for. */
export function goingOn(comparison: Comparison | undefined): Comparison | undefined {
  return comparison && { ...comparison, operator: complement[comparison.operator] };
}

/** `at++` and its like: what is moved, and which way. */
export function stepped(expression: ast.Expression): { operand: string; direction: 1 | -1 } | undefined {
  const match = /^(?:(\w+)(\+\+|--| \+= 1| -= 1)|(\+\+|--)(\w+))$/.exec(foldedText(expression));
  const operand = match?.[1] ?? match?.[4];
  if (operand === undefined) return undefined;
  return { operand, direction: (match?.[2] ?? match?.[3] ?? '').includes('+') ? 1 : -1 };
}

/** `a && b` as its parts. */
export function termsOf(condition: ast.Expression): ast.Expression[] {
  const value = unwrap(condition);
  if (is.isBinaryExpression(value) && value.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken)
    return [...termsOf(value.left), ...termsOf(value.right)];
  return [value];
}

/** `j < list.length`, `j >= 0`; for `list[right + 1]` also `right < list.length - 1` and `left > 0`. */
export function isBoundAs(
  bound: ast.Expression,
  [text, off]: readonly [string, number],
  direction: 1 | -1,
): boolean {
  const folded = foldedText(bound);
  if (!folded.startsWith(`${text} `)) return false;
  const rest = folded.slice(text.length + 1);
  if (direction < 0) return (off === 0 ? /^(?:>= 0|> -1)$/ : /^(?:> 0|>= 1)$/).test(rest);
  const limit = /^< [\w.#]+( - 1)?$/.exec(rest);
  return limit !== null && (limit[1] !== undefined) === (off !== 0);
}

/** Whether a scan onwards goes to the end of the array that it compares. */
export function limits(bound: ast.Expression, { array }: Comparison, direction: 1 | -1): boolean {
  if (direction < 0) return true;
  const limit = /< ([\w.#]+)(?: - 1)?$/.exec(foldedText(bound))?.[1] ?? '';
  return isLengthOf(limit, array);
}
