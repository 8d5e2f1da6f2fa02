import { endsFlow, siblings, statementsOf } from '../../engine/typescript/flow.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { constantText } from './constant.ts';

/** A mapping from constant keys to constant outcomes. */
export interface Ladder {
  readonly node: ast.SwitchStatement | ast.IfStatement | ast.ObjectLiteralExpression;
  /** What the keys are compared with, or what the table is called. */
  readonly subject: string;
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
  let keys: string[] = [];
  for (const clause of node.caseBlock.clauses) {
    if (is.isCaseClause(clause)) {
      const key = constantText(clause.expression);
      if (key === undefined) return undefined;
      keys.push(key);
      if (clause.statements.length === 0) continue;
      const outcome = outcomeOf(clause.statements);
      if (outcome === undefined) return undefined;
      entries.push(...keys.map((each) => ({ key: each, outcome })));
    }
    keys = [];
  }
  return { node, subject: node.expression.getText(), entries };
}

function ofIfs(first: ast.IfStatement): Ladder | undefined {
  const subject = testOf(first)?.subject;
  const entries: Entry[] = [];
  for (let at: ast.Statement | undefined = first; at !== undefined && is.isIfStatement(at); ) {
    const test = testOf(at);
    if (test === undefined || test.subject !== subject) break;
    const body = statementsOf(at.thenStatement);
    const outcome = outcomeOf(body);
    if (outcome === undefined) return undefined;
    entries.push(...test.keys.map((key) => ({ key, outcome })));
    at = at.elseStatement ?? (endsFlow(body) ? nextOf(at) : undefined);
  }
  return subject === undefined ? undefined : { node: first, subject, entries };
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
  return { node, subject, entries };
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

/** What a branch gives, without where it puts it: `return 'lost'`, `label = 'lost'` and `'lost'` in a table are the same. */
function outcomeOf(statements: readonly ast.Statement[]): string | undefined {
  const [block] = statements;
  if (statements.length === 1 && block !== undefined && is.isBlock(block)) return outcomeOf(block.statements);
  const [only, ...more] = statements.filter((each) => !is.isBreakStatement(each));
  if (only === undefined || more.length > 0) return undefined;
  if (is.isReturnStatement(only)) return only.expression && constantText(only.expression);
  if (is.isThrowStatement(only)) {
    const thrown = constantText(only.expression);
    return thrown && `throw ${thrown}`;
  }
  if (!is.isExpressionStatement(only) || !is.isBinaryExpression(only.expression)) return undefined;
  const { operatorToken, right } = only.expression;
  return operatorToken.kind === SyntaxKind.EqualsToken ? constantText(right) : undefined;
}

interface Test {
  readonly subject: string;
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
    return a !== undefined && b?.subject === a.subject ? { ...a, keys: [...a.keys, ...b.keys] } : undefined;
  }
  if (!equalities.has(operatorToken.kind)) return undefined;
  const [first, second] = [constantText(left), constantText(right)];
  if (second !== undefined && first === undefined) return { subject: left.getText(), keys: [second] };
  return first !== undefined && second === undefined
    ? { subject: right.getText(), keys: [first] }
    : undefined;
}

const equalities = new Set([SyntaxKind.EqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken]);

/** Not the rest of a ladder that begins above. */
function isFirst(node: ast.IfStatement): boolean {
  if (is.isIfStatement(node.parent) && node.parent.elseStatement === node) return false;
  const beside = siblings(node);
  const before = beside?.[beside.indexOf(node) - 1];
  if (before === undefined || !is.isIfStatement(before) || before.elseStatement !== undefined) return true;
  return testOf(before)?.subject !== testOf(node)?.subject;
}

function nextOf(node: ast.Statement): ast.Statement | undefined {
  const beside = siblings(node);
  return beside?.[beside.indexOf(node) + 1];
}
