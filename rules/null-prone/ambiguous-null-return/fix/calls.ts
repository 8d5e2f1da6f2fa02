import { posix } from 'node:path';
import type { TextEdit } from '../../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../../engine/local-edits.ts';
import { isResultUnused } from '../../../engine/typescript/codemods/calls.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { FileView } from '../../../engine/typescript/rule.ts';
import { enclosingFunction } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { wholeOf } from '../calls.ts';
import { isNot } from '../conditions.ts';
import type { NamedFunction } from '../functions.ts';
import { type Contract, comparisonWithNothing } from './contract.ts';
import { guardEdits } from './guarded-call.ts';
import { hoistEdits } from './hoisted-call.ts';

/** What one caller needs to be rewritten. */
export interface CallSite {
  readonly call: ast.CallExpression;
  /** The call with `await` and parentheses around it. */
  readonly whole: ast.Expression;
  readonly contract: Contract;
  readonly layout: ReturnType<typeof layoutOf>;
  /** A name that nothing in the file had, and no other call in the same function gets. */
  readonly nameFor: (wanted: string) => string;
}

/** Rewrites all calls of one file. A text says which call cannot be. */
export function rewriteCalls(
  calls: readonly ast.CallExpression[],
  { name }: NamedFunction,
  contract: Contract,
  { path, source }: FileView,
): TextEdit[] | string {
  const taken = namesIn(source);
  const given = new Map<Node, Set<string>>();
  const edits: LocalEdit[] = [];
  for (const call of calls) {
    if (isResultUnused(call)) continue;
    const line = source.text.slice(0, call.getStart()).split('\n').length;
    const where = `${posix.basename(path)}:${line}`;
    if (calls.some((other) => other !== call && other.pos >= call.pos && other.end <= call.end)) {
      return `\`${name.text}\` is called within its own arguments in ${where}.`;
    }
    const nearby = given.get(enclosingFunction(call)) ?? new Set<string>();
    given.set(enclosingFunction(call), nearby);
    const nameFor = (wanted: string): string => {
      const free = unusedName(wanted, (each) => taken.has(each) || nearby.has(each));
      nearby.add(free);
      return free;
    };
    const site = { call, whole: wholeOf(call), contract, layout: layoutOf(source), nameFor };
    const rewritten = callEdits(site);
    if (rewritten === undefined) {
      return `The call in ${where} uses the result in the middle of an expression, where it cannot be asked for first.`;
    }
    edits.push(...rewritten);
  }
  return inFile(path, edits, 'Call sites');
}

/** The plainest form that keeps what the caller does: a guard, a test, else what it was before in a variable. */
function callEdits(site: CallSite): LocalEdit[] | undefined {
  const { call, contract } = site;
  if (contract.isAsync && !isAwaited(call)) {
    return returnsFromAsync(call) ? hoistEdits(site, 'await ') : undefined;
  }
  return guardEdits(site) ?? testEdits(site) ?? hoistEdits(site, '');
}

/** `if (!find(x))`, `find(x) ? a : b` and `find(x) === null` only ask whether there is a value. */
function testEdits({ whole, contract }: CallSite): LocalEdit[] | undefined {
  const asked = is.isAwaitExpression(whole) ? ['(', ').ok'] : ['', '.ok'];
  const [before = '', after = ''] = asked;
  if (contract.isTruthy && isCondition(whole)) {
    return [insertion(whole.getStart(), before), insertion(whole.end, after)];
  }
  const { parent } = whole;
  if (!is.isBinaryExpression(parent) || parent.left !== whole) return undefined;
  const comparison = comparisonWithNothing(parent, contract);
  if (comparison === undefined) return undefined;
  const start = whole.getStart();
  return [
    insertion(start, comparison === 'equal' ? `!${before}` : before),
    { span: { start: whole.end, end: parent.end }, newText: after },
  ];
}

function isCondition(node: Node): boolean {
  const { parent } = node;
  if (isNot(parent)) return true;
  if (is.isConditionalExpression(parent)) return parent.condition === node;
  return (is.isIfStatement(parent) || is.isWhileStatement(parent)) && parent.expression === node;
}

function isAwaited(call: ast.CallExpression): boolean {
  let at: Node = call.parent;
  while (is.isParenthesizedExpression(at)) at = at.parent;
  return is.isAwaitExpression(at);
}

/** `return find(x);` of an async function, where awaiting first makes no difference: outside of `try`. */
function returnsFromAsync(call: ast.CallExpression): boolean {
  if (!is.isReturnStatement(call.parent)) return false;
  for (let at: Node = call.parent; ; at = at.parent) {
    if (is.isTryStatement(at) || is.isSourceFile(at)) return false;
    if (
      is.isFunctionDeclaration(at) ||
      is.isFunctionExpression(at) ||
      is.isArrowFunction(at) ||
      is.isMethodDeclaration(at)
    ) {
      return at.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
    }
  }
}

function insertion(offset: number, newText: string): LocalEdit {
  return { span: { start: offset, end: offset }, newText };
}
