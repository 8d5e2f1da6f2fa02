import type { ConstructionFact, DeclarationFact, MemberFact, Presence } from './facts.ts';

/** Two members that are never set together, or always. */
export interface Pair {
  readonly members: readonly [string, string];
  readonly relation: 'exclusive' | 'together';
  /** In how many places the rarer of the two cases was seen. */
  readonly support: number;
  /** The share of the places that set one of the two, or both. */
  readonly coverage: number;
}

export function presenceIn({ given, rest }: ConstructionFact, member: string): Presence {
  // Own members alone: a member may be called `constructor`.
  return Object.hasOwn(given, member) ? (given[member] as Presence) : rest;
}

export function valuesIn({ values }: ConstructionFact, member: string): readonly string[] | undefined {
  return Object.hasOwn(values, member) ? values[member] : undefined;
}

/** The members that could be alternatives: they may be missing, and nothing sets them after an object was built. */
export function openMembers(declaration: DeclarationFact, written: ReadonlySet<string>): MemberFact[] {
  return declaration.members.filter(({ name, mayBeMissing }) => mayBeMissing && !written.has(name));
}

/** All pairs that every construction agrees on. A type has at most 40 members, so pairs stay few. */
export function pairsOf(members: readonly MemberFact[], constructions: readonly ConstructionFact[]): Pair[] {
  const found: Pair[] = [];
  for (const [index, { name: a }] of members.entries()) {
    for (const { name: b } of members.slice(index + 1)) {
      const pair = exclusive(a, b, constructions) ?? together(a, b, constructions);
      if (pair !== undefined) found.push(pair);
    }
  }
  return found.sort(
    (x, y) => Number(x.relation === 'together') - Number(y.relation === 'together') || y.support - x.support,
  );
}

/**
 * Never both, and nowhere a doubt. An object that keeps both members of another adds nothing and takes nothing away.
 * What may be set beside a member that is missing counts, as long as each of the two is certainly set somewhere.
 */
function exclusive(a: string, b: string, constructions: readonly ConstructionFact[]): Pair | undefined {
  const [ofA, ofB] = [new Tally(), new Tally()];
  let places = 0;
  for (const construction of constructions) {
    const inA = presenceIn(construction, a);
    const inB = presenceIn(construction, b);
    if (inA === 'kept' && inB === 'kept') continue;
    if (inA !== 'missing' && inB !== 'missing') return undefined;
    places += 1;
    ofA.add(inA);
    ofB.add(inB);
  }
  if (ofA.certain === 0 || ofB.certain === 0) return undefined;
  return {
    members: [a, b],
    relation: 'exclusive',
    support: Math.min(ofA.all, ofB.all),
    coverage: (ofA.all + ofB.all) / places,
  };
}

class Tally {
  certain = 0;
  all = 0;

  add(presence: Presence): void {
    if (presence === 'set') this.certain += 1;
    if (presence === 'set' || presence === 'unknown') this.all += 1;
  }
}

/** Both or neither, and nowhere a doubt. */
function together(a: string, b: string, constructions: readonly ConstructionFact[]): Pair | undefined {
  let both = 0;
  let neither = 0;
  for (const construction of constructions) {
    const inA = presenceIn(construction, a);
    const inB = presenceIn(construction, b);
    if (inA === 'kept' && inB === 'kept') continue;
    if (inA === 'set' && inB === 'set') both += 1;
    else if (inA === 'missing' && inB === 'missing') neither += 1;
    else return undefined;
  }
  const support = Math.min(both, neither);
  if (support === 0) return undefined;
  return { members: [a, b], relation: 'together', support, coverage: both / (both + neither) };
}
