import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type MessageRead, messageRead } from './message-read.ts';

/** How a check looks at the text: what must stand where. */
export type Comparison = 'equals' | 'starts' | 'ends' | 'contains' | 'matches';

/** One decision by the text of an error, as far as syntax tells. */
export interface Check {
  /** The expression that is true or false, or the `switch`. */
  readonly node: ast.Expression | ast.SwitchStatement;
  readonly read: MessageRead;
  readonly comparison: Comparison;
  /** The texts or regular expressions it is compared with; their values may only be known by type. */
  readonly wanted: readonly ast.Expression[];
  /** True where the text is another one: `!==`, `indexOf(…) < 0`. */
  readonly isNegated: boolean;
}

/** The check that a call, a comparison or a `switch` is. */
export function checkOf(node: Node): Check | undefined {
  if (is.isCallExpression(node)) return ofCall(node);
  if (is.isBinaryExpression(node)) return ofComparison(node);
  return is.isSwitchStatement(node) ? ofSwitch(node) : undefined;
}

const byMethod: ReadonlyMap<string, Comparison> = new Map([
  ['includes', 'contains'],
  ['startsWith', 'starts'],
  ['endsWith', 'ends'],
  ['match', 'matches'],
]);

function ofCall(node: ast.CallExpression): Check | undefined {
  const callee = node.expression;
  const [argument, another] = node.arguments;
  if (!is.isPropertyAccessExpression(callee) || argument === undefined || another !== undefined) {
    return undefined;
  }
  const owner = unwrap(callee.expression);
  const method = callee.name.text;
  if (method === 'test') {
    const read = isRegExp(owner) ? messageRead(argument) : undefined;
    return read && { node, read, comparison: 'matches', wanted: [owner], isNegated: false };
  }
  if (method === 'includes' && is.isArrayLiteralExpression(owner)) {
    const read = messageRead(argument);
    return read && { node, read, comparison: 'equals', wanted: owner.elements, isNegated: false };
  }
  const comparison = byMethod.get(method);
  if (comparison === undefined) return undefined;
  if (comparison === 'matches' ? !isRegExp(argument) || !isAskedForTruth(node) : !isText(argument)) {
    return undefined;
  }
  const read = messageRead(owner);
  return read && { node, read, comparison, wanted: [argument], isNegated: false };
}

function ofComparison(node: ast.BinaryExpression): Check | undefined {
  const operator = node.operatorToken.kind;
  if (!comparisons.has(operator)) return undefined;
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  const indexed = indexOfCheck(node, left, right);
  if (indexed !== undefined) return indexed;
  const isNegated =
    operator === SyntaxKind.ExclamationEqualsEqualsToken || operator === SyntaxKind.ExclamationEqualsToken;
  if (
    !isNegated &&
    operator !== SyntaxKind.EqualsEqualsEqualsToken &&
    operator !== SyntaxKind.EqualsEqualsToken
  )
    return undefined;
  const read = isText(right) ? messageRead(left) : isText(left) ? messageRead(right) : undefined;
  const wanted = isText(right) ? right : left;
  return read && { node, read, comparison: 'equals', wanted: [wanted], isNegated };
}

const comparisons = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.LessThanToken,
]);

/** What an index says about the text, by the operator and what it is compared with. */
const byIndex: ReadonlyMap<string, Pick<Check, 'comparison' | 'isNegated'>> = new Map([
  ['=0', { comparison: 'starts', isNegated: false }],
  ['!0', { comparison: 'starts', isNegated: true }],
  ['!-1', { comparison: 'contains', isNegated: false }],
  ['>-1', { comparison: 'contains', isNegated: false }],
  ['>=0', { comparison: 'contains', isNegated: false }],
  ['=-1', { comparison: 'contains', isNegated: true }],
  ['<0', { comparison: 'contains', isNegated: true }],
]);

function indexOfCheck(
  node: ast.BinaryExpression,
  left: ast.Expression,
  right: ast.Expression,
): Check | undefined {
  if (!is.isCallExpression(left) || !is.isPropertyAccessExpression(left.expression)) return undefined;
  const [argument] = left.arguments;
  if (left.expression.name.text !== 'indexOf' || argument === undefined || !isText(argument))
    return undefined;
  const operator = node.operatorToken
    .getText()
    .replace(/(?<==)=+/, '')
    .replace(/^!=$/, '!');
  const says = byIndex.get(operator + right.getText());
  const read = says && messageRead(left.expression.expression);
  return read && { node, read, wanted: [argument], ...says };
}

function ofSwitch(node: ast.SwitchStatement): Check | undefined {
  const read = messageRead(node.expression);
  if (read === undefined || read.form === 'name') return undefined;
  const wanted = node.caseBlock.clauses.flatMap((clause) =>
    is.isCaseClause(clause) && isText(clause.expression) ? clause.expression : [],
  );
  return wanted.length === 0 ? undefined : { node, read, comparison: 'equals', wanted, isNegated: false };
}

/** A text as it stands, or a constant that may hold one. */
function isText(node: ast.Expression): boolean {
  return (
    is.isStringLiteral(node) ||
    is.isNoSubstitutionTemplateLiteral(node) ||
    (is.isIdentifier(node) && node.text !== 'undefined') ||
    is.isPropertyAccessExpression(node)
  );
}

function isRegExp(node: ast.Expression): boolean {
  return node.kind === SyntaxKind.RegularExpressionLiteral || is.isIdentifier(node);
}

/** Whether nothing but true or false is made of a value: what `match` found is not looked at. */
function isAskedForTruth(node: ast.Expression): boolean {
  const { parent } = node;
  if (is.isParenthesizedExpression(parent)) return isAskedForTruth(parent);
  if (is.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (is.isIfStatement(parent)) return true;
  if (is.isConditionalExpression(parent)) return parent.condition === node;
  return (
    is.isBinaryExpression(parent) &&
    (parent.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken ||
      parent.operatorToken.kind === SyntaxKind.BarBarToken) &&
    isAskedForTruth(parent)
  );
}
