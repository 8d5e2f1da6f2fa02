import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { SymbolFlags, type Type, TypeFlags, type TypeSymbol } from '../../engine/typescript.ts';

/** What a declared type says about a value that nobody has looked at. */
export interface Promised {
  /** Without `null`, `undefined` and what a promise or a setter wraps around it. */
  readonly parts: readonly Type[];
  /** Names of the members that have to be there, of an object or of each entry of a list. */
  readonly members: readonly string[];
  /** Names of those that may be missing, other than what tells success from failure. */
  readonly optional: readonly string[];
  readonly isList: boolean;
}

/** Undefined for a type that promises nothing, is not known, or is not declared in the workspace. */
export function promisedBy(type: Type | undefined, questions: TypeQuestions): Promised | undefined {
  if (type === undefined || isUnresolved(type)) return undefined;
  const parts = questions
    .constituents(type)
    .filter((part) => !isNullish(part) && !isPrimitive(part) && questions.callSignatures(part).length === 0);
  if (parts.length === 0 || !parts.every((part) => saysSomething(part, questions, 0))) return undefined;
  const isList = parts.every((part) => questions.isArray(part));
  const entries = isList ? parts.flatMap((part) => elementTypes(part, questions)) : parts;
  const objects = entries.filter((entry) => !isPrimitive(entry));
  const members = new Set(objects.flatMap((entry) => namesOf(entry, questions)));
  const optional = objects.flatMap((entry) =>
    questions.properties(entry).flatMap((member) => (isRequired(member) ? [] : [member.name])),
  );
  return {
    parts,
    members: [...members],
    optional: optional.filter((name) => !members.has(name) && !tellsFailure.test(name)),
    isList,
  };
}

/** The type of a list's entries: one for an array, one each for a tuple. */
export function elementTypes(list: Type, questions: TypeQuestions): readonly Type[] {
  if (!list.isTypeReference()) return [];
  return questions.checker
    .getTypeArguments(list)
    .flatMap((element) => questions.constituents(element))
    .filter((element) => !isNullish(element));
}

export function isPrimitive(type: Type): boolean {
  return (
    (type.flags &
      (TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BooleanLike | TypeFlags.BigIntLike)) !==
    0
  );
}

const tellsFailure = /err|fail|ok|success|status|message|code|reason|version/i;

function isRequired(member: TypeSymbol): boolean {
  return (member.flags & SymbolFlags.Optional) === 0;
}

function saysSomething(type: Type, questions: TypeQuestions, depth: number): boolean {
  if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0 || depth > 3) return false;
  if (questions.callSignatures(type).length > 0) return false;
  if (questions.isArray(type)) {
    const elements = elementTypes(type, questions);
    return (
      elements.length > 0 &&
      elements.every((each) => isPrimitive(each) || saysSomething(each, questions, depth + 1))
    );
  }
  if (namesOf(type, questions).length > 0) return true;
  if (questions.properties(type).length > 0) return false;
  return questions.checker
    .getIndexInfosOfType(type)
    .some(({ valueType }) =>
      questions
        .constituents(valueType)
        .every((value) => !isNullish(value) && saysSomething(value, questions, depth + 1)),
    );
}

/** Members that have to be there and have a type, as far as the workspace declares them. */
function namesOf(type: Type, questions: TypeQuestions): string[] {
  return questions.properties(type).flatMap((member) => {
    const [declaration] = member.declarations;
    if (!isRequired(member) || declaration === undefined || declaration.path.includes('/node_modules/'))
      return [];
    if (/\/lib\.[\w.]+\.d\.ts$/.test(declaration.path)) return [];
    const own = questions.typeOfProperty(type, member.name);
    if (own === undefined || (own.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0) return [];
    return questions.constituents(own).some(({ flags }) => (flags & TypeFlags.Undefined) !== 0)
      ? []
      : [member.name];
  });
}
