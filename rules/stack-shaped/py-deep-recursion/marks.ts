import type { PythonNode } from '../../engine/python/node.ts';

/** A place that writes down in a collection where a walk has been, or asks whether it was there. */
export interface Mark {
  readonly node: PythonNode;
  /** `seen` of `seen.add(node)`, `grid[row]` of `grid[row][column] = 0`. */
  readonly collection: string;
  /** `node`, as written. */
  readonly key: string;
}

export interface Marks {
  readonly marks: readonly Mark[];
  /** Those in conditions. */
  readonly checks: readonly Mark[];
  /** Collections that something is taken out of again, as when a path is tried out. */
  readonly unmarked: ReadonlySet<string>;
}

/** Everything in a function that could keep a walk from going where it has been. */
export function marksOf(body: PythonNode): Marks {
  const marks: Mark[] = [];
  const checks: Mark[] = [];
  const unmarked = new Set<string>();
  for (const node of body.below(
    ['call', 'assignment', 'subscript', 'comparison_operator', 'delete_statement'],
    true,
  )) {
    const { type, named } = node;
    if (type === 'call') readCall(node, marks, unmarked);
    else if (type === 'assignment') readAssignment(node, marks, unmarked);
    else if (type === 'delete_statement')
      for (const each of node.below(['subscript'])) unmarked.add(each.child('value')?.text ?? '');
    else if (!isAsked(node)) continue;
    else if (type === 'subscript') checks.push(...markedBy(node, node));
    else if (/^(?:in|not in)$/.test(operatorOf(node)) && named.length === 2)
      checks.push({ node, collection: named[1]?.text ?? '', key: bare(named[0]?.text) });
  }
  return { marks, checks, unmarked };
}

/** `in`, `not in`, `==`; of a comparison of more than two the first. */
export function operatorOf(comparison: PythonNode): string {
  const tokens = comparison.childrenOf('operators').map(({ text }) => text);
  return tokens.slice(0, tokens[0] === 'not' || tokens[0] === 'is' ? 2 : 1).join(' ');
}

function readCall(node: PythonNode, marks: Mark[], unmarked: Set<string>): void {
  const callee = node.child('function');
  const [key] = node.child('arguments')?.named ?? [];
  if (callee?.type !== 'attribute') return;
  const collection = callee.child('object')?.text ?? '';
  const method = callee.child('attribute')?.text ?? '';
  if (/^(?:remove|discard|pop)$/.test(method)) unmarked.add(collection);
  else if (key !== undefined && /^(?:add|append)$/.test(method))
    marks.push({ node, collection, key: bare(key.text) });
}

function readAssignment(node: PythonNode, marks: Mark[], unmarked: Set<string>): void {
  const target = node.child('left');
  if (target?.type !== 'subscript') return;
  for (const mark of markedBy(target, node)) {
    const isUndone =
      node.child('right')?.type === 'false' ||
      marks.some(({ collection, key }) => collection === mark.collection && key === mark.key);
    if (isUndone) unmarked.add(mark.collection);
    else marks.push(mark);
  }
}

function markedBy(subscript: PythonNode, node: PythonNode): Mark[] {
  const key = subscript
    .childrenOf('subscript')
    .map(({ text }) => text)
    .join(', ');
  return [{ node, collection: subscript.child('value')?.text ?? '', key: bare(key) }];
}

/** Whether a node stands in a condition. */
function isAsked(node: PythonNode): boolean {
  for (let at = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'if_clause' || at.field === 'condition') return true;
    if (parent.type === 'conditional_expression') return parent.named[1] === at;
    if (parent.type === 'block' || /_statement$/.test(parent.type)) return false;
  }
  return false;
}

/** Without the brackets of a tuple. */
function bare(key: string | undefined): string {
  return (key ?? '').replace(/^\(([^()]*)\)$/, '$1').replace(/\s+/g, ' ');
}
