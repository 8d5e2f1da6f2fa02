import {
  enclosingFunction,
  isAssignmentOperator,
  isFunctionBoundary,
  spanOf,
  walk,
} from '../../engine/typescript/syntax.ts';
import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import type { ReadFact, ReadUse } from './facts.ts';
import { typeKey } from './type-key.ts';

/** Uses of members of one object that tell what a reader thinks of them. */
export interface ReadSuspect {
  /** The object, whose type is asked. */
  readonly object: Node;
  readonly uses: readonly { readonly member: string; readonly use: ReadUse; readonly node: Node }[];
}

/** A member that is checked, compared, asserted or written: `if (x.data)`, `x.data!`, `x.status === 'done'`, `x.data = y`. */
export function suspectAccess(node: ast.PropertyAccessExpression): ReadSuspect | undefined {
  if (!is.isIdentifier(node.name)) return undefined;
  const use = useOf(node);
  // What a constructor sets is how the object is built.
  if (use === 'written' && isThis(node.expression) && is.isConstructorDeclaration(enclosingFunction(node)))
    return undefined;
  return use && { object: node.expression, uses: [{ member: node.name.text, use, node }] };
}

/** `const { data, error } = …` whose names are checked later in the function. */
export function suspectDestructuring(pattern: ast.ObjectBindingPattern): ReadSuspect | undefined {
  const { parent } = pattern;
  if (pattern.elements.length < 2) return undefined;
  const names = new Map<string, string>();
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined || element.name === undefined || !is.isIdentifier(element.name))
      continue;
    const member = element.propertyName ?? element.name;
    if (is.isIdentifier(member) && element.initializer === undefined)
      names.set(element.name.text, member.text);
  }
  if (names.size < 2) return undefined;
  const scope = is.isParameterDeclaration(parent) ? parent.parent : enclosingFunction(parent);
  if (is.isSourceFile(scope)) return undefined;
  const uses: { member: string; use: ReadUse; node: Node }[] = [];
  walk(scope, (node) => {
    if (!is.isIdentifier(node)) return;
    const member = names.get(node.text);
    const use = member === undefined ? undefined : useOf(node);
    if (member !== undefined && use !== undefined && use !== 'written') uses.push({ member, use, node });
  });
  return uses.length === 0 ? undefined : { object: pattern, uses };
}

export function readFacts(
  { object, uses }: ReadSuspect,
  objectType: Type | undefined,
  questions: TypeQuestions,
): ReadFact[] {
  if (isUnresolved(objectType)) return [];
  // `this` has a type of its own that is at least the class.
  const type = typeKey(isThis(object) ? questions.constraint(objectType) : objectType, questions);
  if (type === undefined) return [];
  return uses.map(({ member, use, node }) => ({
    kind: 'read',
    type,
    member,
    span: spanOf(node),
    use,
    comparesAbsence: comparesAbsence(node),
    standIn: standInFor(node),
    within: outermostFunction(node),
  }));
}

function comparesAbsence(access: Node): boolean {
  const { parent } = access;
  return is.isBinaryExpression(parent) && equalities.has(parent.operatorToken.kind);
}

const equalities = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** `x.b` and `'center'` in `x.a ?? x.b` and `x.align || 'center'`. */
function standInFor(access: Node): string | null {
  const { parent } = access;
  if (!is.isBinaryExpression(parent) || parent.left !== access) return null;
  const { kind } = parent.operatorToken;
  const isValue = kind === SyntaxKind.BarBarToken && !decides(parent);
  if (kind !== SyntaxKind.QuestionQuestionToken && !isValue) return null;
  const { right } = parent;
  const isSibling =
    is.isPropertyAccessExpression(right) &&
    is.isPropertyAccessExpression(access) &&
    right.expression.getText() === access.expression.getText();
  return isSibling ? right.name.text : '';
}

/** Whether only the truth of an expression counts. */
function decides(node: Node): boolean {
  const { parent } = node;
  if (is.isIfStatement(parent) || is.isWhileStatement(parent)) return parent.expression === node;
  if (is.isConditionalExpression(parent)) return parent.condition === node;
  if (is.isParenthesizedExpression(parent) || is.isBinaryExpression(parent)) return decides(parent);
  return is.isPrefixUnaryExpression(parent);
}

function isThis({ kind }: Node): boolean {
  return kind === SyntaxKind.ThisKeyword;
}

/** Callbacks belong to the function around them: what one checks the other relies on. */
function outermostFunction(node: Node): number {
  let func = enclosingFunction(node);
  while (!is.isSourceFile(func)) {
    const outer = enclosingFunction(func);
    if (is.isSourceFile(outer)) break;
    func = outer;
  }
  return isFunctionBoundary(func) ? func.pos : 0;
}

function useOf(access: ast.Expression): ReadUse | undefined {
  const { parent } = access;
  switch (parent.kind) {
    case SyntaxKind.NonNullExpression:
      return 'asserted';
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.CallExpression: {
      const chain = parent as ast.PropertyAccessExpression;
      return chain.expression === access && chain.questionDotToken !== undefined ? 'checked' : undefined;
    }
    case SyntaxKind.PrefixUnaryExpression:
      return useInPrefix(parent as ast.PrefixUnaryExpression);
    case SyntaxKind.PostfixUnaryExpression:
    case SyntaxKind.DeleteExpression:
      return 'written';
    case SyntaxKind.SwitchStatement:
      return 'compared';
    case SyntaxKind.IfStatement:
    case SyntaxKind.WhileStatement:
      return (parent as ast.IfStatement).expression === access ? 'checked' : undefined;
    case SyntaxKind.ConditionalExpression:
      return (parent as ast.ConditionalExpression).condition === access ? 'checked' : undefined;
    case SyntaxKind.BinaryExpression:
      return useInBinary(access, parent as ast.BinaryExpression);
    default:
      return undefined;
  }
}

function useInPrefix({ operator }: ast.PrefixUnaryExpression): ReadUse | undefined {
  if (operator === SyntaxKind.ExclamationToken) return 'checked';
  return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken
    ? 'written'
    : undefined;
}

function useInBinary(
  access: ast.Expression,
  { operatorToken, left, right }: ast.BinaryExpression,
): ReadUse | undefined {
  switch (operatorToken.kind) {
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken:
      return left === access || isAlternativeOf(left, access) ? 'checked' : undefined;
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return isNullLiteral(left === access ? right : left) ? 'checked' : 'compared';
    default:
      return left === access && isAssignmentOperator(operatorToken) ? 'written' : undefined;
  }
}

/** `x.a ?? x.b`: that one is read says that the other is not there. */
function isAlternativeOf(left: ast.Expression, access: ast.Expression): boolean {
  return (
    is.isPropertyAccessExpression(left) &&
    is.isPropertyAccessExpression(access) &&
    left.expression.getText() === access.expression.getText()
  );
}

function isNullLiteral(node: ast.Expression): boolean {
  return node.kind === SyntaxKind.NullKeyword || (is.isIdentifier(node) && node.text === 'undefined');
}
