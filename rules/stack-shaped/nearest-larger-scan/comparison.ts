import { looksOnly } from '../../engine/typescript/arrays/purity.ts';
import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Outer } from './outer.ts';

/** An entry further on is compared with the entry at hand, both by the same key. */
export interface Comparison {
  /** The array whose entries are compared. */
  readonly array: ast.Expression;
  /** What is compared, for the entry at a position: `list[at].height`. */
  key(position: string): string;
  /** What the entry further on is to be, compared with the entry at hand: `>` is larger. */
  readonly operator: Operator;
  /** The two sides, whose types decide. */
  readonly sides: readonly [ast.Expression, ast.Expression];
}

export type Operator = '<' | '<=' | '>' | '>=';

/** What is true where the comparison is not, for values that have an order at all. */
export const complement: Readonly<Record<Operator, Operator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const mirrored: Readonly<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const operators: ReadonlyMap<SyntaxKind, Operator> = new Map([
  [SyntaxKind.LessThanToken, '<'],
  [SyntaxKind.LessThanEqualsToken, '<='],
  [SyntaxKind.GreaterThanToken, '>'],
  [SyntaxKind.GreaterThanEqualsToken, '>='],
]);

/**
 * Reads a condition as such a comparison.
 * @param scanned how the condition says the position further on, `j` or `i - span`; or the entry itself, with its array.
 */
export function comparisonOf(
  condition: ast.Expression,
  scanned: Scanned,
  outer: Outer,
): Comparison | undefined {
  const value = unwrap(condition);
  if (!is.isBinaryExpression(value)) return undefined;
  const operator = operators.get(value.operatorToken.kind);
  if (operator === undefined || !looksOnly(value)) return undefined;
  const far = farSide(value, scanned);
  if (far === undefined) return undefined;
  const near = far === value.left ? value.right : value.left;
  const array = scanned.array ?? arrayIn(far, scanned.text);
  if (array === undefined) return undefined;
  const name = foldedText(array);
  const farKey = keyOf(far, [[scanned.text, scanned.array === undefined ? hole : `${name}[${hole}]`]]);
  const nearNames: [string, string][] = [[outer.index, hole]];
  if (outer.value !== undefined && outer.array === name) nearNames.push([outer.value, `${name}[${hole}]`]);
  const nearKey = keyOf(near, [...nearNames, ...aliases(outer, name)]);
  if (farKey !== nearKey || !farKey.includes(hole)) return undefined;
  return {
    array,
    key: (position) => farKey.replaceAll(hole, position),
    operator: far === value.left ? operator : mirrored[operator],
    sides: [far, near],
  };
}

export interface Scanned {
  readonly text: string;
  readonly array: ast.Expression | undefined;
}

/** Stands for a position in the text of a key; no identifier has it. */
const hole = '\u0000';

function farSide({ left, right }: ast.BinaryExpression, { text }: Scanned): ast.Expression | undefined {
  const [inLeft, inRight] = [mentions(left, text), mentions(right, text)];
  if (inLeft === inRight) return undefined;
  return inLeft ? left : right;
}

function mentions(root: Node, text: string): boolean {
  let found = false;
  walk(root, (node) => {
    if (foldedText(node) === text) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}

/** `list` of `list[j].height`. */
function arrayIn(side: ast.Expression, position: string): ast.Expression | undefined {
  let array: ast.Expression | undefined;
  walk(side, (node) => {
    if (is.isElementAccessExpression(node) && foldedText(node.argumentExpression) === position)
      array ??= node.expression;
  });
  return array;
}

/** The text of a side with every name of a position replaced. */
function keyOf(side: ast.Expression, names: readonly (readonly [string, string])[]): string {
  const source = side.getSourceFile();
  const replaced = new Map(names);
  let text = '';
  let from = side.getStart(source);
  walk(side, (node) => {
    const by = isName(node) ? replaced.get(foldedText(node)) : undefined;
    if (by === undefined) return undefined;
    text += source.text.slice(from, node.getStart(source)) + by;
    from = node.end;
    return 'skip';
  });
  return (text + source.text.slice(from, side.end)).replace(/\s+/g, ' ');
}

function isName(node: Node): boolean {
  if (is.isBinaryExpression(node)) return true;
  return is.isIdentifier(node) && !(is.isPropertyAccessExpression(node.parent) && node.parent.name === node);
}

/** `const current = list[i];` in the loop: another name of the entry at hand. */
function aliases({ loop, index }: Outer, array: string): [string, string][] {
  const found: [string, string][] = [];
  walk(loop, (node) => {
    if (!is.isVariableDeclaration(node) || !is.isIdentifier(node.name) || node.initializer === undefined)
      return;
    const isConst = node.parent.getText().startsWith('const');
    if (isConst && foldedText(node.initializer) === `${array}[${index}]`)
      found.push([node.name.text, `${array}[${hole}]`]);
  });
  return found;
}
