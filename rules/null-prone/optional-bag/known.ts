import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, SyntaxKind, type Type } from '../../engine/typescript.ts';
import type { Known } from './facts.ts';
import { literalsOf, writtenLiteral } from './literal-values.ts';

/** The name of a member in a literal; undefined for a spread and for a computed name. */
export function nameIn(property: ast.ObjectLiteralElementLike): string | undefined {
  if (is.isSpreadAssignment(property)) return undefined;
  const { name } = property;
  return name !== undefined && (is.isIdentifier(name) || is.isStringLiteral(name)) ? name.text : undefined;
}

/** What a member is given; undefined for a method or an accessor, which is always there. */
export function writtenValue(property: ast.ObjectLiteralElementLike): ast.Expression | undefined {
  if (is.isPropertyAssignment(property)) return property.initializer;
  return is.isShorthandPropertyAssignment(property) ? (property.name as ast.Identifier) : undefined;
}

/** What an expression says by itself of the member that it is given to; undefined where only its type tells. */
export function knownOf(value: ast.Expression): Known | undefined {
  if (value.kind === SyntaxKind.NullKeyword || (is.isIdentifier(value) && value.text === 'undefined')) {
    return { presence: 'missing' };
  }
  const literal = writtenLiteral(value);
  if (literal !== undefined) return { presence: 'set', values: [literal] };
  return is.isObjectLiteralExpression(value) ||
    is.isArrayLiteralExpression(value) ||
    is.isArrowFunction(value)
    ? { presence: 'set' }
    : undefined;
}

/** What the type of an expression says of the member that it is given to. */
export function knownByType(type: Type | undefined, questions: TypeQuestions): Known {
  if (isUnresolved(type)) return { presence: 'unknown' };
  const parts = questions.constituents(type);
  // A union that the compiler could not take apart.
  if (parts.length === 1 && type.isUnionType()) return { presence: 'unknown' };
  if (parts.every(isNullish)) return { presence: 'missing' };
  if (parts.some(isNullish)) return { presence: 'unknown' };
  const values = literalsOf(type, questions);
  return values === undefined ? { presence: 'set' } : { presence: 'set', values };
}
