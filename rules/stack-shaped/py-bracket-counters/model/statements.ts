import type { PythonNode } from '../../../engine/python/node.ts';
import { assign } from './assignments.ts';
import { combined, evaluate } from './expressions.ts';
import { entriesOf, type Frame, isTrue, Unknown, type Value } from './values.ts';

/** How statements end before their last one; undefined where they do not. */
export type End = 'raise' | 'break' | 'continue' | { readonly returned: Value };

export function run(statements: readonly PythonNode[], frame: Frame): End | undefined {
  for (const statement of statements) {
    frame.steps -= 1;
    if (frame.steps < 0) throw new Unknown();
    const end = runOne(statement, frame);
    if (end !== undefined) return end;
  }
  return undefined;
}

function runOne(statement: PythonNode, frame: Frame): End | undefined {
  switch (statement.type) {
    case 'expression_statement':
      for (const expression of statement.named) perform(expression, frame);
      return undefined;
    case 'if_statement':
      return branch(statement, frame);
    case 'for_statement':
      return eachOf(statement, frame);
    case 'while_statement':
      return whileTrue(statement, frame);
    case 'return_statement':
      return { returned: statement.named[0] === undefined ? null : evaluate(statement.named[0], frame) };
    case 'assert_statement':
      return isTrue(evaluate(statement.named[0], frame)) ? undefined : 'raise';
    case 'raise_statement':
      return 'raise';
    case 'break_statement':
      return 'break';
    case 'continue_statement':
      return 'continue';
    case 'pass_statement':
      return undefined;
    default:
      throw new Unknown();
  }
}

function perform(expression: PythonNode, frame: Frame): void {
  // A text on its own explains.
  if (expression.type === 'string') return;
  const left = expression.child('left');
  const right = expression.child('right');
  if (expression.type === 'augmented_assignment') {
    const operator = expression.child('operator')?.text.slice(0, -1);
    assign(left, combined(operator, [evaluate(left, frame), evaluate(right, frame)]), frame);
  } else if (expression.type === 'assignment' && right !== undefined) {
    assign(left, assigned(right, frame), frame);
  } else if (expression.type !== 'assignment') evaluate(expression, frame);
}

/** `a = b = 0` gives both the same. */
function assigned(right: PythonNode, frame: Frame): Value {
  if (right.type !== 'assignment') return evaluate(right, frame);
  const value = assigned(right.child('right') ?? right, frame);
  assign(right.child('left'), value, frame);
  return value;
}

function branch(statement: PythonNode, frame: Frame): End | undefined {
  for (const part of [statement, ...statement.childrenOf('alternative')]) {
    const condition = part.child('condition');
    if (condition !== undefined && !isTrue(evaluate(condition, frame))) continue;
    return run((part.child('consequence') ?? part.child('body'))?.named ?? [], frame);
  }
  return undefined;
}

function eachOf(loop: PythonNode, frame: Frame): End | undefined {
  for (const entry of entriesOf(evaluate(loop.child('right'), frame))) {
    assign(loop.child('left'), entry, frame);
    const end = run(loop.child('body')?.named ?? [], frame);
    if (end === 'break') return undefined;
    if (end !== undefined && end !== 'continue') return end;
  }
  return otherwise(loop, frame);
}

function whileTrue(loop: PythonNode, frame: Frame): End | undefined {
  while (isTrue(evaluate(loop.child('condition'), frame))) {
    frame.steps -= 1;
    const end = run(loop.child('body')?.named ?? [], frame);
    if (end === 'break') return undefined;
    if (end !== undefined && end !== 'continue') return end;
    if (frame.steps < 0) throw new Unknown();
  }
  return otherwise(loop, frame);
}

/** What `else` holds runs after a loop that no `break` ended. */
function otherwise(loop: PythonNode, frame: Frame): End | undefined {
  return run(loop.child('alternative')?.child('body')?.named ?? [], frame);
}
