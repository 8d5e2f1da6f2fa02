import type { PythonNode } from '../../engine/python/node.ts';
import type { Growth } from './growth.ts';
import { type Mark, marksOf, operatorOf } from './marks.ts';
import { isRepeated, type Recursion, rootOf, type SelfCall, seenThrough } from './recursion.ts';

/**
 * A walk that goes on to what stands beside where it is, in a graph, and asks where it has been: its longest path may lead through
 * every node.
 */
export function graphGrowth(recursion: Recursion): Growth | undefined {
  const { calls, parameters } = recursion;
  if (!calls.every(({ node }) => isRepeated(node, recursion))) return undefined;
  const name = parameters.find((each) =>
    calls.every((call) => isNeighbour(call, each.name, recursion)),
  )?.name;
  if (name === undefined || isNested.test(name)) return undefined;
  const visited = visitedBy(name, recursion);
  if (visited === undefined) return undefined;
  return {
    kind: 'graph',
    per: `each \`${name}\` on the longest path`,
    calls: calls.map(({ node }) => node),
    asked: visited,
  };
}

/** A walk over the cells of a grid in all directions, which marks the cells where it was: it may lead through every cell. */
export function gridGrowth(recursion: Recursion): Growth | undefined {
  const { calls, parameters, body } = recursion;
  const moving = parameters.filter(({ name }) => movesBothWays(name, recursion));
  const [row, column, ...others] = moving.map(({ name }) => name);
  if (row === undefined || column === undefined || others.length > 0) return undefined;
  if (calls.length < 4 && !calls.every(({ node }) => isRepeated(node, recursion))) return undefined;
  const { marks, unmarked } = marksOf(body);
  const isCell = ({ node, key, collection }: Mark): boolean => {
    const isPair = key === `${row}, ${column}` || key === `${column}, ${row}`;
    const isSecond =
      [row, column].includes(key) && [row, column].some((each) => collection.endsWith(`[${each}]`));
    return (
      (isPair || isSecond) && !unmarked.has(collection) && calls.some((call) => node.start < call.node.start)
    );
  };
  if (!marks.some(isCell)) return undefined;
  return { kind: 'grid', per: 'each cell of a region', calls: calls.map(({ node }) => node) };
}

/** What is made of parts is as deep as somebody nested it, that the walk marks where it was is for duplicates, or for safety. */
const isNested =
  /cls|class|type|modul|pkg|package|plugin|schema|path|dir|file|folder|task|func|expr|stmt|statement|ast|tree|parent|child|field|model|obj|value|item|elem|block|scope|layer|rule|spec/i;

const leadsDown =
  /dep|requir|import|child|base|parent|include|sub|tree|impl|inherit|modul|arg|operand|field|part|member|attr|option/i;

/** Whether a call goes on to an entry of `graph[node]`, `graph.neighbors(node)`, `node.edges`, or to one that a matrix says is beside it. */
function isNeighbour({ node, passed }: SelfCall, name: string, recursion: Recursion): boolean {
  const { fn } = recursion;
  const argument = passed.get(name);
  const loop = node.closest('for_statement');
  if (argument?.type !== 'identifier' || argument.text === name || loop === undefined || !fn.contains(loop))
    return false;
  const target = loop.child('left');
  const over = loop.child('right');
  if (over === undefined || !new RegExp(`\\b${argument.text}\\b`).test(target?.text ?? '')) return false;
  const from = unwrappedCopy(seenThrough(over, recursion));
  if (leadsDown.test(from.text)) return false;
  const isOfNode = from.text.replace(/\s+/g, '');
  if (isOfNode.endsWith(`[${name}]`)) return true;
  if (/^\w*range\(/.test(from.text))
    return new RegExp(`\\w\\[${name}\\]\\[${argument.text}\\]`).test(loop.text);
  const beside = /neighbo|adj|edge|succ|pred|link|connect|reach|next|follow/i;
  if (from.type === 'attribute')
    return rootOf(from) === name && beside.test(from.child('attribute')?.text ?? '');
  if (from.type !== 'call') return false;
  const callee = from.child('function');
  const isGet = callee?.child('attribute')?.text === 'get';
  const isFirst = from.child('arguments')?.named[0]?.text === name;
  if (isFirst) return isGet || beside.test(callee?.text ?? '');
  return rootOf(from) === name && beside.test(callee?.child('attribute')?.text ?? '');
}

/** `list(graph[node])`, `sorted(graph[node])` */
function unwrappedCopy(over: PythonNode): PythonNode {
  const isCopy =
    over.type === 'call' && /^(?:list|sorted|set|tuple|reversed)$/.test(over.child('function')?.text ?? '');
  return (isCopy ? over.child('arguments')?.named[0] : undefined) ?? over;
}

/** How the walk would ask whether it was at `name`: a collection that is both written and asked with the node, or with the next. */
function visitedBy(name: string, { body, calls }: Recursion): string | undefined {
  const { marks, checks, unmarked } = marksOf(body);
  const keys = new Set([name, ...calls.map(({ passed }) => passed.get(name)?.text ?? '')]);
  const mark = marks.find(
    ({ key, collection }) =>
      keys.has(key) &&
      !unmarked.has(collection) &&
      checks.some((check) => check.collection === collection && keys.has(check.key)),
  );
  const check = checks.find(({ collection, key }) => collection === mark?.collection && keys.has(key));
  if (mark === undefined || check === undefined) return undefined;
  const isMembership = check.node.type === 'comparison_operator' && / ?in$/.test(operatorOf(check.node));
  return isMembership ? `${name} in ${mark.collection}` : `${mark.collection}[${name}]`;
}

/** `row + 1` in one call and `row - 1` in another, or `row + by` where a loop says by how much. */
function movesBothWays(name: string, { calls }: Recursion): boolean {
  const given = calls.map(({ passed }) => (passed.get(name)?.text ?? '').replace(/\s+/g, ''));
  if (given.includes(`${name}+1`) && given.includes(`${name}-1`)) return true;
  return (
    given.length > 0 &&
    given.every((each) => new RegExp(`^${name}\\+[A-Za-z]\\w*(?:\\[\\w+\\])*$`).test(each))
  );
}
