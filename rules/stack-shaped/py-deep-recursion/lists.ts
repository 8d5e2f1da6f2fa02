import { areFewByName } from '../../engine/few-by-name.ts';
import { integerOf } from '../../engine/python/around.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { descends, multiply } from './bounded.ts';
import type { Growth } from './growth.ts';
import { isRepeated, type Recursion, type SelfCall, seenThrough } from './recursion.ts';

/** Attributes that lead along a list. `parent` leads out of a nesting, which is never as deep. */
const links: ReadonlySet<string> = new Set([
  'next',
  '_next',
  'next_',
  'nxt',
  'next_node',
  'nextNode',
  'prev',
  '_prev',
  'previous',
  'prev_node',
]);

/** `length(node.next)`: the same function of the next node. */
export function linkGrowth(recursion: Recursion): Growth | undefined {
  if (multiply(recursion)) return undefined;
  const followed = recursion.calls.map((call) => linkIn(call, recursion));
  const [first] = followed;
  if (first === undefined || followed.includes(undefined)) return undefined;
  return { kind: 'link', per: `each \`${first.text}\``, calls: nodesOf(recursion) };
}

/** `self.next.show()`: the same method of the next node. */
export function ownLinkGrowth(recursion: Recursion): Growth | undefined {
  const { onOthers, fn } = recursion;
  const receivers = onOthers.map((call) => call.child('function')?.child('object'));
  const isOwnLink = (receiver: PythonNode | undefined): boolean =>
    receiver?.type === 'attribute' &&
    receiver.child('object')?.text === 'self' &&
    links.has(receiver.child('attribute')?.text ?? '');
  const [first] = receivers;
  if (first === undefined || onOthers.length > 1 || !isOwnLink(first)) return undefined;
  if (isRepeated(onOthers[0] as PythonNode, recursion)) return undefined;
  // Of a chain of handlers, each handing on to the next, somebody wrote every link.
  const holdsData = /\bself\._?(?:value|val|data|item|element|key|payload|content|head)\b/.test(
    fn.closest('class_definition')?.text ?? '',
  );
  return holdsData ? { kind: 'own-link', per: `each \`${first.text}\``, calls: onOthers } : undefined;
}

/** `total(prices[1:])`, `total(rest)` after `first, *rest = prices`. */
export function tailGrowth(recursion: Recursion): Growth | undefined {
  const { calls, parameters, fn } = recursion;
  if (multiply(recursion)) return undefined;
  const lists = calls.map((call) => parameters.find(({ name }) => isTailOf(call, name, recursion))?.name);
  const [list] = lists;
  if (lists.includes(undefined)) return undefined;
  if (list === undefined || areFewByName(list) || areFewByName(fn.child('name')?.text ?? ''))
    return undefined;
  if (!isEmptied(list, fn)) return undefined;
  return { kind: 'tail', per: `each entry of \`${list}\``, calls: nodesOf(recursion) };
}

/** `show(lines, index + 1)` up to `len(lines)`. */
export function indexGrowth(recursion: Recursion): Growth | undefined {
  const { calls, parameters } = recursion;
  if (multiply(recursion)) return undefined;
  for (const { name } of parameters) {
    const isNext = new RegExp(`^(?:${name}\\s*\\+\\s*1|1\\s*\\+\\s*${name})$`);
    const isStepped = calls.every(
      (call) => isNext.test(call.passed.get(name)?.text ?? '') && !descends(call, name, recursion),
    );
    const list = isStepped ? comparedWithLength(name, recursion) : undefined;
    if (list !== undefined && !areFewByName(list))
      return { kind: 'index', per: `each entry of \`${list}\``, calls: nodesOf(recursion) };
  }
  return undefined;
}

function nodesOf({ calls }: Recursion): PythonNode[] {
  return calls.map(({ node }) => node);
}

/** `node.next` of a parameter that is a node. */
function linkIn(call: SelfCall, recursion: Recursion): PythonNode | undefined {
  for (const [name, argument] of call.passed) {
    const value = seenThrough(argument, recursion);
    const isLink = value.type === 'attribute' && links.has(value.child('attribute')?.text ?? '');
    if (!isLink || value.child('object')?.text !== name || descends(call, name, recursion, links)) continue;
    const annotation = recursion.parameters.find((each) => each.name === name)?.annotation;
    // Of these somebody wrote every link.
    const isWritten =
      /middleware|handler|layer|stage|plugin|interceptor|route|token|exception|error|frame|scope/i;
    return isWritten.test(`${name} ${annotation?.text ?? ''}`) ? undefined : value;
  }
  return undefined;
}

function isTailOf(call: SelfCall, name: string, recursion: Recursion): boolean {
  const argument = call.passed.get(name);
  return argument !== undefined && isTail(argument, name, recursion) && !descends(call, name, recursion);
}

/** What is left of a list without a few entries at one end. */
function isTail(argument: PythonNode, name: string, recursion: Recursion): boolean {
  const value = seenThrough(argument, recursion);
  if (value.type === 'identifier') return isRestOf(value, name, recursion);
  const [slice, ...others] = value.childrenOf('subscript');
  if (value.type !== 'subscript' || value.child('value')?.text !== name || slice?.type !== 'slice')
    return false;
  const parts = slice.children.filter(({ type }) => type !== 'comment');
  const [first, second, ...more] = parts;
  if (others.length > 0 || more.length > 0 || first === undefined || second === undefined) return false;
  if (first.type === ':') return integerOf(second) === -1;
  const from = integerOf(first);
  return second.type === ':' && from !== undefined && from >= 1 && from <= 4;
}

/** Whether a name is what `first, *rest = items` leaves of the parameter. */
function isRestOf(rest: PythonNode, name: string, { view }: Recursion): boolean {
  const bindings = view.names.resolve(rest)?.bindings ?? [];
  const [binding] = bindings;
  const star = binding?.name.parent;
  if (bindings.length !== 1 || star?.type !== 'list_splat_pattern') return false;
  const pattern = star.parent;
  const isLast = pattern?.named.at(-1) === star && pattern.named.length > 1;
  return isLast && pattern.parent?.type === 'assignment' && pattern.parent.child('right')?.text === name;
}

/** Whether the function asks if anything is left, so that it goes on to the end of the list. */
function isEmptied(name: string, fn: PythonNode): boolean {
  return new RegExp(
    `\\bnot ${name}\\b|\\blen\\(${name}\\)|\\b${name}\\s*[!=]=\\s*(?:\\[\\]|\\(\\)|''|"")|\\b(?:if|elif|and|or) ${name}(?: |:|$)`,
    'm',
  ).test(fn.text);
}

function comparedWithLength(name: string, { body }: Recursion): string | undefined {
  for (const { named } of body.below(['comparison_operator'], true)) {
    const [left, right, ...more] = named;
    const other = left?.text === name ? right : right?.text === name ? left : undefined;
    const length = other?.type === 'binary_operator' ? other.child('left') : other;
    if (more.length > 0 || length?.type !== 'call' || length.child('function')?.text !== 'len') continue;
    const measured = length.child('arguments')?.named[0];
    if (measured !== undefined) return measured.text;
  }
  return undefined;
}
