import type { LocalEdit } from '../../../engine/local-edits.ts';
import { isInert } from '../../../engine/typescript/arrays/purity.ts';
import { siblings } from '../../../engine/typescript/flow.ts';
import { startsLine } from '../../../engine/typescript/layout.ts';
import { indentationAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { CallSite } from './calls.ts';

/**
 * Puts the result into a variable before the statement and the value, or what stood for nothing, where the call was.
 * Only where nothing that has an effect is evaluated before the call, and the call always is.
 * @param awaiting `await ` where the call is not awaited yet.
 */
export function hoistEdits(
  { whole, contract, layout, nameFor }: CallSite,
  awaiting: string,
): LocalEdit[] | undefined {
  const [nothing, other] = contract.nothing;
  if (nothing === undefined || other !== undefined) return undefined;
  const statement = statementOf(whole);
  if (statement === undefined || !startsLine(statement, layout.text)) return undefined;
  const { parent } = whole;
  const declared =
    is.isVariableDeclaration(parent) && is.isIdentifier(parent.name) ? parent.name.text : undefined;
  const result = nameFor(declared === undefined ? 'result' : `${declared}Result`);
  const value = `${result}.ok ? ${result}.value : ${nothing}`;
  const start = statement.getStart();
  const next = layout.newLine + indentationAt(layout.text, start);
  const call = is.isParenthesizedExpression(whole) ? whole.expression : whole;
  return [
    {
      span: { start, end: start },
      newText: `const ${result} = ${awaiting}${call.getText()}${layout.end}${next}`,
    },
    { span: spanOf(whole), newText: standsAlone(whole) ? value : `(${value})` },
  ];
}

/** The statement in a block that evaluates the expression first of all; undefined where there is none. */
function statementOf(expression: Node): ast.Statement | undefined {
  let child = expression;
  for (;;) {
    const { parent } = child;
    if (isStatement(parent)) {
      return siblings(parent) === undefined ? undefined : (parent as ast.Statement);
    }
    if (!isFirstIn(parent, child)) return undefined;
    child = parent;
  }
}

function isStatement(node: Node): boolean {
  return (
    is.isExpressionStatement(node) ||
    is.isReturnStatement(node) ||
    is.isThrowStatement(node) ||
    is.isIfStatement(node) ||
    is.isForOfStatement(node) ||
    is.isVariableStatement(node)
  );
}

/** Whether a part of an expression is always evaluated, and before all of its neighbours that have an effect. */
function isFirstIn(parent: Node, child: Node): boolean {
  switch (parent.kind) {
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.AwaitExpression:
    case SyntaxKind.PrefixUnaryExpression:
    case SyntaxKind.TypeOfExpression:
    case SyntaxKind.SpreadElement:
    case SyntaxKind.SpreadAssignment:
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.VariableDeclaration:
      return true;
    case SyntaxKind.VariableDeclarationList:
      return (
        is.isVariableStatement(parent.parent) &&
        (parent as ast.VariableDeclarationList).declarations.length === 1
      );
    case SyntaxKind.ConditionalExpression:
      return (parent as ast.ConditionalExpression).condition === child;
    case SyntaxKind.BinaryExpression:
      return isFirstOperand(parent as ast.BinaryExpression, child);
    case SyntaxKind.ElementAccessExpression:
      return (parent as ast.ElementAccessExpression).expression === child;
    case SyntaxKind.CallExpression:
    case SyntaxKind.NewExpression: {
      const { expression, arguments: given } = parent as ast.CallExpression;
      return expression === child || areInertBefore(child, [expression, ...(given ?? [])]);
    }
    case SyntaxKind.ObjectLiteralExpression:
      return areInertBefore(child, (parent as ast.ObjectLiteralExpression).properties);
    case SyntaxKind.ArrayLiteralExpression:
      return areInertBefore(child, (parent as ast.ArrayLiteralExpression).elements);
    default:
      return false;
  }
}

function isFirstOperand({ left, operatorToken: { kind } }: ast.BinaryExpression, child: Node): boolean {
  if (left === child) return true;
  const isLogical =
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.QuestionQuestionToken;
  const isConditionalAssignment =
    kind === SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === SyntaxKind.BarBarEqualsToken ||
    kind === SyntaxKind.QuestionQuestionEqualsToken;
  return !isLogical && !isConditionalAssignment && isInert(left);
}

function areInertBefore(child: Node, parts: readonly Node[]): boolean {
  return parts.slice(0, parts.indexOf(child)).every(isInert);
}

/** Whether the expression needs no parentheses to be `a ? b : c`. */
function standsAlone(node: Node): boolean {
  const { parent } = node;
  switch (parent.kind) {
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.ReturnStatement:
    case SyntaxKind.PropertyAssignment:
    case SyntaxKind.ArrayLiteralExpression:
      return true;
    case SyntaxKind.CallExpression:
    case SyntaxKind.NewExpression:
      return (parent as ast.CallExpression).expression !== node;
    case SyntaxKind.BinaryExpression:
      return (
        (parent as ast.BinaryExpression).operatorToken.kind === SyntaxKind.EqualsToken &&
        (parent as ast.BinaryExpression).right === node
      );
    default:
      return false;
  }
}
