import { endsFlow, statementsOf } from '../../engine/typescript/flow.ts';
import { isFunctionBoundary, spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { isTest } from '../../engine/typescript/value-tests.ts';
import { type ast, is, type Node, type TypeSymbol } from '../../engine/typescript.ts';
import { absentIn, atomsOf } from './conditions.ts';
import { nothingOf } from './exits.ts';
import type { CallFact, Reaction } from './facts.ts';
import { type FunctionNode, functionKey, nameOf } from './functions.ts';

/** A call whose caller asks whether there is a result. */
export interface CheckedCall {
  readonly callee: ast.Identifier;
  readonly reaction: Reaction;
  readonly says: string | null;
}

/** Sees every call of the program, so what nobody asks about goes before anything is looked for. */
export function suspectCall(call: ast.CallExpression): CheckedCall | undefined {
  const callee = calleeOf(call);
  if (callee === undefined) return undefined;
  const value = wholeOf(call);
  const { parent } = value;
  if (isTest(value)) return { callee, ...reactionTo(value) };
  if (is.isReturnStatement(parent)) return { callee, reaction: 'passes', says: null };
  if (is.isVariableDeclaration(parent) && parent.initializer === value && is.isIdentifier(parent.name)) {
    return checkedLater(callee, parent.name, parent);
  }
  if (is.isBinaryExpression(parent) && parent.right === value && is.isIdentifier(parent.left)) {
    return checkedLater(callee, parent.left, parent);
  }
  return undefined;
}

export function callFact(
  { callee, reaction, says }: CheckedCall,
  symbol: TypeSymbol | undefined,
  questions: TypeQuestions,
): CallFact | undefined {
  const declared = symbol && questions.declarationOf(symbol);
  if (declared === undefined) return undefined;
  const name = declaredFunctionName(declared);
  if (name === undefined) return undefined;
  const key = functionKey(declared.getSourceFile().fileName, name);
  return { is: 'call', key, span: spanOf(callee), reaction, says };
}

/** The call with `await` and parentheses around it. */
export function wholeOf(call: ast.Expression): ast.Expression {
  let at = call;
  for (;;) {
    const { parent } = at;
    if (is.isAwaitExpression(parent) || is.isParenthesizedExpression(parent)) {
      at = parent;
    } else return at;
  }
}

function calleeOf({ expression }: ast.CallExpression): ast.Identifier | undefined {
  if (is.isIdentifier(expression)) return expression;
  return is.isPropertyAccessExpression(expression) && is.isIdentifier(expression.name)
    ? expression.name
    : undefined;
}

function declaredFunctionName(declared: Node): Node | undefined {
  if (is.isFunctionDeclaration(declared) || is.isMethodDeclaration(declared)) return nameOf(declared);
  if (!is.isVariableDeclaration(declared) && !is.isPropertyDeclaration(declared)) return undefined;
  const { initializer } = declared;
  return initializer !== undefined &&
    (is.isArrowFunction(initializer) || is.isFunctionExpression(initializer))
    ? nameOf(initializer as FunctionNode)
    : undefined;
}

/** A variable that takes the result and is asked about in what follows it: what weighs most there counts. */
function checkedLater(callee: ast.Identifier, { text }: ast.Identifier, at: Node): CheckedCall | undefined {
  let found: ReturnType<typeof reactionTo> | undefined;
  let block: Node = at;
  while (
    !is.isBlock(block) &&
    !is.isSourceFile(block) &&
    !is.isCaseClause(block) &&
    !is.isDefaultClause(block)
  ) {
    block = block.parent;
  }
  walk(block, (node) => {
    if (node.end < at.end) return 'skip';
    if (is.isIdentifier(node) && node.text === text && node.pos >= at.end && isAsked(node)) {
      const reaction = reactionTo(node);
      if (found === undefined || weight[reaction.reaction] > weight[found.reaction]) found = reaction;
    }
    return undefined;
  });
  return found && { callee, ...found };
}

const weight: Record<Reaction, number> = { throws: 4, answers: 3, passes: 2, other: 1, defaults: 0 };

/** `user.id == null` asks for the id, so the name alone has to be what is tested. */
function isAsked(node: ast.Identifier): boolean {
  const { parent } = node;
  if (is.isPropertyAccessExpression(parent) && parent.name === node) return false;
  return isTest(node);
}

/** What is done where there is nothing: read off the `if` around the test. */
function reactionTo(tested: Node): Pick<CheckedCall, 'reaction' | 'says'> {
  const other = { reaction: 'other', says: null } as const;
  const defaults = { reaction: 'defaults', says: null } as const;
  let child = tested;
  while (!is.isIfStatement(child.parent)) {
    if (isFunctionBoundary(child.parent) || is.isBlock(child.parent)) return defaults;
    child = child.parent;
  }
  const statement = child.parent;
  if (statement.expression !== child) return defaults;
  const absent = absentBranch(statement, tested);
  return absent === undefined ? other : branchReaction(absent);
}

function absentBranch(statement: ast.IfStatement, tested: Node): ast.Statement | undefined {
  const text = tested.getText();
  const asks = (holds: boolean): boolean =>
    atomsOf(statement.expression, holds).some((atom) => absentIn(atom)?.getText() === text);
  if (asks(true)) return statement.thenStatement;
  return asks(false) ? statement.elseStatement : undefined;
}

function branchReaction(branch: ast.Statement): Pick<CheckedCall, 'reaction' | 'says'> {
  const statements = statementsOf(branch);
  let says: string | null = null;
  let throws = false;
  walk(branch, (node) => {
    if (isFunctionBoundary(node) || isDebugging(node)) return 'skip';
    if (is.isThrowStatement(node)) throws = true;
    if (
      says === null &&
      (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) &&
      / /.test(node.text)
    ) {
      says = node.text;
    }
    return undefined;
  });
  if (throws) return { reaction: 'throws', says };
  const last = statements.at(-1);
  const isAnswer = says !== null || answeringCall.test(branch.getText());
  if (isAnswer && endsFlow(statements)) return { reaction: 'answers', says };
  const passes =
    last !== undefined && is.isReturnStatement(last) && statements.length === 1 && passesOn(last.expression);
  return { reaction: passes ? 'passes' : 'other', says };
}

/** A note for whoever debugs says nothing to anybody else. */
function isDebugging(node: Node): boolean {
  return (
    is.isCallExpression(node) &&
    /(^console\.(log|debug|info)|\.(debug|trace|verbose))$/.test(node.expression.getText())
  );
}

/** What tells a client or a user that something is not there, without words. */
const answeringCall = /\b(notFound|redirect|sendStatus|status|badRequest|unauthorized|forbidden)\(/;

function passesOn(expression: ast.Expression | undefined): boolean {
  return expression === undefined || nothingOf(unwrap(expression)) !== undefined;
}
