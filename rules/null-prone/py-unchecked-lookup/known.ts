import type { Names } from '../../engine/python/names.ts';
import { opensScope, type PythonNode } from '../../engine/python/node.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Lookup } from './lookups.ts';
import { soleAssignment } from './values.ts';

/** Whether the code around a look-up shows that it finds something, or that somebody has seen to it that it may not. */
export function isKnownToBeThere(lookup: Lookup, at: PythonNode, file: PythonView): boolean {
  const words = wordsOf(lookup, file);
  if (at.type === 'identifier') words.add(at.text);
  return (
    isHandled(lookup, at) || isExplained(at, file.text) || isSeenBefore(at, { words, names: file.names })
  );
}

interface Sought {
  /** The names and texts that a check would mention. */
  readonly words: ReadonlySet<string>;
  readonly names: Names;
}

/** The names and texts that a check of this look-up would mention. */
function wordsOf({ subjects }: Lookup, file: PythonView): Set<string> {
  const words = new Set<string>();
  const add = (node: PythonNode, depth: number): void => {
    for (const each of [node, ...node.below(['identifier', 'string_content'])]) {
      if (each.type === 'string_content') words.add(each.text);
      if (each.type !== 'identifier' || each.text === 'self' || isCallee(each)) continue;
      words.add(each.text);
      const made = depth > 0 ? soleAssignment(each, file.names) : undefined;
      if (made !== undefined && made.type !== 'dictionary') add(made, depth - 1);
    }
  };
  for (const subject of subjects) add(subject, 1);
  return words;
}

function isCallee({ parent, field }: PythonNode): boolean {
  if (parent?.type === 'call') return field === 'function';
  return (
    parent?.type === 'attribute' &&
    field === 'attribute' &&
    parent.parent?.type === 'call' &&
    parent.field === 'function'
  );
}

/** In a `try` whose handler takes what `None` leads to. */
function isHandled({ form }: Lookup, at: PythonNode): boolean {
  const takes =
    form === 'next'
      ? /\b(?:StopIteration|RuntimeError|Exception|BaseException)\b/
      : /\b(?:AttributeError|TypeError|Exception|BaseException)\b/;
  for (let node = at; node.parent !== null && !opensScope(node); node = node.parent) {
    if (
      node.parent.type === 'with_statement' &&
      /\bsuppress\(|\braises\(/.test(node.parent.children[1]?.text ?? '')
    )
      return true;
    if (node.parent.type !== 'try_statement' || node.field !== 'body') continue;
    const handlers = node.parent.named.filter(({ type }) => type.startsWith('except'));
    if (handlers.some((handler) => isBare(handler) || takes.test(headOf(handler)))) return true;
  }
  return false;
}

function isBare(handler: PythonNode): boolean {
  return handler.named.every(({ type }) => type === 'block');
}

function headOf(handler: PythonNode): string {
  const block = handler.named.find(({ type }) => type === 'block');
  return handler.text.slice(0, block === undefined ? undefined : block.start - handler.start);
}

/** A condition, assertion or loop that mentions what is looked for, around the place or before it. */
function isSeenBefore(at: PythonNode, sought: Sought): boolean {
  for (let node = at; node.parent !== null && !opensScope(node); node = node.parent) {
    const { parent } = node;
    if (conditionsOf(parent, node).some((condition) => mentions(condition, sought))) return true;
    if (parent.type !== 'block' && parent.type !== 'module') continue;
    for (const before of parent.named) {
      if (before.start >= node.start) break;
      if (seesTo(before, sought)) return true;
    }
  }
  return false;
}

/** What has to hold, or not to, where a part of a node is reached. */
function conditionsOf(parent: PythonNode, part: PythonNode): PythonNode[] {
  switch (parent.type) {
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement': {
      const condition = parent.child('condition');
      return condition === undefined || condition === part ? [] : [condition];
    }
    case 'conditional_expression':
      return parent.named.filter((each) => each !== part);
    case 'boolean_operator':
      return part.field === 'right' ? parent.named.filter((each) => each !== part) : [];
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return parent.named.filter(
        ({ type, start }) => type === 'if_clause' || (type === 'for_in_clause' && start !== part.start),
      );
    case 'for_statement':
      return part.field === 'body' ? parent.childrenOf('right') : [];
    case 'match_statement':
      return parent.childrenOf('subject');
    case 'case_clause':
      return part.field === 'consequence' ? parent.named.filter((each) => each !== part) : [];
    default:
      return [];
  }
}

/** Whether a statement that came before asks, asserts or puts there what is looked for. */
function seesTo(statement: PythonNode, sought: Sought): boolean {
  switch (statement.type) {
    case 'if_statement':
    case 'while_statement':
      return [statement, ...statement.childrenOf('alternative')].some((each) => {
        const condition = each.child('condition');
        return condition !== undefined && mentions(condition, sought);
      });
    case 'assert_statement':
      return mentions(statement, sought);
    case 'expression_statement': {
      const [inner] = statement.named;
      if (inner?.type === 'assignment') {
        const left = inner.child('left');
        return left?.type === 'subscript' && mentions(left, sought);
      }
      // `check_name(name)`, `ports.setdefault(name, 0)`.
      return (
        inner?.type === 'call' &&
        /(?:^|[._])(?:assert|check|ensure|require|valid|verify|setdefault|update|skip)/i.test(
          inner.child('function')?.text ?? '',
        ) &&
        mentions(inner, sought)
      );
    }
    default:
      return false;
  }
}

/** Whether a condition speaks of what is sought, by its own name or by that of a value that it was put in before. */
function mentions(condition: PythonNode, { words, names }: Sought): boolean {
  const parts = [condition, ...condition.below(['identifier', 'string_content'])];
  if (parts.some((part) => isWord(part) && words.has(part.text))) return true;
  return parts.some((part) => {
    const made = part.type === 'identifier' ? soleAssignment(part, names) : undefined;
    return made?.below(['identifier', 'string_content']).some(({ text }) => words.has(text)) === true;
  });
}

function isWord({ type }: PythonNode): boolean {
  return type === 'identifier' || type === 'string_content';
}

const reason =
  /#.*\b(?:always|guarantee[ds]?|ensure[ds]?|exists?|never|safe|must|sure|known?|cannot|can't|checked|because|since|present|there)\b/i;

/** A comment on the line or the one above that gives a reason. */
function isExplained({ start, end }: PythonNode, text: string): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  return (
    reason.test(text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd)) ||
    (/^\s*#/.test(before) && reason.test(before))
  );
}
