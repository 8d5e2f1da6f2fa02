import { foldedText, isAssignmentOperator, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { countedText } from './counting.ts';
import type { Checker } from './model/verdict.ts';

/** The statements of a longer function that count pairs: the counters, the loop if any, and what is said of the counts. */
export interface Part {
  readonly nodes: readonly ast.Statement[];
  /** The name of the text that is counted in. */
  readonly text: string;
}

/**
 * The first loop over the characters of a text in which something is counted, or the first statement that counts in a
 * whole text, with the statements that belong to it.
 */
export function partOf(checker: Checker): Part | undefined {
  let found: Part | undefined;
  walk(checker, (node) => {
    if (found !== undefined) return 'skip';
    if (is.isForOfStatement(node) || is.isForStatement(node)) {
      const text = textOf(node);
      if (text !== undefined && is.isBlock(node.parent)) found = partAround(node, text, node.parent);
      return undefined;
    }
    const text = countedText(node);
    if (text !== undefined) found = partOfTotals(node, text);
    return undefined;
  });
  return found;
}

/** Whether a name is mentioned within a node. */
export function isMentioned(names: ReadonlySet<string>, node: Node): boolean {
  let isFound = false;
  walk(node, (each) => {
    isFound ||= is.isIdentifier(each) && names.has(each.text);
  });
  return isFound;
}

/** The names that statements declare. */
export function declaredIn(nodes: readonly Node[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    if (!is.isVariableStatement(node)) continue;
    for (const { name } of node.declarationList.declarations) if (is.isIdentifier(name)) names.add(name.text);
  }
  return names;
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
  const counters = steppedIn(loop);
  if (counters.size === 0) return undefined;
  const at = statements.indexOf(loop);
  const nodes: ast.Statement[] = [loop];
  for (let before = at - 1; before >= 0; before -= 1) {
    const node = statements[before];
    if (node === undefined || !is.isVariableStatement(node) || !isPlain(node)) break;
    nodes.unshift(node);
  }
  for (const node of statements.slice(at + 1)) {
    if (!isMentioned(counters, node)) break;
    nodes.push(node);
  }
  return { nodes, text };
}

/**
 * The statements of a block that count in one text, and those that ask for the counts. What stands between them and does
 * neither is left out, unless it changes the text.
 */
function partOfTotals(total: Node, text: string): Part | undefined {
  let statement = total;
  while (!is.isBlock(statement.parent)) {
    statement = statement.parent;
    if (statement.parent === undefined || is.isSourceFile(statement)) return undefined;
  }
  const { statements } = statement.parent;
  const nodes: ast.Statement[] = [];
  const names = new Set<string>();
  let isChanged = false;
  for (const each of statements.slice(statements.indexOf(statement as ast.Statement))) {
    if (countsIn(each, text)) for (const name of declaredIn([each])) names.add(name);
    else if (!isMentioned(names, each)) {
      isChanged ||= isAssigned(text, each);
      continue;
    }
    // A text that was changed between two counts is no longer the one that was counted in first.
    if (isChanged) return undefined;
    nodes.push(each);
  }
  return { nodes, text };
}

function countsIn(node: Node, text: string): boolean {
  let isFound = false;
  walk(node, (each) => {
    isFound ||= countedText(each) === text;
  });
  return isFound;
}

function isAssigned(name: string, within: Node): boolean {
  let isFound = false;
  walk(within, (node) => {
    isFound ||=
      is.isBinaryExpression(node) &&
      is.isIdentifier(node.left) &&
      node.left.text === name &&
      isAssignmentOperator(node.operatorToken);
  });
  return isFound;
}

/** `let round = 0`: names that start as something spelled out. */
function isPlain({ declarationList }: ast.VariableStatement): boolean {
  return declarationList.declarations.every(
    ({ initializer }) =>
      initializer === undefined || /^(?:\d+|''|""|null|true|false)$/.test(initializer.getText()),
  );
}

function steppedIn(loop: Node): ReadonlySet<string> {
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
