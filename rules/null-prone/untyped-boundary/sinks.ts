import { enclosingFunction, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** Where a value of unknown type is taken for one of a declared type. */
export interface Sink {
  /** The expression that has the value there: the source itself, a part of it, or the constant that holds it. */
  readonly value: ast.Expression;
  /** `value as T`, where it is said in so many words. */
  readonly cast: ast.AsExpression | ast.TypeAssertion | null;
  /** `(data: T) => …`, where the value goes to a callback of a promise that names the type. */
  readonly parameter: ast.ParameterDeclaration | null;
}

/** Where the reader sees that the value is taken for something. */
export function takenAt({ value, cast, parameter }: Sink): Node {
  return cast ?? parameter ?? value;
}

/** The names that the value has once it is taken for one of the type. */
export function namesOf({ value, cast, parameter }: Sink): ast.Identifier[] {
  if (parameter !== null) return bindingNames(parameter.name);
  let whole: Node = cast ?? value;
  while (is.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  return namesGiven(whole);
}

/** How many places one value is followed to. */
const mostSinks = 4;

/** All places, in order of position, where the value of a source may become one of a declared type. */
export function sinksOf(source: ast.Expression): Sink[] {
  const value = carried(source);
  const parameter = parameterAfter(value);
  if (parameter?.type !== undefined)
    return saysNothing(parameter.type) ? [] : [{ value, cast: null, parameter }];
  const name = parameter?.name ?? untypedConstant(value)?.name;
  if (name === undefined || !is.isIdentifier(name)) return sinkAt(value);
  const sinks: Sink[] = [];
  for (const use of usesAfter(name)) {
    if (sinks.length >= mostSinks) break;
    sinks.push(...sinkAt(carried(use)));
  }
  return sinks;
}

/** `data` of `promise.then((data) => …)`. */
function parameterAfter({ parent }: ast.Expression): ast.ParameterDeclaration | undefined {
  if (!is.isPropertyAccessExpression(parent) || parent.name.text !== 'then') return undefined;
  const call = parent.parent;
  const callback = is.isCallExpression(call) && call.expression === parent ? call.arguments[0] : undefined;
  return callback !== undefined && isCallback(callback) ? callback.parameters[0] : undefined;
}

/** The names that a value gets: those of a constant, whole or taken apart. */
export function namesGiven(value: Node): ast.Identifier[] {
  const { parent } = value;
  if (is.isVariableDeclaration(parent) && parent.initializer === value) return bindingNames(parent.name);
  if (
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    parent.right === value &&
    is.isIdentifier(parent.left)
  ) {
    return [parent.left];
  }
  return [];
}

/** Every later use of a name in the block that declares it, or in the function around an assignment. */
export function usesAfter(name: ast.Identifier): ast.Identifier[] {
  const uses: ast.Identifier[] = [];
  walk(scopeOf(name), (node) => {
    if (is.isIdentifier(node) && node.text === name.text && node.pos > name.end && !isNameOfMember(node))
      uses.push(node);
  });
  return uses;
}

/** What a name is known in: nothing outside of it is a use. */
function scopeOf(name: ast.Identifier): Node {
  let at: Node = name.parent;
  while (is.isBindingElement(at) || is.isObjectBindingPattern(at) || is.isArrayBindingPattern(at))
    at = at.parent;
  if (!is.isVariableDeclaration(at)) return enclosingFunction(name);
  const holder = at.parent.parent;
  return is.isVariableStatement(holder) ? holder.parent : holder;
}

/** What stands for the same value, or for a part of it that is as unknown: `(await x).items`. */
export function carried(node: ast.Expression): ast.Expression {
  let at = node;
  for (;;) {
    const { parent } = at;
    const promise = promiseOf(at);
    if (promise !== undefined) {
      at = promise;
      continue;
    }
    if (!carries(parent) || parent.expression !== at) return at;
    // The receiver of a call is used, not handed on.
    if (is.isPropertyAccessExpression(parent)) {
      if (is.isCallExpression(parent.parent) && parent.parent.expression === parent) return at;
      if (parent.questionDotToken !== undefined) return at;
    }
    at = parent;
  }
}

/** `fetch(url).then((response) => response.json())`: the promise that has what its callback gives. */
function promiseOf({ parent }: ast.Expression): ast.CallExpression | undefined {
  const giver = is.isReturnStatement(parent) ? enclosingFunction(parent) : parent;
  if (!isCallback(giver) || (giver !== parent && is.isExpression(giver.body))) return undefined;
  const call = giver.parent;
  return is.isCallExpression(call) &&
    call.arguments[0] === giver &&
    is.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === 'then'
    ? call
    : undefined;
}

function isCallback(node: Node): node is ast.ArrowFunction | ast.FunctionExpression {
  return is.isArrowFunction(node) || is.isFunctionExpression(node);
}

type Carrier =
  | ast.ParenthesizedExpression
  | ast.AwaitExpression
  | ast.NonNullExpression
  | ast.PropertyAccessExpression
  | ast.AsExpression;

function carries(node: Node): node is Carrier {
  return (
    is.isParenthesizedExpression(node) ||
    is.isAwaitExpression(node) ||
    is.isNonNullExpression(node) ||
    is.isPropertyAccessExpression(node) ||
    (is.isAsExpression(node) && saysNothing(node.type))
  );
}

function saysNothing({ kind }: ast.TypeNode): boolean {
  return kind === SyntaxKind.AnyKeyword || kind === SyntaxKind.UnknownKeyword;
}

function sinkAt(value: ast.Expression): Sink[] {
  const { parent } = value;
  if (is.isAsExpression(parent) || is.isTypeAssertion(parent)) {
    const isConst = is.isTypeReferenceNode(parent.type) && parent.type.typeName.getText() === 'const';
    return isConst || saysNothing(parent.type) ? [] : [{ value, cast: parent, parameter: null }];
  }
  return isHandedOn(value) ? [{ value, cast: null, parameter: null }] : [];
}

/** Whether a value goes, as it is, to where a type may be declared for it. */
function isHandedOn(value: ast.Expression): boolean {
  const { parent } = value;
  if (is.isVariableDeclaration(parent)) return parent.initializer === value && parent.type !== undefined;
  if (is.isReturnStatement(parent) || is.isPropertyAssignment(parent)) return true;
  if (is.isArrowFunction(parent)) return parent.body === value;
  if (is.isCallExpression(parent) || is.isNewExpression(parent)) return parent.expression !== value;
  if (is.isConditionalExpression(parent)) return parent.condition !== value;
  return (
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    parent.right === value
  );
}

interface Constant extends ast.VariableDeclaration {
  readonly name: ast.Identifier;
}

/** The variable without a declared type that holds the value. */
function untypedConstant(value: ast.Expression): Constant | undefined {
  const { parent } = value;
  return is.isVariableDeclaration(parent) &&
    parent.initializer === value &&
    parent.type === undefined &&
    is.isIdentifier(parent.name)
    ? (parent as Constant)
    : undefined;
}

/** The names that a declaration gives, however it takes its value apart. */
export function bindingNames(name: ast.BindingName): ast.Identifier[] {
  if (is.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    is.isBindingElement(element) && element.name !== undefined ? bindingNames(element.name) : [],
  );
}

function isNameOfMember(node: ast.Identifier): boolean {
  const { parent } = node;
  return (
    (is.isPropertyAccessExpression(parent) && parent.name === node) ||
    (is.isPropertyAssignment(parent) && parent.name === node)
  );
}
