import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { looksOnly } from '../../engine/typescript/arrays/purity.ts';
import { isCalledForEach } from '../../engine/typescript/loops.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { isFunctionBoundary, spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { askedAgain } from './guards.ts';
import type { Recursion } from './recursion.ts';
import { hasComment } from './refusals.ts';
import { reversedLoop } from './reversed.ts';

export interface Pushing {
  /** Parameters that each entry has of its own. */
  readonly names: ReadonlySet<string>;
  readonly visited: string | undefined;
  push(call: ast.CallExpression): string;
  /** A `return` at the very end, which nothing but calls may stand before. */
  readonly final: Node | undefined;
  readonly context: JudgeContext;
}

interface Pushes {
  readonly edits: readonly LocalEdit[];
  /** What is asked when an entry comes off the stack: `seen.has(node)`. */
  readonly check: string | undefined;
}

/**
 * Pushes in place of calls. The last one pushed is visited first, so what stood in a row or ran in a loop is pushed the
 * other way round. A condition that the calls before may change is asked again when the entry comes off the stack.
 */
export function orderedPushes(recursion: Recursion, pushing: Pushing): Pushes | Refusal {
  const { calls, name, body } = recursion;
  const edits: LocalEdit[] = [];
  const checks = new Set<string | undefined>();
  const done = new Set<Node>();
  for (const call of calls) {
    if (!is.isExpressionStatement(call.parent))
      return { refused: `\`${name}\` uses what its calls of itself return.` };
    if (!call.arguments.every(looksOnly)) {
      return { refused: `\`${call.getText()}\` works out its arguments with effects of their own.` };
    }
    for (let at: Node = call.parent; at !== body; at = at.parent) {
      const step = turn(at, recursion, pushing, done);
      if ('refused' in step) return step;
      edits.push(...step.edits);
    }
    const asked = askedAgain(call, recursion, pushing);
    if ('refused' in asked) return asked;
    checks.add(asked.check);
  }
  for (const call of calls)
    if (!done.has(call)) edits.push({ span: spanOf(call), newText: pushing.push(call) });
  const [check, other] = [...checks];
  if (checks.size > 1) return { refused: `\`${name}\` asks \`${check ?? other}\` before some calls only.` };
  return { edits, check };
}

/** What one node around a call needs for the order to stay. */
function turn(
  node: Node,
  recursion: Recursion,
  pushing: Pushing,
  done: Set<Node>,
): { edits: LocalEdit[] } | Refusal {
  const { name } = recursion;
  const { parent } = node;
  const none = { edits: [] };
  if (is.isBlock(parent)) return inRow(node as ast.Statement, parent, recursion, pushing, done);
  if (is.isBlock(node) || is.isExpressionStatement(node)) {
    if (is.isIfStatement(parent) || isFunctionBoundary(parent)) return none;
  }
  if (is.isIfStatement(node)) {
    if (node.elseStatement !== undefined && is.isIfStatement(parent)) return none;
  }
  if (is.isForOfStatement(parent) || is.isForStatement(parent)) {
    if (done.has(parent)) return none;
    done.add(parent);
    return reversedLoop(parent, recursion, pushing.context);
  }
  if (isFunctionBoundary(node) && isCalledForEach(node) && is.isCallExpression(parent)) {
    if (done.has(parent)) return none;
    done.add(parent);
    return reversedLoop(parent, recursion, pushing.context);
  }
  if (is.isCallExpression(node) && is.isExpressionStatement(parent)) return none;
  if (is.isIfStatement(parent)) return none;
  return { refused: `The calls of \`${name}\` stand where it cannot be told what follows them.` };
}

/** Calls in a row swap places; what follows a call may only be more calls. */
function inRow(
  statement: ast.Statement,
  block: ast.Block,
  recursion: Recursion,
  pushing: Pushing,
  done: Set<Node>,
): { edits: LocalEdit[] } | Refusal {
  if (done.has(block)) return { edits: [] };
  done.add(block);
  const first = block.statements.indexOf(statement);
  const row = block.statements.slice(first).filter((each) => each !== pushing.final);
  const odd = row.find((each) => !makesCallsOnly(each, recursion));
  if (odd !== undefined && row.length > 1) {
    return { refused: `\`${recursion.name}\` still does something after it has called itself.` };
  }
  if (row.length < 2) return { edits: [] };
  const calls = row.map(callOf);
  if (calls.includes(undefined))
    return { refused: `\`${recursion.name}\` makes its calls in more than one loop or condition.` };
  const source = block.getSourceFile();
  const [start, end] = [(row[0] as Node).getStart(source), (row.at(-1) as Node).end];
  if (hasComment(source.text.slice(start, end)))
    return { refused: 'Comments between the calls would end up beside others.' };
  const edits = calls.map((call, index) => {
    const taken = calls.at(-1 - index) as ast.CallExpression;
    done.add(call as Node);
    return { span: spanOf(call as Node), newText: pushing.push(taken) };
  });
  return { edits };
}

function callOf(statement: ast.Statement): ast.CallExpression | undefined {
  if (!is.isExpressionStatement(statement)) return undefined;
  const call = unwrap(statement.expression);
  return is.isCallExpression(call) && !isLoopCall(call) ? call : undefined;
}

function isLoopCall(call: ast.CallExpression): boolean {
  return call.arguments[0] !== undefined && isCalledForEach(call.arguments[0]);
}

/** Whether a statement has no effect but its calls of the function itself. */
function makesCallsOnly(statement: Node, { calls }: Recursion): boolean {
  let only = true;
  walk(statement, (node) => {
    if (!only) return 'skip';
    if (is.isCallExpression(node) && calls.includes(node)) return undefined;
    if (is.isExpressionStatement(node)) {
      const value = unwrap(node.expression);
      only = is.isCallExpression(value) && (calls.includes(value) || isLoopCall(value));
    } else if (is.isReturnStatement(node) || is.isThrowStatement(node) || is.isBreakStatement(node))
      only = false;
    return undefined;
  });
  return only;
}
