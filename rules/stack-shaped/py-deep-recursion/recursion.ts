import { bodyAround, loopAround } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { type Parameter, parametersOf, passedTo } from '../../engine/python/parameters.ts';
import type { PythonView } from '../../engine/python/view.ts';

/** A function that calls itself by its own name, on the stack of the call before. */
export interface Recursion {
  readonly fn: PythonNode;
  readonly name: string;
  readonly body: PythonNode;
  /** Without `self`. */
  readonly parameters: readonly Parameter[];
  /** Calls of itself, in order; of the same object where it is a method. */
  readonly calls: readonly SelfCall[];
  /** `self.next.show()`: the same method of another object, in order. */
  readonly onOthers: readonly PythonNode[];
  readonly isMethod: boolean;
  readonly view: PythonView;
}

export interface SelfCall {
  readonly node: PythonNode;
  /** What each parameter is given, by its name. */
  readonly passed: ReadonlyMap<string, PythonNode>;
}

/**
 * The recursion of a function. Generators and coroutines are left out, as their calls are stopped half-way; so is what a decorator
 * stands in front of, as it may remember results.
 */
export function recursionOf(fn: PythonNode, view: PythonView): Recursion | undefined {
  const nameNode = fn.child('name');
  const body = fn.child('body');
  if (nameNode === undefined || body === undefined || fn.hasToken('async')) return undefined;
  const name = nameNode.text;
  // Most functions end here: their text has no call of their own name.
  if (view.text.slice(body.start, body.end).indexOf(`${name}(`) < 0) return undefined;
  if (fn.parent?.type === 'decorated_definition' || fn.below(['yield'], true).length > 0) return undefined;
  const parameters = parametersOf(fn);
  if (parameters === undefined) return undefined;
  const isMethod = fn.parent?.parent?.type === 'class_definition';
  const own = isMethod ? parameters.slice(1) : parameters;
  const object = isMethod ? parameters[0]?.name : undefined;
  const calls: SelfCall[] = [];
  const onOthers: PythonNode[] = [];
  for (const node of body.below(['call'], true)) {
    const callee = node.child('function');
    if (callee === undefined || bodyAround(node) !== fn) continue;
    const isOwn = isMethod
      ? callee.type === 'attribute' && callee.text === `${object}.${name}`
      : callee.type === 'identifier' && callee.text === name && isTheFunction(callee, fn, view);
    if (isOwn) {
      const passed = passedTo(own, node);
      if (passed === undefined) return undefined;
      calls.push({ node, passed });
    } else if (isMethod && callee.type === 'attribute' && callee.child('attribute')?.text === name)
      onOthers.push(node);
  }
  if (calls.length + onOthers.length === 0) return undefined;
  return { fn, name, body, parameters: own, calls, onOthers, isMethod, view };
}

/** What an argument says, seen through `rest = items[1:]` in the same function. */
export function seenThrough(argument: PythonNode, { view, fn }: Recursion): PythonNode {
  if (argument.type !== 'identifier') return argument;
  const resolved = view.names.resolve(argument);
  const [binding, ...others] = resolved?.bindings ?? [];
  if (resolved?.scope.node !== fn || binding === undefined || others.length > 0) return argument;
  const isWhole = binding.by.type === 'assignment' && binding.by.child('left') === binding.name;
  return (isWhole ? binding.by.child('right') : undefined) ?? argument;
}

/** Whether a loop within the function, or a comprehension, runs a node again and again. */
export function isRepeated(node: PythonNode, { fn }: Recursion): boolean {
  if (loopAround(node) !== undefined) return true;
  for (let at = node.parent; at !== null && at !== fn; at = at.parent)
    if (/_comprehension$|^generator_expression$/.test(at.type)) return true;
  return false;
}

/** The name at the very left of an access or a call: `graph` of `graph.edges[node].get(x)`. */
export function rootOf(expression: PythonNode): string | undefined {
  let at: PythonNode | undefined = expression;
  while (at !== undefined && at.type !== 'identifier')
    at = at.child('object') ?? at.child('value') ?? at.child('function');
  return at?.text;
}

function isTheFunction(callee: PythonNode, fn: PythonNode, { names }: PythonView): boolean {
  const bindings = names.resolve(callee)?.bindings ?? [];
  return bindings.length === 1 && bindings[0]?.by === fn;
}
