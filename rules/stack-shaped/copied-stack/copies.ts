import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** An array that is replaced by a copy with entries more, or with the last one less. */
export type CopyStep = CopyingPush | CopyingPop;

export interface CopyingPush {
  readonly kind: 'push';
  /** `path = [...path, name]` as a whole. */
  readonly node: ast.BinaryExpression;
  readonly access: ast.Expression;
  readonly values: readonly PushedValue[];
}

export interface CopyingPop {
  readonly kind: 'pop';
  /** `path = path.slice(0, -1)` as a whole. */
  readonly node: ast.BinaryExpression;
  readonly access: ast.Expression;
}

export interface PushedValue {
  /** What stands in the source; a spread element where the source spreads. */
  readonly node: ast.Expression;
  /** `concat` takes an array apart and anything else as it is, so only the type of a value tells. */
  readonly isSpreadByType: boolean;
}

/** What a plain assignment does to the array on its left, if it pushes or pops by copying. */
export function copyStep(node: Node): CopyStep | undefined {
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const access = unwrap(node.left);
  const value = unwrap(node.right);
  if (is.isArrayLiteralExpression(value)) {
    const [first, ...others] = value.elements;
    if (first === undefined || others.length === 0 || !isSpreadOf(access, first)) return undefined;
    if (others.some(is.isOmittedExpression)) return undefined;
    const values = others.map((each) => ({ node: each, isSpreadByType: false }));
    return { kind: 'push', node, access, values };
  }
  if (!is.isCallExpression(value) || !is.isPropertyAccessExpression(value.expression)) return undefined;
  const { name, expression } = value.expression;
  if (name.text !== 'slice' && name.text !== 'concat') return undefined;
  if (foldedText(unwrap(expression)) !== foldedText(access)) return undefined;
  if (name.text === 'slice') {
    return isWithoutLast(value, access) ? { kind: 'pop', node, access } : undefined;
  }
  const values = value.arguments.flatMap(appended);
  return values.length === 0 ? undefined : { kind: 'push', node, access, values };
}

function isSpreadOf(access: ast.Expression, element: Node): boolean {
  return is.isSpreadElement(element) && foldedText(unwrap(element.expression)) === foldedText(access);
}

/** `slice(0, -1)` and `slice(0, path.length - 1)`; of a text or of an array. */
export function isWithoutLast({ arguments: given }: ast.CallExpression, access: ast.Expression): boolean {
  const [start, end, ...others] = given;
  if (end === undefined || others.length > 0 || !isNumber(start, '0')) return false;
  const text = foldedText(unwrap(end));
  return text === '-1' || text === `${foldedText(access)}.length - 1`;
}

/** `concat([first, second])` appends what is in the literal. */
function appended(argument: ast.Expression): PushedValue[] {
  const value = unwrap(argument);
  if (!is.isArrayLiteralExpression(value) || value.elements.some(is.isOmittedExpression)) {
    return [{ node: argument, isSpreadByType: true }];
  }
  return value.elements.map((node) => ({ node, isSpreadByType: false }));
}
