import { type Pair, presenceIn, valuesIn } from './evidence.ts';
import type { ConstructionFact, MemberFact, Presence } from './facts.ts';

/** How a variant has a member: `open` where the places that build it differ or do not tell. */
export type Holding = 'set' | 'missing' | 'open';

/** One of the mixtures that the program really builds. */
export interface Variant {
  /** Values of the discriminant, as written; empty without one. */
  readonly tags: readonly string[];
  readonly holds: Readonly<Record<string, Holding>>;
  /** How many places build it. */
  readonly count: number;
}

export interface Split {
  /** A member whose value tells the variants apart; null where none does. */
  readonly discriminant: string | null;
  readonly variants: readonly Variant[];
  /** The members that tell variants apart; all others are shared. */
  readonly involved: readonly string[];
  readonly pairs: readonly Pair[];
}

/** More variants than this are no longer read as one choice. */
const most = 5;

/** The variants by the member whose value decides most; undefined where no member decides. */
export function splitByDiscriminant(
  candidates: readonly MemberFact[],
  constructions: readonly ConstructionFact[],
  pairs: readonly Pair[],
  members: readonly MemberFact[],
): Split | undefined {
  let best: Split | undefined;
  for (const { name, values } of candidates) {
    if (values === null) continue;
    const split = splitBy(name, values, constructions, pairs, members);
    if (split !== undefined && (best === undefined || clarity(split) > clarity(best))) best = split;
  }
  return best;
}

/** The variants by which of the members in pairs are set; undefined where a place does not tell. */
export function splitByShape(
  constructions: readonly ConstructionFact[],
  pairs: readonly Pair[],
  members: readonly MemberFact[],
): Split | undefined {
  const inPairs = new Set(pairs.flatMap((pair) => pair.members));
  const involved = members.map(({ name }) => name).filter((name) => inPairs.has(name));
  const shapes = new Map<string, { holds: Record<string, Holding>; count: number }>();
  for (const construction of constructions) {
    const presences = involved.map((name) => presenceIn(construction, name));
    if (presences.every((presence) => presence === 'kept')) continue;
    if (presences.includes('kept')) return undefined;
    const key = presences.map((presence) => presence !== 'missing').join();
    const shape = shapes.get(key) ?? { holds: {}, count: 0 };
    shapes.set(key, shape);
    shape.count += 1;
    for (const [index, name] of involved.entries()) {
      const holding = presences[index] === 'unknown' ? 'open' : (presences[index] as Holding);
      if (shape.holds[name] !== 'open') shape.holds[name] = holding;
    }
  }
  if (shapes.size < 2 || shapes.size > most) return undefined;
  // Most frequent first; of equals the one that has the members declared first.
  const sorted = [...shapes].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? 1 : -1));
  const variants = sorted.map(([, shape]) => ({ ...shape, tags: [] }));
  return { discriminant: null, variants, involved, pairs };
}

function splitBy(
  discriminant: string,
  values: readonly string[],
  constructions: readonly ConstructionFact[],
  pairs: readonly Pair[],
  members: readonly MemberFact[],
): Split | undefined {
  const built = builtByValue(discriminant, values, constructions);
  if (built === undefined) return undefined;
  // What nothing builds shows nothing; with much of it the rest shows little.
  const seen = values.filter((value) => built.has(value));
  if (seen.length < 2 || seen.length * 2 < values.length) return undefined;
  const profile = (name: string): Holding[] =>
    seen.map((value) => holding(name, discriminant, built.get(value) ?? []));
  const profiles = new Map(members.map(({ name }) => [name, profile(name)]));
  const isOptionalWithin = (name: string): boolean =>
    seen.some((value) => isMixed(name, built.get(value) ?? []));
  const separated = pairs.filter(
    ({ members: [a, b], relation }) =>
      isSeparated(profiles.get(a), profiles.get(b), relation) && !isOptionalWithin(a) && !isOptionalWithin(b),
  );
  if (separated.length === 0) return undefined;
  const involved = members.map(({ name }) => name).filter((name) => tells(profiles.get(name) ?? []));
  const groups = new Map<string, { tags: string[]; holds: Record<string, Holding>; count: number }>();
  for (const value of values) {
    const index = seen.indexOf(value);
    const holds = Object.fromEntries(
      involved.map((name) => [name, profiles.get(name)?.[index] ?? ('open' as const)]),
    );
    const key = JSON.stringify(holds);
    const group = groups.get(key);
    const count = built.get(value)?.length ?? 0;
    if (group === undefined) groups.set(key, { tags: [value], holds, count });
    else {
      group.tags.push(value);
      group.count += count;
    }
  }
  if (groups.size < 2 || groups.size > most) return undefined;
  return { discriminant, variants: [...groups.values()], involved, pairs: separated };
}

/** The constructions of each value; undefined where one does not tell its value, or may have any. */
function builtByValue(
  discriminant: string,
  values: readonly string[],
  constructions: readonly ConstructionFact[],
): Map<string, ConstructionFact[]> | undefined {
  const built = new Map<string, ConstructionFact[]>();
  for (const construction of constructions) {
    const presence = presenceIn(construction, discriminant);
    const possible = presence === 'kept' ? values : valuesIn(construction, discriminant);
    if (possible === undefined || possible.some((value) => !values.includes(value))) return undefined;
    for (const value of possible) {
      const list = built.get(value);
      if (list === undefined) built.set(value, [construction]);
      else list.push(construction);
    }
  }
  return built;
}

function holding(name: string, discriminant: string, constructions: readonly ConstructionFact[]): Holding {
  const presences = new Set<Presence>();
  for (const construction of constructions) {
    const presence = presenceIn(construction, name);
    // An object that keeps both adds no mixture that was not there before.
    if (presence !== 'kept' || presenceIn(construction, discriminant) !== 'kept') presences.add(presence);
  }
  const [only] = presences;
  return presences.size === 1 && (only === 'set' || only === 'missing') ? only : 'open';
}

/** Set in some places of one value and left out in others: an option of that variant, whatever the others have. */
function isMixed(name: string, constructions: readonly ConstructionFact[]): boolean {
  const presences = new Set(constructions.map((each) => presenceIn(each, name)));
  return presences.has('missing') && presences.has('set');
}

function isSeparated(
  a: readonly Holding[] | undefined,
  b: readonly Holding[] | undefined,
  relation: Pair['relation'],
): boolean {
  if (a === undefined || b === undefined) return false;
  if (relation === 'together') {
    return a.every((holding, index) => holding === b[index] && holding !== 'open') && tells(a);
  }
  const neverBoth = a.every((holding, index) => holding === 'missing' || b[index] === 'missing');
  return neverBoth && tells(a) && tells(b);
}

/** Missing under one value, and possibly there under another. */
function tells(profile: readonly Holding[]): boolean {
  return profile.includes('missing') && profile.some((holding) => holding !== 'missing');
}

function clarity({ variants, involved }: Split): number {
  const holdings = variants.flatMap(({ holds }) => Object.values(holds));
  return involved.length + holdings.filter((holding) => holding !== 'open').length / (holdings.length + 1);
}
