import type { Node, Project, Type, TypeSymbol } from '../typescript.ts';

/** The types of all nodes in one request, in their order. */
export function typesAt(project: Project, nodes: readonly Node[]): (Type | undefined)[] {
  return askInHalves(nodes, (some) => project.checker.getTypeAtLocation(some));
}

/** The symbols of all nodes in one request, in their order. */
export function symbolsAt(project: Project, nodes: readonly Node[]): (TypeSymbol | undefined)[] {
  return askInHalves(nodes, (some) => project.checker.getSymbolAtLocation(some));
}

/**
 * There are types that the compiler in use cannot describe (some tuples): it panics, answers with that, and lives
 * on. One such node must not lose the answers of all others, so a batch that fails is asked again in halves, and
 * the node alone has no answer.
 * @throws any other failure, such as the end of the compiler's process.
 */
function askInHalves<T>(
  nodes: readonly Node[],
  ask: (nodes: readonly Node[]) => (T | undefined)[],
): (T | undefined)[] {
  if (nodes.length === 0) return [];
  try {
    return ask(nodes);
  } catch (thrown) {
    if (!isPanic(thrown)) throw thrown;
    if (nodes.length === 1) return [undefined];
    const middle = nodes.length >> 1;
    return [...askInHalves(nodes.slice(0, middle), ask), ...askInHalves(nodes.slice(middle), ask)];
  }
}

/** The answer, or `unknown` where the compiler panics over the type that it would have to describe. */
export function unlessPanic<T>(ask: () => T, unknown: T): T {
  try {
    return ask();
  } catch (thrown) {
    if (!isPanic(thrown)) throw thrown;
    return unknown;
  }
}

function isPanic(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.startsWith('panic:');
}
