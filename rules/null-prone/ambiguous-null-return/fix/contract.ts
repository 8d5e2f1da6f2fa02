import { type ast, SyntaxKind } from '../../../engine/typescript.ts';
import { type Nothing, nothingOf } from '../exits.ts';

/** What callers have to know of the new result to be rewritten. */
export interface Contract {
  /** The name of the function. */
  readonly name: string;
  /** What it gave back before where there was no value. */
  readonly nothing: readonly Nothing[];
  /** A value is never `''`, `0`, `false` or itself nothing, so that `!value` asks for nothing else than `!result.ok`. */
  readonly isTruthy: boolean;
  /** A caller awaits it. */
  readonly isAsync: boolean;
}

/**
 * Whether a comparison asks for exactly what the function gave where it had no value, and which way. `=== null` asks
 * nothing of a function that gives `undefined`.
 */
export function comparisonWithNothing(
  { operatorToken, right }: ast.BinaryExpression,
  { nothing }: Contract,
): 'equal' | 'unequal' | undefined {
  const compared = nothingOf(right);
  if (compared === undefined) return undefined;
  const isExact = nothing.length === 1 && nothing[0] === compared;
  switch (operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
      return 'equal';
    case SyntaxKind.ExclamationEqualsToken:
      return 'unequal';
    case SyntaxKind.EqualsEqualsEqualsToken:
      return isExact ? 'equal' : undefined;
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return isExact ? 'unequal' : undefined;
    default:
      return undefined;
  }
}
