import { findAncestor, isFunctionBoundary, walk } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';

/** Whether a step is only taken where the index allows it: by a condition around it, or one before it that leaves. */
export function isGuarded(step: Node, indexes: readonly Node[]): boolean {
  for (let at: Node = step; !isFunctionBoundary(at); at = at.parent) {
    const { parent } = at;
    if (is.isIfStatement(parent) && parent.thenStatement === at && asks(parent.expression, indexes))
      return true;
    if (!is.isBlock(parent)) continue;
    const before = parent.statements.slice(0, parent.statements.indexOf(at as ast.Statement));
    const isAsked = before.some(
      (each) => is.isIfStatement(each) && leaves(each.thenStatement) && asks(each.expression, indexes),
    );
    if (isAsked) return true;
  }
  return false;
}

/** Whether a condition asks for the index, or for something of the class that does. */
function asks(condition: Node, indexes: readonly Node[]): boolean {
  const isIn = (outer: Node): boolean =>
    indexes.some((index) => outer.pos <= index.pos && index.end <= outer.end);
  if (isIn(condition)) return true;
  const owner = findAncestor(condition, is.isClassLikeDeclaration);
  let isFound = false;
  walk(condition, (node) => {
    if (!is.isPropertyAccessExpression(node)) return;
    const { text } = node.name;
    isFound ||= owner?.members.some((member) => nameOf(member) === text && isIn(member)) === true;
  });
  return isFound;
}

function leaves(statement: ast.Statement): boolean {
  const last = is.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (is.isReturnStatement(last) || is.isThrowStatement(last));
}

function nameOf(member: ast.ClassElement): string | undefined {
  return is.isMethodDeclaration(member) || is.isGetAccessorDeclaration(member)
    ? member.name.getText()
    : undefined;
}
