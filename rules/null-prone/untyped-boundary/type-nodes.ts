import { enclosingFunction } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Sink } from './sinks.ts';

/** Where the type of a sink is written down. */
export function typeNodeOf({ value, cast, parameter }: Sink): ast.TypeNode | undefined {
  if (cast !== null || parameter !== null) return (cast ?? parameter)?.type;
  const { parent } = value;
  if (is.isVariableDeclaration(parent)) return parent.type;
  if (is.isReturnStatement(parent)) return returnTypeOf(enclosingFunction(parent));
  return is.isArrowFunction(parent) ? parent.type : undefined;
}

/** `T` of `Promise<T>`. */
export function withoutPromise(node: ast.TypeNode): ast.TypeNode {
  const isPromise = is.isTypeReferenceNode(node) && /^Promise(Like)?$/.test(node.typeName.getText());
  return (isPromise ? node.typeArguments?.[0] : undefined) ?? node;
}

/** `T` of `T | null`; the whole union where that leaves several types. */
export function withoutNothing(node: ast.TypeNode): ast.TypeNode {
  if (!is.isUnionTypeNode(node)) return node;
  const rest = node.types.filter((part) => !/^(null|undefined|void)$/.test(part.getText()));
  return rest.length === 1 ? (rest[0] as ast.TypeNode) : node;
}

function returnTypeOf(fn: Node): ast.TypeNode | undefined {
  return (fn as { readonly type?: ast.TypeNode }).type;
}
