import { siblings } from '../../engine/typescript/flow.ts';
import { enclosingFunction, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node } from '../../engine/typescript.ts';
import type { Choice } from './choices.ts';

/**
 * Whether the reader has thought of the values that a choice leaves out: a comment names one of them or stands
 * where the missing branch would, or the same function deals with one of them elsewhere.
 * @param names the values' texts without quotes; for an enum's member, its name.
 */
export function isLeftOutOnPurpose(choice: Choice, names: readonly string[]): boolean {
  const { node, last } = choice;
  return hasCommentAtEnd(choice) || commentNames(node, names, last) || isNamedElsewhere(node, last, names);
}

/** `// the rest is of no interest` after the last branch. */
function hasCommentAtEnd({ node, last }: Choice): boolean {
  const { text } = node.getSourceFile();
  if (is.isSwitchStatement(node)) {
    const { clauses } = node.caseBlock;
    const tail = text.slice(clauses.at(-1)?.end, node.end);
    // What stands on the line of the last statement is about that statement.
    return /\n[^\n]*\/[/*]/.test(tail);
  }
  const beside = siblings(last);
  const isLastStatement = beside !== undefined && beside.at(-1) === last;
  return isLastStatement && /\n[^\n]*\/[/*]/.test(text.slice(last.end, last.parent.end));
}

/** Whether a comment before, in or right after the nodes has one of the names as a word. */
export function commentNames(node: Node, names: readonly string[], last = node): boolean {
  const { text } = node.getSourceFile();
  const beside = siblings(last);
  const next = beside?.find(({ pos }) => pos >= last.end);
  const until = next?.getStart() ?? last.parent.end;
  const comments = text.slice(node.pos, until).match(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g) ?? [];
  const words = new Set(
    comments
      .join(' ')
      .toLowerCase()
      .match(/[\w$-]+/g) ?? [],
  );
  return names.some((name) => words.has(name.toLowerCase()));
}

/** Whether the function around the nodes has one of the values outside of them. */
export function isNamedElsewhere(node: Node, last: Node, names: readonly string[]): boolean {
  const wanted = new Set(names);
  let found = false;
  walk(enclosingFunction(node), (at) => {
    // What stands in a type is the union itself.
    if (found || is.isLiteralTypeNode(at) || (at.pos >= node.pos && at.end <= last.end)) return 'skip';
    if (is.isStringLiteral(at) || is.isNoSubstitutionTemplateLiteral(at)) found = wanted.has(at.text);
    else if (is.isPropertyAccessExpression(at)) found = wanted.has(at.name.text);
    return undefined;
  });
  return found;
}
