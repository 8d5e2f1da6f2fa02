import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** A place that writes down in a collection where a walk has been, or asks whether it was there. */
export interface Mark {
  readonly node: Node;
  /** `seen` of `seen.add(node.id)`, `grid[row]` of `grid[row][column] = 0`. */
  readonly collection: ast.Expression;
  readonly key: ast.Expression;
  /** What is written or asked, without the value. */
  readonly text: string;
}

export interface Marks {
  readonly marks: readonly Mark[];
  readonly checks: readonly Mark[];
  /** Collections that something is taken out of again, as when a path is tried out. */
  readonly unmarked: ReadonlySet<string>;
}

/** Everything in a function that could keep a walk from going where it has been. */
export function marksOf(body: Node): Marks {
  const marks: Mark[] = [];
  const checks: Mark[] = [];
  const unmarked = new Set<string>();
  walk(body, (node) => {
    if (is.isCallExpression(node) && is.isPropertyAccessExpression(node.expression)) {
      const { name, expression: collection } = node.expression;
      const [key] = node.arguments;
      const text = foldedText(collection);
      if (/^(?:delete|pop)$/.test(name.text)) unmarked.add(foldedText(collection));
      else if (key === undefined) return;
      else if (/^(?:add|set)$/.test(name.text))
        marks.push({ node, collection, key, text: `${text}(${foldedText(key)})` });
      else if (/^(?:has|includes|get)$/.test(name.text)) checks.push({ node, collection, key, text });
    } else if (is.isElementAccessExpression(node)) {
      const { expression: collection, argumentExpression: key } = node;
      const { parent } = node;
      const text = foldedText(node);
      if (is.isBinaryExpression(parent) && parent.left === node && isAssignment(parent)) {
        if (isUndone(parent)) unmarked.add(foldedText(collection));
        else marks.push({ node: parent, collection, key, text });
      } else checks.push({ node, collection, key, text });
    }
  });
  return { marks, checks, unmarked };
}

function isAssignment({ operatorToken }: ast.BinaryExpression): boolean {
  return operatorToken.kind === SyntaxKind.EqualsToken;
}

function isUndone({ right }: ast.BinaryExpression): boolean {
  return unwrap(right).kind === SyntaxKind.FalseKeyword;
}
