import type { PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';
import { accessesOfField, type FieldAccess } from './fields.ts';

/** A value that a list variable or attribute is set to. */
export interface Content {
  readonly value: PythonNode;
  /** The assignment; of several names at once where `is Single` does not hold. */
  readonly by: PythonNode;
}

/** A list that is surely a list, by all that its name is ever set to. */
export interface StoredList {
  /** As written: `open`, `self.open`. */
  readonly name: string;
  readonly kind: 'variable' | 'field';
  /** The function, class or file that it belongs to. */
  readonly home: PythonNode;
  readonly contents: readonly Content[];
  /** All places that name it, but for those that set it. */
  readonly accesses: readonly PythonNode[];
  /** Code of other files may have hold of it. */
  readonly isPublic: boolean;
}

/**
 * What an expression refers to, if that is a variable or attribute of this file that only ever holds lists made here.
 * @param isCopy values that make another list of the one that is asked for, which are then not among its contents.
 */
export function storedList(
  expression: PythonNode,
  view: PythonView,
  isCopy: (value: PythonNode) => boolean = () => false,
): StoredList | undefined {
  const stored = expression.type === 'identifier' ? variable(expression, view) : field(expression, view);
  if (stored === undefined) return undefined;
  const contents = stored.contents.filter(({ value }) => !isCopy(value));
  if (contents.length === 0) return undefined;
  return contents.every(({ value }) => isNewList(value, view)) ? { ...stored, contents } : undefined;
}

/** Whether an expression makes a list that nobody else has: a literal, a comprehension, `list(…)`, `sorted(…)`, `[…] * n`. */
export function isNewList(value: PythonNode, view: PythonView): boolean {
  switch (value.type) {
    case 'list':
    case 'list_comprehension':
      return true;
    case 'parenthesized_expression':
      return value.named[0] !== undefined && isNewList(value.named[0], view);
    case 'binary_operator':
      return (
        value.child('operator')?.text === '*' &&
        [value.child('left'), value.child('right')].some((side) => side?.type === 'list')
      );
    case 'call': {
      const callee = value.child('function');
      return (
        callee?.type === 'identifier' && /^(?:list|sorted)$/.test(callee.text) && view.names.isBuiltin(callee)
      );
    }
    default:
      return false;
  }
}

/** A list that starts out with what is spelled out on the spot, or with nothing. */
export function isSpelledOut({ value }: Content): boolean {
  if (value.type === 'call') return value.child('arguments')?.named.length === 0;
  return value.type === 'list' && !value.named.some(({ type }) => type === 'list_splat');
}

function variable(name: PythonNode, view: PythonView): StoredList | undefined {
  const resolved = view.names.resolve(name);
  if (resolved === undefined || !/^(?:module|function)$/.test(resolved.scope.kind)) return undefined;
  const contents: Content[] = [];
  const bound = new Set<PythonNode>();
  for (const binding of resolved.bindings) {
    if (binding.kind === 'augmented') continue;
    const value = binding.kind === 'assignment' ? valueFor(binding.name, binding.by) : undefined;
    if (value === undefined) return undefined;
    if (value !== 'none') contents.push({ value, by: binding.by });
    bound.add(binding.name);
  }
  return {
    name: name.text,
    kind: 'variable',
    home: resolved.scope.node,
    contents,
    accesses: view.names.uses(resolved).filter((use) => !bound.has(use)),
    isPublic: resolved.scope.kind === 'module' && !name.text.startsWith('_'),
  };
}

function field(attribute: PythonNode, view: PythonView): StoredList | undefined {
  const accessed: FieldAccess | undefined = accessesOfField(attribute, view);
  if (accessed === undefined) return undefined;
  const contents: Content[] = [];
  const accesses: PythonNode[] = [];
  for (const access of accessed.accesses) {
    const by = assignmentTo(access);
    if (by === undefined) {
      accesses.push(access);
      continue;
    }
    const value = valueFor(access, by);
    if (value === undefined) return undefined;
    if (value !== 'none') contents.push({ value, by });
  }
  return {
    name: attribute.text,
    kind: 'field',
    home: accessed.owner,
    contents,
    accesses,
    isPublic: !accessed.name.startsWith('_'),
  };
}

/** The assignment whose target, or one of whose targets, a node is. */
function assignmentTo(target: PythonNode): PythonNode | undefined {
  const { parent } = target;
  const list = parent?.type === 'pattern_list' || parent?.type === 'tuple_pattern' ? parent : target;
  return list.parent?.type === 'assignment' && list.field === 'left' ? list.parent : undefined;
}

/** What an assignment sets a target to; 'none' where it only declares it; undefined where it is not told apart. */
function valueFor(target: PythonNode, by: PythonNode): PythonNode | 'none' | undefined {
  if (by.type !== 'assignment') return undefined;
  const value = by.child('right');
  if (value === undefined) return 'none';
  // `a = b = []` gives one list two names.
  if (value.type === 'assignment' || by.parent?.type === 'assignment') return undefined;
  const left = by.child('left');
  if (left === target) return value;
  if (left === undefined || target.parent !== left || !/^(?:expression_list|tuple)$/.test(value.type))
    return undefined;
  const [targets, values] = [left.named, value.named];
  const isPlain = ![...targets, ...values].some(({ type }) => /splat/.test(type));
  return isPlain && targets.length === values.length ? values[targets.indexOf(target)] : undefined;
}
