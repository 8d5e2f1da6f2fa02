import { referenceText } from '../../engine/typescript/presence/origins.ts';
import { unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, SymbolFlags, type Type, TypeFlags, type TypeSymbol } from '../../engine/typescript.ts';
import { type Lookup, soughtProperty } from './lookups.ts';

/**
 * Whether a look-up is into a table that is written out in the program, by a key that can only be one of a few values:
 * the table has an entry for each, or another rule is in charge.
 */
export function isOfClosedTable(
  lookup: Lookup,
  holder: TypeSymbol | undefined,
  questions: TypeQuestions,
): boolean {
  const key = lookup.form === 'find' ? soughtProperty(lookup.key)?.value : lookup.key;
  if (key === undefined || (lookup.form !== 'find' && lookup.form !== 'key')) return false;
  const type = questions.typeAt(key);
  const isClosed = type !== undefined && isOfFewValues(type, questions);
  const isWritten = is.isStringLiteral(unwrap(key)) || is.isNumericLiteral(unwrap(key));
  // A map over a few values is filled with all of them, somewhere.
  if (lookup.form === 'key' && isClosed && !isWritten) return true;
  if (holder === undefined) return false;
  const table = tableOf(holder, questions);
  if (table === undefined) return false;
  const inner = unwrap(key);
  if (is.isStringLiteral(inner) || is.isNumericLiteral(inner))
    return referenceText(table).includes(inner.text);
  return isClosed;
}

function isOfFewValues(type: Type, questions: TypeQuestions): boolean {
  return questions
    .constituents(type)
    .every(({ flags }) => (flags & (TypeFlags.Literal | TypeFlags.Enum)) !== 0);
}

/** The literal that a constant is declared with: `[…]`, `new Map([…])`. */
function tableOf(holder: TypeSymbol, questions: TypeQuestions): ast.Expression | undefined {
  const target =
    (holder.flags & SymbolFlags.Alias) !== 0 ? questions.checker.getAliasedSymbol(holder) : holder;
  const [declaration] = questions.declarations(target);
  if (
    declaration === undefined ||
    (!is.isVariableDeclaration(declaration) && !is.isPropertyDeclaration(declaration))
  ) {
    return undefined;
  }
  const value = declaration.initializer && unwrap(declaration.initializer);
  if (value === undefined) return undefined;
  if (is.isArrayLiteralExpression(value)) return value.elements.length > 0 ? value : undefined;
  return is.isNewExpression(value) && (value.arguments?.length ?? 0) > 0 ? value : undefined;
}
