import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { foldedText } from '../syntax.ts';
import type { Use } from './array-uses.ts';
import { isPureCallback } from './purity.ts';
import { withWrappers } from './stored.ts';

/** Methods that read entries in order and neither keep nor change the array. */
const readers: ReadonlySet<string> = new Set([
  'concat',
  'entries',
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flat',
  'flatMap',
  'forEach',
  'indexOf',
  'join',
  'keys',
  'lastIndexOf',
  'map',
  'reduce',
  'reduceRight',
  'slice',
  'some',
  'toLocaleString',
  'toReversed',
  'toSorted',
  'toSpliced',
  'toString',
  'values',
  'with',
]);

const changers: ReadonlySet<string> = new Set(['copyWithin', 'fill', 'pop', 'push', 'reverse', 'sort']);

/** What a method called on an array does with it. */
export function methodUse(name: string, call: ast.CallExpression): Use {
  const given = call.arguments;
  switch (name) {
    case 'unshift':
      return given.length === 0
        ? { role: 'orderless' }
        : { role: 'insertion', form: 'unshift', node: call, values: given };
    case 'shift':
      return { role: 'removal', form: 'shift', node: call };
    case 'splice':
      return spliceUse(call);
    case 'at':
      return { role: 'at', call };
    case 'includes':
      // A second argument is where to start, counted from the front.
      return given.length === 1
        ? { role: 'orderless' }
        : { role: 'reads-in-order', node: call, method: name };
    case 'indexOf':
      if (given.length === 1 && isComparedWithAbsence(call)) return { role: 'orderless' };
      break;
    case 'some':
    case 'every':
      if (given.length === 1 && isPureCallback(given[0], 1)) return { role: 'orderless' };
      break;
    default:
      break;
  }
  if (changers.has(name)) return { role: 'changes-elsewhere', node: call };
  if (!readers.has(name)) return { role: 'escapes', node: call, how: `used by \`${name}\`` };
  // `stack = stack.filter(…)` takes entries out of the middle.
  if (isKeptUnderTheSameName(call)) {
    return isSliceOfTail(name, call) ? { role: 'part' } : { role: 'changes-elsewhere', node: call };
  }
  return { role: 'reads-in-order', node: call, method: name };
}

function spliceUse(call: ast.CallExpression): Use {
  const [start, count, ...values] = call.arguments;
  if (!isNumber(start, '0') || (count !== undefined && is.isSpreadElement(count))) {
    return { role: 'changes-elsewhere', node: call };
  }
  if (isNumber(count, '0')) {
    return values.length === 0
      ? { role: 'orderless' }
      : { role: 'insertion', form: 'splice', node: call, values };
  }
  if (values.length > 0) return { role: 'changes-elsewhere', node: call };
  if (count === undefined || foldedText(count) === `${foldedText(receiverOf(call))}.length`) {
    return { role: 'drained', call };
  }
  return { role: 'removal', form: isNumber(count, '1') ? 'splice' : 'splice-many', node: call };
}

function receiverOf(call: ast.CallExpression): Node {
  return is.isPropertyAccessExpression(call.expression) ? call.expression.expression : call.expression;
}

function isSliceOfTail(name: string, call: ast.CallExpression): boolean {
  return name === 'slice' && call.arguments.length === 1 && isNumber(call.arguments[0], '1');
}

function isKeptUnderTheSameName(call: ast.CallExpression): boolean {
  const whole = withWrappers(call);
  const { parent } = whole;
  return (
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    parent.right === whole &&
    is.isPropertyAccessExpression(call.expression) &&
    foldedText(parent.left) === foldedText(call.expression.expression)
  );
}

/** `indexOf(x) === -1`, `>= 0` and their relatives ask whether, not where. */
function isComparedWithAbsence(call: ast.CallExpression): boolean {
  const whole = withWrappers(call);
  const { parent } = whole;
  if (is.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.TildeToken;
  if (!is.isBinaryExpression(parent) || parent.left !== whole) return false;
  const bound = parent.right.getText();
  switch (parent.operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.GreaterThanToken:
      return bound === '-1';
    case SyntaxKind.GreaterThanEqualsToken:
    case SyntaxKind.LessThanToken:
      return bound === '0';
    default:
      return false;
  }
}

/** Whether a node is the number literal that is written so. */
export function isNumber(node: Node | undefined, text: string): boolean {
  return node !== undefined && is.isNumericLiteral(node) && node.text === text;
}
