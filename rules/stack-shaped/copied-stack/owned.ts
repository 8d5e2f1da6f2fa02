import type { ArrayUse } from '../../engine/typescript/arrays/array-uses.ts';
import { isFreshArray } from '../../engine/typescript/arrays/fresh.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { mayChangeWhile } from '../../engine/typescript/arrays/while-reading.ts';
import { isCalledForEach, loopAround } from '../../engine/typescript/loops.ts';
import {
  contains,
  enclosingFunction,
  findAncestor,
  hasModifier,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { CopyStep } from './copies.ts';

/**
 * Whether nobody has one of the former arrays when the next copy is made, so that changing one array in place is
 * seen by nobody. A framework that compares a field, a list of results, a closure and a caller may each have one.
 * @param uses all uses of the array that are not part of a copy.
 */
export function isOwned(array: Stored, uses: readonly ArrayUse[], steps: readonly CopyStep[]): boolean {
  if (array.isVisibleOutside || array.kind === 'parameter') return false;
  if (array.kind === 'field' && !isOwnBusiness(array.declaration)) return false;
  const changes = steps.map(({ node }) => node);
  const isShared = changes.some((node) => isCalledLater(node, array.declaration));
  return uses.every((use) => {
    if (keepsIt(use)) return !isShared && comesAfter(use.access, changes, array.declaration);
    if (use.role === 'reads-in-order') return !mayChangeWhile(regionOf(use.node), changes);
    return use.role !== 'content' || isFreshArray(use.value) || isNothing(use.value);
  });
}

/** Whether from a use on somebody may have the array itself, or tell it from another with the same entries. */
function keepsIt(use: ArrayUse): boolean {
  if (use.role === 'escapes') return true;
  if (use.role === 'reads-in-order') {
    const { method, node } = use;
    const isLazy = method === 'entries' || method === 'keys' || method === 'values';
    return isLazy && !is.isForOfStatement(withWrappers(node as ast.Expression).parent);
  }
  if (use.role !== 'orderless') return false;
  const whole = withWrappers(use.access);
  const { parent } = whole;
  if (!is.isBinaryExpression(parent)) return false;
  return (
    isEquality(parent.operatorToken.kind) && !isNothing(parent.left === whole ? parent.right : parent.left)
  );
}

function isEquality(kind: SyntaxKind): boolean {
  switch (kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return true;
    default:
      return false;
  }
}

export function isNothing(node: ast.Expression): boolean {
  const value = unwrap(node);
  return value.kind === SyntaxKind.NullKeyword || (is.isIdentifier(value) && value.text === 'undefined');
}

/** Whether a function around a change runs on its own account: an event, a method, a function that is called. */
function isCalledLater(change: Node, declaration: Node): boolean {
  const home = enclosingFunction(declaration);
  for (let at = enclosingFunction(change); at !== home; at = enclosingFunction(at)) {
    if (!isCalledForEach(at)) return true;
  }
  return false;
}

/** Whether the array is handed on where no copy can follow: after all of them, or on the way out. */
function comesAfter(access: Node, changes: readonly Node[], declaration: Node): boolean {
  const home = enclosingFunction(declaration);
  if (enclosingFunction(access) !== home) return false;
  const exit = findAncestor(access, is.isReturnStatement);
  const leaves = exit !== undefined && enclosingFunction(exit) === home;
  if (leaves && !isWithinTry(access, declaration)) return true;
  return changes.every((change) => {
    if (change.pos > access.pos) return false;
    const loop = loopAround(access, declaration);
    return loop === undefined || !contains(loop, change);
  });
}

/** What `finally` does happens after a `return`. */
function isWithinTry(node: Node, declaration: Node): boolean {
  const attempt = findAncestor(node, is.isTryStatement);
  return attempt !== undefined && !contains(attempt, declaration) && attempt.finallyBlock !== undefined;
}

/** A loop or a callback that reads is its whole statement or call; anything else is done at once. */
function regionOf(node: Node): Node {
  const loop = is.isForOfStatement(node) ? node : undefined;
  const parent = is.isCallExpression(node) ? withWrappers(node).parent : undefined;
  return loop ?? (parent !== undefined && is.isForOfStatement(parent) ? parent : node);
}

/** A class of its own, whose fields nobody watches: no base, no decorator, and it hands itself to nobody. */
function isOwnBusiness(declaration: Node): boolean {
  const owner = declaration.parent;
  if (!is.isClassLikeDeclaration(owner) || (owner.heritageClauses?.length ?? 0) > 0) return false;
  if (hasModifier(owner, SyntaxKind.Decorator) || hasModifier(declaration, SyntaxKind.Decorator))
    return false;
  let isHandedOn = false;
  walk(owner, (node) => {
    if (node.kind !== SyntaxKind.ThisKeyword) return;
    const { parent } = withWrappers(node as ast.Expression);
    if (!is.isPropertyAccessExpression(parent) && !is.isElementAccessExpression(parent)) isHandedOn = true;
  });
  return !isHandedOn;
}
