import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** A single test of a condition and whether it has to hold. */
export interface Atom {
  readonly test: ast.Expression;
  readonly holds: boolean;
}

/** The single tests of a condition joined by `&&`, `||` and `!`. */
export function atomsOf(condition: ast.Expression, holds: boolean): Atom[] {
  const bare = unwrap(condition);
  if (isNot(bare)) return atomsOf(bare.operand, !holds);
  if (is.isBinaryExpression(bare)) {
    const operator = bare.operatorToken.kind;
    if (operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken) {
      return [...atomsOf(bare.left, holds), ...atomsOf(bare.right, holds)];
    }
  }
  return [{ test: bare, holds }];
}

export function isNot(node: Node): node is ast.PrefixUnaryExpression {
  return is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken;
}

/** What is not there, where a test asks for absence: `!x`, `x == null`, `x.length === 0`, `typeof x === 'undefined'`. */
export function absentIn({ test, holds }: Atom): ast.Expression | undefined {
  if (is.isBinaryExpression(test)) return absentInComparison(test, holds);
  if (holds) return undefined;
  const counted = countedIn(test);
  if (counted !== undefined) return counted;
  return isReference(test) && !isQuestion(test) ? test : undefined;
}

/** What failed, where a test asks for a failure by what marks one everywhere: `ok`, `error`, a status. */
export function failedIn({ test, holds }: Atom): ast.Expression | undefined {
  if (is.isPropertyAccessExpression(test)) {
    const { text } = test.name;
    // A result that names its reasons has told them apart already.
    if (/Result$/.test(test.expression.getText())) return undefined;
    const fails = holds ? /^(is)?(err|error)s?$/i.test(text) : /^(is)?ok$/i.test(text);
    return fails ? test.expression : undefined;
  }
  if (is.isIdentifier(test)) return holds && /^err$|error$/i.test(test.text) ? test : undefined;
  if (!is.isBinaryExpression(test)) return undefined;
  const status = comparedStatus(test);
  return status !== undefined && asksForFailure(test.operatorToken.kind, status, holds)
    ? (test.left as ast.PropertyAccessExpression).expression
    : undefined;
}

/** Whether a test asks for a status that says that something is not there. */
export function asksForGone({ test, holds }: Atom): boolean {
  if (!is.isBinaryExpression(test)) return false;
  const status = comparedStatus(test);
  return (status === 404 || status === 410) && (holds ? equals : unequals).has(test.operatorToken.kind);
}

/** `404` of `response.status === 404`. */
function comparedStatus({ left, right }: ast.BinaryExpression): number | undefined {
  const isStatus =
    is.isPropertyAccessExpression(left) && /^(status|statusCode|exitCode)$/.test(left.name.text);
  return isStatus && is.isNumericLiteral(right) ? Number(right.text) : undefined;
}

/** A name that says yes or no, like `isInstalled`: what it denies is there and is turned away. */
function isQuestion(node: Node): boolean {
  const name = is.isPropertyAccessExpression(node) ? node.name : node;
  return (
    is.isIdentifier(name) &&
    /^(is|has|had|was|can|may|should|did|does|success|valid|ok|found|exists)([A-Z]|$)|(Exists|Enabled|Valid|Allowed)$/.test(
      name.text,
    )
  );
}

/** Whether an expression is a name or a chain of members. */
export function isReference(node: Node): boolean {
  return is.isIdentifier(node) || is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node);
}

/** `404` and `410` say that something is not there; everything else but success is a failure. */
function asksForFailure(operator: SyntaxKind, status: number, holds: boolean): boolean {
  const isEqual = equals.has(operator) ? holds : unequals.has(operator) ? !holds : undefined;
  if (isEqual === undefined) return holds && status >= 300;
  return isEqual ? status >= 300 && status !== 404 && status !== 410 : status < 300;
}

const equals: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
]);
const unequals: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

function absentInComparison(test: ast.BinaryExpression, holds: boolean): ast.Expression | undefined {
  const { operatorToken, left, right } = test;
  const text = unwrap(right).getText();
  if (isEmptiness(operatorToken.kind, text, holds)) return countedIn(unwrap(left));
  if (!(holds ? equals : unequals).has(operatorToken.kind)) return undefined;
  if (/^(null|undefined|'undefined'|"undefined"|''|"")$/.test(text)) {
    return is.isTypeOfExpression(left) ? left.expression : left;
  }
  if (text === '0') return countedIn(unwrap(left));
  return text === '-1' && is.isIdentifier(left) ? left : undefined;
}

/** `list.length > 0` that does not hold, `list.length < 1` that does. */
function isEmptiness(operator: SyntaxKind, number: string, holds: boolean): boolean {
  if (holds) return operator === SyntaxKind.LessThanToken && number === '1';
  return (
    (operator === SyntaxKind.GreaterThanToken && number === '0') ||
    (operator === SyntaxKind.GreaterThanEqualsToken && number === '1')
  );
}

/** `list` of `list.length`. */
function countedIn(node: Node): ast.Expression | undefined {
  return is.isPropertyAccessExpression(node) && /^(length|size)$/.test(node.name.text)
    ? node.expression
    : undefined;
}
