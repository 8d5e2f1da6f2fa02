import { isNullish, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';

/** More values than this tell nothing apart that a person would write as a union of objects. */
const most = 12;

/** All values of a union of literals or an enum, as written in code; undefined for any other type. */
export function literalsOf(type: Type, questions: TypeQuestions): string[] | undefined {
  const parts = questions.constituents(type).filter((part) => !isNullish(part));
  if (parts.length === 0 || parts.length > most) return undefined;
  const texts = parts.map(literalText);
  return texts.every((text) => text !== undefined) ? (texts as string[]).sort() : undefined;
}

/** The value of a literal expression, as written in code; undefined for any other expression. */
export function writtenLiteral(value: ast.Expression): string | undefined {
  if (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value))
    return JSON.stringify(value.text);
  if (value.kind === SyntaxKind.TrueKeyword) return 'true';
  if (value.kind === SyntaxKind.FalseKeyword) return 'false';
  if (is.isNumericLiteral(value)) return value.text;
  return is.isAsExpression(value) ? writtenLiteral(value.expression) : undefined;
}

function literalText(type: Type): string | undefined {
  if (!type.isLiteralType() || (type.flags & TypeFlags.BigIntLiteral) !== 0) return undefined;
  if ((type.flags & TypeFlags.EnumLiteral) !== 0) {
    const member = type.getSymbol();
    const owner = member?.getParent();
    return member === undefined || owner === undefined ? undefined : `${owner.name}.${member.name}`;
  }
  return typeof type.value === 'string' ? JSON.stringify(type.value) : String(type.value);
}
