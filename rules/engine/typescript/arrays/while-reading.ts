import { is, type Node } from '../../typescript.ts';
import { contains, enclosingFunction, unwrap, walk } from '../syntax.ts';
import { nameOf } from './stored.ts';

/**
 * Whether some of the places that change an array may run while a region of code reads it: they stand in it, it
 * calls a function that they stand in, or it pauses so that others run.
 */
export function mayChangeWhile(region: Node, changes: readonly Node[]): boolean {
  if (changes.some((change) => contains(region, change))) return true;
  const names = new Set(changes.flatMap((change) => nameOfFunction(enclosingFunction(change)) ?? []));
  let found = false;
  walk(region, (node) => {
    if (found) return 'skip';
    if (is.isAwaitExpression(node) || is.isYieldExpression(node)) found = true;
    else if (is.isCallExpression(node)) found = names.has(nameOf(unwrap(node.expression))?.text ?? '');
    return undefined;
  });
  return found;
}

function nameOfFunction(node: Node): string | undefined {
  const named = is.isArrowFunction(node) || is.isFunctionExpression(node) ? node.parent : node;
  const { name } = named as { name?: Node };
  return name !== undefined ? (nameOf(name)?.text ?? name.getText()) : undefined;
}
