import type { Span } from '../../engine/finding.ts';
import { pathOfClass } from '../../engine/python/classes.ts';
import { opensScope, type PythonNode } from '../../engine/python/node.ts';
import { spanOfPython } from '../../engine/python/syntax.ts';

/** A function that gives a value, or `None` for more than one reason, a failure among them. */
export interface FunctionFact {
  readonly is: 'function';
  /** `load`, `Store.load`. */
  readonly name: string;
  readonly span: Span;
  /** Handlers of an exception that tells of a failure, and give `None`. */
  readonly failures: readonly Exit[];
  /** Conditions under which it gives `None`. */
  readonly absences: readonly Exit[];
}

export interface Exit {
  readonly span: Span;
  /** `except OSError`, `if row is None`. */
  readonly text: string;
}

/** Reads the exits of a function that others can call by name; undefined where there is only one reason, or no value. */
export function functionFact(fn: PythonNode): FunctionFact | undefined {
  const returns = fn.below(['return_statement'], true);
  if (returns.length < 3 || fn.below(['yield'], true).length > 0) return undefined;
  const name = pathOfFunction(fn);
  const nameNode = fn.child('name');
  if (name === undefined || nameNode === undefined || !returns.some(givesValue)) return undefined;
  const empty = returns.filter((each) => !givesValue(each));
  const failures = empty.flatMap((each) => exitOf(each, failureAround(each, fn)));
  const absences = empty
    .filter((each) => handlerAround(each, fn) === undefined)
    .flatMap((each) => exitOf(each, conditionAround(each, fn)))
    .filter(({ text }) => !isAboutGiven(text, fn));
  if (failures.length === 0 || absences.length === 0) return undefined;
  return { is: 'function', name, span: spanOfPython(nameNode), failures, absences };
}

/** Exceptions that say that something did not work, in difference to those by which a thing is found missing. */
const failure =
  /^(?:Base)?Exception$|(?:^|\.)(?:OSError|IOError|EnvironmentError|PermissionError|TimeoutError|socket\.error)$|(?:Request|Connect|Connection|Timeout|Transport|Network|HTTP|Http|URL|SSL|Client|Process|Database|Operational|Interface)\w*(?:Error|Exception|Failure|Timeout|Expired)$|(?:^|\.)Timeout(?:Expired)?$/;

function failureAround(node: PythonNode, fn: PythonNode): PythonNode | undefined {
  const handler = handlerAround(node, fn);
  if (handler === undefined) return undefined;
  const [caught] = handler.named;
  if (caught === undefined || caught.type === 'block') return handler;
  const classes = caught.type === 'as_pattern' ? caught.named[0] : caught;
  const all = classes?.type === 'tuple' ? classes.named : classes === undefined ? [] : [classes];
  return all.length > 0 && all.every(({ text }) => failure.test(text) && !/NotFound|DoesNotExist/.test(text))
    ? handler
    : undefined;
}

function handlerAround(node: PythonNode, fn: PythonNode): PythonNode | undefined {
  for (let at = node.parent; at !== null && at !== fn; at = at.parent)
    if (at.type === 'except_clause') return at;
  return undefined;
}

function conditionAround(node: PythonNode, fn: PythonNode): PythonNode | undefined {
  for (let at = node.parent; at !== null && at !== fn; at = at.parent)
    if (/^(?:if_statement|elif_clause|else_clause|case_clause)$/.test(at.type)) return at;
  return undefined;
}

/** What the caller gave, it knows: `if not key`. */
function isAboutGiven(text: string, fn: PythonNode): boolean {
  const asked = /^(?:el)?if (?:not )?(\w+)(?: is None)?$/.exec(text)?.[1];
  const parameters = fn.child('parameters')?.named ?? [];
  return parameters.some((each) => (each.child('name') ?? each.named[0] ?? each).text === asked);
}

function exitOf(node: PythonNode, reason: PythonNode | undefined): Exit[] {
  if (reason === undefined) return [];
  const [head = ''] = reason.text.split(/:?[ \t]*(?:#[^\n]*)?\n/);
  return [{ span: spanOfPython(node), text: head.replace(/:$/, '') }];
}

function givesValue({ named: [value] }: PythonNode): boolean {
  return value !== undefined && value.type !== 'none';
}

/** By the classes around; undefined for a function within another, which only that one calls. */
function pathOfFunction(fn: PythonNode): string | undefined {
  for (let at = fn.parent; at !== null; at = at.parent)
    if (opensScope(at) && at.type !== 'class_definition') return undefined;
  const name = fn.child('name')?.text;
  const owner = fn.parent?.closest('class_definition');
  const path = owner && pathOfClass(owner);
  return name === undefined ? undefined : path === undefined ? name : `${path}.${name}`;
}
