import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { Insertion, Removal } from '../../engine/typescript/arrays/array-uses.ts';
import { makesNewArray } from '../../engine/typescript/arrays/fresh.ts';
import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { isInert } from '../../engine/typescript/arrays/purity.ts';
import { withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import {
  hasComment,
  insert,
  lineOf,
  refuse,
  replace,
  type Step,
  type Turning,
  textOf,
  unchanged,
} from './steps.ts';

type At<T> = T & { readonly access: ast.Expression };

/** `unshift(a, b)` becomes `push(b, a)`, and so do its relatives. */
export function turnInsertion(use: At<Insertion>, turning: Turning): Step | Refusal {
  const { node, form, values } = use;
  const first = values[0] as ast.Expression;
  const last = values.at(-1) as ast.Expression;
  const edits: LocalEdit[] = [];
  if (form === 'copy') {
    if (!is.isExpressionStatement(node.parent)) return valueIsUsed(node, turning);
    const start = node.getStart(turning.source);
    const valuesStart = first.getStart(turning.source);
    if (hasComment(start, valuesStart, turning) || hasComment(last.end, node.end, turning)) {
      return commentInTheWay(node, turning);
    }
    edits.push({ span: { start, end: valuesStart }, newText: `${textOf(use.access, turning)}.push(` });
    edits.push({ span: { start: last.end, end: node.end }, newText: ')' });
  } else {
    edits.push(renamed(node, 'push', turning));
    if (form === 'splice') {
      if (!is.isExpressionStatement(node.parent)) return valueIsUsed(node, turning);
      const [zero] = (node as ast.CallExpression).arguments as readonly ast.Expression[];
      const span = { start: (zero as Node).getStart(turning.source), end: first.getStart(turning.source) };
      if (hasComment(span.start, span.end, turning)) return commentInTheWay(node, turning);
      edits.push({ span, newText: '' });
    }
  }
  const reordered = reorder(values, turning);
  return 'refused' in reordered ? reordered : { ...reordered, edits: [...edits, ...reordered.edits] };
}

export function turnRemoval(use: At<Removal>, turning: Turning): Step | Refusal {
  const { node, form } = use;
  switch (form) {
    case 'shift':
      return { edits: [renamed(node, 'pop', turning)] };
    case 'copy': {
      if (!is.isExpressionStatement(node.parent)) return valueIsUsed(node, turning);
      if (hasComment(node.getStart(turning.source), node.end, turning)) return commentInTheWay(node, turning);
      return { edits: [replace(node, `${textOf(use.access, turning)}.pop()`, turning)] };
    }
    case 'splice': {
      const call = node as ast.CallExpression;
      const [start, end] = [call.arguments[0] as Node, call.arguments[1] as Node];
      const span = { start: start.getStart(turning.source), end: end.end };
      const edits = [renamed(node, 'pop', turning), { span, newText: '' }];
      const whole = withWrappers(call);
      if (is.isExpressionStatement(whole.parent)) return { edits };
      const entry = whole.parent;
      if (!is.isElementAccessExpression(entry) || !isNumber(entry.argumentExpression, '0')) {
        return valueIsUsed(node, turning);
      }
      edits.push({ span: { start: whole.end, end: entry.end }, newText: '' });
      return { edits };
    }
    case 'splice-many':
      return refuse(
        `\`${textOf(node, turning)}\` on ${lineOf(node, turning)} takes several entries out at once.`,
      );
  }
}

/** All entries at once come out front first, so they are put in reverse where somebody looks. */
export function turnDrain(call: ast.CallExpression): Step {
  if (is.isExpressionStatement(withWrappers(call).parent)) return unchanged;
  return { edits: [insert(call.end, '.reverse()')], isReversed: true };
}

/** What the array starts as: `[first, second]` becomes `[second, first]`. */
export function turnContent(content: ast.Expression | undefined, turning: Turning): Step | Refusal {
  const { name } = turning.stack.array;
  if (content === undefined) {
    return refuse(`\`${name}\` is handed in by callers, which fill it front first and may read it later.`);
  }
  const value = unwrap(content);
  if (value.kind === SyntaxKind.NullKeyword || (is.isIdentifier(value) && value.text === 'undefined')) {
    return unchanged;
  }
  if (is.isArrayLiteralExpression(value)) {
    if (value.elements.length === 0) return unchanged;
    if (value.elements.length === 1 && !is.isSpreadElement(value.elements[0] as Node)) return unchanged;
    if (canSwap(value, turning)) return { edits: swapped(value.elements, turning) };
    return { edits: [insert(value.end, '.reverse()')], reversesContent: true };
  }
  if (is.isNewExpression(value) && value.expression.getText() === 'Array' && !value.arguments?.length)
    return unchanged;
  if (makesNewArray(value)) return { edits: [insert(value.end, '.reverse()')], reversesContent: true };
  return refuse(
    `\`${name}\` is set to \`${textOf(value, turning)}\` on ${lineOf(value, turning)}, an array that somebody else may hold, too.`,
  );
}

/** Arguments in the other order, where evaluating them in the other order makes no difference. */
function reorder(values: readonly ast.Expression[], turning: Turning): Step | Refusal {
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    if (!is.isSpreadElement(only)) return unchanged;
    return { edits: reverseSpread(only, turning), isReversed: true };
  }
  const start = (values[0] as Node).getStart(turning.source);
  const end = (values.at(-1) as Node).end;
  const line = lineOf(values[0] as Node, turning);
  if (hasComment(start, end, turning)) return commentInTheWay(values[0] as Node, turning);
  if (!values.every(isInert)) {
    return refuse(
      `What goes in on ${line} would be evaluated in another order, and evaluating it does something.`,
    );
  }
  if (turning.stack.uses.some(({ access }) => access.pos >= start && access.end <= end)) {
    return refuse(`What goes in on ${line} uses \`${turning.stack.array.name}\` itself.`);
  }
  if (!values.some(is.isSpreadElement)) return { edits: swapped(values, turning) };
  const edits = values.map((value, index) =>
    replace(value, reversedText(values[values.length - 1 - index] as ast.Expression, turning), turning),
  );
  return { edits, isReversed: true };
}

function reversedText(value: ast.Expression, turning: Turning): string {
  if (!is.isSpreadElement(value)) return textOf(value, turning);
  const text = textOf(value.expression, turning);
  return isArrayWithToReversed(value.expression, turning)
    ? `...${text}.toReversed()`
    : `...[...${text}].reverse()`;
}

function reverseSpread({ expression }: ast.SpreadElement, turning: Turning): LocalEdit[] {
  if (isArrayWithToReversed(expression, turning)) return [insert(expression.end, '.toReversed()')];
  return [insert(expression.getStart(turning.source), '[...'), insert(expression.end, '].reverse()')];
}

/** A set or another iterable can be spread as well, and has no `toReversed`. */
function isArrayWithToReversed(expression: ast.Expression, turning: Turning): boolean {
  if (!isPostfix(expression) || !turning.has('toReversed')) return false;
  const { questions } = turning.context;
  const type = questions.typeAt(expression);
  return type !== undefined && questions.isArray(type);
}

function isPostfix(expression: ast.Expression): boolean {
  return (
    is.isIdentifier(expression) ||
    is.isPropertyAccessExpression(expression) ||
    is.isElementAccessExpression(expression) ||
    is.isCallExpression(expression) ||
    is.isParenthesizedExpression(expression) ||
    is.isNonNullExpression(expression)
  );
}

function canSwap(literal: ast.ArrayLiteralExpression, turning: Turning): boolean {
  const { elements, end } = literal;
  return (
    !hasComment(literal.getStart(turning.source), end, turning) &&
    !elements.some((element) => is.isSpreadElement(element) || is.isOmittedExpression(element)) &&
    elements.every(isInert)
  );
}

function swapped(nodes: readonly Node[], turning: Turning): LocalEdit[] {
  return nodes.map((node, index) =>
    replace(node, textOf(nodes[nodes.length - 1 - index] as Node, turning), turning),
  );
}

function renamed(call: Node, name: string, turning: Turning): LocalEdit {
  const callee = unwrap((call as ast.CallExpression).expression) as ast.PropertyAccessExpression;
  return replace(callee.name, name, turning);
}

function valueIsUsed(node: Node, turning: Turning): Refusal {
  return refuse(`The value of \`${textOf(node, turning)}\` on ${lineOf(node, turning)} is used.`);
}

function commentInTheWay(node: Node, turning: Turning): Refusal {
  return refuse(`A comment on ${lineOf(node, turning)} stands between what would have to change places.`);
}
