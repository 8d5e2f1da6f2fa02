import { foldedText, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../engine/typescript.ts';
import { comparisonOf } from './comparison.ts';
import { outerOf } from './outer.ts';
import { type Scan, term } from './scan.ts';

/**
 * `list.slice(i + 1).find((each) => each > list[i])`, `findIndex` likewise, `list.slice(0, i).findLast(…)`, and
 * `list.findIndex((each, j) => j > i && each > list[i])`.
 */
export function callScan(call: ast.CallExpression): Scan | undefined {
  const callee = unwrap(call.expression);
  const [callback, ...more] = call.arguments;
  if (!is.isPropertyAccessExpression(callee) || callback === undefined || more.length > 0) return undefined;
  const method = callee.name.text;
  if (!searching.has(method) || !is.isArrowFunction(callback) || is.isBlock(callback.body)) return undefined;
  const [value, position, ...others] = callback.parameters;
  if (value === undefined || !is.isIdentifier(value.name) || others.length > 0) return undefined;
  const outer = outerOf(call);
  const part = outer && partOf(callee.expression, method, outer.index);
  if (outer === undefined || part === undefined) return undefined;
  const body = unwrap(callback.body);
  const condition = position === undefined ? body : after(body, position.name.getText(), outer.index);
  if (condition === undefined || (position === undefined) === (part.isWhole === true)) return undefined;
  const comparison = comparisonOf(condition, { text: value.name.text, array: part.array }, outer);
  if (comparison === undefined) return undefined;
  const array = foldedText(part.array);
  return {
    node: call,
    outer,
    comparison,
    direction: part.direction,
    use(nearest, none) {
      if (/\/[/*]/.test(call.getText())) return { refused: 'A comment in the search would be lost.' };
      return [
        { span: spanOf(call), newText: resultOf(method, part, { array, nearest, none, index: outer.index }) },
      ];
    },
  };
}

const searching: ReadonlySet<string> = new Set(['find', 'findIndex', 'findLast', 'findLastIndex']);

interface Part {
  readonly array: ast.Expression;
  readonly direction: 1 | -1;
  /** The whole array is searched, from a position that the callback asks for. */
  readonly isWhole?: true;
}

/** What is searched, and from where: `list.slice(i + 1)`, `list.slice(0, i)`, `list`. */
function partOf(receiver: ast.Expression, method: string, index: string): Part | undefined {
  const isLast = method.startsWith('findLast');
  const value = unwrap(receiver);
  if (!is.isCallExpression(value)) return isLast ? undefined : { array: value, direction: 1, isWhole: true };
  const callee = unwrap(value.expression);
  if (!is.isPropertyAccessExpression(callee) || callee.name.text !== 'slice') return undefined;
  const given = value.arguments.map((each) => foldedText(each)).join();
  if (given === `${index} + 1` && !isLast) return { array: callee.expression, direction: 1 };
  return given === `0,${index}` && isLast ? { array: callee.expression, direction: -1 } : undefined;
}

/** The comparison in `j > i && each > list[i]`. */
function after(body: ast.Expression, position: string, index: string): ast.Expression | undefined {
  if (!is.isBinaryExpression(body) || body.operatorToken.kind !== SyntaxKind.AmpersandAmpersandToken)
    return undefined;
  const bound = foldedText(body.left);
  return bound === `${position} > ${index}` || bound === `${index} < ${position}` ? body.right : undefined;
}

interface Names {
  readonly array: string;
  readonly nearest: string;
  readonly none: string;
  readonly index: string;
}

/** The same value from the position that is known. Beyond its end an array has `undefined`, as `find` gives. */
function resultOf(method: string, part: Part, { array, nearest, none, index }: Names): string {
  if (method === 'find' || method === 'findLast') return `${array}[${nearest}]`;
  if (part.direction < 0) return nearest;
  const found = part.isWhole === true ? nearest : `${term(nearest)} - ${index} - 1`;
  return `(${term(nearest)} < ${none} ? ${found} : -1)`;
}
