import type { PythonNode } from './node.ts';

/** A parameter that stands for one value; those after a star are not among them. */
export interface Parameter {
  readonly name: string;
  readonly default: PythonNode | undefined;
  readonly annotation: PythonNode | undefined;
}

/** The parameters of a function in order; undefined where it takes lists of arguments, or tells by a star how it is called. */
export function parametersOf(fn: PythonNode): Parameter[] | undefined {
  const parameters: Parameter[] = [];
  for (const node of fn.child('parameters')?.named ?? []) {
    const name = node.type === 'identifier' ? node : (node.child('name') ?? node.named[0]);
    if (!/^(?:identifier|(?:typed_|default_|typed_default_)parameter)$/.test(node.type)) return undefined;
    if (name?.type !== 'identifier') return undefined;
    parameters.push({
      name: name.text,
      default: node.child('value'),
      annotation: node.child('type'),
    });
  }
  return parameters;
}

/** What a call gives to each parameter by name; undefined where a star hides it or a parameter does not exist. */
export function passedTo(
  parameters: readonly Parameter[],
  call: PythonNode,
): ReadonlyMap<string, PythonNode> | undefined {
  const list = call.child('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const passed = new Map<string, PythonNode>();
  for (const [index, argument] of list.named.entries()) {
    if (argument.type === 'list_splat' || argument.type === 'dictionary_splat') return undefined;
    const isNamed = argument.type === 'keyword_argument';
    const name = isNamed ? argument.child('name')?.text : parameters[index]?.name;
    const value = isNamed ? argument.child('value') : argument;
    if (name === undefined || value === undefined || !parameters.some((each) => each.name === name))
      return undefined;
    passed.set(name, value);
  }
  return passed;
}
