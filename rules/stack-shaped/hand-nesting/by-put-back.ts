import { isCalledForEach, isLoop } from '../../engine/typescript/loops.ts';
import { enclosingFunction, foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import type { Nesting } from './nesting.ts';

/**
 * `const before = current; current = node; for (…) visit(child); current = before`: what is current is kept outside the
 * function that walks, so each call saves what it found and has to put it back.
 */
export function byPutBack(node: Node): Nesting | undefined {
  const back = assignmentIn(node.parent);
  if (back === undefined || back !== node || !is.isIdentifier(back.right)) return undefined;
  const current = foldedText(back.left);
  const saved = back.right.text;
  const { parent: block } = back.parent;
  if (!is.isBlock(block)) return undefined;
  const before = block.statements.slice(0, block.statements.indexOf(back.parent as ast.Statement));
  const savedAt = before.findIndex((each) => saves(each, saved, current));
  const setAt = before.findIndex((each, at) => at > savedAt && assigns(each, current));
  if (savedAt < 0 || setAt < 0) return undefined;
  const walker = before.slice(setAt + 1).find(isRepetition);
  const fn = enclosingFunction(node);
  if (walker === undefined || !callsItself(walker, fn) || isDeclaredIn(fn, current)) return undefined;
  const [from, to] = [before[savedAt] as Node, before[setAt] as Node];
  return {
    node,
    severity: 'hint',
    message:
      `\`${current}\` is put back by hand after the walk into what is below: an error on the way, or a \`return\` that somebody adds, leaves it at the wrong level from there on. ` +
      'What is open is a stack: push before the walk and pop in a `finally`, or hand it down as an argument, so that there is nothing to put back.',
    evidence: [
      { node: from, message: 'saved here' },
      { node: to, message: 'goes one deeper' },
    ],
    asks: back.left,
    accepts: (type, { questions }) => {
      const parts = questions.constituents(questions.nonNullable(type));
      return parts.length > 0 && parts.every(({ flags }) => (flags & TypeFlags.Object) !== 0);
    },
  };
}

function assignmentIn(statement: Node | undefined): ast.BinaryExpression | undefined {
  if (statement === undefined || !is.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isPlain =
    is.isBinaryExpression(expression) && expression.operatorToken.kind === SyntaxKind.EqualsToken;
  return isPlain ? expression : undefined;
}

function assigns(statement: Node, name: string): boolean {
  const assignment = assignmentIn(statement);
  return assignment !== undefined && foldedText(assignment.left) === name;
}

function saves(statement: Node, saved: string, current: string): boolean {
  return (
    is.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(
      ({ name, initializer }) =>
        name?.getText() === saved && initializer !== undefined && foldedText(unwrap(initializer)) === current,
    )
  );
}

/** A loop, or a call such as `forEach` with a function for each entry. */
function isRepetition(statement: Node): boolean {
  if (isLoop(statement)) return true;
  if (!is.isExpressionStatement(statement)) return false;
  const call = unwrap(statement.expression);
  return is.isCallExpression(call) && call.arguments.some(isCalledForEach);
}

function callsItself(walker: Node, fn: Node): boolean {
  const name = nameOf(fn);
  let found = false;
  walk(walker, (each) => {
    if (!is.isCallExpression(each)) return;
    const callee = foldedText(each.expression);
    found ||= name !== undefined && (callee === name || callee === `this.${name}`);
  });
  return found;
}

function nameOf(fn: Node): string | undefined {
  if (is.isFunctionDeclaration(fn) || is.isMethodDeclaration(fn)) return fn.name?.getText();
  const { parent } = fn;
  return is.isVariableDeclaration(parent) || is.isPropertyDeclaration(parent)
    ? parent.name.getText()
    : undefined;
}

/** A variable of the function itself is another one in each call. */
function isDeclaredIn(fn: Node, name: string): boolean {
  let found = false;
  walk(fn, (each) => {
    const isDeclaration = is.isVariableDeclaration(each) || is.isParameterDeclaration(each);
    found ||= isDeclaration && each.name.getText() === name;
  });
  return found;
}
