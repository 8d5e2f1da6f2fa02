import { originsOf } from '../../engine/typescript/presence/origins.ts';
import { isFunctionBoundary, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Lookup, soughtProperty } from './lookups.ts';

/**
 * Whether a key is the program's own: no caller has a hand in it. What a class keeps in two of its fields it may well keep
 * in step, whatever its callers ask for.
 */
export function isOwnKey({ form, node, key }: Lookup): boolean {
  if (form !== 'key' && form !== 'find') return false;
  const sought = form === 'find' ? (soughtProperty(key)?.value ?? key) : key;
  if (sought === undefined) return false;
  const given = parametersAround(node);
  return ![...originsOf(sought)].some((origin) => given.has(rootName(origin)));
}

/** The names of the parameters of all functions around a node, but for callbacks, which get what they are called with. */
function parametersAround(node: Node): Set<string> {
  const names = new Set<string>();
  for (let at = node.parent; at.parent !== undefined; at = at.parent) {
    if (!isFunctionBoundary(at) || is.isCallExpression(at.parent)) continue;
    const { parameters } = at as { parameters?: readonly ast.ParameterDeclaration[] };
    for (const { name } of parameters ?? []) {
      walk(name, (each) => {
        if (is.isIdentifier(each)) names.add(each.text);
      });
    }
  }
  return names;
}

/** `order` of `order.customer.id` and of `order[0]`. */
function rootName(reference: string): string {
  return /^[\w$]*/.exec(reference)?.[0] ?? '';
}
