import { type ArrayUse, isWritten } from '../../engine/typescript/arrays/array-uses.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { assignmentTo, type Convention, changesLength, isEmptyArray, startsEmpty } from './counted.ts';

/** A push in two statements: `stack[top] = item; top += 1`, or the other way round. */
export interface StepwisePush {
  readonly top: ast.Expression;
  readonly convention: Convention;
}

/** An array whose counter is moved in statements of its own. */
export interface StepwiseStack {
  readonly array: Stored;
  readonly top: Stored;
  readonly pushes: readonly ast.ElementAccessExpression[];
  /** Where the counter goes down. */
  readonly pops: readonly Node[];
}

export function stepwisePush(entry: ast.ElementAccessExpression): StepwisePush | undefined {
  const top = unwrap(entry.argumentExpression);
  const statement = assignmentTo(entry)?.parent;
  if (!is.isIdentifier(top) && !is.isPropertyAccessExpression(top)) return undefined;
  if (statement === undefined || !is.isExpressionStatement(statement) || !is.isBlock(statement.parent))
    return undefined;
  const { statements } = statement.parent;
  const at = statements.indexOf(statement);
  const steps = (each: Node): boolean => is.isExpressionStatement(each) && stepIn(each.expression, top) === 1;
  if (statements.slice(at + 1).some(steps)) return { top, convention: 'count' };
  return statements.slice(0, at).some(steps) ? { top, convention: 'index' } : undefined;
}

/**
 * The array as a stack, if all that is written to it is pushed in two statements and its counter also comes down where an
 * entry is read. A counter that other arrays are read by, too, belongs to columns that are kept apart on purpose.
 */
export function stepwiseStack(
  array: Stored,
  uses: readonly ArrayUse[],
  top: Stored,
): StepwiseStack | undefined {
  if (array.kind === 'parameter') return undefined;
  if (array.initializer !== undefined && !isEmptyArray(array.initializer)) return undefined;
  const pushes: ast.ElementAccessExpression[] = [];
  const reads: ast.ElementAccessExpression[] = [];
  let convention: Convention | undefined;
  for (const use of uses) {
    if (changesLength(use) || (use.role === 'content' && !isEmptyArray(use.value))) return undefined;
    if (use.role !== 'entry') continue;
    const push = stepwisePush(use.node);
    if (push !== undefined && top.accesses.includes(push.top)) {
      if (convention !== undefined && convention !== push.convention) return undefined;
      convention = push.convention;
      pushes.push(use.node);
    } else if (!use.writes) reads.push(use.node);
    else if (!clears(use.node)) return undefined;
  }
  if (convention === undefined || !startsEmpty(top, convention)) return undefined;
  if (top.accesses.some((access) => isIndexOfAnother(access, array))) return undefined;
  const pops = top.accesses.filter((access) => stepIn(stepAround(access), access) === -1);
  const takesOut = pops.some((pop) =>
    reads.some((read) => isTop(read, top) && blockOf(read) === blockOf(pop)),
  );
  return takesOut ? { array, top, pushes, pops } : undefined;
}

/** 1 where an expression counts a name up by one, -1 where it counts it down, else 0. */
function stepIn(node: Node, name: ast.Expression): number {
  const text = foldedText(name);
  if (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) {
    if (foldedText(unwrap(node.operand)) !== text) return 0;
    if (node.operator === SyntaxKind.PlusPlusToken) return 1;
    return node.operator === SyntaxKind.MinusMinusToken ? -1 : 0;
  }
  if (!is.isBinaryExpression(node) || foldedText(node.left) !== text) return 0;
  const change = foldedText(node).slice(text.length);
  if (change === ' += 1' || change === ` = ${text} + 1`) return 1;
  return change === ' -= 1' || change === ` = ${text} - 1` ? -1 : 0;
}

function stepAround(access: ast.Expression): Node {
  return withWrappers(access).parent;
}

/** `delete stack[top]` and `stack[top] = null`: what was popped is taken care of by hand, too. */
function clears(entry: ast.ElementAccessExpression): boolean {
  if (is.isDeleteExpression(withWrappers(entry).parent)) return true;
  const value = assignmentTo(entry)?.right;
  return value !== undefined && /^(?:null|undefined|void 0)$/.test(foldedText(value));
}

function isTop(entry: ast.ElementAccessExpression, top: Stored): boolean {
  const index = unwrap(entry.argumentExpression);
  const name = is.isBinaryExpression(index) ? unwrap(index.left) : index;
  return top.accesses.includes(name) && !isWritten(entry);
}

function isIndexOfAnother(access: ast.Expression, array: Stored): boolean {
  const { parent } = withWrappers(access);
  const entry = is.isElementAccessExpression(parent) ? parent : undefined;
  if (entry === undefined || entry.argumentExpression !== withWrappers(access)) return false;
  return !array.accesses.includes(unwrap(entry.expression));
}

function blockOf(node: Node): Node {
  let at = node;
  while (!is.isBlock(at) && !is.isSourceFile(at)) at = at.parent;
  return at;
}
