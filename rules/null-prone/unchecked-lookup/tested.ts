import { enclosingFunction, walk } from '../../engine/typescript/syntax.ts';
import { isTest } from '../../engine/typescript/value-tests.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Usage } from './usage.ts';

/**
 * Whether the variable that takes the value is tested where the compiler does not follow: a constant of the module by one
 * function on behalf of the others, a variable that is set in a branch after that branch.
 */
export function isTestedAround(usage: Usage): boolean {
  if (usage.kind === 'named') {
    const isOfModule = is.isSourceFile(enclosingFunction(usage.declaration));
    return isOfModule && usage.uses.some(({ kind }) => kind === 'checked');
  }
  if (usage.kind !== 'asserted') return false;
  const assignment = usage.mark.parent;
  const isSet =
    is.isBinaryExpression(assignment) &&
    assignment.operatorToken.kind === SyntaxKind.EqualsToken &&
    assignment.right === usage.mark &&
    is.isIdentifier(assignment.left);
  return isSet && isTestedAfter(assignment.left.getText(), assignment);
}

function isTestedAfter(name: string, after: Node): boolean {
  let found = false;
  walk(enclosingFunction(after), (node) => {
    if (found) return 'skip';
    found = is.isIdentifier(node) && node.text === name && node.pos > after.end && isTest(node);
    return undefined;
  });
  return found;
}
