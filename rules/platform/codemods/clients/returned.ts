import { findAncestor, hasModifier, isFunctionBoundary } from '../../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../../engine/typescript.ts';

/** Whether an asynchronous function gives a promise away, outside of any `try` that would see it fail. */
export function isReturned(promise: Node): boolean {
  const { parent } = promise;
  if (!is.isReturnStatement(parent) && !is.isArrowFunction(parent)) return false;
  const around = findAncestor(
    parent,
    (each): each is Node => isFunctionBoundary(each) || is.isTryStatement(each),
  );
  return around !== undefined && !is.isTryStatement(around) && hasModifier(around, SyntaxKind.AsyncKeyword);
}
