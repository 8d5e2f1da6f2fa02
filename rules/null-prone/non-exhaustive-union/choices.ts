import {
  endsFlow,
  followUp,
  leavesSwitch,
  siblings,
  statementsOf,
  swallows,
} from '../../engine/typescript/flow.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/**
 * A choice between branches by the value of one expression: a `switch`, an if-else ladder, or guards in a row
 * that all leave (`if (x.kind === 'a') return …; if (x.kind === 'b') return …`).
 */
export interface Choice {
  readonly form: 'switch' | 'ladder' | 'guards';
  /** The `switch`, or the first `if`. */
  readonly node: ast.SwitchStatement | ast.IfStatement;
  /** The last `if` of the row or ladder; the `switch` itself. */
  readonly last: ast.SwitchStatement | ast.IfStatement;
  /** The expression that is compared, where it stands first and where it stands last. */
  readonly subject: ast.Expression;
  readonly lastSubject: ast.Expression;
  readonly labels: readonly ast.Expression[];
  /** The statements of each branch that has any. */
  readonly branches: readonly (readonly ast.Statement[])[];
  readonly rest: Rest;
}

/** What becomes of a value that no branch names. */
export type Rest =
  /** There is something for it: a default that does, returns or throws something. */
  | 'handled'
  /** A `default`, an `else` or the statement after the branches takes it and does nothing, in so many words. */
  | 'swallowed'
  /** Every branch returns, and after them the function ends: it returns `undefined`, and nobody says so. */
  | 'drops off'
  /** Nothing is written for it, and the code goes on after the branches. */
  | 'passes';

/** Reads the choice that starts at a node; undefined if none does. */
export function readChoice(node: Node): Choice | undefined {
  if (is.isSwitchStatement(node)) return readSwitch(node);
  if (!is.isIfStatement(node)) return undefined;
  return node.elseStatement === undefined ? readGuards(node) : readLadder(node);
}

function readSwitch(node: ast.SwitchStatement): Choice | undefined {
  const subject = unwrap(node.expression);
  if (!isSubject(subject) && !is.isCallExpression(subject)) return undefined;
  const { clauses } = node.caseBlock;
  const labels = clauses.flatMap((clause) => (is.isCaseClause(clause) ? [clause.expression] : []));
  if (!labels.every((label) => isLabel(unwrap(label)))) return undefined;
  const branches = clauses
    .filter((clause) => is.isCaseClause(clause) && clause.statements.length > 0)
    .map((clause) => clause.statements);
  if (labels.length < 2 || branches.length === 0) return undefined;
  const fallback = clauses.find(is.isDefaultClause);
  const rest =
    fallback === undefined
      ? restAfter(node, branches.every(leavesSwitch))
      : restOfBody(defaultBody(clauses, fallback), fallback);
  return { form: 'switch', node, last: node, subject, lastSubject: subject, labels, branches, rest };
}

/** The statements that run for `default`, from the clause that it falls into where it has none itself. */
function defaultBody(
  clauses: readonly ast.CaseOrDefaultClause[],
  fallback: ast.DefaultClause,
): readonly ast.Statement[] {
  const below = clauses.slice(clauses.indexOf(fallback));
  return below.find((clause) => clause.statements.length > 0)?.statements ?? [];
}

function readLadder(node: ast.IfStatement): Choice | undefined {
  // An `else if` belongs to the ladder above it.
  if (is.isIfStatement(node.parent) && node.parent.elseStatement === node) return undefined;
  const tests: Test[] = [];
  const branches: (readonly ast.Statement[])[] = [];
  let last = node;
  for (;;) {
    const test = readTest(last.expression);
    if (test === undefined || !sameSubject(tests[0], test)) return undefined;
    tests.push(test);
    branches.push(statementsOf(last.thenStatement));
    const otherwise = last.elseStatement;
    if (otherwise === undefined || !is.isIfStatement(otherwise)) break;
    last = otherwise;
  }
  const choice = choiceOf('ladder', node, last, tests, branches);
  if (choice === undefined) return undefined;
  const otherwise = last.elseStatement;
  const rest =
    otherwise === undefined
      ? restAfter(node, branches.every(endsFlow))
      : restOfBody(statementsOf(otherwise), otherwise);
  return { ...choice, rest };
}

function readGuards(node: ast.IfStatement): Choice | undefined {
  const first = readGuard(node);
  const beside = siblings(node);
  if (first === undefined || beside === undefined) return undefined;
  const index = beside.indexOf(node);
  const before = readGuard(beside[index - 1]);
  if (before !== undefined && sameSubject(before, first)) return undefined;
  const tests = [first];
  const nodes = [node];
  for (const statement of beside.slice(index + 1)) {
    const test = readGuard(statement);
    if (test === undefined || !sameSubject(first, test)) break;
    tests.push(test);
    nodes.push(statement as ast.IfStatement);
  }
  const last = nodes.at(-1) as ast.IfStatement;
  const branches = nodes.map(({ thenStatement }) => statementsOf(thenStatement));
  const choice = choiceOf('guards', node, last, tests, branches);
  return choice && { ...choice, rest: restAfter(last, true) };
}

/** The test of an `if` without `else` whose branch leaves. */
function readGuard(statement: Node | undefined): Test | undefined {
  if (statement === undefined || !is.isIfStatement(statement) || statement.elseStatement !== undefined) {
    return undefined;
  }
  return endsFlow(statementsOf(statement.thenStatement)) ? readTest(statement.expression) : undefined;
}

function choiceOf(
  form: Choice['form'],
  node: ast.IfStatement,
  last: ast.IfStatement,
  tests: readonly Test[],
  branches: Choice['branches'],
): Omit<Choice, 'rest'> | undefined {
  const [first] = tests;
  const final = tests.at(-1);
  if (first === undefined || final === undefined || tests.length < 2) return undefined;
  const labels = tests.flatMap((test) => test.labels);
  return { form, node, last, subject: first.subject, lastSubject: final.lastSubject, labels, branches };
}

function restAfter(node: Node, allLeave: boolean): Rest {
  if (!allLeave) return 'passes';
  const { kind } = followUp(node);
  if (kind === 'end') return 'drops off';
  return kind === 'nothing' ? 'swallowed' : 'handled';
}

/** A comment where nothing is done says that nothing is meant to be done. */
function restOfBody(statements: readonly ast.Statement[], body: Node): Rest {
  if (!swallows(statements)) return 'handled';
  const { text } = body.getSourceFile();
  return /\/[/*]/.test(text.slice(body.getStart(), body.parent.end)) ? 'handled' : 'swallowed';
}

/** `subject === label`, or several of these joined by `||`. */
interface Test {
  readonly subject: ast.Expression;
  readonly lastSubject: ast.Expression;
  readonly labels: readonly ast.Expression[];
}

function readTest(condition: ast.Expression): Test | undefined {
  const expression = unwrap(condition);
  if (!is.isBinaryExpression(expression)) return undefined;
  const operator = expression.operatorToken.kind;
  if (operator === SyntaxKind.BarBarToken) {
    const left = readTest(expression.left);
    const right = left && readTest(expression.right);
    if (left === undefined || right === undefined || !sameSubject(left, right)) return undefined;
    return {
      subject: left.subject,
      lastSubject: right.lastSubject,
      labels: [...left.labels, ...right.labels],
    };
  }
  if (operator !== SyntaxKind.EqualsEqualsEqualsToken && operator !== SyntaxKind.EqualsEqualsToken) {
    return undefined;
  }
  const left = unwrap(expression.left);
  const right = unwrap(expression.right);
  const [subject, label] = isLiteral(left) ? [right, left] : [left, right];
  if (!isSubject(subject) || !isLabel(label)) return undefined;
  return { subject, lastSubject: subject, labels: [label] };
}

function sameSubject(a: Test | undefined, b: Test): boolean {
  return a === undefined || foldedText(a.subject) === foldedText(b.subject);
}

/** A reference that the compiler can narrow: names, `this`, properties. `typeof x` is no union of the reader's. */
export function isSubject(node: ast.Expression): boolean {
  if (is.isIdentifier(node)) return node.text !== 'undefined';
  if (node.kind === SyntaxKind.ThisKeyword) return true;
  if (is.isNonNullExpression(node) || is.isParenthesizedExpression(node)) return isSubject(node.expression);
  if (is.isPropertyAccessExpression(node)) return isSubject(node.expression);
  return (
    is.isElementAccessExpression(node) && isPlainString(node.argumentExpression) && isSubject(node.expression)
  );
}

/** A literal, or a name that may stand for one: a constant, an enum's member, a property of a constant. */
function isLabel(node: ast.Expression): boolean {
  return isLiteral(node) || is.isIdentifier(node) || is.isPropertyAccessExpression(node) || isEnumIndex(node);
}

function isEnumIndex(node: ast.Expression): boolean {
  return is.isElementAccessExpression(node) && isPlainString(node.argumentExpression);
}

function isLiteral(node: ast.Expression): boolean {
  switch (node.kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
    case SyntaxKind.NumericLiteral:
    case SyntaxKind.BigIntLiteral:
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
    case SyntaxKind.NullKeyword:
      return true;
    case SyntaxKind.PrefixUnaryExpression: {
      const { operator, operand } = node as ast.PrefixUnaryExpression;
      return operator === SyntaxKind.MinusToken && is.isNumericLiteral(operand);
    }
    default:
      return is.isIdentifier(node) && node.text === 'undefined';
  }
}

/** A string whose text is known: quoted either way, or a template without holes. */
export function isPlainString(node: Node): node is ast.StringLiteral | ast.NoSubstitutionTemplateLiteral {
  return is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node);
}

/** `===` or `==`, as the last test of a ladder or a row of guards has it. */
export function operatorOf({ last }: Choice): SyntaxKind | undefined {
  if (!is.isIfStatement(last)) return undefined;
  let test = unwrap(last.expression);
  while (is.isBinaryExpression(test) && test.operatorToken.kind === SyntaxKind.BarBarToken) {
    test = unwrap(test.right);
  }
  return is.isBinaryExpression(test) ? test.operatorToken.kind : undefined;
}
