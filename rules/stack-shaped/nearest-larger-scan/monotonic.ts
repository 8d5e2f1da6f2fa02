import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { foldedText, indentationAt, isFunctionBoundary, spanOf } from '../../engine/typescript/syntax.ts';
import { is, type Node, type Type, TypeFlags } from '../../engine/typescript.ts';
import { complement } from './comparison.ts';
import type { Scan } from './scan.ts';

/**
 * Works out all nearest positions before the loop, with a stack of those entries that may still be the nearest of
 * another: each is pushed once and popped once.
 */
export function withStack(
  scan: Scan,
  arrayType: Type,
  context: JudgeContext,
): readonly LocalEdit[] | Refusal {
  const { outer, comparison, direction } = scan;
  const { statement } = outer;
  const { parent } = statement;
  if (!is.isBlock(parent) && !is.isSourceFile(parent)) {
    return { refused: 'There is no place right before the loop for what has to be worked out there.' };
  }
  for (let within = outer.loop.parent; within !== parent; within = within.parent) {
    if (isFunctionBoundary(within))
      return { refused: 'The function is a single expression; give it a body first.' };
  }
  const { file } = context;
  const taken = namesIn(file.source);
  const name = (wanted: string): string => unusedName(wanted, (each) => taken.has(each));
  const nearest = name(nameOfNearest(scan));
  const [stack, at, top] = [name('stack'), name('at'), name('top')];
  const array = foldedText(comparison.array);
  const length = `${array}.length`;
  const none = direction > 0 ? length : '-1';
  const { text, newLine, step, end } = layoutOf(statement);
  const peek = hasMethod('at', arrayType, file, context.questions)
    ? `${stack}.at(-1)`
    : `${stack}[${stack}.length - 1]`;
  const [ofNumbers, typed] = file.isJavaScript ? ['', ''] : ['<number>', ': number[]'];
  const passed = `${comparison.key(top)} ${complement[comparison.operator]} ${comparison.key(at)}`;
  const lines = [
    `const ${nearest} = new Array${ofNumbers}(${length}).fill(${none})${end}`,
    `const ${stack}${typed} = []${end}`,
    direction > 0
      ? `for (let ${at} = ${length} - 1; ${at} >= 0; ${at} -= 1) {`
      : `for (let ${at} = 0; ${at} < ${length}; ${at} += 1) {`,
    `${step}let ${top} = ${peek}${end}`,
    `${step}while (${top} !== undefined && ${passed}) {`,
    `${step}${step}${stack}.pop()${end}`,
    `${step}${step}${top} = ${peek}${end}`,
    `${step}}`,
    `${step}if (${top} !== undefined) ${nearest}[${at}] = ${top}${end}`,
    `${step}${stack}.push(${at})${end}`,
    '}',
  ];
  const entry = `${nearest}[${outer.index}]`;
  const used = scan.use(isIndexChecked(comparison.sides[0], context) ? `${entry} ?? ${none}` : entry, none);
  if ('refused' in used) return used;
  const { start } = spanOf(statement);
  const indentation = indentationAt(text, start);
  const newText = lines.map((line) => `${line}${newLine}${indentation}`).join('');
  return [{ span: { start, end: start }, newText }, ...used];
}

/** Whether an entry by index may be `undefined` in this project, so that a plain read would not do. */
function isIndexChecked(side: Node, { questions }: JudgeContext): boolean {
  let node: Node = side;
  while (
    is.isNonNullExpression(node) ||
    is.isParenthesizedExpression(node) ||
    is.isPropertyAccessExpression(node)
  )
    node = node.expression;
  if (is.isBinaryExpression(node)) node = node.left;
  const type = is.isElementAccessExpression(node) ? questions.typeAt(node) : undefined;
  const isNullable =
    type !== undefined &&
    questions.constituents(type).some(({ flags }) => (flags & TypeFlags.Undefined) !== 0);
  return isNullable || is.isNonNullExpression(side);
}

function nameOfNearest({ direction, comparison: { operator } }: Scan): string {
  return `${direction > 0 ? 'next' : 'previous'}${operator.startsWith('>') ? 'Larger' : 'Smaller'}`;
}
