import { spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import type { ReadFact } from './facts.ts';
import { typeKey } from './type-key.ts';

/** A member that is checked for being there, or taken to be there: `x.data != null`, `if (x.data)`, `x.data!`, `x.data?.y`. */
export function suspectRead(node: Node): ast.PropertyAccessExpression | undefined {
  return is.isPropertyAccessExpression(node) && is.isIdentifier(node.name) && asksForPresence(node)
    ? node
    : undefined;
}

export function readFact(
  access: ast.PropertyAccessExpression,
  objectType: Type | undefined,
  questions: TypeQuestions,
): ReadFact | undefined {
  if (isUnresolved(objectType)) return undefined;
  const type = typeKey(objectType, questions);
  return type === undefined
    ? undefined
    : { kind: 'read', type, member: access.name.text, span: spanOf(access) };
}

function asksForPresence(access: ast.PropertyAccessExpression): boolean {
  const { parent } = access;
  switch (parent.kind) {
    case SyntaxKind.NonNullExpression:
      return true;
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.CallExpression: {
      const chain = parent as ast.PropertyAccessExpression;
      return chain.expression === access && chain.questionDotToken !== undefined;
    }
    case SyntaxKind.PrefixUnaryExpression:
      return (parent as ast.PrefixUnaryExpression).operator === SyntaxKind.ExclamationToken;
    case SyntaxKind.IfStatement:
    case SyntaxKind.WhileStatement:
      return (parent as ast.IfStatement).expression === access;
    case SyntaxKind.ConditionalExpression:
      return (parent as ast.ConditionalExpression).condition === access;
    case SyntaxKind.BinaryExpression: {
      const { operatorToken, left, right } = parent as ast.BinaryExpression;
      switch (operatorToken.kind) {
        case SyntaxKind.AmpersandAmpersandToken:
        case SyntaxKind.BarBarToken:
        case SyntaxKind.QuestionQuestionToken:
          return left === access;
        case SyntaxKind.EqualsEqualsToken:
        case SyntaxKind.EqualsEqualsEqualsToken:
        case SyntaxKind.ExclamationEqualsToken:
        case SyntaxKind.ExclamationEqualsEqualsToken:
          return isNullLiteral(left === access ? right : left);
        default:
          return false;
      }
    }
    default:
      return false;
  }
}

function isNullLiteral(node: ast.Expression): boolean {
  return node.kind === SyntaxKind.NullKeyword || (is.isIdentifier(node) && node.text === 'undefined');
}
