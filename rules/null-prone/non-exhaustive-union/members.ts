import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type Type, TypeFlags } from '../../engine/typescript.ts';

/** One value of a closed union. */
export interface Member {
  /** Equal for equal values, whether written as a literal or as an enum's member. */
  readonly key: string;
  readonly type: Type;
  /** `null`, `undefined` or a lone `false`: says that a value may be missing, not which one it is. */
  readonly isAbsence: boolean;
}

/**
 * All values that a type can have, if these are known one by one: literals, an enum's members, `null`,
 * `undefined`. Undefined for anything open: `string`, `'a' | (string & {})`, `any`, a template literal.
 */
export function closedUnion(type: Type, questions: TypeQuestions): readonly Member[] | undefined {
  const constraint = (type.flags & TypeFlags.Instantiable) !== 0 ? questions.constraint(type) : type;
  if (constraint === undefined) return undefined;
  const members: Member[] = [];
  for (const constituent of questions.constituents(constraint)) {
    const key = unitKey(constituent);
    if (key === undefined) return undefined;
    members.push({ key, type: constituent, isAbsence: key === 'null' || key === 'undefined' });
  }
  const isMarked = !members.some(({ key }) => key === 'boolean:true');
  return members.map((member) =>
    isMarked && member.key === 'boolean:false' ? { ...member, isAbsence: true } : member,
  );
}

/** The key of a type that has one value only; undefined for any other type. */
export function unitKey(type: Type): string | undefined {
  if ((type.flags & TypeFlags.Null) !== 0) return 'null';
  if ((type.flags & (TypeFlags.Undefined | TypeFlags.Void)) !== 0) return 'undefined';
  if (!type.isLiteralType()) return undefined;
  const { value } = type;
  return value === undefined ? undefined : `${typeof value}:${String(value)}`;
}

/** A key's value as text, without its type: what a property of that name is called. */
export function bareKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
