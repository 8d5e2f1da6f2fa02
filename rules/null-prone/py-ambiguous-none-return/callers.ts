import type { Span } from '../../engine/finding.ts';
import { unwrapped } from '../../engine/python/around.ts';
import { pathOfClass } from '../../engine/python/classes.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { spanOfPython } from '../../engine/python/syntax.ts';
import { type TypeName, typeName } from '../../engine/python/types.ts';
import type { PythonView } from '../../engine/python/view.ts';

/** A caller that takes `None` for one thing, and says so to others. */
export interface CallerFact {
  readonly is: 'caller';
  readonly of: TypeName;
  readonly span: Span;
  /** What it says, as written. */
  readonly says: string;
}

/** An `if` that asks whether something is missing, and raises or answers with a text where it is. */
export function readCaller(
  node: PythonNode,
): { readonly call: PythonNode; readonly says: string } | undefined {
  const condition = node.child('condition');
  const asked = condition && askedFor(condition);
  const says = asked && saidIn(node.child('consequence'));
  if (asked === undefined || says === undefined) return undefined;
  const call = asked.type === 'identifier' ? callBefore(node, asked.text) : asked;
  return call && { call, says };
}

export function callerFact(
  { call, says }: { readonly call: PythonNode; readonly says: string },
  view: PythonView,
): CallerFact | undefined {
  const callee = call.child('function');
  const of = callee && calleeName(callee, view);
  return of === undefined ? undefined : { is: 'caller', of, span: spanOfPython(call), says };
}

/** The name, or the call, of which a condition says that it is `None` or empty. */
function askedFor(condition: PythonNode): PythonNode | undefined {
  const node = unwrapped(condition);
  if (node.type === 'not_operator') return valueIn(node.child('argument'));
  if (node.type !== 'comparison_operator') return undefined;
  const [left, right, ...more] = node.named;
  const operator = node.childrenOf('operators')[0]?.text;
  return right?.type === 'none' && more.length === 0 && operator === 'is' ? valueIn(left) : undefined;
}

function valueIn(node: PythonNode | undefined): PythonNode | undefined {
  const value = node && unwrapped(node);
  if (value?.type === 'named_expression') return valueIn(value.child('value'));
  if (value?.type === 'await') return valueIn(value.named[0]);
  return value?.type === 'identifier' || value?.type === 'call' ? value : undefined;
}

/** The call whose result the statement right before gives to a name. */
function callBefore(node: PythonNode, name: string): PythonNode | undefined {
  const siblings = node.parent?.named ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const assignment = before?.type === 'expression_statement' ? before.named[0] : undefined;
  if (assignment?.type !== 'assignment' || assignment.child('left')?.text !== name) return undefined;
  const value = valueIn(assignment.child('right'));
  return value?.type === 'call' ? value : undefined;
}

/** The words of an exception that is raised, or of an answer that is returned. */
function saidIn(block: PythonNode | undefined): string | undefined {
  const last = block?.named.at(-1);
  if (last?.type !== 'raise_statement' && last?.type !== 'return_statement') return undefined;
  const texts = last.below(['string']).filter(({ text }) => /[A-Za-z]{2,}\s+\S*[A-Za-z]{2,}/.test(text));
  if (texts[0] !== undefined) return texts[0].text;
  const raised = last.type === 'raise_statement' ? last.named[0] : undefined;
  const name = (raised?.type === 'call' ? raised.child('function') : raised)?.text ?? '';
  return /NotFound|DoesNotExist|NoSuch|Missing|Unknown/.test(name) ? `\`${name}\`` : undefined;
}

function calleeName(callee: PythonNode, view: PythonView): TypeName | undefined {
  const object = callee.type === 'attribute' ? callee.child('object') : undefined;
  if (object?.text !== 'self' && object?.text !== 'cls') return typeName(callee, view);
  const owner = callee.closest('class_definition');
  const path = owner && pathOfClass(owner);
  const member = callee.child('attribute')?.text;
  return path === undefined || member === undefined ? undefined : { path: `${path}.${member}`, from: 'file' };
}
