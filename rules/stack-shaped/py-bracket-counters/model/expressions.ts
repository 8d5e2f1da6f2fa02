import { integerOf, unwrapped } from '../../../engine/python/around.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import { assign } from './assignments.ts';
import { called } from './calls.ts';
import {
  areEqual,
  entriesOf,
  type Frame,
  isTrue,
  numberOf,
  Table,
  textOf,
  Unknown,
  type Value,
} from './values.ts';

/** What an expression comes to; `Unknown` is thrown where that cannot be told. */
export function evaluate(expression: PythonNode | undefined, frame: Frame): Value {
  if (expression === undefined) throw new Unknown();
  const node = unwrapped(expression);
  switch (node.type) {
    case 'identifier':
      return namedValue(node, frame);
    case 'string':
      return plainText(node);
    case 'integer':
      return known(integerOf(node));
    case 'true':
    case 'false':
      return node.type === 'true';
    case 'none':
      return null;
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return node.named.map((entry) => evaluate(entry, frame));
    case 'dictionary':
      return new Table(node.named.map((pair) => entryOf(pair, frame)));
    case 'list_comprehension':
    case 'generator_expression':
      return comprehended(node, frame);
    case 'not_operator':
      return !isTrue(evaluate(node.child('argument'), frame));
    case 'unary_operator':
      if (node.child('operator')?.text !== '-') throw new Unknown();
      return -numberOf(evaluate(node.child('argument'), frame));
    case 'boolean_operator':
      return either(node, frame);
    case 'comparison_operator':
      return compared(node, frame);
    case 'binary_operator':
      return combined(node.child('operator')?.text, operandsOf(node, frame));
    case 'conditional_expression': {
      const [then, condition, otherwise] = node.named;
      return evaluate(isTrue(evaluate(condition, frame)) ? then : otherwise, frame);
    }
    case 'subscript':
      return entryAt(evaluate(node.child('value'), frame), evaluate(node.child('subscript'), frame));
    case 'call':
      return called(node, frame);
    default:
      throw new Unknown();
  }
}

/** `left + right` and its like. */
export function combined(operator: string | undefined, [left, right]: readonly [Value, Value]): Value {
  if (operator === '+' && typeof left === 'string') return left + textOf(right);
  const [first, second] = [numberOf(left), numberOf(right)];
  if (operator === '+') return first + second;
  if (operator === '-') return first - second;
  if (operator === '*') return first * second;
  // The sign of a rest is the divisor's in Python.
  if (operator === '%' && second > 0) return ((first % second) + second) % second;
  throw new Unknown();
}

/** Whether a value is one of the others, or a text a part of another. */
export function isIn(value: Value, others: Value): boolean {
  if (typeof others === 'string') return others.includes(textOf(value));
  return entriesOf(others).some((entry) => areEqual(entry, value));
}

function namedValue({ text }: PythonNode, { names }: Frame): Value {
  const value = names.get(text);
  if (value === undefined) throw new Unknown();
  return value;
}

function plainText({ text }: PythonNode): string {
  const match = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(text);
  return known(match?.[1] ?? match?.[2]);
}

function entryOf(pair: PythonNode, frame: Frame): [string, Value] {
  if (pair.type !== 'pair') throw new Unknown();
  return [textOf(evaluate(pair.child('key'), frame)), evaluate(pair.child('value'), frame)];
}

/** `[entry for name in values if condition]`, with one loop. */
function comprehended(node: PythonNode, frame: Frame): Value[] {
  const [body, clause, ...conditions] = node.named;
  if (clause?.type !== 'for_in_clause' || conditions.some(({ type }) => type !== 'if_clause'))
    throw new Unknown();
  const inner = { ...frame, names: new Map(frame.names) };
  return entriesOf(evaluate(clause.child('right'), frame)).flatMap((entry) => {
    assign(clause.child('left'), entry, inner);
    const isWanted = conditions.every((condition) => isTrue(evaluate(condition.named[0], inner)));
    return isWanted ? [evaluate(body, inner)] : [];
  });
}

function either(node: PythonNode, frame: Frame): Value {
  const left = evaluate(node.child('left'), frame);
  const isDecided = isTrue(left) === (node.child('operator')?.text === 'or');
  return isDecided ? left : evaluate(node.child('right'), frame);
}

function compared(node: PythonNode, frame: Frame): boolean {
  const values = node.named.map((side) => evaluate(side, frame));
  return node.childrenOf('operators').every(({ text }, at) => {
    const [left, right] = [known(values[at]), known(values[at + 1])];
    switch (text.replace(/\s+/g, ' ')) {
      case '==':
      case 'is':
        return areEqual(left, right);
      case '!=':
      case 'is not':
        return !areEqual(left, right);
      case 'in':
        return isIn(left, right);
      case 'not in':
        return !isIn(left, right);
      case '<':
        return numberOf(left) < numberOf(right);
      case '<=':
        return numberOf(left) <= numberOf(right);
      case '>':
        return numberOf(left) > numberOf(right);
      case '>=':
        return numberOf(left) >= numberOf(right);
      default:
        throw new Unknown();
    }
  });
}

function operandsOf(node: PythonNode, frame: Frame): [Value, Value] {
  return [evaluate(node.child('left'), frame), evaluate(node.child('right'), frame)];
}

function entryAt(value: Value, key: Value): Value {
  if (value instanceof Table) return known(value.entries.get(textOf(key)));
  const entries = entriesOf(value);
  const index = numberOf(key);
  return known(entries[index < 0 ? index + entries.length : index]);
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Unknown();
  return value;
}
