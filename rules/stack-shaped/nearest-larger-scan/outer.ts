import { isWritten } from '../../engine/typescript/arrays/array-uses.ts';
import { isCalledForEach, isLoop } from '../../engine/typescript/loops.ts';
import {
  findAncestor,
  foldedText,
  isFunctionBoundary,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';

/** The loop that starts a scan anew for each entry. */
export interface Outer {
  /** A `for` statement, or the callback of `map` and its like. */
  readonly loop: Node;
  /** What the position is called, and in a callback also the entry and the array it is of. */
  readonly index: string;
  readonly value: string | undefined;
  readonly array: string | undefined;
  /** The statement to put something before, so that it runs once. */
  readonly statement: ast.Statement;
}

/** The nearest loop around a node, if it goes from entry to entry by an index. */
export function outerOf(node: Node): Outer | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (is.isForStatement(at)) return counted(at);
    if (is.isForOfStatement(at)) return entries(at);
    if (isCalledForEach(at)) return callback(at as ast.ArrowFunction);
    if (isLoop(at) || isFunctionBoundary(at)) return undefined;
  }
  return undefined;
}

/** Whether anything in the loop could change the array or move the position by hand. */
export function changes({ loop, index }: Outer, array: string): boolean {
  let found = false;
  walk(is.isForStatement(loop) ? loop.statement : loop, (node) => {
    if (found) return 'skip';
    if (is.isIdentifier(node) && node.text === index) found = isWritten(node);
    if (is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node)) {
      const isOfArray = foldedText(node).startsWith(`${array}[`) || foldedText(node.expression) === array;
      if (isOfArray && isWritten(node)) found = true;
      if (isOfArray && is.isPropertyAccessExpression(node)) found ||= mutating.has(node.name.text);
    }
    if (is.isCallExpression(node)) found ||= node.arguments.some((each) => foldedText(each) === array);
    if (is.isAwaitExpression(node) || is.isYieldExpression(node)) found = true;
    return undefined;
  });
  return found;
}

const mutating: ReadonlySet<string> = new Set(
  'copyWithin fill pop push reverse shift sort splice unshift'.split(' '),
);

function counted(loop: ast.ForStatement): Outer | undefined {
  const { initializer, incrementor } = loop;
  if (initializer === undefined || !is.isVariableDeclarationList(initializer) || incrementor === undefined)
    return undefined;
  const name = initializer.declarations[0]?.name;
  if (name === undefined || !is.isIdentifier(name) || !foldedText(incrementor).includes(name.text))
    return undefined;
  return { loop, index: name.text, value: undefined, array: undefined, statement: loop };
}

/** `for (const [index, value] of list.entries())`. */
function entries(loop: ast.ForOfStatement): Outer | undefined {
  const pattern = is.isVariableDeclarationList(loop.initializer)
    ? loop.initializer.declarations[0]?.name
    : undefined;
  const call = unwrap(loop.expression);
  if (pattern === undefined || !is.isArrayBindingPattern(pattern) || !is.isCallExpression(call))
    return undefined;
  const callee = call.expression;
  if (!is.isPropertyAccessExpression(callee) || callee.name.text !== 'entries') return undefined;
  const [index, value] = pattern.elements.map((each) => each.getText());
  if (index === undefined || index === '') return undefined;
  return { loop, index, value, array: foldedText(callee.expression), statement: loop };
}

function callback(fn: ast.ArrowFunction): Outer | undefined {
  const call = fn.parent as ast.CallExpression;
  const callee = unwrap(call.expression) as ast.PropertyAccessExpression;
  const statement = findAncestor(call, is.isStatement);
  const [value, index] = fn.parameters.map(({ name }) => name);
  if (index === undefined || value === undefined || !is.isIdentifier(index) || !is.isIdentifier(value))
    return undefined;
  if (callee.name.text.startsWith('reduce') || statement === undefined) return undefined;
  const { text } = value;
  return { loop: fn, index: index.text, value: text, array: foldedText(callee.expression), statement };
}
