import { endsFlow, siblings, statementsOf } from '../../engine/typescript/flow.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { constantText } from './constant.ts';

/** A mapping from constant keys to constant outcomes. */
export interface Ladder {
  readonly node: ast.SwitchStatement | ast.IfStatement | ast.ObjectLiteralExpression;
  /** What the keys are compared with, or what the table is called. */
  readonly subject: string;
  /** What a branch puts its outcome into; '' where it is returned or thrown. */
  readonly target: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly outcome: string;
}

/** The mapping that a `switch`, a run of `if`s or a table is; undefined where an outcome is more than a constant. */
export function ladderOf(node: Node): Ladder | undefined {
  if (is.isSwitchStatement(node)) return ofSwitch(node);
  if (is.isIfStatement(node)) return isFirst(node) ? ofIfs(node) : undefined;
  return is.isObjectLiteralExpression(node) ? ofTable(node) : undefined;
}

function ofSwitch(node: ast.SwitchStatement): Ladder | undefined {
  const entries: Entry[] = [];
  let target = '';
  let keys: string[] = [];
  for (const clause of node.caseBlock.clauses) {
    if (is.isCaseClause(clause)) {
      const key = constantText(clause.expression);
      if (key === undefined) return undefined;
      keys.push(key);
      if (clause.statements.length === 0) continue;
      const outcome = outcomeOf(clause.statements, node.expression);
      if (outcome === undefined) return undefined;
      target = outcome.target;
      entries.push(...keys.map((each) => ({ key: each, outcome: outcome.text })));
    }
    keys = [];
  }
  return { node, subject: node.expression.getText(), target, entries };
}

function ofIfs(first: ast.IfStatement): Ladder | undefined {
  const subject = testOf(first)?.subject;
  const entries: Entry[] = [];
  let target = '';
  for (let at: ast.Statement | undefined = first; at !== undefined && is.isIfStatement(at); ) {
    const test = testOf(at);
    if (test === undefined || test.subject.getText() !== subject?.getText()) break;
    const body = statementsOf(at.thenStatement);
    const outcome = outcomeOf(body, test.subject);
    if (outcome === undefined) return undefined;
    target = outcome.target;
    entries.push(...test.keys.map((key) => ({ key, outcome: outcome.text })));
    at = at.elseStatement ?? (endsFlow(body) ? nextOf(at) : undefined);
  }
  return subject === undefined ? undefined : { node: first, subject: subject.getText(), target, entries };
}

function ofTable(node: ast.ObjectLiteralExpression): Ladder | undefined {
  const subject = tableName(node);
  if (subject === undefined) return undefined;
  const entries: Entry[] = [];
  for (const property of node.properties) {
    if (!is.isPropertyAssignment(property)) return undefined;
    const key = keyText(property.name);
    const outcome = constantText(property.initializer);
    if (key === undefined || outcome === undefined) return undefined;
    entries.push({ key, outcome });
  }
  const isEnumeration = entries.every(({ key, outcome }) => key === outcome);
  return areAlike(entries) && !isEnumeration ? { node, subject, target: '', entries } : undefined;
}

/** A record of one thing has values of several kinds, a table of many things one kind. */
function areAlike(entries: readonly Entry[]): boolean {
  const kinds = new Set(entries.map(({ outcome }) => kindOf(outcome)));
  for (const open of ['nothing', 'constant']) kinds.delete(open);
  return kinds.size < 2;
}

function kindOf(outcome: string): string {
  if (/^(null|undefined)$/.test(outcome)) return 'nothing';
  if (/^(true|false)$/.test(outcome)) return 'truth value';
  if (/^-?\d/.test(outcome)) return 'number';
  // Constants and enum members stand for texts or numbers.
  return /^["({]/.test(outcome) ? outcome.charAt(0) : 'constant';
}

/** The variable or property that a table is the value of. */
function tableName(node: Node): string | undefined {
  let at: Node = node.parent;
  while (is.isAsExpression(at) || is.isSatisfiesExpression(at) || is.isParenthesizedExpression(at))
    at = at.parent;
  return is.isVariableDeclaration(at) || is.isPropertyDeclaration(at) ? at.name.getText() : undefined;
}

function keyText(name: ast.PropertyName): string | undefined {
  if (is.isComputedPropertyName(name)) return constantText(name.expression);
  if (is.isNumericLiteral(name)) return name.text;
  return is.isIdentifier(name) || is.isStringLiteral(name) ? JSON.stringify(name.text) : undefined;
}

interface Outcome {
  readonly text: string;
  readonly target: string;
}

/** What a branch gives, without where it puts it: `return 'lost'`, `label = 'lost'` and `'lost'` in a table are the same. */
function outcomeOf(statements: readonly ast.Statement[], subject: ast.Expression): Outcome | undefined {
  const [block] = statements;
  if (statements.length === 1 && block !== undefined && is.isBlock(block))
    return outcomeOf(block.statements, subject);
  const [only, ...more] = statements.filter((each) => !is.isBreakStatement(each));
  if (only === undefined || more.length > 0) return undefined;
  const outcome = (node: ast.Expression | undefined, prefix = '', target = ''): Outcome | undefined => {
    const text = node && constantText(node, subject);
    return text === undefined ? undefined : { text: prefix + text, target };
  };
  if (is.isReturnStatement(only)) return outcome(only.expression);
  if (is.isThrowStatement(only)) return outcome(only.expression, 'throw ');
  if (!is.isExpressionStatement(only) || !is.isBinaryExpression(only.expression)) return undefined;
  const { left, operatorToken, right } = only.expression;
  return operatorToken.kind === SyntaxKind.EqualsToken ? outcome(right, '', left.getText()) : undefined;
}

interface Test {
  readonly subject: ast.Expression;
  readonly keys: readonly string[];
}

/** `x === 1`, or several of these on the same `x` joined by `||`. */
function testOf({ expression }: ast.IfStatement): Test | undefined {
  const test = testIn(unwrap(expression));
  return test !== undefined && test.keys.length > 0 ? test : undefined;
}

function testIn(node: ast.Expression): Test | undefined {
  if (!is.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  if (operatorToken.kind === SyntaxKind.BarBarToken) {
    const [a, b] = [testIn(unwrap(left)), testIn(unwrap(right))];
    return a !== undefined && b?.subject.getText() === a.subject.getText()
      ? { ...a, keys: [...a.keys, ...b.keys] }
      : undefined;
  }
  if (!equalities.has(operatorToken.kind)) return undefined;
  const [first, second] = [constantText(left), constantText(right)];
  if (second !== undefined && first === undefined) return { subject: left, keys: [second] };
  return first !== undefined && second === undefined ? { subject: right, keys: [first] } : undefined;
}

const equalities = new Set([SyntaxKind.EqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken]);

/** Not the rest of a ladder that begins above. */
function isFirst(node: ast.IfStatement): boolean {
  if (is.isIfStatement(node.parent) && node.parent.elseStatement === node) return false;
  const beside = siblings(node);
  const before = beside?.[beside.indexOf(node) - 1];
  if (before === undefined || !is.isIfStatement(before) || before.elseStatement !== undefined) return true;
  return testOf(before)?.subject.getText() !== testOf(node)?.subject.getText();
}

function nextOf(node: ast.Statement): ast.Statement | undefined {
  const beside = siblings(node);
  return beside?.[beside.indexOf(node) + 1];
}
