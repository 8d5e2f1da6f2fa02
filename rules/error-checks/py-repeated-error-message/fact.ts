import type { Span } from '../../engine/finding.ts';
import { functionAround, templateOf } from '../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { spokenName } from '../../engine/typescript/errors/naming.ts';
import { fieldName, type Message, messageOf } from './message.ts';

/** One place where a builtin exception with a message of its own is raised. */
export interface RaiseFact {
  readonly is: 'raise';
  /** Of `ValueError(…)`. */
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly base: string;
  readonly texts: readonly string[];
  /** By what messages are compared. */
  readonly key: string;
  /** What the values would be called as fields. */
  readonly fields: readonly string[];
  readonly within: number;
  /** The condition that it is raised behind, in common form; '' where there is none. */
  readonly guard: string;
}

export interface Raising {
  readonly call: PythonNode;
  readonly base: string;
  readonly message: Message;
}

/** `raise ValueError(f"…")` with a message that says something; `raise` behind the last `else` of a ladder is its end. */
export function raisingOf(node: PythonNode): Raising | undefined {
  const call = node.type === 'raise_statement' ? node.named[0] : undefined;
  const name = call?.type === 'call' ? call.child('function') : undefined;
  const [argument, ...others] = call?.child('arguments')?.named ?? [];
  if (call === undefined || name === undefined || argument === undefined || others.length > 0)
    return undefined;
  if (!/^(?:Exception|(?:Value|Type|Key|Index|Lookup|Runtime)Error)$/.test(name.text)) return undefined;
  const message = messageOf(argument);
  if (message === undefined || !isTelling(message.texts) || isStub(node)) return undefined;
  return { call, base: name.text, message };
}

export function raiseFact({ call, base, message }: Raising, file: PythonView): RaiseFact | undefined {
  const name = call.child('function');
  const around = functionAround(call);
  if (name === undefined || around === undefined || !file.names.isBuiltin(name)) return undefined;
  const { texts, order, formats, values } = message;
  return {
    is: 'raise',
    span: spanOfPython(call),
    ...identifyPython(call),
    base,
    texts,
    key: JSON.stringify([base, texts, order, formats]),
    fields: values.map((value, index) => fieldName(value) ?? `value${index === 0 ? '' : index + 1}`),
    within: around.start,
    guard: guardOf(call, file),
  };
}

/** Words that name the failure, not those for any failure. */
function isTelling(texts: readonly string[]): boolean {
  const text = texts.join(' ');
  if (/unreachable|never happen|should not happen|impossible|implement|overrid|abstract|subclass/i.test(text))
    return false;
  return spokenName(text.replace(vague, ' ')).length >= 6;
}

const vague =
  /\b(something|went|wrong|an?|unknown|unexpected|internal|error|errors|failed|failure|invalid|missing|required|please|argument|arguments|params?|parameters?|input|value|type|option|options|occurred|happened|again|later|server)\b/gi;

/** All of a function: one that stands for what is not there, or the central place already; or the end of a ladder. */
function isStub(statement: PythonNode): boolean {
  const block = statement.parent;
  const owner = block?.parent;
  if (block?.type !== 'block' || !owner) return true;
  if (owner.type === 'else_clause' || owner.type === 'case_clause') return true;
  const others = block.named.filter(
    (each) =>
      each !== statement && !(each.type === 'expression_statement' && each.named[0]?.type === 'string'),
  );
  return owner.type === 'function_definition' && others.length === 0;
}

/** The condition of the `if` whose last statement raises this, the same for the same question about anything. */
function guardOf(call: PythonNode, { names }: PythonView): string {
  const statement = call.parent;
  const block = statement?.parent;
  const owner = block?.parent;
  if (owner?.type !== 'if_statement' || block?.field !== 'consequence' || block.named.at(-1) !== statement)
    return '';
  const condition = owner.child('condition');
  return (condition && templateOf(condition, names)?.text) ?? '';
}
