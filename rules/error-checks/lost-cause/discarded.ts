import { endsFlow } from '../../engine/typescript/flow.ts';
import { isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import type { Handler } from './handler.ts';
import { mentions } from './mentions.ts';
import { tellsAll } from './probe.ts';

/** An error made in a handler and thrown there, without a word of the one that was caught. */
export interface Discarding {
  readonly handler: Handler;
  readonly statement: ast.ThrowStatement;
  /** `new X(…)`, or `Error(…)` which is the same. */
  readonly made: ast.NewExpression | ast.CallExpression;
}

/** The throws of a handler that lose what was caught, in order of position. */
export function discardingsOf(handler: Handler): Discarding[] {
  const found: Discarding[] = [];
  walk(handler.body, (node) => {
    // What a function does later, or an inner `try` catches again, is no answer to what was caught here.
    if (isFunctionBoundary(node) || is.isClassExpression(node) || is.isClassDeclaration(node)) return 'skip';
    if (is.isTryStatement(node) && node.catchClause !== undefined) return 'skip';
    if (!is.isThrowStatement(node)) return undefined;
    const made = madeFor(node, handler);
    if (made === undefined || hasCause(made)) return 'skip';
    if (isKept(node, handler) || hasReasonOfItsOwn(node, handler) || isSwallowed(node)) return 'skip';
    if (!tellsAll(handler, made)) found.push({ handler, statement: node, made });
    return 'skip';
  });
  return found;
}

/** What is thrown, made in place or by a `const` of the handler just before. */
function madeFor(statement: ast.ThrowStatement, { body }: Handler): Discarding['made'] | undefined {
  const thrown = unwrap(statement.expression);
  if (isMaking(thrown)) return thrown;
  if (!is.isIdentifier(thrown)) return undefined;
  for (const each of body.statements) {
    if (!is.isVariableStatement(each)) continue;
    for (const { name, initializer } of each.declarationList.declarations) {
      const value = initializer && unwrap(initializer);
      if (is.isIdentifier(name) && name.text === thrown.text && value !== undefined && isMaking(value))
        return value;
    }
  }
  return undefined;
}

function isMaking(node: ast.Expression): node is ast.NewExpression | ast.CallExpression {
  const isMade =
    is.isNewExpression(node) ||
    (is.isCallExpression(node) &&
      is.isIdentifier(node.expression) &&
      /^(\w*)Error$/.test(node.expression.text));
  return isMade && !(node.arguments ?? []).some(is.isSpreadElement);
}

/**
 * Whether the caught error is used on the way to the throw: handed to something, made part of a message, or asked about
 * by what leads there. An error that was recognised is translated on purpose; one that other branches
 * recognise is not, when it gets past them.
 */
function isKept(statement: ast.ThrowStatement, { body, variable }: Handler): boolean {
  if (variable === undefined) return false;
  const name = variable.text;
  if (mentions(statement, name)) return true;
  for (let at: Node = statement; at !== body; at = at.parent) {
    const { parent } = at;
    if (is.isBlock(parent) || is.isCaseClause(parent) || is.isDefaultClause(parent)) {
      const before = parent.statements.slice(0, parent.statements.indexOf(at as ast.Statement));
      if (before.some((each) => keeps(each, name))) return true;
    } else if (is.isIfStatement(parent)) {
      if (parent.thenStatement === at && mentions(parent.expression, name)) return true;
    } else if (is.isSwitchStatement(parent)) {
      if (!comesByDefault(statement, parent) && mentions(parent.expression, name)) return true;
    } else if (!is.isCaseBlock(parent) && mentionsBeside(parent, at, name)) {
      return true;
    }
  }
  return false;
}

/** Options that name a cause already, or that may. */
function hasCause(made: Discarding['made']): boolean {
  return (made.arguments ?? []).some(
    (each) =>
      is.isObjectLiteralExpression(each) &&
      each.properties.some(
        (property) => is.isSpreadAssignment(property) || property.name?.getText() === 'cause',
      ),
  );
}

/** A state that was asked for, as in `if (isStopped) throw …`, is why this is thrown, not what was caught. */
function hasReasonOfItsOwn(statement: ast.ThrowStatement, { body }: Handler): boolean {
  for (let at: Node = statement; at !== body; at = at.parent) {
    const { parent } = at;
    if (is.isIfStatement(parent) && parent.thenStatement === at && !comparesSize(parent.expression))
      return true;
  }
  return false;
}

/** Thrown to a handler of the same function that does not look at it: nobody will ask for its cause. */
function isSwallowed(statement: Node): boolean {
  for (let at = statement; at.parent !== undefined && !isFunctionBoundary(at); at = at.parent) {
    const { parent } = at;
    if (!is.isTryStatement(parent) || parent.tryBlock !== at || parent.catchClause === undefined) continue;
    const { variableDeclaration, block } = parent.catchClause;
    return variableDeclaration === undefined || !mentions(block, variableDeclaration.name.getText());
  }
  return false;
}

/** `attempt > limit`: then it is the last failure that matters. */
function comparesSize(condition: ast.Expression): boolean {
  const node = unwrap(condition);
  return is.isBinaryExpression(node) && /^[<>]=?$/.test(node.operatorToken.getText());
}

function comesByDefault(statement: Node, { caseBlock }: ast.SwitchStatement): boolean {
  const clause = caseBlock.clauses.find(({ pos, end }) => pos <= statement.pos && statement.end <= end);
  return clause !== undefined && is.isDefaultClause(clause);
}

/** A branch that leaves does not tell what happens to an error that gets past it. */
function keeps(statement: ast.Statement, name: string): boolean {
  if (!is.isIfStatement(statement) || statement.elseStatement !== undefined) return mentions(statement, name);
  const { thenStatement } = statement;
  const branch = is.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  return !endsFlow(branch) && mentions(statement, name);
}

function mentionsBeside(parent: Node, child: Node, name: string): boolean {
  let found = false;
  parent.forEachChild((each): undefined => {
    found ||= each !== child && mentions(each, name);
  });
  return found;
}
