import { isNullish, isUnresolved, type TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { State } from './states.ts';

/** What a place leaves a state with: nothing (`null`, `false`, `''`, `[]` …), something, or either. */
export type Presence = 'absent' | 'present' | 'either';

/** A state with what each of its places leaves it with; `start` is what it begins with. */
export interface Followed {
  readonly state: State;
  readonly start: Presence;
  readonly at: ReadonlyMap<Node, Presence>;
  /** Nothing but `true` and `false` is ever set. */
  readonly isFlag: boolean;
  /** `null` or `undefined` is set somewhere, or is what it begins with. */
  readonly isNullable: boolean;
  /** What stands for nothing is `null` or `undefined` and never an empty text or list. */
  readonly isNullOrThere: boolean;
}

/**
 * `same`: both are there or both are not. `opposite`: always exactly one of them is. `needs`: the second is never there without
 * the first. `exclusive`: never both.
 */
export type Relation = 'same' | 'opposite' | 'needs' | 'exclusive';

/** States that go with each other, and how. */
export interface Bond {
  readonly first: Followed;
  readonly second: Followed;
  readonly relation: Relation;
}

/** How two states that are always set together go with each other; undefined where any mixture comes about. */
export function relationOf(first: Followed, second: Followed): Relation | undefined {
  const seen = new Set<string>([`${first.start} ${second.start}`]);
  const written = new Set<string>();
  for (const [place, presence] of first.at) {
    const pair = `${presence} ${second.at.get(place)}`;
    seen.add(pair);
    written.add(pair);
  }
  const only = (...pairs: string[]): boolean => [...seen].every((pair) => pairs.includes(pair));
  if (only('present present', 'absent absent')) return written.size === 2 ? 'same' : undefined;
  if (only('present absent', 'absent present')) return written.size === 2 ? 'opposite' : undefined;
  const isAlone = (pair: string): boolean => pair.startsWith('absent ') && pair !== 'absent absent';
  if (![...seen].some(isAlone)) {
    const isTold = written.has('absent absent') && [...written].some((pair) => pair.endsWith('present'));
    return isTold ? 'needs' : undefined;
  }
  const isBoth = (pair: string): boolean => !pair.includes('absent');
  if ([...seen].some(isBoth)) return undefined;
  const isFirst = [...written].some((pair) => pair.endsWith(' absent') && pair !== 'absent absent');
  const isSecond = [...written].some(isAlone);
  return isFirst && isSecond ? 'exclusive' : undefined;
}

/** @param typeOf the type of a value that is set. */
export function follow(
  state: State,
  typeOf: (value: ast.Expression) => Type | undefined,
  questions: TypeQuestions,
): Followed | undefined {
  const at = new Map<Node, Presence>();
  for (const { statement, value } of state.writes) {
    const presence = presenceOf(value, typeOf, questions);
    // Set twice in one place, or to what nobody knows.
    if (presence === undefined || at.has(statement.parent)) return undefined;
    at.set(statement.parent, presence);
  }
  const start = state.initial === undefined ? 'absent' : presenceOf(state.initial, typeOf, questions);
  if (start === undefined) return undefined;
  const values = state.writes.map(({ value }) => value);
  const all = state.initial === undefined ? values : [...values, state.initial];
  return {
    state,
    start,
    at,
    isFlag: all.every(isBoolean),
    isNullOrThere: all.every((value) => isNothing(value) || !isEmpty(value)),
    // A hook without an argument begins with `undefined`.
    isNullable: all.some(isNothing) || (state.kind === 'hook' && state.initial === undefined),
  };
}

/** Values that need no type to be told from nothing. */
export function isPlain(value: ast.Expression): boolean {
  return isNothing(value) || isBoolean(value) || isEmpty(value) || isObject(value);
}

export function isNothing(value: ast.Expression): boolean {
  return value.kind === SyntaxKind.NullKeyword || (is.isIdentifier(value) && value.text === 'undefined');
}

function presenceOf(
  value: ast.Expression,
  typeOf: (value: ast.Expression) => Type | undefined,
  questions: TypeQuestions,
): Presence | undefined {
  if (isNothing(value) || value.kind === SyntaxKind.FalseKeyword || isEmpty(value)) return 'absent';
  if (value.kind === SyntaxKind.TrueKeyword || isObject(value)) return 'present';
  const type = typeOf(value);
  if (isUnresolved(type)) return undefined;
  // An updater depends on what was there before.
  if (questions.callSignatures(type).length > 0) return undefined;
  const parts = questions.constituents(type);
  const isOpen = parts.some((part) => isNullish(part) || (part.flags & TypeFlags.BooleanLike) !== 0);
  return isOpen ? 'either' : 'present';
}

/** `true` or `false`, spelled out. */
export function isBoolean({ kind }: Node): boolean {
  return kind === SyntaxKind.TrueKeyword || kind === SyntaxKind.FalseKeyword;
}

function isEmpty(value: ast.Expression): boolean {
  if (is.isStringLiteral(value) || is.isNumericLiteral(value)) return value.text === '' || value.text === '0';
  if (is.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return is.isObjectLiteralExpression(value) && value.properties.length === 0;
}

function isObject(value: ast.Expression): boolean {
  return (
    (is.isObjectLiteralExpression(value) && value.properties.length > 0) ||
    (is.isArrayLiteralExpression(value) && value.elements.length > 0)
  );
}
