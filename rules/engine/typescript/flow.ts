import { type ast, is, type Node, SyntaxKind } from '../typescript.ts';
import { isLoop } from './loops.ts';
import { findAncestor, hasModifier, isFunctionBoundary, walk } from './syntax.ts';

/** What the code says for a value that no branch is written for. */
export type FollowUp =
  /** The function's body is over, so it returns `undefined` without saying so. */
  | 'end'
  /** `return;`, `return null;` or `return undefined;`. */
  | 'nothing'
  | 'code';

/** Whether control never runs past the statements, by syntax alone: a call that never returns is not seen. */
export function endsFlow(statements: readonly ast.Statement[]): boolean {
  return statements.some(endsFlowAlone);
}

/** Whether a call is one of a method of its own class, or a function of its file, that does nothing but throw in the end. */
export function alwaysThrows(call: ast.CallExpression): boolean {
  const body = ownFunction(call)?.body;
  if (body === undefined || !is.isBlock(body) || !endsFlow(body.statements)) return false;
  let returns = false;
  walk(body, (node) => {
    if (isFunctionBoundary(node)) return 'skip';
    if (is.isReturnStatement(node)) returns = true;
    return undefined;
  });
  return !returns;
}

/** The function that `this.fail()` or `fail()` calls, where its file declares it and it is not async. */
function ownFunction({ expression }: ast.CallExpression): ast.FunctionLikeDeclaration | undefined {
  const isOfThis =
    is.isPropertyAccessExpression(expression) && expression.expression.kind === SyntaxKind.ThisKeyword;
  const members = isOfThis
    ? findAncestor(expression, is.isClassLikeDeclaration)?.members
    : is.isIdentifier(expression)
      ? expression.getSourceFile().statements
      : undefined;
  const name = isOfThis ? expression.name.getText() : expression.getText();
  const found = (members as readonly Node[] | undefined)?.find(
    (member): member is ast.FunctionDeclaration | ast.MethodDeclaration =>
      (is.isFunctionDeclaration(member) || is.isMethodDeclaration(member)) && member.name?.getText() === name,
  );
  if (found === undefined || found.asteriskToken !== undefined) return undefined;
  return hasModifier(found, SyntaxKind.AsyncKeyword) ? undefined : found;
}

/** Whether control leaves the whole `switch`, not only the clause, at the end of these statements. */
export function leavesSwitch(statements: readonly ast.Statement[]): boolean {
  return endsFlow(statements) && !statements.some(breaksOut);
}

/** Whether the statements do nothing and say nothing: empty, `break`, `return`, `return null`. */
export function swallows(statements: readonly ast.Statement[]): boolean {
  return statements.every(
    (statement) =>
      is.isEmptyStatement(statement) ||
      (is.isBreakStatement(statement) && statement.label === undefined) ||
      (is.isReturnStatement(statement) && returnsNothing(statement)) ||
      (is.isBlock(statement) && swallows(statement.statements)),
  );
}

/** What runs when a statement is passed without an effect. */
export function followUp(statement: Node): { readonly kind: FollowUp; readonly next: Node | undefined } {
  for (let at = statement; ; at = at.parent) {
    const next = nextStatement(at);
    if (next !== undefined) {
      const nothing = is.isReturnStatement(next) && returnsNothing(next);
      return { kind: nothing ? 'nothing' : 'code', next };
    }
    const { parent } = at;
    if (is.isSourceFile(parent)) return { kind: 'code', next: undefined };
    if (isFunctionBoundary(parent)) return { kind: 'end', next: undefined };
    const transparent =
      is.isBlock(parent) ||
      is.isIfStatement(parent) ||
      (is.isTryStatement(parent) && parent.finallyBlock !== at);
    if (!transparent) return { kind: 'code', next: undefined };
  }
}

export function statementsOf(statement: ast.Statement): readonly ast.Statement[] {
  return is.isBlock(statement) ? statement.statements : [statement];
}

/** The statements beside a node, itself included; undefined where it is the body of an `if` or a loop. */
export function siblings(node: Node): readonly ast.Statement[] | undefined {
  const { parent } = node;
  if (
    is.isBlock(parent) ||
    is.isSourceFile(parent) ||
    is.isCaseClause(parent) ||
    is.isDefaultClause(parent)
  ) {
    return parent.statements;
  }
  return undefined;
}

/** Whether a `return` gives back `null`, `undefined` or nothing at all. */
export function returnsNothing({ expression }: ast.ReturnStatement): boolean {
  return (
    expression === undefined ||
    expression.kind === SyntaxKind.NullKeyword ||
    (is.isIdentifier(expression) && expression.text === 'undefined') ||
    (is.isVoidExpression(expression) && is.isNumericLiteral(expression.expression))
  );
}

function nextStatement(node: Node): Node | undefined {
  const beside = siblings(node);
  if (beside === undefined) return undefined;
  const index = beside.indexOf(node as ast.Statement);
  // A function is declared before anything runs, so it is no code that follows.
  return beside
    .slice(index + 1)
    .find((statement) => !is.isFunctionDeclaration(statement) && !is.isEmptyStatement(statement));
}

function endsFlowAlone(statement: ast.Statement): boolean {
  if (
    is.isReturnStatement(statement) ||
    is.isThrowStatement(statement) ||
    is.isBreakStatement(statement) ||
    is.isContinueStatement(statement)
  ) {
    return true;
  }
  if (is.isBlock(statement)) return endsFlow(statement.statements);
  if (is.isIfStatement(statement)) {
    // A ladder may be thousands of branches long.
    let at: ast.Statement | undefined = statement;
    while (at !== undefined && is.isIfStatement(at)) {
      if (!endsFlowAlone(at.thenStatement)) return false;
      at = at.elseStatement;
    }
    return at !== undefined && endsFlowAlone(at);
  }
  if (is.isTryStatement(statement)) {
    if (statement.finallyBlock !== undefined && endsFlow(statement.finallyBlock.statements)) return true;
    return (
      endsFlow(statement.tryBlock.statements) &&
      (statement.catchClause === undefined || endsFlow(statement.catchClause.block.statements))
    );
  }
  if (is.isSwitchStatement(statement)) {
    const { clauses } = statement.caseBlock;
    return (
      clauses.some(is.isDefaultClause) &&
      !clauses.some((clause) => clause.statements.some(breaksOut)) &&
      endsFlow(clauses.at(-1)?.statements ?? [])
    );
  }
  return false;
}

/** Whether a `break` without a label inside the statement leaves the `switch` or loop around it. */
function breaksOut(statement: ast.Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (found || isFunctionBoundary(node) || catchesBreak(node)) return 'skip';
    if (is.isBreakStatement(node) && node.label === undefined) found = true;
    return undefined;
  });
  return found;
}

function catchesBreak(node: Node): boolean {
  return is.isSwitchStatement(node) || isLoop(node);
}
