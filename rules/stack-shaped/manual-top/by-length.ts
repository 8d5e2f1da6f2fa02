import { type LocalEdit, linesOf } from '../../engine/local-edits.ts';
import type { ArrayUse } from '../../engine/typescript/arrays/array-uses.ts';
import { lastEntryByAt } from '../../engine/typescript/arrays/last-entry.ts';
import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { foldedText, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** A place that spells out by length what a method of the array says. */
export interface LengthStep {
  readonly kind: 'push' | 'pop' | 'peek';
  readonly node: Node;
  /** Undefined where the value of the whole is used, which the method does not give. */
  readonly edits: readonly LocalEdit[] | undefined;
  /** `delete stack[stack.length - 1]`, after which the length still counts what is gone. */
  readonly leavesHole?: boolean;
}

/**
 * The places where an array's top is reached by its length: `stack[stack.length] = item`, `stack.length -= 1`,
 * `stack[stack.length - 1]`. Looking at the top counts only where `at` may stand in its place.
 */
export function lengthSteps(
  uses: readonly ArrayUse[],
  hasAt: boolean,
  questions: TypeQuestions,
): LengthStep[] {
  return uses.flatMap((use) => {
    const { parent } = withWrappers(use.access);
    if (use.role === 'entry') return entryStep(use.node, hasAt, questions) ?? [];
    if (is.isPropertyAccessExpression(parent) && parent.name.text === 'length')
      return shortening(parent) ?? [];
    return [];
  });
}

/** Whether the array is a stack by its uses: entries go in, come out and are replaced at the end, and nowhere else. */
export function isStackAtEnd(uses: readonly ArrayUse[], steps: readonly LengthStep[]): boolean {
  if (uses.some(({ role }) => role === 'insertion' || role === 'removal')) return false;
  if (uses.some((use) => use.role === 'entry' && use.writes && !isAtEnd(use.node))) return false;
  const names = uses.flatMap((use) => (use.role === 'changes-elsewhere' ? methodIn(use.node) : []));
  const known = uses.every((use) => use.role !== 'changes-elsewhere' || isEndChange(use.node));
  const goesIn = names.includes('push') || steps.some(({ kind }) => kind === 'push');
  const comesOut = names.includes('pop') || steps.some(({ kind }) => kind === 'pop');
  return known && goesIn && comesOut;
}

/** An entry that is replaced below the top, as in a heap, is reached by other ways than last in, first out. */
function isAtEnd({ expression, argumentExpression }: ast.ElementAccessExpression): boolean {
  const index = foldedText(unwrap(argumentExpression));
  const length = `${foldedText(expression)}.length`;
  return index === length || index === `${length} - 1`;
}

function isEndChange(node: Node): boolean {
  const [name] = methodIn(node);
  return (
    name === 'push' ||
    name === 'pop' ||
    (is.isPropertyAccessExpression(node) && shortening(node) !== undefined)
  );
}

function methodIn(node: Node): string[] {
  if (!is.isCallExpression(node)) return [];
  const callee = unwrap(node.expression);
  return is.isPropertyAccessExpression(callee) ? [callee.name.text] : [];
}

function entryStep(
  node: ast.ElementAccessExpression,
  hasAt: boolean,
  questions: TypeQuestions,
): LengthStep | undefined {
  const index = foldedText(unwrap(node.argumentExpression));
  const length = `${foldedText(node.expression)}.length`;
  if (index === length) return pushStep(node);
  const whole = withWrappers(node);
  if (index === `${length} - 1` && is.isDeleteExpression(whole.parent))
    return deletion(whole.parent, foldedText(node.expression));
  const edit = hasAt ? lastEntryByAt(node, questions) : undefined;
  return edit && { kind: 'peek', node, edits: [edit] };
}

function pushStep(node: ast.ElementAccessExpression): LengthStep | undefined {
  const assignment = withWrappers(node).parent;
  if (!is.isBinaryExpression(assignment) || assignment.operatorToken.kind !== SyntaxKind.EqualsToken)
    return undefined;
  if (assignment.left !== withWrappers(node)) return undefined;
  const isStatement = is.isExpressionStatement(assignment.parent);
  const start = assignment.right.getStart(node.getSourceFile());
  const edits = [
    { span: { start: node.expression.end, end: start }, newText: '.push(' },
    { span: { start: assignment.end, end: assignment.end }, newText: ')' },
  ];
  return { kind: 'push', node: assignment, edits: isStatement ? edits : undefined };
}

/** `delete stack[stack.length - 1]`, which needs `stack.length -= 1` after it and otherwise is half a pop. */
function deletion(node: ast.DeleteExpression, array: string): LengthStep | undefined {
  const statement = node.parent;
  if (!is.isExpressionStatement(statement) || !is.isBlock(statement.parent)) return undefined;
  const { statements } = statement.parent;
  const next = statements[statements.indexOf(statement) + 1];
  const isShortened =
    next !== undefined && is.isExpressionStatement(next) && shortens(next.expression, `${array}.length`);
  if (!isShortened)
    return {
      kind: 'pop',
      node,
      edits: [{ span: spanOf(node), newText: `${array}.pop()` }],
      leavesHole: true,
    };
  const { text } = node.getSourceFile();
  return { kind: 'pop', node, edits: [{ span: linesOf(text, spanOf(statement)), newText: '' }] };
}

function shortens(node: Node, length: string): boolean {
  const isStep = is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node);
  const target = isStep ? node.operand : is.isBinaryExpression(node) ? node.left : undefined;
  return target !== undefined && foldedText(target) === length && takesOneOff(node, target, length);
}

/** `stack.length--`, `stack.length -= 1` and `stack.length = stack.length - 1`. */
function shortening(length: ast.PropertyAccessExpression): LengthStep | undefined {
  const whole = withWrappers(length);
  const { parent } = whole;
  if (!takesOneOff(parent, whole, foldedText(length))) return undefined;
  const isStatement = is.isExpressionStatement(parent.parent);
  const text = `${foldedText(length.expression)}.pop()`;
  return {
    kind: 'pop',
    node: parent,
    edits: isStatement ? [{ span: spanOf(parent), newText: text }] : undefined,
  };
}

function takesOneOff(parent: Node, whole: Node, text: string): boolean {
  if (is.isPrefixUnaryExpression(parent) || is.isPostfixUnaryExpression(parent)) {
    return parent.operator === SyntaxKind.MinusMinusToken;
  }
  if (!is.isBinaryExpression(parent) || parent.left !== whole) return false;
  if (parent.operatorToken.kind === SyntaxKind.MinusEqualsToken) return isNumber(parent.right, '1');
  return (
    parent.operatorToken.kind === SyntaxKind.EqualsToken && foldedText(unwrap(parent.right)) === `${text} - 1`
  );
}
