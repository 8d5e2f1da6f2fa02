import { foldedText, unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../../engine/typescript.ts';

/** A sum of an index, the length of its history, and a number. */
interface Sum {
  readonly index: number;
  readonly length: number;
  readonly number: number;
}

/** How the two stacks are written: what was done, and what was undone. */
export interface Stacks {
  readonly done: string;
  readonly undone: string;
}

/**
 * `index < history.length - 1` in terms of two stacks, `undone.length > 0`: the index is one less than what was done is long,
 * and the history is as long as both. Undefined for what compares anything else.
 */
export function compared(
  { left, operatorToken, right }: ast.BinaryExpression,
  history: string,
  index: string,
  { done, undone }: Stacks,
): string | undefined {
  const flipped = flips.get(operatorToken.kind);
  if (flipped === undefined) return undefined;
  const [a, b] = [sumOf(left, history, index), sumOf(right, history, index)];
  if (a === undefined || b === undefined) return undefined;
  const ofDone = a.index - b.index + a.length - b.length;
  const ofUndone = a.length - b.length;
  const number = a.number - b.number - (a.index - b.index);
  const sign = ofDone === 0 ? ofUndone : ofDone;
  if (Math.abs(sign) !== 1 || (ofDone !== 0 && ofUndone !== 0 && ofDone !== ofUndone)) return undefined;
  const lengths = [...(ofDone === 0 ? [] : [done]), ...(ofUndone === 0 ? [] : [undone])];
  const subject = lengths.map((stack) => `${stack}.length`).join(' + ');
  const operator = operatorToken.getText();
  return plain(subject, sign === 1 ? operator : flipped, -sign * number);
}

/** A length is never below 0, so that `> 0` and `=== 0` say it best. */
function plain(subject: string, operator: string, number: number): string {
  const isSome =
    (operator === '>' && number === 0) ||
    (operator === '>=' && number === 1) ||
    (operator.startsWith('!') && number === 0);
  const isNone = (operator === '<=' && number === 0) || (operator === '<' && number === 1);
  if (isSome) return `${subject} > 0`;
  return isNone ? `${subject} === 0` : `${subject} ${operator} ${number}`;
}

const flips: ReadonlyMap<SyntaxKind, string> = new Map([
  [SyntaxKind.LessThanToken, '>'],
  [SyntaxKind.LessThanEqualsToken, '>='],
  [SyntaxKind.GreaterThanToken, '<'],
  [SyntaxKind.GreaterThanEqualsToken, '<='],
  [SyntaxKind.EqualsEqualsToken, '=='],
  [SyntaxKind.EqualsEqualsEqualsToken, '==='],
  [SyntaxKind.ExclamationEqualsToken, '!='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '!=='],
]);

function sumOf(node: ast.Expression, history: string, index: string): Sum | undefined {
  const at = unwrap(node);
  const text = foldedText(at);
  if (text === index) return { index: 1, length: 0, number: 0 };
  if (text === `${history}.length`) return { index: 0, length: 1, number: 0 };
  if (/^-? ?\d+$/.test(text)) return { index: 0, length: 0, number: Number(text.replace(' ', '')) };
  if (!is.isBinaryExpression(at)) return undefined;
  const sign =
    at.operatorToken.kind === SyntaxKind.PlusToken
      ? 1
      : at.operatorToken.kind === SyntaxKind.MinusToken
        ? -1
        : 0;
  const [a, b] = [sumOf(at.left, history, index), sumOf(at.right, history, index)];
  if (sign === 0 || a === undefined || b === undefined) return undefined;
  return {
    index: a.index + sign * b.index,
    length: a.length + sign * b.length,
    number: a.number + sign * b.number,
  };
}
