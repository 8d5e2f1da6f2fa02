import { unwrap, walk } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { graphGrowth } from './graph.ts';
import { gridGrowth } from './grid.ts';
import { indexGrowth, linkGrowth, ownLinkGrowth, tailGrowth } from './lists.ts';
import { parameterNames, type Recursion } from './recursion.ts';

/** What makes a recursion go deeper. */
export interface Growth {
  readonly kind: 'link' | 'own-link' | 'tail' | 'index' | 'graph' | 'grid';
  /** Completes "one call deeper for …". */
  readonly per: string;
  /** The calls that go deeper. */
  readonly calls: readonly ast.CallExpression[];
  /** The collection that says where a walk has been. */
  readonly visited?: string;
  /** Nodes whose types decide, and what they have to be. */
  readonly types: readonly Node[];
  accepts(types: readonly Type[], questions: TypeQuestions): boolean;
}

/**
 * Data that nothing bounds and that makes the recursion deeper: a chain of links, what is left of a list, an index into
 * it, a graph, a grid. A tree is as deep as somebody nested it, halves are soon small, and a counter ends where it says.
 */
export function growthOf(recursion: Recursion): Growth | undefined {
  if (recursion.calls.length === 0) return ownLinkGrowth(recursion);
  const grid = gridGrowth(recursion);
  if (grid !== undefined) return grid;
  const index = indexGrowth(recursion);
  if (index !== undefined) return index;
  if (isCounted(recursion)) return undefined;
  return linkGrowth(recursion) ?? tailGrowth(recursion) ?? graphGrowth(recursion);
}

/** Whether a counter is passed on and compared with a limit: the depth is what somebody allowed. */
function isCounted(recursion: Recursion): boolean {
  const { calls, body } = recursion;
  return parameterNames(recursion).some((name, index) => {
    const isPassedOn =
      name !== undefined &&
      calls.every((call) => {
        const argument = call.arguments[index];
        return argument !== undefined && isStep(unwrap(argument), name);
      });
    return isPassedOn && isCompared(name, body);
  });
}

function isStep(argument: Node, name: string): boolean {
  return new RegExp(`^(?:${name} ?[+-] ?\\w+|(?:\\+\\+|--)${name})$`).test(argument.getText());
}

function isCompared(name: string, body: Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (!is.isBinaryExpression(node) || !comparisons.has(node.operatorToken.kind)) return;
    found ||= [node.left, node.right].some((side) => unwrap(side).getText() === name);
  });
  return found;
}

const comparisons: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);
