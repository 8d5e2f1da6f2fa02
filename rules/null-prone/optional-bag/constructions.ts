import type { Answers } from '../../engine/typescript/rule.ts';
import { enclosingFunction, isFunctionBoundary, spanOf } from '../../engine/typescript/syntax.ts';
import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import type { ConstructionFact, Presence } from './facts.ts';
import { typeKey } from './type-key.ts';

/** Where an object literal gets its type from. */
type Source =
  /** The type of a node that can be asked for in the batch: an annotation, or what is assigned to. */
  | { readonly kind: 'node'; readonly node: Node; readonly unwrapsPromise: boolean }
  /** Only the checker knows: an argument, a member of another literal. */
  | { readonly kind: 'context' };

export interface LiteralSuspect {
  readonly literal: ast.ObjectLiteralExpression;
  readonly source: Source;
  readonly parts: readonly Part[];
}

/** A named member of the literal, and the expression whose type tells whether it is set. */
interface Part {
  readonly name: string;
  readonly value: Node;
  readonly known: Presence | undefined;
  readonly literal: string | undefined;
}

/** An object literal whose type somebody else gives; undefined where the literal makes up its own. */
export function suspectLiteral(node: Node): { data: LiteralSuspect; types: readonly Node[] } | undefined {
  if (!is.isObjectLiteralExpression(node) || node.properties.length > 40) return undefined;
  const source = sourceOf(node);
  if (source === undefined) return undefined;
  const parts: Part[] = [];
  for (const property of node.properties) {
    if (is.isPropertyAssignment(property)) {
      const name = propertyName(property.name);
      if (name === undefined) return undefined;
      parts.push(partOf(name, property.initializer));
    } else if (is.isShorthandPropertyAssignment(property)) {
      const { name } = property;
      if (!is.isIdentifier(name)) return undefined;
      parts.push(partOf(name.text, name));
    } else if (!is.isSpreadAssignment(property)) return undefined;
  }
  if (parts.length === 0) return undefined;
  const asked = parts.filter((part) => part.known === undefined).map((part) => part.value);
  return {
    data: { literal: node, source, parts },
    types: source.kind === 'node' ? [source.node, ...asked] : asked,
  };
}

export function constructionFact(
  { literal, source, parts }: LiteralSuspect,
  { types }: Answers,
  questions: TypeQuestions,
): ConstructionFact | undefined {
  const asked = source.kind === 'node' ? types.slice(1) : types;
  const type =
    source.kind === 'node'
      ? unwrapped(types[0], source.unwrapsPromise, questions)
      : questions.checker.getContextualType(literal);
  if (isUnresolved(type)) return undefined;
  const key = typeKey(type, questions);
  if (key === undefined) return undefined;
  const given: Record<string, Presence> = {};
  const literals: Record<string, string> = {};
  let next = 0;
  for (const { name, known, literal: text } of parts) {
    given[name] = known ?? presenceOf(asked[next++], questions);
    if (text !== undefined) literals[name] = text;
  }
  const spreads = literal.properties.some((property) => is.isSpreadAssignment(property));
  return { kind: 'construction', type: key, span: spanOf(literal), given, literals, spreads };
}

function partOf(name: string, value: ast.Expression): Part {
  if (value.kind === SyntaxKind.NullKeyword || (is.isIdentifier(value) && value.text === 'undefined')) {
    return { name, value, known: 'missing', literal: undefined };
  }
  const literal = literalText(value);
  return { name, value, known: literal === undefined ? undefined : 'set', literal };
}

function literalText(value: ast.Expression): string | undefined {
  if (is.isStringLiteral(value)) return JSON.stringify(value.text);
  if (value.kind === SyntaxKind.TrueKeyword) return 'true';
  if (value.kind === SyntaxKind.FalseKeyword) return 'false';
  if (is.isNumericLiteral(value)) return value.text;
  if (is.isAsExpression(value) && is.isStringLiteral(value.expression))
    return JSON.stringify(value.expression.text);
  return undefined;
}

function presenceOf(type: Type | undefined, questions: TypeQuestions): Presence {
  if (isUnresolved(type)) return 'unknown';
  const parts = questions.constituents(type);
  if (parts.every(isNullish)) return 'missing';
  return parts.some(isNullish) ? 'unknown' : 'set';
}

/** Climbs from a literal to what gives it its type. */
function sourceOf(literal: ast.ObjectLiteralExpression): Source | undefined {
  let child: Node = literal;
  let parent = literal.parent;
  while (
    is.isParenthesizedExpression(parent) ||
    (is.isConditionalExpression(parent) && parent.condition !== child)
  ) {
    child = parent;
    parent = parent.parent;
  }
  if (
    is.isVariableDeclaration(parent) ||
    is.isPropertyDeclaration(parent) ||
    is.isParameterDeclaration(parent)
  ) {
    return parent.type === undefined ? undefined : node(parent.type);
  }
  if (is.isAsExpression(parent) || is.isSatisfiesExpression(parent)) {
    return is.isTypeReferenceNode(parent.type) && parent.type.typeName.getText() === 'const'
      ? undefined
      : node(parent.type);
  }
  if (is.isReturnStatement(parent)) return returnSource(enclosingFunction(parent));
  if (is.isArrowFunction(parent) && parent.body === child) return returnSource(parent);
  if (
    is.isBinaryExpression(parent) &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken &&
    parent.right === child
  ) {
    return node(parent.left);
  }
  if (
    is.isCallExpression(parent) ||
    is.isNewExpression(parent) ||
    is.isPropertyAssignment(parent) ||
    is.isArrayLiteralExpression(parent) ||
    is.isYieldExpression(parent)
  ) {
    return { kind: 'context' };
  }
  return undefined;
}

function returnSource(func: Node): Source | undefined {
  if (!isFunctionBoundary(func) || is.isSourceFile(func)) return undefined;
  const { type } = func as ast.FunctionDeclaration;
  if (type === undefined)
    return is.isArrowFunction(func) || is.isFunctionExpression(func) ? { kind: 'context' } : undefined;
  if ((func as ast.FunctionDeclaration).asteriskToken !== undefined) return { kind: 'context' };
  const isAsync =
    (func as ast.FunctionDeclaration).modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword) ===
    true;
  return { kind: 'node', node: type, unwrapsPromise: isAsync };
}

function node(of: Node): Source {
  return { kind: 'node', node: of, unwrapsPromise: false };
}

function unwrapped(type: Type | undefined, promise: boolean, questions: TypeQuestions): Type | undefined {
  if (!promise || type === undefined || !type.isTypeReference()) return type;
  return type.getSymbol()?.name === 'Promise' ? questions.checker.getTypeArguments(type)[0] : type;
}

function propertyName(name: ast.PropertyName): string | undefined {
  return is.isIdentifier(name) || is.isStringLiteral(name) ? name.text : undefined;
}
