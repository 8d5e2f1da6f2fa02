import { isNullish, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type Type, TypeFlags } from '../../engine/typescript.ts';

/** Names an object type that the workspace declares, the same in every file and project; undefined for any other type. */
export function typeKey(type: Type | undefined, questions: TypeQuestions): string | undefined {
  const object = type && onlyObject(type, questions);
  const symbol = object?.getAliasSymbol() ?? object?.getSymbol();
  const declaration = symbol?.declarations[0];
  if (symbol === undefined || declaration === undefined || symbol.name.startsWith('__')) return undefined;
  if (declaration.path.includes('/node_modules/') || /\.d\.[cm]?ts$/.test(declaration.path)) return undefined;
  return declarationKey(declaration.path, symbol.name);
}

export function declarationKey(file: string, name: string): string {
  return `${file.toLowerCase()}#${name}`;
}

/** `T` of `T | null | undefined`; undefined where several object types are possible. */
function onlyObject(type: Type, questions: TypeQuestions): Type | undefined {
  if (type.getAliasSymbol() !== undefined && !type.isUnionType()) return type;
  const objects = questions.constituents(type).filter((each) => !isNullish(each));
  const [object] = objects;
  return objects.length === 1 && object !== undefined && (object.flags & TypeFlags.Object) !== 0
    ? object
    : undefined;
}
