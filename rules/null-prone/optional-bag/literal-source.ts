import {
  enclosingFunction,
  isAssignmentOperator,
  isFunctionBoundary,
  walk,
} from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';

/** Where an object literal gets its type from. */
export type Source =
  /** The type of a node that can be asked for in the batch: an annotation, or what is assigned to. */
  | { readonly kind: 'node'; readonly node: Node; readonly unwrapsPromise: boolean }
  /** Only the checker knows, by the context of an expression: an argument, a member of another literal. */
  | {
      readonly kind: 'context';
      readonly of: ast.Expression;
      readonly entryOf: boolean;
      readonly isArgument: boolean;
    };

/** Climbs from a literal to what gives it its type; undefined where the literal makes up its own. */
export function sourceOf(literal: ast.ObjectLiteralExpression): Source | undefined {
  return climb(literal, literal);
}

/** The type that the source gives, with `Promise` and list taken off as the place needs it. */
export function typeFrom(
  source: Source,
  asked: Type | undefined,
  questions: TypeQuestions,
): Type | undefined {
  if (source.kind === 'node') {
    return source.unwrapsPromise && asked !== undefined ? questions.awaited(asked) : asked;
  }
  const type = questions.contextualType(source.of);
  if (type === undefined || !source.entryOf) return type;
  const list = questions.constituents(type).find((each) => questions.isArray(each));
  return list && questions.elementType(list);
}

function climb(literal: ast.Expression, asked: ast.Expression): Source | undefined {
  let child: Node = literal;
  let { parent } = literal;
  while (passesOn(parent, child)) {
    child = parent;
    parent = parent.parent;
  }
  if (
    is.isVariableDeclaration(parent) ||
    is.isPropertyDeclaration(parent) ||
    is.isParameterDeclaration(parent)
  ) {
    if (parent.type !== undefined) return node(parent.type);
    return is.isVariableDeclaration(parent) && child === literal ? sourceOfUse(parent) : undefined;
  }
  if (is.isAsExpression(parent) || is.isSatisfiesExpression(parent) || is.isTypeAssertion(parent)) {
    return isConst(parent.type) ? climb(parent, asked) : node(parent.type);
  }
  if (is.isReturnStatement(parent)) return returnSource(enclosingFunction(parent), asked);
  if (is.isArrowFunction(parent) && parent.body === child) return returnSource(parent, asked);
  if (is.isBinaryExpression(parent)) {
    return parent.operatorToken.kind === SyntaxKind.EqualsToken && parent.right === child
      ? node(parent.left)
      : undefined;
  }
  if (is.isCallExpression(parent) || is.isNewExpression(parent)) {
    return { kind: 'context', of: asked, entryOf: false, isArgument: !storesArgument(parent) };
  }
  if (
    is.isPropertyAssignment(parent) ||
    is.isArrayLiteralExpression(parent) ||
    is.isYieldExpression(parent) ||
    is.isJsxExpression(parent)
  ) {
    return { kind: 'context', of: asked, entryOf: false, isArgument: false };
  }
  return undefined;
}

/**
 * `const answer = {…}; return answer;`: the type comes from where the variable goes first. One that is changed in
 * between is not what the literal says.
 */
function sourceOfUse({ name }: ast.VariableDeclaration): Source | undefined {
  if (!is.isIdentifier(name)) return undefined;
  const scope = enclosingFunction(name);
  if (is.isSourceFile(scope)) return undefined;
  let source: Source | undefined;
  let isChanged = false;
  walk(scope, (at) => {
    if (isChanged || !is.isIdentifier(at) || at.text !== name.text || at === name) return;
    const { parent } = at;
    if (is.isPropertyAccessExpression(parent) && parent.expression === at) isChanged ||= isWritten(parent);
    else if (is.isReturnStatement(parent)) source ??= returnSource(enclosingFunction(parent), at);
    else if (is.isCallExpression(parent) && parent.expression !== at) source ??= climb(at, at);
  });
  return isChanged ? undefined : source;
}

function isWritten({ parent }: ast.PropertyAccessExpression): boolean {
  return (
    is.isDeleteExpression(parent) ||
    (is.isBinaryExpression(parent) && isAssignmentOperator(parent.operatorToken))
  );
}

/** Parentheses, `a ? {…} : {…}` and `a ?? {…}` hand on what they get. */
function passesOn(parent: Node, child: Node): boolean {
  if (is.isParenthesizedExpression(parent)) return true;
  if (is.isConditionalExpression(parent)) return parent.condition !== child;
  if (!is.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  return (
    operator === SyntaxKind.QuestionQuestionToken ||
    operator === SyntaxKind.BarBarToken ||
    (operator === SyntaxKind.AmpersandAmpersandToken && parent.right === child)
  );
}

function returnSource(func: Node, asked: ast.Expression): Source | undefined {
  if (!isFunctionBoundary(func) || is.isSourceFile(func)) return undefined;
  const { type, asteriskToken, modifiers } = func as ast.FunctionDeclaration;
  const context: Source = { kind: 'context', of: asked, entryOf: false, isArgument: false };
  if (type === undefined) {
    if (!is.isArrowFunction(func) && !is.isFunctionExpression(func)) return undefined;
    const mapped = mappedList(func);
    return mapped === undefined ? context : entries(mapped, asked);
  }
  if (asteriskToken !== undefined) return context;
  const isAsync = modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) === true;
  return { kind: 'node', node: type, unwrapsPromise: isAsync };
}

/** `list.map((each) => ({…}))`: what the callback returns is an entry of what the call is expected to give. */
function mappedList(callback: ast.Expression): ast.CallExpression | undefined {
  const { parent } = callback;
  return is.isCallExpression(parent) &&
    parent.arguments[0] === callback &&
    parent.typeArguments === undefined &&
    is.isPropertyAccessExpression(parent.expression) &&
    parent.expression.name.text === 'map'
    ? parent
    : undefined;
}

function entries(list: ast.CallExpression, asked: ast.Expression): Source | undefined {
  const source = climb(list, list);
  if (source?.kind === 'context') return { ...source, entryOf: true, isArgument: false };
  // An annotation is the context of the call as well, and the context knows of promises.
  return source === undefined
    ? { kind: 'context', of: asked, entryOf: false, isArgument: false }
    : { kind: 'context', of: list, entryOf: true, isArgument: false };
}

/** State setters, dispatchers and lists keep what they get; so do promises that are resolved. */
function storesArgument({ expression }: ast.CallExpression | ast.NewExpression): boolean {
  const name = is.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return /^(use[A-Z]\w*|set[A-Z]?\w*|push|unshift|add|resolve|next|dispatch\w*|emit\w*|on[A-Z]\w*|callback|cb|done|send\w*|report\w*|return\w*|yield\w*|create[A-Z]\w*)$/.test(
    name,
  );
}

function node(of: Node): Source {
  return { kind: 'node', node: of, unwrapsPromise: false };
}

function isConst(type: Node): boolean {
  return is.isTypeReferenceNode(type) && type.typeName.getText() === 'const';
}
