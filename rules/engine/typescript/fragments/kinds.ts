import { type Type, TypeFlags, type TypeSymbol } from '../../typescript.ts';
import { isNullish, isUnresolved, type TypeQuestions } from '../types.ts';

/** What kind of thing a fragment works on, comparable across files. */
export interface Kind {
  readonly text: string;
  /**
   * `own` and `foreign`: a named type of the workspace or of a library; `anonymous`: only its name in the code tells
   * what it is, so this is part of `text`; `unknown`: no type at all.
   */
  readonly origin: 'own' | 'foreign' | 'anonymous' | 'unknown';
}

/** Names that say nothing about what a value is for. */
const vague = new Set([
  'Array',
  'ReadonlyArray',
  'Object',
  'Function',
  'Promise',
  'Record',
  'Map',
  'Set',
  'Partial',
  'Omit',
  'Pick',
  'String',
  'Number',
  'Boolean',
]);

export function kindOf(type: Type | undefined, name: string, questions: TypeQuestions): Kind {
  if (isUnresolved(type) || (type.flags & TypeFlags.Unknown) !== 0)
    return { text: `?${name}`, origin: 'unknown' };
  const present = questions.constituents(type).filter((each) => !isNullish(each));
  const symbol = namedSymbol(type) ?? (present.length === 1 ? namedSymbol(present[0] as Type) : undefined);
  if (symbol !== undefined) return { text: `${symbol.name}@${homeOf(symbol)}`, origin: originOf(symbol) };
  const symbols = present.slice(0, 8).map(namedSymbol);
  if (present.length > 1 && symbols.every((each) => each !== undefined)) {
    const names = [...new Set(symbols.map((each) => `${each.name}@${homeOf(each)}`))].sort();
    return { text: names.join('|'), origin: originOf(symbols[0] as TypeSymbol) };
  }
  return { text: `${primitiveOf(present)}:${name}`, origin: 'anonymous' };
}

function namedSymbol(type: Type): TypeSymbol | undefined {
  const alias = type.getAliasSymbol();
  if (alias !== undefined && !vague.has(alias.name)) return alias;
  const symbol = type.getSymbol();
  if (symbol === undefined || symbol.name.startsWith('__') || vague.has(symbol.name)) return undefined;
  return (type.flags & TypeFlags.Object) !== 0 && type.isClassOrInterface()
    ? symbol
    : classOfReference(type, symbol);
}

/** A reference to a generic class or interface, such as `Response<Body>`. */
function classOfReference(type: Type, symbol: TypeSymbol): TypeSymbol | undefined {
  return type.isTypeReference() && !type.isTupleType() ? symbol : undefined;
}

function homeOf({ declarations }: TypeSymbol): string {
  const path = declarations[0]?.path ?? '';
  const modules = path.lastIndexOf('/node_modules/');
  return modules < 0 ? path : path.slice(modules);
}

function originOf({ declarations }: TypeSymbol): Kind['origin'] {
  const path = declarations[0]?.path ?? '';
  return path.includes('/node_modules/') || /(^|\/)lib\.[^/]*\.d\.ts$/.test(path) ? 'foreign' : 'own';
}

function primitiveOf(types: readonly Type[]): string {
  const kinds = new Set(types.map(primitive));
  return kinds.size === 1 ? ([...kinds][0] as string) : 'mixed';
}

function primitive({ flags }: Type): string {
  if ((flags & TypeFlags.StringLike) !== 0) return 'string';
  if ((flags & TypeFlags.NumberLike) !== 0) return 'number';
  if ((flags & TypeFlags.BooleanLike) !== 0) return 'boolean';
  return (flags & TypeFlags.Object) !== 0 ? 'object' : 'other';
}
