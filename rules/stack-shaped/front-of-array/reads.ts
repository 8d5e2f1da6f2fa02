import type { Refusal } from '../../engine/finding.ts';
import type { ArrayUse } from '../../engine/typescript/arrays/array-uses.ts';
import { mayBeUndefinedHere } from '../../engine/typescript/arrays/last-entry.ts';
import { isInert, isPureCallback } from '../../engine/typescript/arrays/purity.ts';
import { withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { mayChangeWhile } from '../../engine/typescript/arrays/while-reading.ts';
import { findAncestor, foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { hasComment, insert, lineOf, refuse, replace, type Step, type Turning, textOf } from './steps.ts';

type Use<R extends ArrayUse['role']> = Extract<ArrayUse, { role: R }>;

/** `stack[0]` becomes the last entry, `stack[stack.length - 1]` the first, `stack[i]` counts from the other end. */
export function turnEntry({ access, node, writes }: Use<'entry'>, turning: Turning): Step | Refusal {
  const index = unwrap(node.argumentExpression);
  const array = textOf(node.expression, turning);
  const name = foldedText(node.expression);
  if (is.isNumericLiteral(index)) {
    const fromTop = Number(index.text);
    if (writes && fromTop > 0) return writesByIndex(node, turning);
    if (!writes && turning.has('at') && mayBeUndefinedHere(node, turning.context.questions)) {
      return { edits: [atLast(node, fromTop)] };
    }
    if (!isInert(access)) return evaluatedTwice(access, turning);
    const newText = `${array}.length - ${fromTop + 1}`;
    return { edits: [replace(node.argumentExpression, newText, turning)], writesTop: writes };
  }
  if (writes) return writesByIndex(node, turning);
  if (foldedText(index) === `${name}.length - 1`) {
    return { edits: [replace(node.argumentExpression, '0', turning)] };
  }
  const type = turning.context.questions.typeAt(index);
  if (type === undefined || !isNumeric(type)) {
    return refuse(
      `The index of \`${textOf(node, turning)}\` on ${lineOf(node, turning)} is not known to be a number.`,
    );
  }
  if (!isInert(access) || !isInert(index)) return evaluatedTwice(node, turning);
  const start = index.getStart(turning.source);
  const needsParentheses = !isOperand(index);
  return {
    edits: [
      insert(start, `${array}.length - 1 - ${needsParentheses ? '(' : ''}`),
      ...(needsParentheses ? [insert(index.end, ')')] : []),
    ],
    isReversed: true,
  };
}

/** `stack.at(0)` becomes `stack.at(-1)`, and the other way round. */
export function turnAt({ call }: Use<'at'>, turning: Turning): Step | Refusal {
  const [index] = call.arguments;
  const value = index === undefined ? 0 : integerOf(unwrap(index));
  if (value === undefined || index === undefined) {
    return refuse(
      `The index of \`${textOf(call, turning)}\` on ${lineOf(call, turning)} is only known at run time.`,
    );
  }
  return { edits: [replace(index, String(-1 - value), turning)] };
}

/** A place that reads entries in order reads a reversed copy: what it saw before, entry by entry. */
export function turnReading(use: Use<'reads-in-order'>, turning: Turning): Step | Refusal {
  const { access, node, method } = use;
  const changed = changeWhileReading(use, turning);
  if (changed !== undefined) return changed;
  if (method !== null && is.isCallExpression(node)) {
    const other = mirrored(method, node, turning);
    if (other !== undefined) {
      const callee = unwrap(node.expression) as ast.PropertyAccessExpression;
      return { edits: [replace(callee.name, other, turning)], isReversed: true };
    }
  }
  const whole = withWrappers(access);
  if (is.isSpreadElement(node)) {
    const literal = node.parent;
    if (is.isArrayLiteralExpression(literal) && literal.elements.length === 1) {
      return copied(literal, whole, turning);
    }
  }
  const edits = turning.has('toReversed')
    ? [insert(whole.end, '.toReversed()')]
    : [insert(whole.getStart(turning.source), '[...'), insert(whole.end, '].reverse()')];
  return { edits, isReversed: true };
}

/** `[...stack]` is a copy already, so it is the one that is put in reverse. */
function copied(literal: ast.ArrayLiteralExpression, whole: ast.Expression, turning: Turning): Step {
  const start = literal.getStart(turning.source);
  const inner = whole.getStart(turning.source);
  const isBare = !hasComment(start, inner, turning) && !hasComment(whole.end, literal.end, turning);
  if (!turning.has('toReversed') || !isBare) {
    return { edits: [insert(literal.end, '.reverse()')], isReversed: true };
  }
  return {
    edits: [
      { span: { start, end: inner }, newText: '' },
      { span: { start: whole.end, end: literal.end }, newText: '.toReversed()' },
    ],
    isReversed: true,
  };
}

/** The method that gives on the turned array what the given one gave before. */
function mirrored(method: string, call: ast.CallExpression, turning: Turning): string | undefined {
  const given = call.arguments;
  if (method === 'slice' && given.length === 0) return turning.has('toReversed') ? 'toReversed' : undefined;
  if (method === 'toReversed') return 'slice';
  if (given.length !== 1 || !isPureCallback(given[0], 1)) return undefined;
  if (method === 'find') return turning.has('findLast') ? 'findLast' : undefined;
  return method === 'findLast' ? 'find' : undefined;
}

/** A walk over the array itself sees what is added or taken on the way; a walk over a copy does not. */
function changeWhileReading({ node, method }: Use<'reads-in-order'>, turning: Turning): Refusal | undefined {
  const { stack } = turning;
  const isLazy = method === 'entries' || method === 'keys' || method === 'values';
  const loop = is.isForOfStatement(node) ? node : isLazy ? loopOver(node as ast.Expression) : undefined;
  if (isLazy && loop === undefined && !is.isSpreadElement(withWrappers(node as ast.Expression).parent)) {
    return refuse(
      `The iterator made on ${lineOf(node, turning)} may still be read when \`${stack.array.name}\` has changed.`,
    );
  }
  const region: Node = loop ?? node;
  const changes = [...stack.insertions, ...stack.removals].map((change) => change.node);
  if (mayChangeWhile(region, changes)) {
    return refuse(`\`${stack.array.name}\` may change while ${lineOf(node, turning)} walks over it.`);
  }
  return undefined;
}

function loopOver(iterator: ast.Expression): ast.ForOfStatement | undefined {
  const { parent } = withWrappers(iterator);
  return is.isForOfStatement(parent) ? parent : undefined;
}

function atLast(node: ast.ElementAccessExpression, fromTop: number) {
  const dot = node.questionDotToken === undefined ? '.' : '?.';
  return { span: { start: node.expression.end, end: node.end }, newText: `${dot}at(${-1 - fromTop})` };
}

function isNumeric(type: Type): boolean {
  return (type.flags & TypeFlags.NumberLike) !== 0;
}

function isOperand(node: Node): boolean {
  return is.isIdentifier(node) || is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node);
}

function integerOf(node: Node): number | undefined {
  if (is.isNumericLiteral(node)) return Number(node.text);
  const isNegative = is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken;
  return isNegative && is.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined;
}

function writesByIndex(node: Node, turning: Turning): Refusal {
  const statement = findAncestor(node, is.isExpressionStatement) ?? node;
  return refuse(`An entry below the top is replaced by its index on ${lineOf(statement, turning)}.`);
}

function evaluatedTwice(node: Node, turning: Turning): Refusal {
  return refuse(`\`${textOf(node, turning)}\` on ${lineOf(node, turning)} would be evaluated twice.`);
}
