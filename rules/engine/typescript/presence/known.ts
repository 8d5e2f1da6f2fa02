import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { alwaysThrows, endsFlow, siblings, statementsOf } from '../flow.ts';
import { unwrap } from '../syntax.ts';
import { bindingOf } from './bindings.ts';

/** Something that is certain once control reaches a node. */
export type Known =
  /** One operand of a condition that was true, or false; `&&`, `||`, `!` and named conditions are taken apart. */
  | { readonly kind: 'condition'; readonly expression: ast.Expression; readonly holds: boolean }
  /** A statement, or an operand before, that ran. */
  | { readonly kind: 'ran'; readonly node: Node };

/**
 * What is certain at a node, nearest first, up to the top of the file. Functions are looked through, too: what held
 * where a closure was made is taken to hold when it runs. That is wrong now and then, on the side of silence.
 */
export function* knownAt(node: Node): Generator<Known> {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    yield* fromAbove(at, parent);
    const beside = siblings(at);
    if (beside === undefined) continue;
    for (let index = beside.indexOf(at as ast.Statement) - 1; index >= 0; index -= 1) {
      yield* fromBefore(beside[index] as ast.Statement);
    }
  }
}

/** What follows from standing in one part of a node. */
function* fromAbove(at: Node, parent: Node): Generator<Known> {
  if (is.isIfStatement(parent)) {
    if (parent.thenStatement === at) yield* atoms(parent.expression, true);
    if (parent.elseStatement === at) yield* atoms(parent.expression, false);
  } else if (is.isConditionalExpression(parent)) {
    if (parent.whenTrue === at) yield* atoms(parent.condition, true);
    if (parent.whenFalse === at) yield* atoms(parent.condition, false);
  } else if (is.isWhileStatement(parent)) {
    if (parent.statement === at) yield* atoms(parent.expression, true);
  } else if (is.isForStatement(parent)) {
    const isChecked = parent.statement === at || parent.incrementor === at;
    if (isChecked && parent.condition !== undefined) yield* atoms(parent.condition, true);
    if (parent.initializer !== undefined && parent.initializer !== at) {
      yield { kind: 'ran', node: parent.initializer };
    }
  } else if (is.isBinaryExpression(parent) && parent.right === at) {
    const operator = parent.operatorToken.kind;
    if (operator === SyntaxKind.AmpersandAmpersandToken) yield* atoms(parent.left, true);
    else if (operator === SyntaxKind.BarBarToken) yield* atoms(parent.left, false);
    else if (operator === SyntaxKind.CommaToken) yield { kind: 'ran', node: parent.left };
  } else if (is.isVariableDeclarationList(parent)) {
    const index = parent.declarations.indexOf(at as ast.VariableDeclaration);
    for (const before of parent.declarations.slice(0, index).reverse()) yield { kind: 'ran', node: before };
  } else if (is.isCaseClause(parent) && parent.expression !== at) {
    // `switch (true)` has conditions for labels.
    const choice = parent.parent.parent;
    if (is.isSwitchStatement(choice) && choice.expression.kind === SyntaxKind.TrueKeyword) {
      yield* atoms(parent.expression, true);
    }
  }
}

/** What follows from having passed a statement. */
function* fromBefore(statement: ast.Statement): Generator<Known> {
  if (is.isIfStatement(statement)) {
    // After a branch that leaves, the other one was taken.
    let at: ast.Statement | undefined = statement;
    while (at !== undefined && is.isIfStatement(at) && leaves(at.thenStatement)) {
      yield* atoms(at.expression, false);
      at = at.elseStatement;
    }
    const otherwise = statement.elseStatement;
    if (otherwise !== undefined && leaves(otherwise)) yield* atoms(statement.expression, true);
  } else if (is.isWhileStatement(statement)) {
    yield* atoms(statement.expression, false);
  }
  if (!is.isFunctionDeclaration(statement) && !is.isClassDeclaration(statement)) {
    yield { kind: 'ran', node: statement };
  }
}

/** Whether control does not come past a branch; calls of what throws, and of what by its name never returns, count, too. */
function leaves(branch: ast.Statement): boolean {
  const statements = statementsOf(branch);
  if (endsFlow(statements)) return true;
  const last = statements.at(-1);
  if (last === undefined || !is.isExpressionStatement(last) || !is.isCallExpression(last.expression))
    return false;
  if (alwaysThrows(last.expression)) return true;
  return /(^|\.)(exit|abort|fail|die|panic|bail|notFound|redirect|throw\w*|assertNever|unreachable)$/i.test(
    last.expression.expression.getText(),
  );
}

function* atoms(condition: ast.Expression, holds: boolean): Generator<Known> {
  const expression = unwrap(condition);
  if (is.isPrefixUnaryExpression(expression) && expression.operator === SyntaxKind.ExclamationToken) {
    yield* atoms(expression.operand, !holds);
    return;
  }
  if (is.isBinaryExpression(expression)) {
    const operator = expression.operatorToken.kind;
    // Of `a || b` that is true only one operand is known to be; both are passed on, on the side of silence.
    if (operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken) {
      if (operator === SyntaxKind.AmpersandAmpersandToken ? holds : !holds) {
        yield* atoms(expression.left, holds);
        yield* atoms(expression.right, holds);
      }
      return;
    }
  }
  yield { kind: 'condition', expression, holds };
  if (is.isIdentifier(expression)) {
    const binding = bindingOf(expression);
    if (binding?.kind === 'value') yield* atoms(binding.source, holds);
  }
}
