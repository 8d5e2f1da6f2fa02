import { functionAround } from '../../engine/python/fragments/template.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { weightOf } from './weight.ts';

/** What is done about a caught exception, where there is enough in it to be worth a place of its own. */
export interface Handler {
  /** The whole `except` clause, with the classes that it catches. */
  readonly clause: PythonNode;
  readonly body: PythonNode;
  /** The classes as written; null where it catches everything. */
  readonly caught: string | null;
  /** The function that it stands in. */
  readonly around: PythonNode;
  readonly weight: number;
}

/** A body of fewer characters is hardly longer than the call that would take its place. */
const shortest = 60;
const longest = 2500;

export function handlerOf(clause: PythonNode): Handler | undefined {
  const body = clause.children.findLast(({ type }) => type === 'block');
  const around = functionAround(clause);
  if (body === undefined || around === undefined) return undefined;
  const size = body.text.replace(/#.*|\s+/g, '').length;
  if (size < shortest || size > longest || isProgram(around) || isAnotherTry(body.text)) return undefined;
  const [head] = clause.named;
  const caught = head === undefined || head === body ? null : classesOf(head).text;
  // What is optional is not there: each place goes on without it in its own way.
  if (caught !== null && /\b(?:ImportError|ModuleNotFoundError)\b/.test(caught)) return undefined;
  const weight = weightOf(body);
  return weight < 2 ? undefined : { clause, body, caught, around, weight };
}

/** `(KeyError, ValueError)` of `(KeyError, ValueError) as error`. */
function classesOf(head: PythonNode): PythonNode {
  return head.type === 'as_pattern' ? (head.named[0] ?? head) : head;
}

/** Where a program begins, each failure ends it in the same way, and there is nobody else to do it. */
function isProgram(around: PythonNode): boolean {
  return /^_*(?:main|cli)$/.test(around.child('name')?.text ?? '');
}

/** What is tried again belongs to the loop around it. */
function isAnotherTry(text: string): boolean {
  return /\bsleep\(|\b\w*(?:retry|retries|attempt|backoff)\w*\b/i.test(text);
}
