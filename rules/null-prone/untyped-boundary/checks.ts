import { isTest } from '../../engine/typescript/value-tests.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { bindingNames, namesGiven, namesOf, type Sink, usesAfter } from './sinks.ts';

/**
 * Whether the code around looks at what a value is, before or after it is taken for one of a type. That a member may be
 * missing is part of the type where it is optional: a test of it says nothing about the others.
 */
export function isLookedAt(sink: Sink, source: ast.Expression, optional: ReadonlySet<string>): boolean {
  let whole: Node = sink.cast ?? sink.value;
  while (is.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  const names = [...namesOf(sink), ...holders(source)];
  return (
    isTested(whole, optional) ||
    takesDefaults(whole) ||
    [...names, ...partsOf(whole)].some((name) => isNameTested(name, optional, 2))
  );
}

/** Whether a name is tested, or one that a part of its value gets from there on. */
function isNameTested(name: ast.Identifier, optional: ReadonlySet<string>, depth: number): boolean {
  const uses = usesAfter(name);
  if (uses.some((use) => isTested(use, optional))) return true;
  const parts = depth > 0 ? uses.flatMap(partsOf) : [];
  return parts.some((part) => !optional.has(part.text) && isNameTested(part, optional, depth - 1));
}

/** Names for what is taken out of a value: `const { id } = order`, `for (const order of orders)`, `orders.map((order) => …)`. */
function partsOf(value: Node): ast.Identifier[] {
  const { parent } = value;
  if (is.isVariableDeclaration(parent)) return parent.initializer === value ? bindingNames(parent.name) : [];
  if (is.isForOfStatement(parent) && parent.expression === value) {
    const { initializer } = parent;
    return is.isVariableDeclarationList(initializer)
      ? initializer.declarations.flatMap(({ name }) => bindingNames(name))
      : [];
  }
  if (!is.isPropertyAccessExpression(parent) || parent.expression !== value) return [];
  const call = parent.parent;
  const callback = is.isCallExpression(call) && call.expression === parent ? call.arguments[0] : undefined;
  if (callback === undefined || !(is.isArrowFunction(callback) || is.isFunctionExpression(callback)))
    return is.isCallExpression(call) ? [] : partsOf(parent);
  return callback.parameters.flatMap(({ name }) => bindingNames(name));
}

/** `const data = await response.json()`: the names that the value had on its way to the sink. */
function holders(source: ast.Expression): ast.Identifier[] {
  let at: Node = source;
  while (
    is.isParenthesizedExpression(at.parent) ||
    is.isAwaitExpression(at.parent) ||
    is.isPropertyAccessExpression(at.parent) ||
    is.isAsExpression(at.parent)
  ) {
    at = at.parent;
  }
  return namesGiven(at);
}

/** Whether a value or a part of it decides something, or goes to somebody who is called after looking at it. */
function isTested(node: Node, optional: ReadonlySet<string>): boolean {
  for (let at = node; ; at = at.parent) {
    if (at !== node && is.isPropertyAccessExpression(at) && optional.has(at.name.text)) return false;
    if ((isTest(at) && !saysNothingOfForm(at, node)) || isGivenToValidator(at)) return true;
    const { parent } = at;
    const isPart =
      (is.isPropertyAccessExpression(parent) && parent.expression === at) ||
      (is.isElementAccessExpression(parent) && parent.expression === at) ||
      is.isNonNullExpression(parent) ||
      is.isParenthesizedExpression(parent) ||
      is.isAsExpression(parent);
    if (!isPart) return false;
  }
}

/**
 * `issues.length === 0` and `log.id === found.id` take the form for granted, while `log.type === 'info'` and
 * `log === null` ask for a part of it.
 */
function saysNothingOfForm(tested: Node, value: Node): boolean {
  if (tested === value) return false;
  if (is.isPropertyAccessExpression(tested) && tested.name.text === 'length') return true;
  const { parent } = tested;
  if (!is.isBinaryExpression(parent) || !comparisons.has(parent.operatorToken.kind)) return false;
  const other = parent.left === tested ? parent.right : parent.left;
  return is.isIdentifier(other) ? other.text !== 'undefined' : is.isPropertyAccessExpression(other);
}

const comparisons = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

function isGivenToValidator(node: Node): boolean {
  const { parent } = node;
  if (!(is.isCallExpression(parent) || is.isNewExpression(parent)) || parent.expression === node)
    return false;
  const { expression: callee } = parent;
  const name = is.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  return validator.test(name);
}

const validator =
  /^_?(is|has|assert|validate|check|verify|ensure|parse|safeParse|decode|guard|sanitize|normali[sz]e|migrate|upgrade|coerce|expect|invariant|must|require|from|hydrate|revive|convert|transform|fix|restore|try)([A-Z_\d]|$)|(Schema|Validator|Guard|Defaults?|validate|isValid)$|^(every|keys|entries|values)$/;

/** `const { name = '', tags = [] } = …`: whoever takes it apart has an answer for each part that is missing. */
function takesDefaults(node: Node): boolean {
  const { parent } = node;
  return (
    is.isVariableDeclaration(parent) &&
    is.isObjectBindingPattern(parent.name) &&
    parent.name.elements.every(({ initializer }) => initializer !== undefined)
  );
}
