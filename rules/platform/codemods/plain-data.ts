import { isUnresolved } from '../../engine/typescript/types.ts';
import { SymbolFlags, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { Site } from './codemod.ts';

/** What types prove of a value through and through. */
export interface DataShape {
  /** Texts, numbers, truth values, `null`, `undefined`, and arrays and plain objects of these. */
  readonly isPlain: boolean;
  readonly hasNumbers: boolean;
}

/** Follows a type down to its leaves; whatever is a class, a function or unknown on the way is no plain data. */
export function shapeOf(type: Type | undefined, site: Site): DataShape {
  const walk: Walk = { site, seen: new Set(), hasNumbers: false, left: 300 };
  const isPlain = type !== undefined && isPlainData(type, walk);
  return { isPlain, hasNumbers: walk.hasNumbers };
}

interface Walk {
  readonly site: Site;
  /** Types under way or done: a type that contains itself is as plain as the rest of it. */
  readonly seen: Set<number>;
  hasNumbers: boolean;
  /** How many more types are looked at before the answer is no. */
  left: number;
}

const leaves =
  TypeFlags.StringLike | TypeFlags.BooleanLike | TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void;

function isPlainData(type: Type, walk: Walk): boolean {
  const { questions } = walk.site;
  if (isUnresolved(type)) return false;
  return questions.constituents(type).every((part) => {
    if (part.flags & leaves) return true;
    if (part.flags & TypeFlags.NumberLike) {
      walk.hasNumbers = true;
      return true;
    }
    if (walk.seen.has(part.id)) return true;
    walk.seen.add(part.id);
    walk.left -= 1;
    return walk.left > 0 && isPlainObject(part, walk);
  });
}

function isPlainObject(type: Type, walk: Walk): boolean {
  const { questions } = walk.site;
  const { checker } = questions;
  if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0) return false;
  if (questions.isArray(type)) {
    return type.isTypeReference() && checker.getTypeArguments(type).every((each) => isPlainData(each, walk));
  }
  const symbol = type.getSymbol();
  const isOfPlatform = symbol?.declarations.some(({ path }) => /(?:^|\/)lib\.[\w.]*d\.ts$/.test(path));
  if (symbol !== undefined && (symbol.flags & SymbolFlags.Class || isOfPlatform)) {
    if (symbol.name !== '__type' && symbol.name !== '__object') return false;
  }
  if (questions.callSignatures(type).length > 0) return false;
  const properties = questions.properties(type);
  const indexes = checker.getIndexInfosOfType(type);
  if (properties.length === 0 && indexes.length === 0) return false;
  return (
    properties.every((property) => {
      if (property.flags & (SymbolFlags.Method | SymbolFlags.Accessor)) return false;
      const value = checker.getTypeOfSymbol(property);
      return value !== undefined && isPlainData(value, walk);
    }) && indexes.every(({ valueType }) => isPlainData(valueType, walk))
  );
}
