import { integerOf, isCondition, plainArguments } from '../around.ts';
import type { PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';
import type { StoredList } from './stored.ts';

/** What one place does with a list. `node` is all of the place: the call, the subscript, or the name itself. */
export type ListUse = {
  /** The list's name as it stands there. */
  readonly access: PythonNode;
  readonly node: PythonNode;
} & (
  | { readonly role: 'method'; readonly method: string; readonly args: readonly PythonNode[] }
  /** `index` is undefined where it is no number as written. */
  | { readonly role: 'entry'; readonly index: number | undefined; readonly how: 'read' | 'write' | 'delete' }
  | { readonly role: 'slice'; readonly how: 'read' | 'write' | 'delete' }
  /** Walked from its first entry to its last, on the spot: `for`, `*`, `list(…)`, `''.join(…)`. */
  | { readonly role: 'walk'; readonly by: 'for' | 'splat' | 'call' }
  /** Asked for what does not depend on the order of entries: `len(…)`, `in`, a condition, a comparison with `[]`. */
  | { readonly role: 'question'; readonly by: 'len' | 'in' | 'truth' | 'call' | 'empty' }
  | { readonly role: 'extended' }
  /** Anything else: other code gets hold of the list. */
  | { readonly role: 'escapes'; readonly how: string }
);

export function usesOfList({ accesses }: StoredList, view: PythonView): ListUse[] {
  return accesses.map((access) => useAt(access, view));
}

function useAt(access: PythonNode, view: PythonView): ListUse {
  const { parent, field } = access;
  switch (parent?.type) {
    case 'attribute':
      return methodAt(access, parent);
    case 'subscript':
      return field === 'value' ? entryAt(access, parent) : escaping(access, 'an index');
    case 'for_statement':
    case 'for_in_clause':
      if (field === 'right') return { role: 'walk', by: 'for', access, node: access };
      break;
    case 'list_splat':
      return { role: 'walk', by: 'splat', access, node: access };
    case 'argument_list':
      return argumentAt(access, parent, view);
    case 'comparison_operator':
      return comparedAt(access, parent);
    case 'augmented_assignment':
      if (field === 'left') return { role: 'extended', access, node: parent };
      break;
    case 'return_statement':
      return escaping(access, 'returned');
    case 'assignment':
      return escaping(access, 'given another name');
  }
  if (isCondition(access)) return { role: 'question', by: 'truth', access, node: access };
  return escaping(access, 'used as a value');
}

function methodAt(access: PythonNode, attribute: PythonNode): ListUse {
  const call = attribute.parent;
  const method = attribute.child('attribute')?.text;
  if (call?.type !== 'call' || call.child('function') !== attribute || method === undefined)
    return escaping(access, 'used as a value');
  const args = plainArguments(call);
  return args === undefined
    ? escaping(access, 'changed in a way not seen')
    : { role: 'method', method, args, access, node: call };
}

function entryAt(access: PythonNode, subscript: PythonNode): ListUse {
  const [index, ...others] = subscript.childrenOf('subscript');
  if (index === undefined || others.length > 0) return escaping(access, 'used as a value');
  const how = howChanged(subscript);
  if (index.type === 'slice') return { role: 'slice', how, access, node: subscript };
  return { role: 'entry', index: integerOf(index), how, access, node: subscript };
}

function howChanged(subscript: PythonNode): 'read' | 'write' | 'delete' {
  let target = subscript;
  while (/^(?:pattern_list|tuple_pattern|list_pattern|expression_list)$/.test(target.parent?.type ?? ''))
    target = target.parent as PythonNode;
  if (target.parent?.type === 'delete_statement') return 'delete';
  return target.field === 'left' && /assignment$|^for_/.test(target.parent?.type ?? '') ? 'write' : 'read';
}

function argumentAt(access: PythonNode, args: PythonNode, view: PythonView): ListUse {
  const call = args.parent;
  const callee = call?.child('function');
  if (call?.type !== 'call' || callee === undefined) return escaping(access, 'handed on');
  if (callee.type === 'attribute') {
    const isJoin = callee.child('attribute')?.text === 'join' && callee.child('object')?.type === 'string';
    return isJoin ? { role: 'walk', by: 'call', access, node: access } : escaping(access, 'handed on');
  }
  if (callee.type !== 'identifier' || !view.names.isBuiltin(callee) || args.named[0] !== access)
    return escaping(access, 'handed on');
  if (callee.text === 'len') return { role: 'question', by: 'len', access, node: call };
  if (/^(?:any|all|bool|set|frozenset)$/.test(callee.text))
    return { role: 'question', by: 'call', access, node: call };
  if (/^(?:list|tuple|sum|sorted|min|max)$/.test(callee.text))
    return { role: 'walk', by: 'call', access, node: access };
  return escaping(access, 'handed on');
}

function comparedAt(access: PythonNode, comparison: PythonNode): ListUse {
  const [left, right, ...others] = comparison.named;
  const operators = comparison.childrenOf('operators').map(({ text }) => text.replace(/\s+/g, ' '));
  if (others.length === 0 && right === access && /^(?:not )?in$/.test(operators.join(' ')))
    return { role: 'question', by: 'in', access, node: comparison };
  const isEmpty =
    others.length === 0 && left === access && right?.type === 'list' && right.named.length === 0;
  return isEmpty && /^[!=]=$/.test(operators.join(' '))
    ? { role: 'question', by: 'empty', access, node: comparison }
    : escaping(access, 'compared');
}

function escaping(access: PythonNode, how: string): ListUse {
  return { role: 'escapes', how, access, node: access };
}
