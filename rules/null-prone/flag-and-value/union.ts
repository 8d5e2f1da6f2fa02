import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type Followed, isNothing, type Presence } from './relations.ts';
import type { State } from './states.ts';

/** Several states as one that is a union: `null` where none holds anything, else one variant for each mixture that comes about. */
export interface Union {
  readonly states: readonly Part[];
  /** Which states hold something in each variant; at least one does. */
  readonly variants: readonly Variant[];
  /** What texts of the file stand in. */
  readonly quote: string;
}

export interface Variant {
  /** The value of `kind`; null where there is but one variant. */
  readonly kind: string | null;
  readonly holds: readonly boolean[];
}

/** One of the states, as it is read from the union. */
export interface Part {
  readonly followed: Followed;
  /** What stands for nothing, as the code writes it. */
  readonly absence: string;
  /** The type of what it holds; null for a flag, which holds nothing but the truth, and in plain JavaScript. */
  readonly type: string | null;
}

/** Why the states cannot be one, in words for the reader. */
export class CannotUnite extends Error {}

/** More variants than this are no longer read as one choice. */
const most = 5;

/** @throws {CannotUnite} if a place leaves open what it sets, or a state has no plain value for nothing. */
export function unionOf(group: readonly Followed[], isJavaScript: boolean, quote: string): Union {
  const states = group.map((followed) => partOf(followed, isJavaScript));
  const places = [...(group[0]?.at.keys() ?? [])];
  const vectors = new Map<string, boolean[]>();
  const add = (presences: readonly (Presence | undefined)[], where: string): void => {
    if (presences.some((presence) => presence !== 'absent' && presence !== 'present'))
      throw new CannotUnite(`${where} sets what may be there or not.`);
    const holds = presences.map((presence) => presence === 'present');
    if (holds.includes(true)) vectors.set(holds.join(), holds);
  };
  add(
    group.map(({ start }) => start),
    'What they begin with',
  );
  for (const place of places)
    add(
      group.map(({ at }) => at.get(place)),
      'One place',
    );
  const mixtures = [...vectors.values()];
  if (mixtures.length > most) throw new CannotUnite(`They come in ${mixtures.length} mixtures.`);
  const variants = mixtures.map((holds) => ({
    holds,
    kind: mixtures.length === 1 ? null : kindOf(holds, states),
  }));
  if (new Set(variants.map(({ kind }) => kind)).size < variants.length)
    throw new CannotUnite('The mixtures cannot be told apart by name.');
  return { states, variants, quote };
}

export function variantAt(presences: readonly Presence[], { variants }: Union): Variant | undefined {
  return variants.find(({ holds }) =>
    holds.every((held, index) => held === (presences[index] === 'present')),
  );
}

/**
 * The value of the union that a place sets; `values` are what it sets each of the states to, and `order` the states as they were
 * set, as calls among the values keep their order.
 */
export function valueText(
  variant: Variant | undefined,
  values: readonly string[],
  { states, quote }: Union,
  order: readonly number[] = [...states.keys()],
): string {
  if (variant === undefined) return 'null';
  const members = order.flatMap((index) => {
    const followed = states[index]?.followed;
    if (followed === undefined || variant.holds[index] !== true || followed.isFlag) return [];
    const { name } = followed.state;
    return [values[index] === name ? name : `${name}: ${values[index]}`];
  });
  const kind = variant.kind === null ? [] : [`kind: ${quote}${variant.kind}${quote}`];
  return `{ ${[...kind, ...members].join(', ')} }`;
}

export function typeText({ states, variants, quote }: Union): string {
  const texts = variants.map(({ kind, holds }) => {
    const members = states.flatMap(({ followed, type }, index) =>
      holds[index] === true && type !== null ? [`${followed.state.name}: ${type}`] : [],
    );
    return `{ ${[...(kind === null ? [] : [`kind: ${quote}${kind}${quote}`]), ...members].join('; ')} }`;
  });
  return [...texts, 'null'].join(' | ');
}

/** How a state is read from the union, which the code knows as `whole`. */
export function readText(index: number, whole: string, { states, variants, quote }: Union): string {
  const part = states[index];
  if (part === undefined) throw new RangeError(`There is no state ${index}.`);
  const { followed, absence } = part;
  const holding = variants.filter(({ holds }) => holds[index] === true);
  const isAlways = holding.length === variants.length;
  const kinds = holding.map(({ kind }) => `${whole}?.kind === ${quote}${kind}${quote}`).join(' || ');
  if (followed.isFlag) return isAlways ? `${whole} !== null` : kinds;
  const { name } = followed.state;
  if (isAlways) return `${whole}?.${name}${absence === 'undefined' ? '' : ` ?? ${absence}`}`;
  return `${holding.length > 1 ? `(${kinds})` : kinds} ? ${whole}.${name} : ${absence}`;
}

function partOf(followed: Followed, isJavaScript: boolean): Part {
  const { state, isFlag } = followed;
  if (isFlag) return { followed, absence: 'false', type: null };
  const absences = new Set(
    [state.initial, ...state.writes.map(({ value }) => value)].flatMap((value, index) => {
      const place = state.writes[index - 1]?.statement.parent;
      const presence = place === undefined ? followed.start : followed.at.get(place);
      return presence === 'absent' ? [value?.getText() ?? 'undefined'] : [];
    }),
  );
  const [absence, ...others] = absences;
  // A new list or object each time it is read would not be the one that was read before.
  if (absence === undefined || others.length > 0 || /[[{]/.test(absence))
    throw new CannotUnite(`\`${state.name}\` has no one plain value for nothing.`);
  return { followed, absence, type: isJavaScript ? null : typeOf(state) };
}

function typeOf({ kind, name, declaration, initial }: State): string {
  const written = is.isVariableDeclaration(declaration)
    ? declaration.initializer !== undefined && is.isCallExpression(declaration.initializer)
      ? declaration.initializer.typeArguments?.[0]
      : undefined
    : declaration.type;
  if (written !== undefined) {
    const parts = is.isUnionTypeNode(written)
      ? written.types.filter((part) => !isNullishType(part))
      : [written];
    return parts.map((part) => part.getText()).join(' | ');
  }
  if (initial !== undefined && !isNothing(initial)) {
    if (is.isStringLiteral(initial)) return 'string';
    if (is.isNumericLiteral(initial)) return 'number';
  }
  throw new CannotUnite(
    `The type of ${kind === 'hook' ? 'what' : 'the field'} \`${name}\` holds is not written down.`,
  );
}

function isNullishType(node: Node): boolean {
  return (
    node.kind === SyntaxKind.UndefinedKeyword ||
    (is.isLiteralTypeNode(node) && node.literal.kind === SyntaxKind.NullKeyword)
  );
}

/** A variant is called after the flag that is set in it, else after all that it holds. */
function kindOf(holds: readonly boolean[], states: readonly Part[]): string {
  const held = states.filter((_, index) => holds[index] === true);
  const flag = held.find(({ followed }) => followed.isFlag);
  const names = (flag === undefined ? held : [flag]).map(({ followed }) => bare(followed.state.name));
  return names
    .map((name, index) => (index === 0 ? name : name[0]?.toUpperCase() + name.slice(1)))
    .join('And');
}

/** `loading` of `isLoading`. */
function bare(name: string): string {
  const inner = name.replace(/^_+/, '').replace(/^(is|has)(?=[A-Z])/, '');
  return inner === inner.toUpperCase() ? inner : (inner[0]?.toLowerCase() ?? '') + inner.slice(1);
}
