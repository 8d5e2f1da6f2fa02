import { isNullish, type TypeQuestions } from '../../engine/typescript/types.ts';
import { SymbolFlags, type Type, TypeFlags } from '../../engine/typescript.ts';

/** Names an object type that the workspace declares, the same in every file and project; undefined for any other type. */
export function typeKey(type: Type | undefined, questions: TypeQuestions): string | undefined {
  const object = type && bagIn(type, questions);
  const symbol = object?.getAliasSymbol() ?? object?.getSymbol();
  const declaration = symbol?.declarations[0];
  if (symbol === undefined || declaration === undefined || symbol.name.startsWith('__')) return undefined;
  if (declaration.path.includes('/node_modules/') || /\.d\.[cm]?ts$/.test(declaration.path)) return undefined;
  return declarationKey(declaration.path, symbol.name);
}

export function declarationKey(file: string, name: string): string {
  return `${file.toLowerCase()}#${name}`;
}

/**
 * `T` of `T | null | undefined`, of `T | string`, of what a state setter takes, `T | ((before: T) => T)`, and of what an
 * async function may return, `T | PromiseLike<T>`; undefined where several object types are possible.
 */
export function bagIn(type: Type, questions: TypeQuestions): Type | undefined {
  if (type.getAliasSymbol() !== undefined && (type.flags & TypeFlags.Object) !== 0) return type;
  const objects = questions
    .constituents(type)
    .filter(
      (each) =>
        !isNullish(each) && (each.flags & TypeFlags.Object) !== 0 && each.getSymbol()?.name !== 'PromiseLike',
    );
  // Signatures cost a question each, so they are asked for only where an object and a function can be the case.
  const bags =
    objects.length === 1
      ? objects.filter((each) => !isFunction(each))
      : objects.filter((each) => questions.callSignatures(each).length === 0);
  return bags.length === 1 ? bags[0] : undefined;
}

/** A function that has a name; of one without a name `typeKey` makes nothing. */
function isFunction(type: Type): boolean {
  return ((type.getSymbol()?.flags ?? 0) & (SymbolFlags.Function | SymbolFlags.Method)) !== 0;
}
