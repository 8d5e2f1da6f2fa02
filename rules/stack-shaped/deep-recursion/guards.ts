import type { Refusal } from '../../engine/finding.ts';
import { looksOnly } from '../../engine/typescript/arrays/purity.ts';
import { statementsOf } from '../../engine/typescript/flow.ts';
import { foldedText, isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { marksOf } from './marks.ts';
import type { Pushing } from './pushes.ts';
import { parameterNames, type Recursion, rootNames } from './recursion.ts';

/**
 * The conditions around a call. One that asks where the walk has been may be answered otherwise by the time the entry
 * comes off the stack, so it is asked again there; one that nothing in the function changes is asked once.
 */
export function askedAgain(
  call: ast.CallExpression,
  recursion: Recursion,
  pushing: Pushing,
): { check: string | undefined } | Refusal {
  const { body, name } = recursion;
  const written = writtenIn(recursion);
  const asked: { term: ast.Expression; question: ast.Expression | undefined }[] = [];
  for (let at: Node = call; at !== body; at = at.parent) {
    const { parent } = at;
    if (!isInLoop(at, body)) continue;
    if (is.isIfStatement(parent)) {
      const isThen = at === parent.thenStatement;
      for (const term of partsOf(parent.expression, SyntaxKind.AmpersandAmpersandToken))
        asked.push({ term, question: isThen ? operandOfNot(term) : undefined });
    } else if (is.isBlock(parent)) {
      for (const before of parent.statements.slice(0, parent.statements.indexOf(at as ast.Statement))) {
        const condition = skips(before);
        if (condition === undefined && !onlyNames(before)) {
          return {
            refused: `\`${name}\` does something for each entry before it calls itself, which would all happen first.`,
          };
        }
        for (const term of condition ?? []) asked.push({ term, question: term });
      }
    }
  }
  const changing = asked.filter(({ term }) => rootNames(term).some((each) => written.has(each)));
  const [only] = changing;
  if (only === undefined) return { check: undefined };
  const { visited } = pushing;
  const isVisited =
    visited !== undefined && only.question !== undefined && foldedText(only.question).startsWith(visited);
  const check = isVisited ? inTermsOfParameters(only.question as ast.Expression, call, recursion) : undefined;
  if (check === undefined || changing.length > 1) {
    return {
      refused: `\`${foldedText(only.term)}\` may be answered otherwise once the calls before have run; \`${name}\` would have to ask it first thing.`,
    };
  }
  return { check };
}

/** The parts of the condition in `if (…) continue;`. */
function skips(statement: ast.Statement): ast.Expression[] | undefined {
  if (!is.isIfStatement(statement) || statement.elseStatement !== undefined) return undefined;
  const [only, ...more] = statementsOf(statement.thenStatement);
  const leaves =
    only !== undefined && more.length === 0 && (is.isContinueStatement(only) || isBareReturn(only));
  return leaves && looksOnly(statement.expression)
    ? partsOf(statement.expression, SyntaxKind.BarBarToken)
    : undefined;
}

function isBareReturn(statement: ast.Statement): boolean {
  return is.isReturnStatement(statement) && statement.expression === undefined;
}

/** `const next = edge.to;`, which has no effect. */
function onlyNames(statement: ast.Statement): boolean {
  return is.isVariableStatement(statement) && looksOnly(statement);
}

/** `a && b && c` as its parts. */
function partsOf(condition: ast.Expression, operator: SyntaxKind): ast.Expression[] {
  const value = unwrap(condition);
  if (is.isBinaryExpression(value) && value.operatorToken.kind === operator)
    return [...partsOf(value.left, operator), ...partsOf(value.right, operator)];
  return [value];
}

function operandOfNot(term: ast.Expression): ast.Expression | undefined {
  const isNot = is.isPrefixUnaryExpression(term) && term.operator === SyntaxKind.ExclamationToken;
  return isNot ? unwrap(term.operand as ast.Expression) : undefined;
}

/** The same question about the entry itself: every name of an argument as that of its parameter. */
function inTermsOfParameters(
  asked: ast.Expression,
  call: ast.CallExpression,
  recursion: Recursion,
): string | undefined {
  const names = parameterNames(recursion);
  const source = asked.getSourceFile();
  const replaced = new Map<string, string>();
  for (const [index, argument] of call.arguments.entries()) {
    const name = names[index];
    if (name !== undefined) replaced.set(foldedText(argument), name);
  }
  let text = '';
  let from = asked.getStart(source);
  const own = new Set(names);
  let isClear = true;
  walk(asked, (node) => {
    if (node.getStart(source) < from) return undefined;
    const name = replaced.get(foldedText(node));
    if (name !== undefined && node !== asked) {
      text += source.text.slice(from, node.getStart(source)) + name;
      from = node.end;
      return 'skip';
    }
    if (is.isIdentifier(node) && own.has(node.text)) isClear = false;
    return undefined;
  });
  return isClear && text !== '' ? text + source.text.slice(from, asked.end) : undefined;
}

/** Everything the function changes: what it marks, assigns to or calls a method of as a statement. */
function writtenIn({ body, calls }: Recursion): Set<string> {
  const targets: Node[] = marksOf(body).marks.map(({ collection }) => collection);
  walk(body, (node) => {
    if (is.isExpressionStatement(node)) {
      const value = unwrap(node.expression);
      if (is.isCallExpression(value) && !calls.includes(value)) targets.push(value.expression);
    } else if (is.isBinaryExpression(node) && isAssignment(node)) targets.push(node.left);
    else if (
      (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) &&
      isStep(node) &&
      !is.isForStatement(node.parent)
    ) {
      targets.push(node.operand);
    }
  });
  return new Set(targets.flatMap((target) => rootNames(target).slice(0, 1)));
}

function isAssignment({ operatorToken: { kind } }: ast.BinaryExpression): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

function isStep({ operator }: { operator: SyntaxKind }): boolean {
  return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken;
}

/** Whether a condition is asked while earlier calls may already have run. */
function isInLoop(statement: Node, body: Node): boolean {
  for (let at = statement.parent; at !== body; at = at.parent) {
    if (is.isForOfStatement(at) || is.isForStatement(at) || isFunctionBoundary(at)) return true;
  }
  return false;
}
