import { type ArrayUse, isWritten } from '../../engine/typescript/arrays/array-uses.ts';
import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** An array with a number beside it that says where its top is. */
export interface CountedStack {
  readonly array: Stored;
  readonly uses: readonly ArrayUse[];
  readonly top: Stored;
  /** `index`: `top` is that of the last entry, -1 when empty. `count`: it is the number of entries. */
  readonly convention: Convention;
  /** `stack[++top] = item`: the assignments. */
  readonly pushes: readonly ast.BinaryExpression[];
  /** `stack[top--]`: the entry that comes out. */
  readonly pops: readonly ast.ElementAccessExpression[];
  /** `stack[top]`: the entry that is looked at or replaced in place. */
  readonly peeks: readonly ast.ElementAccessExpression[];
}

export type Convention = 'index' | 'count';

type Step = { readonly kind: 'push' | 'pop'; readonly convention: Convention; readonly top: ast.Expression };

/** `++top` in `stack[++top] = item` and its relatives: what is counted, and how. */
export function stepOf(entry: ast.ElementAccessExpression): Step | undefined {
  const index = unwrap(entry.argumentExpression);
  if (!is.isPrefixUnaryExpression(index) && !is.isPostfixUnaryExpression(index)) return undefined;
  const top = unwrap(index.operand);
  const comesFirst = is.isPrefixUnaryExpression(index);
  const assignment = assignmentTo(entry);
  if (index.operator === SyntaxKind.PlusPlusToken && assignment !== undefined) {
    return { kind: 'push', convention: comesFirst ? 'index' : 'count', top };
  }
  if (index.operator === SyntaxKind.MinusMinusToken && !isWritten(entry)) {
    return { kind: 'pop', convention: comesFirst ? 'count' : 'index', top };
  }
  return undefined;
}

/**
 * The array and its counter as a stack, if both start empty and entries go in and come out by one convention. A
 * heap that counts from 1 and an array with room made beforehand are none.
 * @param top what the first push or pop in sight counts with.
 */
export function countedStack(
  array: Stored,
  uses: readonly ArrayUse[],
  top: Stored,
): CountedStack | undefined {
  const isMadeEmpty = array.initializer !== undefined && isEmptyArray(array.initializer);
  if (array.kind === 'parameter' || (array.initializer !== undefined && !isMadeEmpty)) return undefined;
  const pushes: ast.BinaryExpression[] = [];
  const pops: ast.ElementAccessExpression[] = [];
  const peeks: ast.ElementAccessExpression[] = [];
  const conventions = new Set<Convention>();
  for (const use of uses) {
    // Methods that change the array's length leave the counter behind: whatever that is, it is no stack.
    if (changesLength(use) || (use.role === 'content' && !isEmptyArray(use.value))) return undefined;
    if (use.role !== 'entry') continue;
    const step = stepOf(use.node);
    if (step === undefined || !top.accesses.includes(step.top)) continue;
    conventions.add(step.convention);
    const assignment = assignmentTo(use.node);
    if (step.kind === 'pop') pops.push(use.node);
    else if (assignment !== undefined) pushes.push(assignment);
  }
  const [convention, other] = conventions;
  if (convention === undefined || other !== undefined || pushes.length === 0 || pops.length === 0) {
    return undefined;
  }
  if (!startsEmpty(top, convention)) return undefined;
  for (const use of uses) {
    if (use.role === 'entry' && isTop(use.node.argumentExpression, top, convention)) peeks.push(use.node);
  }
  const writesElsewhere = uses.some(
    (use) => use.role === 'entry' && use.writes && !peeks.includes(use.node) && !isPushed(use.node, pushes),
  );
  return writesElsewhere ? undefined : { array, uses, top, convention, pushes, pops, peeks };
}

function isPushed(entry: ast.ElementAccessExpression, pushes: readonly ast.BinaryExpression[]): boolean {
  const assignment = assignmentTo(entry);
  return assignment !== undefined && pushes.includes(assignment);
}

/** Whether the counter starts as that of an empty stack, where it is declared or by an assignment. */
export function startsEmpty({ initializer, accesses }: Stored, convention: Convention): boolean {
  if (initializer !== undefined) return isEmptyCount(initializer, convention);
  return accesses.some((access) => {
    const assignment = assignmentTo(access);
    return assignment !== undefined && isEmptyCount(assignment.right, convention);
  });
}

/** Whether a use changes how many entries there are, by a method. */
export function changesLength({ role }: ArrayUse): boolean {
  return role === 'insertion' || role === 'removal' || role === 'changes-elsewhere' || role === 'drained';
}

/** Whether an index is that of the top entry: `top`, or `top - 1` where the counter is the number of entries. */
function isTop(argument: ast.Expression, top: Stored, convention: Convention): boolean {
  const index = unwrap(argument);
  if (convention === 'index') return top.accesses.includes(index);
  return (
    is.isBinaryExpression(index) &&
    index.operatorToken.kind === SyntaxKind.MinusToken &&
    isNumber(index.right, '1') &&
    top.accesses.includes(unwrap(index.left))
  );
}

/** The plain assignment that an entry is the target of. */
export function assignmentTo(entry: ast.Expression): ast.BinaryExpression | undefined {
  const whole = withWrappers(entry);
  const { parent } = whole;
  const isTarget =
    is.isBinaryExpression(parent) &&
    parent.left === whole &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken;
  return isTarget ? parent : undefined;
}

/** The counter's value while the stack is empty. */
export function isEmptyCount(value: ast.Expression, convention: Convention): boolean {
  return foldedText(unwrap(value)) === (convention === 'index' ? '-1' : '0');
}

export function isEmptyArray(content: Node): boolean {
  const value = unwrap(content as ast.Expression);
  if (is.isArrayLiteralExpression(value)) return value.elements.length === 0;
  const isMade = is.isNewExpression(value) || is.isCallExpression(value);
  return isMade && foldedText(value.expression) === 'Array' && (value.arguments?.length ?? 0) === 0;
}
