import { unwrapped } from '../../engine/python/around.ts';
import { leaves } from '../../engine/python/flow.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { literalValue } from '../../engine/python/types.ts';

/** A choice between branches by the value or the class of one expression. */
export interface Choice {
  readonly form: 'match' | 'ladder' | 'guards';
  /** The `match`, or the first `if`. */
  readonly node: PythonNode;
  /** The last `if` of a row; else the node itself. */
  readonly last: PythonNode;
  /** The expression that is asked, where it stands first. */
  readonly subject: PythonNode;
  readonly labels: readonly Label[];
  readonly branches: readonly Branch[];
  /** What takes all that no branch names. */
  readonly fallback: PythonNode | undefined;
}

/** What one branch is for: a value, a member of an enum, or a class. */
export interface Label {
  readonly by: 'literal' | 'member' | 'class' | 'none';
  readonly node: PythonNode;
  /** How it is asked: `==`, `is`, `in`, `isinstance`, `case`. */
  readonly how: string;
}

export interface Branch {
  readonly clause: PythonNode;
  readonly body: PythonNode;
}

/** Reads the choice that starts at a node; undefined where none does, or where a branch asks for anything else besides. */
export function readChoice(node: PythonNode): Choice | undefined {
  if (node.type === 'match_statement') return readMatch(node);
  if (node.type !== 'if_statement') return undefined;
  const arms = armsOf(node);
  if (arms === undefined) return undefined;
  const fallback = node.childrenOf('alternative').find(({ type }) => type === 'else_clause');
  if (arms.length > 1 || fallback !== undefined)
    return choiceOf('ladder', node, node, arms, fallback?.child('body'));
  return readRow(node, arms);
}

interface Arm extends Branch {
  readonly asked: Asked;
}

interface Asked {
  readonly subject: PythonNode;
  readonly labels: readonly Label[];
}

function readMatch(node: PythonNode): Choice | undefined {
  const [subject, ...more] = node.childrenOf('subject');
  if (subject === undefined || more.length > 0 || !isSubject(subject)) return undefined;
  const arms: Arm[] = [];
  let fallback: PythonNode | undefined;
  for (const clause of node.child('body')?.named ?? []) {
    const body = clause.child('consequence');
    const patterns = clause.named.filter(({ type }) => type === 'case_pattern');
    const [pattern] = patterns;
    if (clause.type !== 'case_clause' || body === undefined || pattern === undefined) return undefined;
    if (patterns.length > 1 || clause.child('guard') !== undefined || fallback !== undefined)
      return undefined;
    if (isWildcard(pattern)) {
      fallback = body;
      continue;
    }
    const labels = labelsOfPattern(pattern);
    if (labels === undefined) return undefined;
    arms.push({ clause, body, asked: { subject, labels } });
  }
  return choiceOf('match', node, node, arms, fallback);
}

function isWildcard(pattern: PythonNode): boolean {
  if (pattern.text === '_') return true;
  const [only, ...more] = pattern.named;
  return more.length === 0 && only?.type === 'dotted_name' && only.named.length === 1;
}

function labelsOfPattern(pattern: PythonNode): Label[] | undefined {
  switch (pattern.type) {
    case 'case_pattern': {
      const [inner, ...more] = pattern.named;
      return inner !== undefined && more.length === 0 && !/^[-_]/.test(pattern.text)
        ? labelsOfPattern(inner)
        : undefined;
    }
    case 'as_pattern':
      return pattern.named[0] && labelsOfPattern(pattern.named[0]);
    case 'union_pattern': {
      const labels = pattern.named.map(labelsOfPattern);
      return labels.includes(undefined) ? undefined : (labels as Label[][]).flat();
    }
    case 'dotted_name':
      return pattern.named.length > 1 ? [{ by: 'member', node: pattern, how: 'case' }] : undefined;
    case 'class_pattern': {
      const [name, ...parts] = pattern.named;
      // A pattern with parts does not take every object of the class.
      return name === undefined || parts.length > 0 ? undefined : [{ by: 'class', node: name, how: 'case' }];
    }
    case 'none':
      return [{ by: 'none', node: pattern, how: 'case' }];
    default:
      return literalValue(pattern) === undefined
        ? undefined
        : [{ by: 'literal', node: pattern, how: 'case' }];
  }
}

/** The `if` and its `elif`s; undefined where one asks for more than what the subject is. */
function armsOf(node: PythonNode): Arm[] | undefined {
  const clauses = [node, ...node.childrenOf('alternative').filter(({ type }) => type === 'elif_clause')];
  const arms: Arm[] = [];
  for (const clause of clauses) {
    const condition = clause.child('condition');
    const body = clause.child('consequence');
    const asked = condition && askedBy(condition);
    if (asked === undefined || body === undefined) return undefined;
    arms.push({ clause, body, asked });
  }
  return arms;
}

/** `if mode == "a": return …`, again and again. */
function readRow(node: PythonNode, first: readonly Arm[]): Choice | undefined {
  const siblings = node.parent?.named ?? [];
  const index = siblings.indexOf(node);
  const before = siblings[index - 1];
  if (before?.type === 'if_statement' && isOfRow(before, first)) return undefined;
  const arms = [...first];
  let last = node;
  if (!leaves(first[0]?.body)) return undefined;
  for (const next of siblings.slice(index + 1)) {
    const more = isOfRow(next, first);
    if (more === undefined) break;
    arms.push(...more);
    last = next;
  }
  return choiceOf('guards', node, last, arms, undefined);
}

function isOfRow(node: PythonNode, row: readonly Arm[]): Arm[] | undefined {
  if (node.type !== 'if_statement' || node.childrenOf('alternative').length > 0) return undefined;
  const arms = armsOf(node);
  const same = arms?.[0]?.asked.subject.text === row[0]?.asked.subject.text;
  return same && leaves(arms?.[0]?.body) ? arms : undefined;
}

function choiceOf(
  form: Choice['form'],
  node: PythonNode,
  last: PythonNode,
  arms: readonly Arm[],
  fallback: PythonNode | undefined,
): Choice | undefined {
  const subject = arms[0]?.asked.subject;
  if (subject === undefined || arms.length < 2) return undefined;
  if (arms.some(({ asked }) => asked.subject.text !== subject.text)) return undefined;
  const labels = arms.flatMap(({ asked }) => asked.labels);
  return { form, node, last, subject, labels, branches: arms, fallback };
}

/** What a condition asks of one expression, where it asks for nothing else. */
function askedBy(condition: PythonNode): Asked | undefined {
  const node = unwrapped(condition);
  if (node.type === 'boolean_operator') {
    if (node.child('operator')?.text !== 'or') return undefined;
    const [left, right] = [node.child('left'), node.child('right')].map((each) => each && askedBy(each));
    return left !== undefined && right !== undefined && left.subject.text === right.subject.text
      ? { subject: left.subject, labels: [...left.labels, ...right.labels] }
      : undefined;
  }
  return node.type === 'call' ? askedByIsinstance(node) : askedByComparison(node);
}

function askedByIsinstance(call: PythonNode): Asked | undefined {
  const [subject, classes, ...more] = call.child('arguments')?.named ?? [];
  if (call.child('function')?.text !== 'isinstance' || more.length > 0) return undefined;
  if (subject === undefined || classes === undefined || !isSubject(subject)) return undefined;
  const parts = partsOfClasses(classes);
  const labels = parts.map((node): Label => ({ by: 'class', node, how: 'isinstance' }));
  return parts.every(({ type }) => type === 'identifier' || type === 'attribute')
    ? { subject, labels }
    : undefined;
}

function partsOfClasses(node: PythonNode): PythonNode[] {
  if (node.type === 'tuple') return node.named;
  if (node.type === 'binary_operator') return node.named.flatMap(partsOfClasses);
  return [node];
}

function askedByComparison(node: PythonNode): Asked | undefined {
  if (node.type !== 'comparison_operator') return undefined;
  const operators = node.childrenOf('operators').map(({ text }) => text);
  const [left, right, ...more] = node.named;
  if (left === undefined || right === undefined || more.length > 0 || !isSubject(left)) return undefined;
  const [how = ''] = operators;
  const values = how === 'in' && /^(?:tuple|list|set)$/.test(right.type) ? right.named : [right];
  if (how !== 'in' && how !== '==' && how !== 'is') return undefined;
  if (how === 'in' && values[0] === right) return undefined;
  const labels = values.map((value) => labelOfValue(value, how));
  return labels.includes(undefined) ? undefined : { subject: left, labels: labels as Label[] };
}

function labelOfValue(node: PythonNode, how: string): Label | undefined {
  if (node.type === 'none') return { by: 'none', node, how };
  if (node.type === 'attribute') return { by: 'member', node, how };
  return literalValue(node) === undefined ? undefined : { by: 'literal', node, how };
}

/** A name or a path of names: what it is may be known by an annotation. */
function isSubject(node: PythonNode): boolean {
  if (node.type === 'attribute') return isSubject(node.child('object') as PythonNode);
  return node.type === 'identifier';
}
