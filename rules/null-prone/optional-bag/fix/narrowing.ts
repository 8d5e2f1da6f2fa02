import { isFunctionBoundary, unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { writtenLiteral } from '../literal-values.ts';
import type { Split } from '../variants.ts';

/**
 * Whether a test around or before a use leaves only variants that have its member: one of the discriminant, or of a
 * member that is there in these variants alone.
 */
export function isNarrowed(
  access: ast.PropertyAccessExpression,
  split: Split,
  isAlwaysTruthy: (node: Node) => boolean,
): boolean {
  const { discriminant, variants } = split;
  if (discriminant === null) return false;
  const having = variants.filter(({ holds }) => holds[access.name.text] === 'set');
  const question: Question = {
    object: access.expression.getText(),
    wanted: new Set(having.flatMap(({ tags }) => tags)),
    split,
    isAlwaysTruthy,
  };
  let child: Node = access;
  for (
    let { parent } = access as Node;
    !isFunctionBoundary(child) && parent !== undefined;
    { parent } = parent
  ) {
    if (isGuardedBy(parent, child, question)) return true;
    child = parent;
  }
  return false;
}

interface Question {
  /** The object in question, as the code writes it. */
  readonly object: string;
  /** Values of the discriminant that go with the member. */
  readonly wanted: ReadonlySet<string>;
  readonly split: Split;
  readonly isAlwaysTruthy: (node: Node) => boolean;
}

function isGuardedBy(parent: Node, child: Node, question: Question): boolean {
  if (is.isIfStatement(parent)) {
    if (child === parent.thenStatement) return implies(parent.expression, true, question);
    return child === parent.elseStatement && implies(parent.expression, false, question);
  }
  if (is.isConditionalExpression(parent)) {
    if (child === parent.whenTrue) return implies(parent.condition, true, question);
    return child === parent.whenFalse && implies(parent.condition, false, question);
  }
  if (is.isBinaryExpression(parent) && child === parent.right) {
    const { kind } = parent.operatorToken;
    if (kind === SyntaxKind.AmpersandAmpersandToken) return implies(parent.left, true, question);
    return kind === SyntaxKind.BarBarToken && implies(parent.left, false, question);
  }
  if (is.isBlock(parent)) return leavesBefore(parent.statements, child, question);
  if (is.isCaseClause(parent)) return isWantedCase(parent, question);
  return false;
}

/** `if (x.status !== 'done') return;` before the use, in the same list of statements. */
function leavesBefore(statements: readonly ast.Statement[], child: Node, question: Question): boolean {
  for (const statement of statements) {
    if (statement === child) return false;
    if (
      is.isIfStatement(statement) &&
      statement.elseStatement === undefined &&
      leaves(statement.thenStatement) &&
      implies(statement.expression, false, question)
    ) {
      return true;
    }
  }
  return false;
}

function leaves(statement: ast.Statement): boolean {
  const last = is.isBlock(statement) ? statement.statements.at(-1) : statement;
  if (last === undefined) return false;
  return (
    is.isReturnStatement(last) ||
    is.isThrowStatement(last) ||
    is.isContinueStatement(last) ||
    is.isBreakStatement(last)
  );
}

function isWantedCase(clause: ast.CaseClause, question: Question): boolean {
  const { parent: block } = clause;
  const subject = block.parent;
  if (!is.isCaseBlock(block) || !is.isSwitchStatement(subject)) return false;
  if (memberIn(subject.expression, question) !== question.split.discriminant) return false;
  const index = block.clauses.indexOf(clause);
  // Cases without statements above fall into this one.
  for (let at = index; at >= 0; at -= 1) {
    const each = block.clauses[at];
    if (each === undefined || !is.isCaseClause(each)) return false;
    if (at < index && each.statements.length > 0) break;
    const value = valueOfCase(each.expression);
    if (value === undefined || !question.wanted.has(value)) return false;
  }
  return true;
}

/** Whether a condition that holds, or does not, leaves only wanted values. */
function implies(condition: ast.Expression, holds: boolean, question: Question): boolean {
  const test = unwrap(condition);
  if (is.isPrefixUnaryExpression(test) && test.operator === SyntaxKind.ExclamationToken) {
    return implies(test.operand, !holds, question);
  }
  const member = memberIn(test, question);
  if (member === question.split.discriminant) return isWanted([holds ? 'true' : 'false'], question);
  if (member !== undefined) {
    return (holds || question.isAlwaysTruthy(test)) && isWanted(tagsWhere(member, holds, question), question);
  }
  if (!is.isBinaryExpression(test)) return false;
  const { left, right, operatorToken } = test;
  switch (operatorToken.kind) {
    case SyntaxKind.AmpersandAmpersandToken:
      return holds && (implies(left, true, question) || implies(right, true, question));
    case SyntaxKind.BarBarToken:
      return !holds && (implies(left, false, question) || implies(right, false, question));
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return comparedTo(left, right, holds, question);
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return comparedTo(left, right, !holds, question);
    default:
      return false;
  }
}

function comparedTo(
  left: ast.Expression,
  right: ast.Expression,
  isEqual: boolean,
  question: Question,
): boolean {
  const member = memberIn(left, question);
  if (member === undefined) return false;
  if (member !== question.split.discriminant) {
    return isNullLiteral(right) && isWanted(tagsWhere(member, !isEqual, question), question);
  }
  const value = valueOfCase(right);
  if (value === undefined) return false;
  return isWanted(isEqual ? [value] : allTags(question).filter((each) => each !== value), question);
}

/** Values of the variants that a check of a member leaves; one that may or may not have it is left by both. */
function tagsWhere(member: string, isSet: boolean, { split }: Question): string[] {
  const excluded = isSet ? 'missing' : 'set';
  if (!split.involved.includes(member)) return [];
  return split.variants.filter(({ holds }) => holds[member] !== excluded).flatMap(({ tags }) => tags);
}

function allTags({ split }: Question): string[] {
  return split.variants.flatMap(({ tags }) => tags);
}

function isWanted(values: readonly string[], question: Question): boolean {
  const all = allTags(question);
  const possible = values.filter((value) => all.includes(value));
  return possible.length > 0 && possible.every((value) => question.wanted.has(value));
}

/** The name of the member, where an expression is one of the object in question. */
function memberIn(node: ast.Expression, { object }: Question): string | undefined {
  if (!is.isPropertyAccessExpression(node) || !is.isIdentifier(node.name)) return undefined;
  return node.expression.getText() === object ? node.name.text : undefined;
}

function isNullLiteral(node: ast.Expression): boolean {
  return node.kind === SyntaxKind.NullKeyword || (is.isIdentifier(node) && node.text === 'undefined');
}

function valueOfCase(node: ast.Expression): string | undefined {
  return writtenLiteral(node) ?? (is.isPropertyAccessExpression(node) ? node.getText() : undefined);
}
