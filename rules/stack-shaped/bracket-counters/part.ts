import { foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Checker } from './model/verdict.ts';

/** The statements of a longer function that count brackets: the counters, the loop, and what is said of the counts. */
export interface Part {
  readonly nodes: readonly Node[];
  /** The name of the text that the loop goes through. */
  readonly text: string;
}

/** The first loop over the characters of a text in which something is counted, with the statements that belong to it. */
export function partOf(checker: Checker): Part | undefined {
  let found: Part | undefined;
  walk(checker, (node) => {
    if (found !== undefined) return 'skip';
    if (!is.isForOfStatement(node) && !is.isForStatement(node)) return undefined;
    const text = textOf(node);
    if (text !== undefined && is.isBlock(node.parent)) found = partAround(node, text, node.parent);
    return undefined;
  });
  return found;
}

/** `text` of `for (const character of text)` and of `index < text.length`. */
function textOf(loop: ast.ForOfStatement | ast.ForStatement): string | undefined {
  const asked = is.isForOfStatement(loop) ? loop.expression : loop.condition;
  const at = asked && unwrap(asked);
  if (at === undefined) return undefined;
  if (is.isIdentifier(at)) return is.isForOfStatement(loop) ? at.text : undefined;
  return is.isBinaryExpression(at) ? /^(\w+)\.length$/.exec(foldedText(unwrap(at.right)))?.[1] : undefined;
}

function partAround(loop: ast.Statement, text: string, { statements }: ast.Block): Part | undefined {
  const counters = countedIn(loop);
  if (counters.size === 0) return undefined;
  const at = statements.indexOf(loop);
  const mentions = (node: Node | undefined): boolean => {
    let isMentioned = false;
    if (node !== undefined) {
      walk(node, (each) => {
        isMentioned ||= is.isIdentifier(each) && counters.has(each.text);
      });
    }
    return isMentioned;
  };
  const nodes: Node[] = [loop];
  for (let before = at - 1; before >= 0; before -= 1) {
    const node = statements[before];
    if (node === undefined || !is.isVariableStatement(node) || !isPlain(node)) break;
    nodes.unshift(node);
  }
  for (let after = at + 1; mentions(statements[after]); after += 1) nodes.push(statements[after] as Node);
  return { nodes, text };
}

/** `let round = 0`: names that start as something spelled out. */
function isPlain({ declarationList }: ast.VariableStatement): boolean {
  return declarationList.declarations.every(
    ({ initializer }) =>
      initializer === undefined || /^(?:\d+|''|""|null|true|false)$/.test(initializer.getText()),
  );
}

function countedIn(loop: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(loop, (node) => {
    const isStep = is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node);
    if (isStep && is.isIdentifier(node.operand) && !is.isForStatement(node.parent))
      names.add(node.operand.text);
    if (is.isBinaryExpression(node) && is.isIdentifier(node.left) && / [+-]= /.test(foldedText(node)))
      names.add(node.left.text);
  });
  return names;
}
