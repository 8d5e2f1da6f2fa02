import { opensScope, type PythonNode } from './node.ts';

/** The function, lambda or class body that a node runs in, or the file. */
export function bodyAround(node: PythonNode): PythonNode {
  let outer = node;
  while (outer.parent !== null) {
    outer = outer.parent;
    if (opensScope(outer)) return outer;
  }
  return outer;
}

/** The innermost loop that runs a node again and again, within the function or file that it stands in. */
export function loopAround(node: PythonNode): PythonNode | undefined {
  return loopsAround(node)[0];
}

/** All loops that run a node again and again, from the inside out, within the function or file that it stands in. */
export function loopsAround(node: PythonNode): PythonNode[] {
  const loops: PythonNode[] = [];
  let inner = node;
  for (let outer = node.parent; outer !== null && !opensScope(outer); outer = outer.parent) {
    if (isRepeated(inner, outer)) loops.push(outer);
    inner = outer;
  }
  return loops;
}

/** What runs once for each round of a `for` or of a clause of a comprehension: the loop, the whole comprehension. */
export function roundsOf(clause: PythonNode): PythonNode {
  return clause.type === 'for_in_clause' ? (clause.parent ?? clause) : clause;
}

/** The statement that a node is part of. */
export function statementAround(node: PythonNode): PythonNode {
  let statement = node;
  while (statement.parent !== null && statement.parent.type !== 'block' && statement.parent.type !== 'module')
    statement = statement.parent;
  return statement;
}

/** Whether only the truth of an expression is asked for: a condition, or an operand of one. */
export function isCondition(node: PythonNode): boolean {
  const { parent, field } = node;
  switch (parent?.type) {
    case 'not_operator':
    case 'assert_statement':
    case 'if_clause':
      return true;
    case 'while_statement':
    case 'if_statement':
    case 'elif_clause':
      return field === 'condition';
    case 'conditional_expression':
      return parent.named[1] === node;
    case 'parenthesized_expression':
    case 'boolean_operator':
      return isCondition(parent);
    default:
      return false;
  }
}

/** What parentheses hold. */
export function unwrapped(node: PythonNode): PythonNode {
  let inner = node;
  while (inner.type === 'parenthesized_expression' && inner.named[0] !== undefined) inner = inner.named[0];
  return inner;
}

/** A number as written, `-1` too; undefined for what is no whole number in digits. */
export function integerOf(node: PythonNode | undefined): number | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'unary_operator') {
    const value = integerOf(node.child('argument'));
    return value !== undefined && node.child('operator')?.text === '-' ? -value : undefined;
  }
  return node.type === 'integer' && /^\d+$/.test(node.text) ? Number(node.text) : undefined;
}

/** The arguments of a call that stand for themselves; undefined where there is a star, a name or a generator without brackets. */
export function plainArguments(call: PythonNode): PythonNode[] | undefined {
  const list = call.child('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const isOther = ({ type }: PythonNode): boolean =>
    type === 'keyword_argument' || type === 'list_splat' || type === 'dictionary_splat';
  return list.named.some(isOther) ? undefined : list.named;
}

/** What precedes the first statement on the line that an offset lies in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

function isRepeated(inner: PythonNode, loop: PythonNode): boolean {
  if (loop.type === 'while_statement') return inner.field === 'body' || inner.field === 'condition';
  return loop.type === 'for_statement' && inner.field === 'body';
}
