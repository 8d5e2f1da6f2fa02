import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { foldedText, unwrap } from '../syntax.ts';
import { isNumber, methodUse } from './method-uses.ts';
import { isPureCallback } from './purity.ts';
import { type Stored, withWrappers } from './stored.ts';

/** What one access does with its array; `access` is the name itself, without parentheses and `!` around it. */
export type ArrayUse = { readonly access: ast.Expression } & (
  | Insertion
  | Removal
  /** The array is replaced by another: `stack = []`. */
  | { readonly role: 'content'; readonly value: ast.Expression; readonly node: Node }
  /** One entry by index; `writes` where it is assigned, counted up or deleted. */
  | { readonly role: 'entry'; readonly node: ast.ElementAccessExpression; readonly writes: boolean }
  | { readonly role: 'at'; readonly call: ast.CallExpression }
  /** Looks at entries one after the other; what it sees would be the same of a copy. */
  | { readonly role: 'reads-in-order'; readonly node: Node; readonly method: string | null }
  /** All entries are taken out at once, front first. */
  | { readonly role: 'drained'; readonly call: ast.CallExpression }
  /** Means the same whatever the order: `length`, `includes`, a truth test. */
  | { readonly role: 'orderless' }
  /** Belongs to another use: the `...stack` in `stack = [item, ...stack]`. */
  | { readonly role: 'part' }
  /** Changes the array other than at its front. */
  | { readonly role: 'changes-elsewhere'; readonly node: Node }
  /** From here on somebody else has the array; `how` completes "it is …". */
  | { readonly role: 'escapes'; readonly node: Node; readonly how: string }
);

export interface Insertion {
  readonly role: 'insertion';
  readonly form: 'unshift' | 'splice' | 'copy';
  readonly node: ast.CallExpression | ast.BinaryExpression;
  readonly values: readonly ast.Expression[];
}

export interface Removal {
  readonly role: 'removal';
  readonly form: 'shift' | 'splice' | 'splice-many' | 'copy';
  readonly node: ast.CallExpression | ast.BinaryExpression;
}

/** What each access of an array does, in order of position. */
export function usesOfArray(array: Stored): ArrayUse[] {
  return array.accesses.map((access) => ({ access, ...useOf(access) }));
}

/** What is known of a use before its access is told. */
export type Use = WithoutAccess<ArrayUse>;
type WithoutAccess<T> = T extends unknown ? Omit<T, 'access'> : never;

const orderless: Use = { role: 'orderless' };

function useOf(access: ast.Expression): Use {
  const whole = withWrappers(access);
  const { parent } = whole;
  if (is.isPropertyAccessExpression(parent) && parent.expression === whole) return propertyUse(parent);
  if (is.isElementAccessExpression(parent)) {
    if (parent.expression !== whole) return escapes(parent, 'used as an index');
    return { role: 'entry', node: parent, writes: isWritten(parent) };
  }
  if (is.isBinaryExpression(parent)) return binaryUse(access, whole, parent);
  if (is.isSpreadElement(parent)) return spreadUse(access, parent);
  if (is.isCallExpression(parent) || is.isNewExpression(parent)) return argumentUse(access, whole, parent);
  if (is.isForOfStatement(parent) && parent.expression === whole) {
    return { role: 'reads-in-order', node: parent, method: null };
  }
  if (is.isTemplateSpan(parent)) return { role: 'reads-in-order', node: parent, method: null };
  if (is.isVariableDeclaration(parent)) {
    if (is.isArrayBindingPattern(parent.name)) return { role: 'reads-in-order', node: parent, method: null };
    return escapes(
      parent,
      is.isIdentifier(parent.name) ? `also known as \`${parent.name.text}\`` : 'destructured',
    );
  }
  if (isLookedAtOnly(whole, parent)) return orderless;
  return escapes(parent, escapeOf(parent));
}

function propertyUse(property: ast.PropertyAccessExpression): Use {
  const name = property.name.text;
  const callee = withWrappers(property);
  if (is.isCallExpression(callee.parent) && callee.parent.expression === callee) {
    return methodUse(name, callee.parent);
  }
  if (name !== 'length') return escapes(property, `read for its \`${name}\``);
  if (!isWritten(property)) return orderless;
  const { parent } = withWrappers(property);
  const isEmptied =
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    is.isNumericLiteral(parent.right) &&
    parent.right.text === '0';
  return isEmptied ? orderless : { role: 'changes-elsewhere', node: property };
}

function binaryUse(access: ast.Expression, whole: ast.Expression, parent: ast.BinaryExpression): Use {
  const operator = parent.operatorToken.kind;
  switch (operator) {
    case SyntaxKind.EqualsToken:
    case SyntaxKind.QuestionQuestionEqualsToken:
    case SyntaxKind.BarBarEqualsToken:
      if (parent.left !== whole) return escapes(parent, 'assigned to something else');
      return assigned(access, parent);
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.InstanceOfKeyword:
      return orderless;
    case SyntaxKind.AmpersandAmpersandToken:
      if (parent.left === whole) return orderless;
      break;
    case SyntaxKind.PlusToken:
      return { role: 'reads-in-order', node: parent, method: null };
    default:
      break;
  }
  return isLookedAtOnly(parent, parent.parent) ? orderless : escapes(parent, 'passed on by an operator');
}

/** `stack = …`: a push or pop by copying, or other content. */
function assigned(access: ast.Expression, node: ast.BinaryExpression): Use {
  const name = foldedText(access);
  const value = unwrap(node.right);
  if (node.operatorToken.kind === SyntaxKind.EqualsToken) {
    if (is.isArrayLiteralExpression(value)) {
      const last = value.elements.at(-1);
      if (last !== undefined && is.isSpreadElement(last) && foldedText(last.expression) === name) {
        return { role: 'insertion', form: 'copy', node, values: value.elements.slice(0, -1) };
      }
    }
    if (isSliceFromOne(value, name)) return { role: 'removal', form: 'copy', node };
  }
  return { role: 'content', value: node.right, node };
}

function isSliceFromOne(value: ast.Expression, name: string): value is ast.CallExpression {
  return (
    is.isCallExpression(value) &&
    is.isPropertyAccessExpression(value.expression) &&
    value.expression.name.text === 'slice' &&
    foldedText(value.expression.expression) === name &&
    value.arguments.length === 1 &&
    isNumber(value.arguments[0], '1')
  );
}

function spreadUse(access: ast.Expression, spread: ast.SpreadElement): Use {
  const literal = spread.parent;
  if (is.isArrayLiteralExpression(literal) && isAssignedBack(access, literal)) {
    return literal.elements.at(-1) === spread
      ? { role: 'part' }
      : { role: 'changes-elsewhere', node: spread };
  }
  return { role: 'reads-in-order', node: spread, method: null };
}

/** Whether a value computed from an array is what the same name holds afterwards. */
export function isAssignedBack(access: ast.Expression, value: ast.Expression): boolean {
  const whole = withWrappers(value);
  const { parent } = whole;
  return (
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    parent.right === whole &&
    foldedText(parent.left) === foldedText(access)
  );
}

/** Functions of the platform that read an array from front to back and keep nothing of it. */
const readers: ReadonlySet<string> = new Set([
  'JSON.stringify',
  'Array.from',
  'Promise.all',
  'Promise.allSettled',
  'String',
  'structuredClone',
  'console.debug',
  'console.error',
  'console.info',
  'console.log',
  'console.warn',
]);

function argumentUse(
  access: ast.Expression,
  whole: ast.Expression,
  call: ast.CallExpression | ast.NewExpression,
): Use {
  if (call.expression === whole) return escapes(call, 'called');
  const callee = foldedText(call.expression);
  if (is.isNewExpression(call)) {
    if (callee === 'Set' && isOrderlessSet(call)) return orderless;
    if (callee === 'Set' || callee === 'Map') return { role: 'reads-in-order', node: call, method: null };
    return escapes(call, `handed to \`${callee}\``);
  }
  if (callee === 'Array.isArray') return orderless;
  const { expression } = call;
  if (is.isPropertyAccessExpression(expression) && expression.name.text === 'concat') {
    return isAssignedBack(access, call)
      ? { role: 'changes-elsewhere', node: call }
      : { role: 'reads-in-order', node: call, method: null };
  }
  const reads = readers.has(callee) && call.arguments.slice(1).every((argument) => isPureCallback(argument));
  if (reads) return { role: 'reads-in-order', node: call, method: null };
  return escapes(call, `handed to \`${callee}\``);
}

/** `new Set(stack).size` and `.has(…)` are the same for every order. */
function isOrderlessSet(made: ast.NewExpression): boolean {
  const { parent } = withWrappers(made);
  return is.isPropertyAccessExpression(parent) && (parent.name.text === 'size' || parent.name.text === 'has');
}

/** Whether only the truth of an expression counts, or nothing of it at all. */
function isLookedAtOnly(node: Node, parent: Node): boolean {
  if (is.isExpressionStatement(parent) || is.isTypeOfExpression(parent) || is.isVoidExpression(parent))
    return true;
  if (is.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (is.isIfStatement(parent) || is.isWhileStatement(parent) || is.isDoStatement(parent)) {
    return parent.expression === node;
  }
  if (is.isForStatement(parent) || is.isConditionalExpression(parent)) return parent.condition === node;
  return false;
}

export function isWritten(node: ast.Expression): boolean {
  const whole = withWrappers(node);
  const { parent } = whole;
  if (is.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.left === whole && kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  if (is.isPrefixUnaryExpression(parent) || is.isPostfixUnaryExpression(parent)) {
    return parent.operator === SyntaxKind.PlusPlusToken || parent.operator === SyntaxKind.MinusMinusToken;
  }
  return is.isDeleteExpression(parent) || isTaken(whole);
}

/** Whether an expression is given a value by taking another apart: `[first, second] = pair`, `for (first of list)`. */
function isTaken(node: Node): boolean {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if (is.isBinaryExpression(parent)) {
      const isTarget = parent.left === at && parent.operatorToken.kind === SyntaxKind.EqualsToken;
      // On its own a target is told by its assignment; as a default, it is what stands on the left.
      if (isTarget && !is.isArrayLiteralExpression(parent.parent) && !is.isPropertyAssignment(parent.parent))
        return at !== node;
      if (!isTarget) return false;
    } else if (is.isForOfStatement(parent) || is.isForInStatement(parent)) return parent.initializer === at;
    else if (is.isPropertyAssignment(parent)) {
      if (parent.initializer !== at) return false;
    } else if (
      !is.isArrayLiteralExpression(parent) &&
      !is.isObjectLiteralExpression(parent) &&
      !is.isSpreadElement(parent) &&
      !is.isSpreadAssignment(parent)
    ) {
      return false;
    }
  }
}

function escapeOf(parent: Node): string {
  if (is.isReturnStatement(parent) || is.isArrowFunction(parent)) return 'returned';
  if (is.isPropertyAssignment(parent) || is.isShorthandPropertyAssignment(parent))
    return 'stored in an object';
  if (is.isArrayLiteralExpression(parent)) return 'stored in another array';
  if (is.isYieldExpression(parent)) return 'yielded';
  if (is.isForInStatement(parent)) return 'walked by index with `for … in`';
  if (is.isBindingElement(parent)) return 'destructured';
  if (is.isParameterDeclaration(parent)) return 'a default value';
  if (is.isPropertyDeclaration(parent)) return 'stored in a field';
  return 'handed on';
}

function escapes(node: Node, how: string): Use {
  return { role: 'escapes', node, how };
}
