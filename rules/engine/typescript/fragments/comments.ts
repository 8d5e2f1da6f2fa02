import { ast, type Node } from '../../typescript.ts';

/** Comments between the tokens of a node. */
export function commentsIn(node: Node): string[] {
  const source = node.getSourceFile();
  const comments: string[] = [];
  for (let position = node.getStart(source); position < node.end; ) {
    const token = ast.getTokenAtPosition(source, position);
    if (token.end <= position) break;
    const gap = source.text.slice(token.pos, token.getStart(source));
    if (token.pos > node.pos) comments.push(...(gap.match(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g) ?? []));
    position = token.end;
  }
  return comments;
}
