import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../typescript.ts';
import { unwrap, walk } from '../syntax.ts';
import { isUnresolved } from '../types.ts';
import type { Fragment } from './fragment.ts';
import { type Lookup, nameOf } from './scope.ts';

/** Something of the surrounding code that a fragment works on: a variable, or one property path of it. */
export interface Role {
  /** What the fragment itself would call it: the last part of the path. */
  readonly name: string;
  /** The expressions to be replaced by a parameter, in order of position; the first one tells role and type. */
  readonly occurrences: readonly Node[];
  readonly inCondition: boolean;
}

/** A variable with the properties read of it, as far as plain property accesses go. */
interface Chain {
  readonly id: string;
  readonly path: readonly string[];
  /** `links[n]` is the expression that has read n properties. */
  readonly links: readonly Node[];
  readonly inCondition: boolean;
  /** Read whenever the fragment is reached, so that a caller may read it too. */
  readonly isCertain: boolean;
}

/**
 * The roles of a fragment in order of first appearance; undefined where a name cannot be told. Everything read of
 * one variable is one role, as long a path of it as all uses have in common.
 * @param hole is left out: what stands in it will be evaluated by the caller.
 */
export function rolesOf(fragment: Fragment, lookup: Lookup, hole?: Node): Role[] | undefined {
  const byVariable = new Map<string, Chain[]>();
  for (const root of valueRoots(fragment.node, hole)) {
    const id = rootId(root, fragment, lookup);
    if (id === undefined) return undefined;
    if (id === null) continue;
    const chain = chainFrom(root, id, fragment);
    const chains = byVariable.get(id);
    if (chains === undefined) byVariable.set(id, [chain]);
    else chains.push(chain);
  }
  return [...byVariable].map(([id, chains]) => roleOf(chains, lookup, mostRead(id, fragment)));
}

/** Identifiers that are read, and `this`, below a node and outside the hole, in order of position. */
export function valueRoots(within: Node, hole?: Node): Node[] {
  const roots: Node[] = [];
  walk(within, (node) => {
    if (node === hole || isType(node)) return 'skip';
    if (node.kind === SyntaxKind.ThisKeyword || (is.isIdentifier(node) && isRead(node))) roots.push(node);
    return undefined;
  });
  return roots;
}

/** Every expression of the condition whose type may decide what is one role. */
export function typedNodes(fragment: Fragment): Node[] {
  if (fragment.condition === undefined) return [];
  return valueRoots(fragment.condition).flatMap((root) => chainFrom(root, '', fragment).links);
}

/**
 * How many properties a caller may read before the fragment runs. Where no condition comes first, its statements may change
 * what a property holds, so they read it themselves; what `this` holds has to be handed over.
 */
function mostRead(id: string, { condition }: Fragment): number {
  if (condition !== undefined) return Number.POSITIVE_INFINITY;
  return id === 'this' ? 1 : 0;
}

function roleOf(chains: readonly Chain[], lookup: Lookup, most: number): Role {
  const [first, ...others] = chains as [Chain, ...Chain[]];
  let length = Math.min(first.path.length, most);
  for (const { path } of others) {
    let common = 0;
    while (common < Math.min(length, path.length) && path[common] === first.path[common]) common += 1;
    length = common;
  }
  while (length > 0 && chains.some((chain) => chain.path.length === length && isVerdict(chain, lookup))) {
    length -= 1;
  }
  if (!chains.some(({ isCertain }) => isCertain)) length = Math.min(length, readableLength(first));
  const occurrences = chains.map(({ links }) => links[length] as Node);
  const name = length > 0 ? (first.path[length - 1] as string) : rootName(first.links[0] as Node);
  return { name, occurrences, inCondition: chains.some(({ inCondition }) => inCondition) };
}

/**
 * How much of a path a caller may read although the fragment might not have: all of it where the compiler vouches for it,
 * the variable alone in JavaScript and behind a `!`, and a property of `this` anywhere.
 */
function readableLength({ path, links }: Chain): number {
  const root = links[0] as Node;
  const isVouchedFor =
    /\.[cm]?tsx?$/.test(root.getSourceFile().fileName) && !links.some(is.isNonNullExpression);
  if (isVouchedFor) return path.length;
  return unwrap(root as ast.Expression).kind === SyntaxKind.ThisKeyword ? 1 : 0;
}

/** Whether the end of the path is what the condition asks about, as `ok` in `!response.ok`: then its owner is the role. */
function isVerdict({ path, links, inCondition }: Chain, lookup: Lookup): boolean {
  if (!inCondition) return false;
  const end = links[path.length] as Node;
  if (/^(length|size)$/.test(path.at(-1) ?? '')) return true;
  const { parent } = end;
  if (is.isBinaryExpression(parent) && comparesWithLiteral(parent, end)) return true;
  const type = lookup.type(end);
  // Where there is no type, the name tells.
  if (isUnresolved(type))
    return /^(ok|success|successful|valid|(is|has|can)[A-Z]\w*)$/.test(path.at(-1) ?? '');
  return type !== undefined && isBoolean(type);
}

function isBoolean(type: Type): boolean {
  const parts = type.isUnionType() ? type.getTypes() : [type];
  const present = parts.filter(({ flags }) => (flags & TypeFlags.Nullable) === 0);
  return present.length > 0 && present.every(({ flags }) => (flags & TypeFlags.BooleanLike) !== 0);
}

function comparesWithLiteral({ left, operatorToken, right }: ast.BinaryExpression, operand: Node): boolean {
  if (!comparisons.has(operatorToken.kind)) return false;
  const other = left === operand ? right : left;
  return other.kind !== SyntaxKind.NullKeyword && !(is.isIdentifier(other) && other.text === 'undefined');
}

const comparisons = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
]);

function chainFrom(root: Node, id: string, fragment: Fragment): Chain {
  const path: string[] = [];
  const links: Node[] = [root];
  for (let at = root; ; ) {
    const { parent } = at;
    if (is.isNonNullExpression(parent) || is.isParenthesizedExpression(parent) || is.isAsExpression(parent)) {
      // Redundant parentheses around the whole condition are not part of it.
      if (parent.parent === fragment.node) break;
      links[path.length] = parent;
    } else if (is.isPropertyAccessExpression(parent) && parent.expression === at && !isCallee(parent)) {
      path.push(parent.name.text);
      links.push(parent);
    } else break;
    at = parent;
  }
  const { condition } = fragment;
  const inCondition = condition !== undefined && root.pos >= condition.pos && root.end <= condition.end;
  return { id, path, links, inCondition, isCertain: inCondition && isAlwaysRead(root, fragment) };
}

/** Not behind a `&&`, `||`, `??` or `? :` of the condition. */
function isAlwaysRead(node: Node, { node: fragment }: Fragment): boolean {
  for (let at = node; at.parent !== fragment; at = at.parent) {
    const { parent } = at;
    if (is.isConditionalExpression(parent) && parent.condition !== at) return false;
    if (
      is.isBinaryExpression(parent) &&
      parent.right === at &&
      shortCircuits.has(parent.operatorToken.kind)
    ) {
      return false;
    }
  }
  return true;
}

const shortCircuits = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

function isCallee(node: ast.Expression): boolean {
  return (
    (is.isCallExpression(node.parent) || is.isNewExpression(node.parent)) && node.parent.expression === node
  );
}

/** The variable behind a root, null for a name that means the same everywhere. */
function rootId(root: Node, fragment: Fragment, lookup: Lookup): string | null | undefined {
  if (!is.isIdentifier(root)) return 'this';
  if (root.text === 'undefined') return null;
  const name = nameOf(root, fragment, lookup);
  if (name === undefined) return undefined;
  return name.kind === 'value' ? name.id : null;
}

function rootName(root: Node): string {
  const bare = unwrap(root as ast.Expression);
  return is.isIdentifier(bare) ? bare.text : 'this';
}

function isRead(node: ast.Identifier): boolean {
  const { parent } = node;
  switch (parent.kind) {
    case SyntaxKind.PropertyAccessExpression:
      return (parent as ast.PropertyAccessExpression).expression === node;
    case SyntaxKind.PropertyAssignment:
      return (parent as ast.PropertyAssignment).initializer === node;
    case SyntaxKind.VariableDeclaration:
      return (parent as ast.VariableDeclaration).initializer === node;
    case SyntaxKind.BindingElement:
      return (parent as ast.BindingElement).initializer === node;
    default:
      return true;
  }
}

function isType(node: Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if ('type' in parent && parent.type === node) return true;
  return (
    'typeArguments' in parent &&
    (parent.typeArguments as readonly Node[] | undefined)?.includes(node) === true
  );
}
