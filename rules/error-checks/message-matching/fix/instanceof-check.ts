import type { TextEdit } from '../../../engine/finding.ts';
import { spanOf, unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { CheckSite } from './sites.ts';

/** `error instanceof NewClass` in the place of a check; questions before it that this answers, too, go. */
export function instanceofCheck({ view, node, check, error }: CheckSite, className: string): TextEdit {
  const { source } = view;
  const asked = `${error.getText(source)} instanceof ${className}`;
  const isOperand = is.isPrefixUnaryExpression(node.parent);
  const newText = check.isNegated ? `!(${asked})` : isOperand ? `(${asked})` : asked;
  const { start, end } = spanOf(node, source);
  const first = check.isNegated ? start : firstImplied(node, error, start);
  return { file: view.path, span: { start: first, end }, newText, label: 'Checks' };
}

/** Where the questions begin that stand directly before a check in a row of `&&` and that `instanceof` answers as well. */
function firstImplied(node: ast.Expression, error: ast.Expression, start: number): number {
  const operands = operandsBefore(node);
  const { text } = node.getSourceFile();
  let first = start;
  for (const operand of operands.reverse()) {
    const at = operand.getStart();
    if (!isImplied(operand, error) || /\/[/*]/.test(text.slice(at, first))) break;
    first = at;
  }
  return first;
}

/** The operands to the left of a node in its row of `&&`, in order, as far as no parentheses are around them. */
function operandsBefore(node: ast.Expression): ast.Expression[] {
  const { parent } = node;
  if (!isAnd(parent) || parent.right !== node) return [];
  const operands: ast.Expression[] = [];
  let at = parent.left;
  for (; isAnd(at); at = at.left) operands.unshift(at.right);
  return [at, ...operands];
}

function isAnd(node: Node): node is ast.BinaryExpression {
  return is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken;
}

function isImplied(operand: ast.Expression, error: ast.Expression): boolean {
  const name = error.getText().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const asked = unwrap(operand).getText().replace(/\s+/g, ' ');
  return [
    `${name}`,
    `${name} instanceof Error`,
    `${name} !==? (?:null|undefined)`,
    `typeof ${name} === ['"]object['"]`,
    `['"]message['"] in ${name}`,
    `${name}\\??\\.message`,
    `typeof ${name}\\??\\.message === ['"]string['"]`,
  ].some((pattern) => new RegExp(`^${pattern}$`).test(asked));
}
