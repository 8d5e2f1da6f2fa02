import type { LocalEdit } from '../../../engine/local-edits.ts';
import { endsFlow, siblings, statementsOf } from '../../../engine/typescript/flow.ts';
import {
  indentationAt,
  isFunctionBoundary,
  spanOf,
  unwrap,
  walk,
} from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, NodeFlags, SyntaxKind } from '../../../engine/typescript.ts';
import { isNot } from '../conditions.ts';
import type { CallSite } from './calls.ts';
import { type Contract, comparisonWithNothing } from './contract.ts';

/** `const user = await find(id); if (!user) …` where the branch leaves: the caller that a result is made for. */
interface Guarded {
  readonly statement: ast.Statement;
  readonly list: ast.VariableDeclarationList;
  readonly name: ast.Identifier;
  readonly guard: ast.IfStatement;
  /** The tests of the guard that ask for a value. */
  readonly tests: readonly ast.Expression[];
}

/** Asks the result where the value was asked for, and takes the value behind the guard. */
export function guardEdits(site: CallSite): LocalEdit[] | undefined {
  const guarded = guardedBy(site);
  if (guarded === undefined) return undefined;
  const { statement, list, name, guard, tests } = guarded;
  const result = site.nameFor(`${name.text}Result`);
  const edits: LocalEdit[] = [{ span: spanOf(name), newText: result }];
  for (const test of tests) {
    const kept = keptTest(test, site, `${result}.value`);
    edits.push({ span: spanOf(test), newText: kept === '' ? `!${result}.ok` : `!${result}.ok || ${kept}` });
  }
  for (const use of usesOf(name.text, guard.expression)) {
    if (tests.some((test) => use.pos >= test.pos && use.end <= test.end)) continue;
    edits.push({ span: spanOf(use), newText: `${result}.value` });
  }
  const rest = (siblings(statement) ?? []).filter(({ pos }) => pos >= guard.end);
  if (rest.some((each) => usesOf(name.text, each).length > 0)) {
    const { text, newLine, end } = site.layout;
    const keyword = (list.flags & NodeFlags.Const) !== 0 ? 'const' : 'let';
    const indentation = indentationAt(text, statement.getStart());
    edits.push({
      span: { start: guard.end, end: guard.end },
      newText: `${newLine}${indentation}${keyword} ${name.text} = ${result}.value${end}`,
    });
  }
  return edits;
}

function guardedBy({ whole, contract }: CallSite): Guarded | undefined {
  const declaration = whole.parent;
  if (!is.isVariableDeclaration(declaration) || declaration.initializer !== whole) return undefined;
  const { name, type, parent: list } = declaration;
  if (!is.isIdentifier(name) || type !== undefined || !is.isVariableDeclarationList(list)) return undefined;
  const statement = list.parent;
  if (list.declarations.length !== 1 || !is.isVariableStatement(statement)) return undefined;
  const beside = siblings(statement) ?? [];
  const guard = beside[beside.indexOf(statement) + 1];
  if (guard === undefined || !is.isIfStatement(guard) || guard.elseStatement !== undefined) return undefined;
  if (!endsFlow(statementsOf(guard.thenStatement))) return undefined;
  if (usesOf(name.text, guard.thenStatement).length > 0) return undefined;
  const tests = disjuncts(guard.expression).filter((test) => asksFor(test, name.text, contract));
  // The value is only there for what is asked after the test.
  const [first] = tests;
  const uses = usesOf(name.text, guard.expression);
  if (first === undefined || uses.some((use) => use.end <= first.pos)) return undefined;
  if (tests.length !== 1 || uses.some(({ parent }) => isFunctionBoundary(parent))) return undefined;
  return { statement, list, name, guard, tests };
}

/** What has to be asked besides, as the test turned away more than a missing value; '' where nothing has. */
function keptTest(test: ast.Expression, { contract }: CallSite, value: string): string {
  if (contract.isTruthy || !isNot(test)) return '';
  return `!${value}`;
}

function disjuncts(condition: ast.Expression): ast.Expression[] {
  const bare = is.isParenthesizedExpression(condition) ? condition.expression : condition;
  if (is.isBinaryExpression(bare) && bare.operatorToken.kind === SyntaxKind.BarBarToken) {
    return [...disjuncts(bare.left), ...disjuncts(bare.right)];
  }
  return [bare];
}

/** `!x`, `x == null`, `x === null`: nothing but whether the variable has a value. */
function asksFor(test: ast.Expression, name: string, contract: Contract): boolean {
  if (isNot(test)) return isName(test.operand, name);
  return (
    is.isBinaryExpression(test) &&
    isName(test.left, name) &&
    comparisonWithNothing(test, contract) === 'equal'
  );
}

function isName(node: ast.Expression, name: string): boolean {
  const bare = unwrap(node);
  return is.isIdentifier(bare) && bare.text === name;
}

/** Where a variable is read or written, by its name. */
export function usesOf(name: string, root: Node): ast.Identifier[] {
  const uses: ast.Identifier[] = [];
  walk(root, (node) => {
    if (!is.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    if (is.isPropertyAccessExpression(parent) && parent.name === node) return;
    if (is.isPropertyAssignment(parent) && parent.name === node) return;
    uses.push(node);
  });
  return uses;
}
