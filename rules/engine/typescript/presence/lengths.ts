import { type ast, is, type Node } from '../../typescript.ts';
import { unwrap, walk } from '../syntax.ts';
import { bindingOf } from './bindings.ts';
import { knownAt } from './known.ts';
import { originsOf, referenceText } from './origins.ts';

/**
 * Whether the code around a node shows that somebody has seen to an array's having an entry: its length was looked at or
 * something was put in before, or it is made so that it cannot be empty. Which length was asked for is not told apart.
 */
export function isLengthKnown(array: ast.Expression, node: Node): boolean {
  if (isNeverEmpty(array)) return true;
  const name = referenceText(array);
  const inner = unwrap(array);
  const binding = is.isIdentifier(inner) ? bindingOf(inner) : undefined;
  if (binding?.kind === 'value' && isNeverEmpty(binding.source)) return true;
  for (const known of knownAt(node)) {
    const isSeenTo =
      known.kind === 'condition' ? asksForEntries(known.expression, name) : putsEntries(known.node, name);
    if (isSeenTo) return true;
  }
  return false;
}

/** Whether somebody has compared an index, or took it from the array itself. */
export function isIndexKnown(array: ast.Expression, index: ast.Expression, node: Node): boolean {
  const name = referenceText(array);
  const from = originsOf(index);
  if (from.has(name) || isLengthKnown(array, node)) return true;
  for (const known of knownAt(node)) {
    if (known.kind !== 'condition') continue;
    const text = referenceText(known.expression);
    if ([...from].some((origin) => hasWord(text, origin))) return true;
  }
  return false;
}

/** `text.split(…)`, `[first, …]`, `new Array(…)`. */
function isNeverEmpty(value: ast.Expression): boolean {
  const inner = unwrap(value);
  if (is.isArrayLiteralExpression(inner)) {
    return inner.elements.some((element) => !is.isSpreadElement(element) || isNeverEmpty(element.expression));
  }
  if (is.isNewExpression(inner)) return referenceText(inner.expression) === 'Array';
  if (!is.isCallExpression(inner)) return false;
  const callee = unwrap(inner.expression);
  if (!is.isPropertyAccessExpression(callee)) return false;
  switch (callee.name.text) {
    case 'split': {
      const [separator] = inner.arguments;
      return separator !== undefined && !(is.isStringLiteral(separator) && separator.text === '');
    }
    // As many entries as before.
    case 'map':
    case 'reverse':
    case 'sort':
    case 'toReversed':
    case 'toSorted':
    case 'fill':
      return isNeverEmpty(callee.expression) || /^(Array|_)$/.test(referenceText(callee.expression));
    default:
      return false;
  }
}

/** `stack.length`, `isEmpty(stack)`, `stack.some(…)`, `stack.includes(x)`, `stack[0]`, or `heap.size()`. */
function asksForEntries(condition: ast.Expression, name: string): boolean {
  let found = false;
  walk(condition, (node) => {
    if (found) return 'skip';
    if (is.isPropertyAccessExpression(node) && referenceText(node.expression) === name) {
      found = /^(length|size|some|includes|indexOf|find|findIndex|at|isEmpty|every)$/.test(node.name.text);
    } else if (is.isElementAccessExpression(node)) found = referenceText(node.expression) === name;
    else if (is.isCallExpression(node))
      found = node.arguments.some((argument) => referenceText(argument) === name);
    // `const { length } = stack`, `const count = stack.length`.
    else if (is.isIdentifier(node)) found = isLengthOf(node, name);
    return undefined;
  });
  return found;
}

function isLengthOf(node: ast.Identifier, name: string): boolean {
  const binding = bindingOf(node);
  if (binding?.kind !== 'value') return false;
  const text = referenceText(binding.source);
  return text.includes(`${name}.length`) || (node.text === 'length' && text === name);
}

function putsEntries(statement: Node, name: string): boolean {
  let found = false;
  walk(statement, (node) => {
    if (found) return 'skip';
    if (is.isPropertyAccessExpression(node) && referenceText(node.expression) === name) {
      found = /^(length|push|unshift)$/.test(node.name.text);
    }
    if (is.isBinaryExpression(node) && node.operatorToken.getText() === '=') {
      found = referenceText(node.left) === name && isNeverEmpty(node.right);
    }
    return undefined;
  });
  return found;
}

/** Whether a reference stands in a text as a whole. */
export function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`).test(text);
}
