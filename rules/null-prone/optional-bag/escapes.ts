import { isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { EscapeFact, EscapeKind } from './facts.ts';
import { typeKey } from './type-key.ts';

/** A place where a type is used so that its constructions are not the whole story. */
export interface EscapeSuspect {
  readonly how: EscapeKind;
  /** The node whose type may be the bag comes first; where a value is taken to be one, the value comes second. */
  readonly nodes: readonly Node[];
}

export function suspectEscape(node: Node): EscapeSuspect | undefined {
  if (is.isExpressionWithTypeArguments(node)) {
    return is.isHeritageClause(node.parent) ? { how: 'extended', nodes: [node] } : undefined;
  }
  if (is.isTypeReferenceNode(node)) {
    const [argument] = node.typeArguments ?? [];
    const name = node.typeName.getText();
    return argument !== undefined && /Partial$/.test(name)
      ? { how: 'partial', nodes: [argument] }
      : undefined;
  }
  if (is.isAsExpression(node)) return fromOutside(node.type, node.expression);
  if (is.isVariableDeclaration(node)) {
    return node.type !== undefined && node.initializer !== undefined && comesFromCall(node.initializer)
      ? fromOutside(node.type, node.initializer)
      : undefined;
  }
  if (is.isCallExpression(node)) {
    const [argument] = node.typeArguments ?? [];
    return argument !== undefined && fetches(node.expression)
      ? { how: 'from-outside', nodes: [argument] }
      : undefined;
  }
  return undefined;
}

export function escapeFact(
  { how, nodes }: EscapeSuspect,
  types: readonly (Type | undefined)[],
  questions: TypeQuestions,
): EscapeFact | undefined {
  const [type, value] = types;
  if (isUnresolved(type)) return undefined;
  if (nodes.length > 1 && value !== undefined && (value.flags & (TypeFlags.Any | TypeFlags.Unknown)) === 0) {
    return undefined;
  }
  const key = typeKey(questions.awaited(type), questions) ?? entryKey(type, questions);
  return key === undefined ? undefined : { kind: 'escape', type: key, how };
}

/** A list of them comes from outside as well as one alone. */
function entryKey(type: Type, questions: TypeQuestions): string | undefined {
  return questions.isArray(type) ? typeKey(questions.elementType(type), questions) : undefined;
}

function fromOutside(type: ast.TypeNode, value: ast.Expression): EscapeSuspect | undefined {
  if (is.isObjectLiteralExpression(value) || !mayNameBag(type)) return undefined;
  return { how: 'from-outside', nodes: [type, value] };
}

function mayNameBag(type: ast.TypeNode): boolean {
  if (is.isArrayTypeNode(type)) return mayNameBag(type.elementType);
  return is.isTypeReferenceNode(type) && type.typeName.getText() !== 'const';
}

function comesFromCall(value: ast.Expression): boolean {
  return value.kind === SyntaxKind.CallExpression || value.kind === SyntaxKind.AwaitExpression;
}

/** `axios.get<T>(…)`, `request<T>(…)`, `res.json<T>()`: what is named says where the value comes from. */
function fetches(callee: ast.Expression): boolean {
  const name = is.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  return /^(get|post|put|patch|delete|request|fetch\w*|json|parse\w*|query\w*|\$?fetch|invoke|call|load\w*|read\w*|send\w*|api\w*|ky|axios|http\w*)$/i.test(
    name,
  );
}
