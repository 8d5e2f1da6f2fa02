import { integerOf } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';

/** `stack = stack[:-1]`, `stack = stack + [entry]`, `stack = [*stack, entry]` */
export interface Copy {
  readonly statement: PythonNode;
  /** The list as the target of the assignment. */
  readonly list: PythonNode;
  readonly change: 'push' | 'extend' | 'pop';
  /** What is put on top: the entry, or the literal of several. */
  readonly added?: PythonNode;
}

export function copyOf(assignment: PythonNode): Copy | undefined {
  const list = assignment.child('left');
  const value = assignment.child('right');
  if (list === undefined || value === undefined || assignment.parent?.type !== 'expression_statement')
    return undefined;
  if (list.type !== 'identifier' && list.type !== 'attribute') return undefined;
  const copied = copiedBy(value, list.text);
  return copied && { statement: assignment, list, ...copied };
}

/** What a value changes about the list of a name that it copies. */
export function copiedBy(value: PythonNode, name: string): Pick<Copy, 'change' | 'added'> | undefined {
  switch (value.type) {
    case 'subscript':
      return value.child('value')?.text === name && isAllButLast(value) ? { change: 'pop' } : undefined;
    case 'binary_operator': {
      const added = value.child('right');
      const isSum = value.child('operator')?.text === '+' && value.child('left')?.text === name;
      return isSum && added?.type === 'list' ? pushed(added) : undefined;
    }
    case 'list': {
      const [first, entry, ...others] = value.named;
      const isCopy = first?.type === 'list_splat' && first.named[0]?.text === name;
      return isCopy && entry !== undefined && others.length === 0 && entry.type !== 'list_splat'
        ? { change: 'push', added: entry }
        : undefined;
    }
    default:
      return undefined;
  }
}

function pushed(added: PythonNode): Pick<Copy, 'change' | 'added'> | undefined {
  const [entry, ...others] = added.named;
  if (entry === undefined) return undefined;
  return others.length === 0 && entry.type !== 'list_splat'
    ? { change: 'push', added: entry }
    : { change: 'extend', added };
}

/** `[:-1]` */
function isAllButLast(subscript: PythonNode): boolean {
  const [slice, ...others] = subscript.childrenOf('subscript');
  if (slice?.type !== 'slice' || others.length > 0) return false;
  const [colon, end, ...more] = slice.children;
  return colon?.type === ':' && integerOf(end) === -1 && more.length === 0;
}
