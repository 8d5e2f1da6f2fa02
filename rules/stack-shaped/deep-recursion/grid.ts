import { foldedText, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Growth } from './growth.ts';
import { marksOf } from './marks.ts';
import { parameterNames, type Recursion, rootNames, seenThrough } from './recursion.ts';

/**
 * `fill(row + 1, column)` and its three relatives: a region of a grid, every cell of which may be one call below the
 * cell before. A walk that only leads on is as deep as the grid is long; a path that is tried and taken back ends by its
 * running time; a number of steps that is counted ends where it says.
 */
export function gridGrowth(recursion: Recursion): Growth | undefined {
  const ways = waysOf(recursion);
  const moved = new Set([...ways].filter(([, way]) => way.has(1) && way.has(-1)).map(([name]) => name));
  if (moved.size < 2 || !marksCells(recursion, moved)) return undefined;
  if ([...ways].some(([name, way]) => way.size === 1 && isCompared(name, recursion))) return undefined;
  return {
    kind: 'grid',
    per: 'each cell of a region',
    calls: recursion.calls,
    types: [],
    accepts: () => true,
  };
}

type Ways = Map<string, Set<number>>;

/** In which directions the calls move each parameter. */
function waysOf(recursion: Recursion): Ways {
  const ways: Ways = new Map();
  for (const call of recursion.calls) {
    for (const [index, name] of parameterNames(recursion).entries()) {
      const argument = call.arguments[index];
      if (argument === undefined || name === undefined) continue;
      const value = seenThrough(argument, recursion);
      if (!is.isBinaryExpression(value)) continue;
      const sign = signs.get(value.operatorToken.kind);
      const isFirst = foldedText(value.left) === name;
      if (sign === undefined || (!isFirst && (sign < 0 || foldedText(value.right) !== name))) continue;
      const step = isFirst ? value.right : value.left;
      const found = ways.get(name) ?? new Set();
      for (const way of directionsOf(step)) found.add(Math.sign(way * sign));
      ways.set(name, found);
    }
  }
  return ways;
}

const signs: ReadonlyMap<SyntaxKind, number> = new Map([
  [SyntaxKind.PlusToken, 1],
  [SyntaxKind.MinusToken, -1],
]);

/** What a step may be: a number, or an entry of a table of numbers that is spelled out in the file. */
function directionsOf(step: ast.Expression): number[] {
  if (is.isNumericLiteral(step)) return [Number(step.text)];
  const [name] = rootNames(step);
  if (name === undefined) return [];
  const source = step.getSourceFile();
  const table = boundBy(name, source) ?? { name, column: undefined };
  const literal = literalOf(table.name, source);
  return literal === undefined ? [] : numbersIn(literal, table.column ?? columnOf(step));
}

/** `directions` and 1 for `dy` in `for (const [dx, dy] of directions)`; the table itself may be spelled out there. */
function boundBy(
  name: string,
  source: Node,
): { name: string | Node; column: number | undefined } | undefined {
  let found: { name: string | Node; column: number | undefined } | undefined;
  walk(source, (node) => {
    const entries = is.isForOfStatement(node) ? node.expression : forEachOn(node);
    const pattern = is.isForOfStatement(node) ? patternOf(node) : callbackPattern(node);
    if (entries === undefined || pattern === undefined) return;
    const column = is.isArrayBindingPattern(pattern)
      ? pattern.elements.findIndex((element) => element.getText() === name)
      : pattern.getText() === name
        ? undefined
        : -1;
    if (column !== -1) found = { name: is.isIdentifier(entries) ? entries.text : entries, column };
  });
  return found;
}

function patternOf({ initializer }: ast.ForOfStatement): Node | undefined {
  return is.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
}

function forEachOn(node: Node): ast.Expression | undefined {
  const isCall = is.isCallExpression(node) && is.isPropertyAccessExpression(node.expression);
  return isCall && node.expression.name.text === 'forEach' ? node.expression.expression : undefined;
}

function callbackPattern(node: Node): Node | undefined {
  const callback = is.isCallExpression(node) ? node.arguments[0] : undefined;
  return callback !== undefined && is.isArrowFunction(callback) ? callback.parameters[0]?.name : undefined;
}

function literalOf(name: string | Node, source: Node): Node | undefined {
  if (typeof name !== 'string') return name;
  let literal: Node | undefined;
  walk(source, (node) => {
    if (is.isVariableDeclaration(node) && node.name.getText() === name) literal = node.initializer;
  });
  return literal;
}

/** 1 of `direction[1]` and of `directions[at][1]`; undefined of `dx[at]`. */
function columnOf(step: ast.Expression): number | undefined {
  const index = is.isElementAccessExpression(step) ? step.argumentExpression : undefined;
  return index !== undefined && is.isNumericLiteral(index) ? Number(index.text) : undefined;
}

/** The numbers of a table, or of one of its columns. */
function numbersIn(literal: Node, column: number | undefined): number[] {
  const numbers: number[] = [];
  walk(literal, (node) => {
    if (!is.isArrayLiteralExpression(node)) return;
    const entries = column === undefined ? node.elements : node.elements.slice(column, column + 1);
    for (const entry of entries) {
      const value = Number(entry.getText());
      if (!Number.isNaN(value)) numbers.push(value);
    }
  });
  return numbers;
}

/** Whether the function writes down where it has been, and leaves it written. */
function marksCells(recursion: Recursion, moved: ReadonlySet<string>): boolean {
  const { marks, unmarked } = marksOf(recursion.body);
  const own = marks.filter(({ key }) => rootNames(key).some((name) => moved.has(name)));
  const targets = new Set(own.map(({ text }) => text));
  return (
    own.length > 0 &&
    !own.some(({ collection }) => unmarked.has(foldedText(collection))) &&
    targets.size === own.length
  );
}

function isCompared(name: string, { body }: Recursion): boolean {
  return new RegExp(`\\b${name} ?(?:[<>]=?|===?|!==?) |[<>=] ?${name}\\b|!${name}\\b`).test(foldedText(body));
}
