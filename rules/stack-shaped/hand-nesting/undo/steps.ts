import { foldedText } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';

/** A history that is cut off behind an index before a step is recorded. */
export interface Cut {
  readonly history: string;
  readonly index: string;
  readonly array: ast.Expression;
  readonly position: ast.Expression;
  /** The step is recorded by the cut itself: `[...history.slice(0, index + 1), step]`. */
  readonly appends: boolean;
}

/** 1 where a node counts the index up, -1 where it counts it down, else 0. */
export function stepOf(node: Node, index: string): number {
  if (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) {
    if (foldedText(node.operand) !== index) return 0;
    return node.operator === SyntaxKind.PlusPlusToken
      ? 1
      : node.operator === SyntaxKind.MinusMinusToken
        ? -1
        : 0;
  }
  if (!is.isBinaryExpression(node) || foldedText(node.left) !== index) return 0;
  const text = foldedText(node).slice(index.length);
  if (text === ' += 1' || text === ` = ${index} + 1`) return 1;
  return text === ' -= 1' || text === ` = ${index} - 1` ? -1 : 0;
}
