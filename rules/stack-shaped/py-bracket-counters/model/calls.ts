import { plainArguments } from '../../../engine/python/around.ts';
import type { PythonNode } from '../../../engine/python/node.ts';
import { evaluate } from './expressions.ts';
import { entriesOf, type Frame, isTrue, numberOf, Table, textOf, Unknown, type Value } from './values.ts';

/** What a call of a builtin, or of a method of a text or a dictionary, comes to. */
export function called(call: PythonNode, frame: Frame): Value {
  const callee = call.child('function');
  const list = call.child('arguments');
  // `sum(1 for …)` has no list of arguments.
  const args = list?.type === 'generator_expression' ? [list] : plainArguments(call);
  if (callee === undefined || args === undefined) throw new Unknown();
  const values = args.map((arg) => evaluate(arg, frame));
  if (callee.type === 'identifier' && !frame.names.has(callee.text)) return ofBuiltin(callee.text, values);
  if (callee.type !== 'attribute') throw new Unknown();
  return ofMethod(evaluate(callee.child('object'), frame), callee.child('attribute')?.text, values);
}

function ofBuiltin(name: string, values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (first === undefined) throw new Unknown();
  if (name === 'range') {
    const [start, end] = values.length === 1 ? [0, numberOf(first)] : [numberOf(first), numberOf(others[0])];
    if (values.length > 2) throw new Unknown();
    return Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
  }
  if (others.length > 0) throw new Unknown();
  switch (name) {
    case 'len':
      return entriesOf(first).length;
    case 'enumerate':
      return entriesOf(first).map((entry, at) => [at, entry]);
    case 'any':
      return entriesOf(first).some(isTrue);
    case 'all':
      return entriesOf(first).every(isTrue);
    case 'sum':
      return entriesOf(first).reduce<number>((sum, entry) => sum + numberOf(entry), 0);
    case 'abs':
      return Math.abs(numberOf(first));
    case 'bool':
      return isTrue(first);
    case 'list':
      return entriesOf(first);
    default:
      throw new Unknown();
  }
}

function ofMethod(object: Value, method: string | undefined, values: readonly Value[]): Value {
  const [first, second] = values;
  if (object instanceof Table) {
    if (method === 'values' && values.length === 0) return [...object.entries.values()];
    if (method === 'get' && values.length < 3) return object.entries.get(textOf(first)) ?? second ?? null;
  }
  if (method === 'count' && values.length === 1) {
    if (typeof object === 'string') return object.split(textOf(first)).length - 1;
    return entriesOf(object).filter((entry) => entry === textOf(first)).length;
  }
  if (method === 'strip' && values.length === 0) return textOf(object).trim();
  throw new Unknown();
}
