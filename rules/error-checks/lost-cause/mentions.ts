import { walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';

/** Whether a name is read somewhere in a piece of code. */
export function mentions(within: Node, name: string): boolean {
  let found = false;
  walk(within, (node) => {
    if (found) return 'skip';
    found = is.isIdentifier(node) && node.text === name && !isKey(node);
    return undefined;
  });
  return found;
}

function isKey(node: ast.Identifier): boolean {
  const { parent } = node;
  return (is.isPropertyAccessExpression(parent) || is.isPropertyAssignment(parent)) && parent.name === node;
}
