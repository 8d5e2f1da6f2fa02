import type { Refusal } from '../../engine/finding.ts';
import { type LocalEdit, linesOf, removeFromList } from '../../engine/local-edits.ts';
import { isWritten } from '../../engine/typescript/arrays/array-uses.ts';
import { mayBeUndefinedHere, takesUndefined } from '../../engine/typescript/arrays/last-entry.ts';
import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { enclosingFunction, foldedText, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import { type CountedStack, isEmptyCount } from './counted.ts';

/** What the fix needs to know beyond the stack itself. */
export interface Uncounting {
  readonly stack: CountedStack;
  readonly context: JudgeContext;
  readonly hasAt: boolean;
}

/** Lets the array keep its own top: `push` and `pop`, with its length in place of the counter. */
export function uncount(uncounting: Uncounting): { readonly edits: readonly LocalEdit[] } | Refusal {
  const { top, pushes, pops, peeks } = uncounting.stack;
  const obstacle = obstacleIn(uncounting);
  if (obstacle !== undefined) return { refused: obstacle };
  const edits: LocalEdit[] = [];
  const done = new Set<ast.Expression>();
  for (const push of pushes) {
    const entry = unwrap(push.left as ast.Expression) as ast.ElementAccessExpression;
    edits.push(...pushed(push, entry));
    markAll(entry.argumentExpression, top, done);
  }
  for (const pop of pops) {
    edits.push({
      span: { start: pop.expression.end, end: pop.end },
      newText: `.pop()${suffixFor(pop, uncounting)}`,
    });
    markAll(pop.argumentExpression, top, done);
  }
  for (const peek of peeks) {
    edits.push(peeked(peek, uncounting));
    markAll(peek.argumentExpression, top, done);
  }
  for (const access of top.accesses) {
    if (done.has(access)) continue;
    const edit = replaced(access, uncounting);
    if ('refused' in edit) return edit;
    edits.push(edit);
  }
  if (!is.isBinaryExpression(top.declaration)) edits.push(...declarationRemoved(top, uncounting));
  return { edits };
}

/** What makes it unsure that the array's length is the counter at every moment. */
function obstacleIn({ stack, context }: Uncounting): string | undefined {
  const { array, top, uses, pushes } = stack;
  const lines = (node: Node): string => lineOf(node, context);
  if (array.kind !== top.kind || scopeOf(array) !== scopeOf(top)) {
    return `\`${array.name}\` and \`${top.name}\` do not live in the same place.`;
  }
  const receivers = new Set([...array.accesses, ...top.accesses].map(receiverOf));
  if (receivers.size > 1) return `\`${array.name}\` and \`${top.name}\` are used of more than one object.`;
  for (const use of uses) {
    const { parent } = withWrappers(use.access);
    const isLength = is.isPropertyAccessExpression(parent) && parent.name.text === 'length';
    if (use.role === 'escapes' || use.role === 'reads-in-order' || use.role === 'at' || isLength) {
      return `${capital(lines(use.access))} also sees entries of \`${array.name}\` that were popped already.`;
    }
    if (use.role === 'entry' && !use.writes && !isSureToBeThere(use.node, stack)) {
      return `${capital(lines(use.access))} may read entries of \`${array.name}\` that were popped already.`;
    }
  }
  const used = pushes.find((push) => !is.isExpressionStatement(push.parent));
  if (used !== undefined) return `The value of \`${foldedText(used)}\` on ${lines(used)} is used.`;
  return undefined;
}

/** An entry at or above the top was popped, or was never there: the array no longer keeps it. */
function isSureToBeThere(entry: ast.ElementAccessExpression, { pops, peeks, top }: CountedStack): boolean {
  if (pops.includes(entry) || peeks.includes(entry)) return true;
  const index = unwrap(entry.argumentExpression);
  return (
    is.isBinaryExpression(index) &&
    index.operatorToken.kind === SyntaxKind.MinusToken &&
    is.isNumericLiteral(index.right) &&
    top.accesses.includes(unwrap(index.left))
  );
}

function scopeOf({ kind, declaration }: Stored): Node {
  if (kind !== 'field') return enclosingFunction(declaration);
  let at: Node = declaration;
  while (!is.isClassLikeDeclaration(at)) at = at.parent;
  return at;
}

function receiverOf(access: ast.Expression): string {
  return is.isPropertyAccessExpression(access) ? foldedText(access.expression) : '';
}

function pushed(push: ast.BinaryExpression, entry: ast.ElementAccessExpression): LocalEdit[] {
  const source = push.getSourceFile();
  return [
    { span: { start: entry.expression.end, end: push.right.getStart(source) }, newText: '.push(' },
    { span: { start: push.end, end: push.end }, newText: ')' },
  ];
}

function peeked(peek: ast.ElementAccessExpression, { context, hasAt }: Uncounting): LocalEdit {
  const array = foldedText(peek.expression);
  if (!isWritten(peek) && hasAt && mayBeUndefinedHere(peek, context.questions)) {
    return { span: { start: peek.expression.end, end: peek.end }, newText: '.at(-1)' };
  }
  return { span: spanOf(peek.argumentExpression), newText: `${array}.length - 1` };
}

/** An index gives the bare type of the entries, `pop` also `undefined`: what was taken on trust stays so. */
function suffixFor(pop: ast.ElementAccessExpression, { context }: Uncounting): '' | '!' {
  const { file, questions } = context;
  const whole = withWrappers(pop);
  if (file.isJavaScript || mayBeUndefinedHere(pop, questions) || is.isExpressionStatement(whole.parent))
    return '';
  const expected = questions.checker.getContextualType(whole);
  const takesNothing =
    expected !== undefined &&
    questions.constituents(expected).some(({ flags }) => (flags & TypeFlags.Undefined) !== 0);
  return takesNothing || isUsedWithCare(whole, context) ? '' : '!';
}

/** Whether the entry gets a name that is only ever compared or tested. */
function isUsedWithCare(whole: ast.Expression, { file, questions }: JudgeContext): boolean {
  const { parent } = whole;
  if (!is.isVariableDeclaration(parent) || parent.type !== undefined || !is.isIdentifier(parent.name))
    return false;
  const symbol = questions.symbolAt(parent.name);
  if (symbol === undefined) return false;
  return questions
    .references(symbol, file.path)
    .every(
      (use) =>
        use === parent.name ||
        takesUndefined(withWrappers(use as ast.Expression), withWrappers(use as ast.Expression).parent),
    );
}

/** The counter where it is not an index: compared, reset, counted down on its own, or read. */
function replaced(access: ast.Expression, { stack, context }: Uncounting): LocalEdit | Refusal {
  const { array, convention } = stack;
  const whole = withWrappers(access);
  const { parent } = whole;
  const name = arrayBeside(access, array);
  if (isWritten(access)) {
    const statement = parent.parent;
    const isDrop = is.isPrefixUnaryExpression(parent) || is.isPostfixUnaryExpression(parent);
    if (isDrop && parent.operator === SyntaxKind.MinusMinusToken && is.isExpressionStatement(statement)) {
      return { span: spanOf(parent), newText: `${name}.pop()` };
    }
    if (isReset(parent, stack) && is.isExpressionStatement(statement))
      return resetIn(parent, statement, name);
    return {
      refused: `\`${foldedText(parent)}\` on ${lineOf(parent, context)} moves the top to another place.`,
    };
  }
  if (convention === 'count') return { span: spanOf(whole), newText: `${name}.length` };
  if (is.isBinaryExpression(parent) && parent.left === whole) {
    const asked = emptiness(parent);
    if (asked !== undefined) return { span: spanOf(parent), newText: `${name}.length ${asked} 0` };
    if (parent.operatorToken.kind === SyntaxKind.PlusToken && isNumber(parent.right, '1')) {
      return { span: spanOf(parent), newText: `${name}.length` };
    }
  }
  const stands = is.isElementAccessExpression(parent) && parent.argumentExpression === whole;
  const free = stands || is.isReturnStatement(parent) || is.isVariableDeclaration(parent);
  return { span: spanOf(whole), newText: free ? `${name}.length - 1` : `(${name}.length - 1)` };
}

/** `top = -1` in a constructor is what the array is at that moment anyway; elsewhere it empties the array. */
function resetIn(assignment: Node, statement: Node, name: string): LocalEdit {
  if (!is.isConstructorDeclaration(enclosingFunction(statement))) {
    return { span: spanOf(assignment), newText: `${name}.length = 0` };
  }
  return { span: linesOf(statement.getSourceFile().text, spanOf(statement)), newText: '' };
}

function isReset(node: Node, { convention }: CountedStack): node is ast.BinaryExpression {
  return (
    is.isBinaryExpression(node) &&
    node.operatorToken.kind === SyntaxKind.EqualsToken &&
    isEmptyCount(node.right, convention)
  );
}

/** Whether a comparison of the top's index asks for an empty stack, one that is not, or something else. */
function emptiness({ operatorToken, right }: ast.BinaryExpression): '===' | '>' | undefined {
  const bound = foldedText(right);
  switch (operatorToken.kind) {
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.LessThanEqualsToken:
      return bound === '-1' ? '===' : undefined;
    case SyntaxKind.LessThanToken:
      return bound === '0' ? '===' : undefined;
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.GreaterThanToken:
      return bound === '-1' ? '>' : undefined;
    case SyntaxKind.GreaterThanEqualsToken:
      return bound === '0' ? '>' : undefined;
    default:
      return undefined;
  }
}

/** The array as it is named where the counter is: `this.items` beside `this.top`. */
function arrayBeside(access: ast.Expression, array: Stored): string {
  return is.isPropertyAccessExpression(access)
    ? `${foldedText(access.expression)}.${array.name}`
    : array.name;
}

function declarationRemoved(top: Stored, { context }: Uncounting): LocalEdit[] {
  const { text } = context.file.source;
  const { declaration } = top;
  if (is.isPropertyDeclaration(declaration)) {
    return [{ span: linesOf(text, spanOf(declaration)), newText: '' }];
  }
  const list = declaration.parent as ast.VariableDeclarationList;
  const items = list.declarations.map((each) => spanOf(each));
  if (items.length === 1) return [{ span: linesOf(text, spanOf(list.parent)), newText: '' }];
  const index = list.declarations.indexOf(declaration as ast.VariableDeclaration);
  return removeFromList(items, (each) => each === index).map((span) => ({ span, newText: '' }));
}

function markAll(within: Node, top: Stored, done: Set<ast.Expression>): void {
  for (const access of top.accesses) {
    if (within.pos <= access.pos && access.end <= within.end) done.add(access);
  }
}

function lineOf(node: Node, { file }: JudgeContext): string {
  return `line ${file.source.text.slice(0, node.getStart(file.source)).split('\n').length}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
