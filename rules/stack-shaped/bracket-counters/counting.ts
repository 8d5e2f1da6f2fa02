import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** Something that is counted: in steps, or all at once over a whole text. */
export interface Counter {
  readonly name: string;
  readonly node: Node;
  readonly isTotal: boolean;
}

/** What is counted up and down, with the places where it is counted up, in the order of the text. */
export function countersIn(nodes: readonly Node[]): Counter[] {
  const found: Counter[] = [];
  const step = (node: Node, operand: Node): void => {
    found.push({ name: foldedText(unwrap(operand as ast.Expression)), node, isTotal: false });
  };
  const visit = (node: Node): void => {
    if (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) {
      // What a loop counts its rounds with stands in its head.
      if (node.operator === SyntaxKind.PlusPlusToken && !is.isForStatement(node.parent))
        step(node, node.operand);
    } else if (is.isBinaryExpression(node) && !is.isForStatement(node.parent)) {
      if (node.operatorToken.kind === SyntaxKind.PlusEqualsToken) step(node, node.left);
    } else if (countedText(node) !== undefined) {
      found.push({ name: nameOfTotal(node), node, isTotal: true });
    }
  };
  for (const each of nodes) walk(each, visit);
  return found;
}

/**
 * The name of the text in `(text.match(/\(/g) || []).length`, `text.split('(').length` and
 * `[...text].filter((character) => character === '(').length`.
 */
export function countedText(node: Node): string | undefined {
  if (!is.isPropertyAccessExpression(node) || node.name.text !== 'length') return undefined;
  let list = unwrap(node.expression);
  if (is.isBinaryExpression(list) && foldedText(list.right) === '[]') list = unwrap(list.left);
  if (is.isArrayLiteralExpression(list)) {
    const [only] = list.elements;
    if (only === undefined || !is.isSpreadElement(only)) return undefined;
    list = unwrap(only.expression);
  }
  if (!is.isCallExpression(list) || !is.isPropertyAccessExpression(list.expression)) return undefined;
  const { name, expression: owner } = list.expression;
  const [by] = list.arguments;
  if (by === undefined) return undefined;
  if (name.text === 'filter')
    return /^(?:\[\.\.\.(\w+)\]|(\w+)\.split\(''\)|Array\.from\((\w+)\))$/
      .exec(foldedText(owner))
      ?.slice(1)
      .find((text) => text !== undefined);
  const isCount =
    name.text === 'match' || name.text === 'matchAll'
      ? is.isRegularExpressionLiteral(by)
      : name.text === 'split' && is.isStringLiteral(by) && by.text !== '';
  return isCount && is.isIdentifier(owner) ? owner.text : undefined;
}

/** The constant that keeps a total, else the total itself. */
function nameOfTotal(node: Node): string {
  let at = node;
  while (is.isBinaryExpression(at.parent) || is.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  return is.isVariableDeclaration(parent) && is.isIdentifier(parent.name)
    ? parent.name.text
    : foldedText(node);
}
