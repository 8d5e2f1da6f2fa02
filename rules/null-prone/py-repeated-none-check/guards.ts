import type { PythonNode } from '../../engine/python/node.ts';

/** A statement that lets nothing pass where a field is `None`. */
export interface Guard {
  readonly field: string;
  readonly statement: PythonNode;
  readonly how: 'raises' | 'asserts';
  /** Only the truth is asked for, which may be about `False` or an empty text just as well. */
  readonly isLoose: boolean;
}

/** `if self.socket is None: raise …`, `assert self.socket is not None`; undefined for a condition that asks anything else besides. */
export function readGuard(statement: PythonNode): Guard | undefined {
  if (statement.type === 'assert_statement') {
    const [condition] = statement.named;
    const asked = condition && askedField(condition, false);
    return asked && { ...asked, statement, how: 'asserts' };
  }
  if (statement.type !== 'if_statement' || statement.child('alternative') !== undefined) return undefined;
  const condition = statement.child('condition');
  const last = statement.child('consequence')?.named.at(-1);
  const asked = last?.type === 'raise_statement' && condition ? askedField(condition, true) : undefined;
  return asked && { ...asked, statement, how: 'raises' };
}

/** The field of which a condition says that it is missing, or that it is not. */
function askedField(condition: PythonNode, isMissing: boolean): Pick<Guard, 'field' | 'isLoose'> | undefined {
  if (condition.type === 'parenthesized_expression') {
    const [inner] = condition.named;
    return inner && askedField(inner, isMissing);
  }
  if (condition.type === 'comparison_operator') {
    const [left, right, ...more] = condition.named;
    if (left === undefined || right?.type !== 'none' || more.length > 0) return undefined;
    const operator = condition.text.slice(left.end - condition.start, right.start - condition.start).trim();
    const field = fieldOf(left);
    const wanted = isMissing ? /^(?:is|==)$/ : /^(?:is\s+not|!=)$/;
    return field !== undefined && wanted.test(operator) ? { field, isLoose: false } : undefined;
  }
  const asked = isMissing
    ? condition.type === 'not_operator'
      ? condition.child('argument')
      : undefined
    : condition;
  const field = asked && fieldOf(asked);
  return field === undefined ? undefined : { field, isLoose: true };
}

/** `socket` of `self.socket`. */
export function fieldOf(node: PythonNode): string | undefined {
  if (node.type !== 'attribute' || node.child('object')?.text !== 'self') return undefined;
  return node.child('attribute')?.text;
}
