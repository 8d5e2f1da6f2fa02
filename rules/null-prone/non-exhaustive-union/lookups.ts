import type { Place } from '../../engine/finding.ts';
import { enclosingFunction, foldedText, spanOf, unwrap, walk } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { isTest } from '../../engine/typescript/value-tests.ts';
import {
  type ast,
  is,
  type Node,
  NodeFlags,
  SymbolFlags,
  SyntaxKind,
  type TypeSymbol,
} from '../../engine/typescript.ts';
import { isPlainString, isSubject } from './choices.ts';
import { bareKey, unitKey } from './members.ts';

/** A value read from an object by a key that is not written there: `labels[order.status]`. */
export interface Lookup {
  readonly node: ast.ElementAccessExpression;
  /** The object's name, or the object itself. */
  readonly table: ast.Identifier | ast.ObjectLiteralExpression;
  readonly index: ast.Expression;
}

/** Undefined where something is done about a value that is not there. */
export function readLookup(node: Node): Lookup | undefined {
  if (!is.isElementAccessExpression(node) || node.questionDotToken !== undefined) return undefined;
  const table = unwrap(node.expression);
  const index = unwrap(node.argumentExpression);
  if (!is.isIdentifier(table) && !is.isObjectLiteralExpression(table)) return undefined;
  if (!isSubject(index) || isWritten(node) || isTest(node) || isSpread(node)) return undefined;
  return { node, table, index };
}

/** The object that a lookup reads, where it stands. */
export interface Table {
  readonly literal: ast.ObjectLiteralExpression;
  /** The name that it is declared by; null for an object that is looked up where it stands. */
  readonly declaration: ast.Identifier | null;
  readonly keys: ReadonlySet<string>;
  readonly place: Place;
}

/** Undefined unless all keys of the object are known and stay what they are. */
export function readTable(
  table: Lookup['table'],
  symbol: TypeSymbol | undefined,
  questions: TypeQuestions,
): Table | undefined {
  const declaration = is.isIdentifier(table) ? declarationOf(symbol, questions) : undefined;
  const literal = is.isIdentifier(table) ? literalOf(declaration) : table;
  if (literal === undefined || literal.properties.length < 2) return undefined;
  const keys = new Set<string>();
  for (const property of literal.properties) {
    const key = keyOf(property, questions);
    if (key === undefined) return undefined;
    keys.add(key);
  }
  const place = { file: literal.getSourceFile().fileName, span: spanOf(literal) };
  const name = declaration?.name;
  return { literal, declaration: name !== undefined && is.isIdentifier(name) ? name : null, keys, place };
}

/** The one `const` that a name stands for, also in another file. */
function declarationOf(
  symbol: TypeSymbol | undefined,
  questions: TypeQuestions,
): ast.VariableDeclaration | undefined {
  if (symbol === undefined) return undefined;
  const target =
    (symbol.flags & SymbolFlags.Alias) !== 0 ? questions.checker.getAliasedSymbol(symbol) : symbol;
  const [declaration, another] = questions.declarations(target);
  if (declaration === undefined || another !== undefined || !is.isVariableDeclaration(declaration)) {
    return undefined;
  }
  return (declaration.parent.flags & NodeFlags.Const) !== 0 ? declaration : undefined;
}

function literalOf(
  declaration: ast.VariableDeclaration | undefined,
): ast.ObjectLiteralExpression | undefined {
  if (declaration?.initializer === undefined) return undefined;
  const initializer = unfrozen(unwrap(declaration.initializer));
  return is.isObjectLiteralExpression(initializer) ? initializer : undefined;
}

/** The argument of `Object.freeze(…)`. */
function unfrozen(node: ast.Expression): ast.Expression {
  const [argument] = is.isCallExpression(node) ? node.arguments : [];
  if (argument === undefined || !is.isCallExpression(node)) return node;
  return node.expression.getText() === 'Object.freeze' ? unwrap(argument) : node;
}

/** Whether something is put into the object after it was written, in the file that declares it. */
function growsLater(name: ast.Identifier): boolean {
  let grows = false;
  walk(name.getSourceFile(), (node) => {
    if (grows || !is.isIdentifier(node) || node.text !== name.text || node === name) return;
    const { parent } = node;
    const isElement =
      (is.isElementAccessExpression(parent) || is.isPropertyAccessExpression(parent)) &&
      parent.expression === node;
    grows =
      (isElement && isWritten(parent)) ||
      // Whoever is handed the object may put something into it.
      (is.isCallExpression(parent) && !/^Object\.(keys|values|entries)$/.test(parent.expression.getText()));
  });
  return grows;
}

function keyOf(property: ast.ObjectLiteralElementLike, questions: TypeQuestions): string | undefined {
  if (is.isSpreadAssignment(property)) return undefined;
  const { name } = property;
  if (is.isIdentifier(name) || isPlainString(name) || is.isNumericLiteral(name)) return name.text;
  if (!is.isComputedPropertyName(name)) return undefined;
  const type = questions.typeAt(name.expression);
  const key = type && unitKey(type);
  return key === undefined ? undefined : bareKey(key);
}

function isWritten(node: Node): boolean {
  const { parent } = node;
  if (is.isBinaryExpression(parent) && parent.left === node) {
    const operator = parent.operatorToken.kind;
    return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment;
  }
  return (
    is.isDeleteExpression(parent) ||
    (is.isPrefixUnaryExpression(parent) && parent.operator !== SyntaxKind.ExclamationToken) ||
    is.isPostfixUnaryExpression(parent)
  );
}

/** Spreading `undefined` adds nothing and does no harm. */
function isSpread(node: Node): boolean {
  const { parent } = node;
  if (is.isParenthesizedExpression(parent)) return isSpread(parent);
  return is.isSpreadAssignment(parent) || is.isJsxSpreadAttribute(parent);
}

/**
 * Whether the gap is seen to in the code around the lookup or the object: the variable that takes the value is
 * tested, or the same lookup is, or keys are added to the object later.
 */
export function isSeenTo({ node }: Lookup, { declaration }: Table): boolean {
  let at: Node = node;
  while (is.isParenthesizedExpression(at.parent) || is.isAsExpression(at.parent)) at = at.parent;
  const { parent } = at;
  const fn = enclosingFunction(node);
  if (is.isVariableDeclaration(parent) && is.isIdentifier(parent.name)) {
    const { text } = parent.name;
    if (isTestedIn(fn, (each) => is.isIdentifier(each) && each.text === text)) return true;
  }
  const text = foldedText(node);
  if (isTestedIn(fn, (each) => is.isElementAccessExpression(each) && foldedText(each) === text)) return true;
  return declaration !== null && growsLater(declaration);
}

/** Whether something is read from the value or the value is called or taken apart, which throws without one. */
export function isUsed(node: Node): boolean {
  const { parent } = node;
  if (is.isParenthesizedExpression(parent) || is.isNonNullExpression(parent)) return isUsed(parent);
  if (is.isVariableDeclaration(parent)) return !is.isIdentifier(parent.name);
  return (
    (is.isPropertyAccessExpression(parent) ||
      is.isElementAccessExpression(parent) ||
      is.isCallExpression(parent)) &&
    parent.expression === node
  );
}

function isTestedIn(fn: Node, isSame: (node: Node) => boolean): boolean {
  let tested = false;
  walk(fn, (node) => {
    if (tested) return 'skip';
    tested = isSame(node) && isTest(node);
    return undefined;
  });
  return tested;
}
