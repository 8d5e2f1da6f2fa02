import { unwrapped } from '../../engine/python/around.ts';
import { pathOfClass } from '../../engine/python/classes.ts';
import { functionAround } from '../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { spanOfPython } from '../../engine/python/syntax.ts';
import { literalValue, type TypeName, typeName } from '../../engine/python/types.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { ConstructionFact, Presence } from './facts.ts';

/** A call of what is called as classes are; rejects by the callee alone. */
export function mayConstruct(call: PythonNode): boolean {
  const callee = call.child('function');
  if (callee?.type === 'identifier') return /^_*[A-Z]\w*[a-z]|^cls$/.test(callee.text);
  return callee?.type === 'attribute' && /^_*[A-Z]\w*[a-z]/.test(callee.child('attribute')?.text ?? '');
}

/** What a call gives to the class that it makes an object of. */
export function constructionFact(call: PythonNode, view: PythonView): ConstructionFact | undefined {
  const callee = call.child('function');
  const list = call.child('arguments');
  const of = callee && classOf(callee, view);
  if (of === undefined || of.from === 'builtin' || list?.type !== 'argument_list') return undefined;
  const positional: Presence[] = [];
  const named: Record<string, Presence> = {};
  const constants: Record<string, string> = {};
  let isOpen = false;
  for (const argument of list.named) {
    if (argument.type === 'list_splat' || argument.type === 'dictionary_splat') isOpen = true;
    else if (argument.type === 'keyword_argument') {
      const name = argument.child('name')?.text ?? '';
      const value = argument.child('value');
      if (value === undefined) continue;
      named[name] = presenceOf(value, view);
      const constant = constantOf(value);
      if (constant !== undefined) constants[name] = constant;
    } else positional.push(presenceOf(argument, view));
  }
  const span = spanOfPython(call);
  return { is: 'construction', of, span, positional, named, constants, isOpen, isArgument: isArgument(call) };
}

function classOf(callee: PythonNode, view: PythonView): TypeName | undefined {
  if (callee.text !== 'cls') return typeName(callee, view);
  const fn = functionAround(callee);
  const owner = fn?.closest('class_definition');
  const path = owner && pathOfClass(owner);
  const isFirst = fn?.child('parameters')?.named[0]?.text === 'cls';
  return path === undefined || !isFirst ? undefined : { path, from: 'file' };
}

/** A text, a number, `True`, or a member of an enum. */
function constantOf(node: PythonNode): string | undefined {
  if (node.type === 'attribute') return /^[A-Z]\w*\.[A-Za-z]\w*$/.test(node.text) ? node.text : undefined;
  return literalValue(node);
}

const certain = new Set([
  'string',
  'concatenated_string',
  'integer',
  'float',
  'true',
  'false',
  'list',
  'tuple',
  'set',
  'dictionary',
  'list_comprehension',
  'dictionary_comprehension',
  'set_comprehension',
  'generator_expression',
  'comparison_operator',
  'not_operator',
  'binary_operator',
  'lambda',
]);

function presenceOf(value: PythonNode, view: PythonView): Presence {
  const node = unwrapped(value);
  if (node.type === 'none') return 'missing';
  if (certain.has(node.type)) return 'set';
  if (node.type === 'call')
    return /^(?:\w+\.)*_*[A-Z]\w*$|^(?:str|int|float|bool|list|dict|set|tuple|len|repr)$/.test(
      node.child('function')?.text ?? '',
    )
      ? 'set'
      : 'unknown';
  return node.type === 'identifier' ? presenceOfName(node, view) : 'unknown';
}

function presenceOfName(name: PythonNode, view: PythonView): Presence {
  const [binding, ...more] = view.names.resolve(name)?.bindings ?? [];
  if (binding === undefined || more.length > 0) return 'unknown';
  if (binding.kind === 'except') return 'set';
  if (binding.kind === 'parameter') {
    const type = binding.by.child('type')?.text;
    const isSure = type !== undefined && !/\bNone\b|\bOptional\b|\bAny\b|\bobject\b/.test(type);
    return isSure && binding.by.child('value')?.type !== 'none' ? 'set' : 'unknown';
  }
  const value = binding.by.child('left') === binding.name ? binding.by.child('right') : undefined;
  return binding.kind === 'assignment' && value !== undefined && certain.has(value.type) ? 'set' : 'unknown';
}

/** `send(Message(…))`, but not `messages.append(Message(…))`. */
function isArgument(call: PythonNode): boolean {
  const holder = call.parent?.type === 'keyword_argument' ? call.parent.parent : call.parent;
  if (holder?.type !== 'argument_list') return false;
  return !/(?:^|\.)(?:append|add|appendleft|put|put_nowait|insert)$/.test(
    holder.parent?.child('function')?.text ?? '',
  );
}
