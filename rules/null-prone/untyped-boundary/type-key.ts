import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type Type, TypeFlags } from '../../engine/typescript.ts';
import { elementTypes } from './promises.ts';

/** Names an object type, or that of a list's entries, the same in every file and project; null for one without a name. */
export function keyOf(type: Type, questions: TypeQuestions): string | null {
  const entry = entryOf(type, questions);
  const symbol = entry.getAliasSymbol() ?? entry.getSymbol();
  const declaration = symbol?.declarations[0];
  if (symbol === undefined || declaration === undefined || symbol.name.startsWith('__')) return null;
  return `${declaration.path.toLowerCase()}#${symbol.name}`;
}

/** `T` of `T`, `T | null` and `T[]`. */
export function entryOf(type: Type, questions: TypeQuestions): Type {
  const whole = type.getAliasSymbol() === undefined ? questions.nonNullable(type) : type;
  const isList = (whole.flags & TypeFlags.Object) !== 0 && questions.isArray(whole);
  return (isList ? elementTypes(whole, questions)[0] : undefined) ?? whole;
}
