import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { isLoop } from '../../engine/typescript/loops.ts';
import { foldedText, isFunctionBoundary, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { parameterNames, type Recursion } from './recursion.ts';

export interface Returns {
  /** Each `return` on the way goes on to the next entry instead. */
  readonly edits: readonly LocalEdit[];
  /** The last statement, if it returns something: it comes after the loop. */
  readonly final: ast.ReturnStatement | undefined;
}

/** The `return`s of a function whose calls of itself use nothing that is returned. */
export function returnsOf(recursion: Recursion): Returns | Refusal {
  const { name, calls } = recursion;
  const body = recursion.body as ast.Block;
  const own = ownReturns(body);
  const passedOn = new Set(
    parameterNames(recursion).filter(
      (each, index) => each !== undefined && calls.every((call) => call.arguments[index]?.getText() === each),
    ),
  );
  const last = body.statements.at(-1);
  const final =
    last !== undefined && is.isReturnStatement(last) && last.expression !== undefined ? last : undefined;
  const edits: LocalEdit[] = [];
  for (const statement of own) {
    const { expression } = statement;
    if (expression !== undefined) {
      const isConstant = is.isIdentifier(expression) && passedOn.has(expression.text);
      const isSame =
        final?.expression !== undefined && foldedText(final.expression) === foldedText(expression);
      if (!isConstant || !isSame)
        return { refused: `\`${name}\` returns something of its own from each call.` };
    }
    if (statement === final) {
      edits.push({ span: withLine(statement), newText: '' });
      continue;
    }
    for (let at: Node = statement; at !== body; at = at.parent) {
      if (isLoop(at)) return { refused: `\`${name}\` returns from within a loop.` };
    }
    const { start, end } = spanOf(statement);
    const mark = body.getSourceFile().text[end - 1] === ';' ? ';' : '';
    edits.push({ span: { start, end }, newText: `continue${mark}` });
  }
  return { edits, final };
}

function ownReturns(body: Node): ast.ReturnStatement[] {
  const found: ast.ReturnStatement[] = [];
  walk(body, (node) => {
    if (node.kind !== SyntaxKind.Block && isFunctionBoundary(node)) return 'skip';
    if (is.isReturnStatement(node)) found.push(node);
    return undefined;
  });
  return found;
}

/** A statement with the white space before it, up to the end of the line before. */
function withLine(statement: Node): { start: number; end: number } {
  const { text } = statement.getSourceFile();
  let { start } = spanOf(statement);
  while (/[ \t\r\n]/.test(text[start - 1] ?? '')) start -= 1;
  return { start, end: statement.end };
}
