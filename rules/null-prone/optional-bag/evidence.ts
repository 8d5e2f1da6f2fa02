import type { ConstructionFact, DeclarationFact, MemberFact, Presence } from './facts.ts';

/** What the places that build a type say of its members. */
export interface BagEvidence {
  /** Members that are alternatives of each other, most telling pair first. */
  readonly exclusive: readonly (readonly [string, string])[];
  /** Members that come and go together. */
  readonly together: readonly (readonly [string, string])[];
  /** One entry per set of optional members that are set together somewhere. */
  readonly shapes: readonly Shape[];
  /** A member whose literal value tells which shape it is; null where one has to be made up. */
  readonly discriminant: string | null;
  /** All values that the discriminant is declared to have, as written. */
  readonly discriminantValues: readonly string[];
  /** The members that are in one of the pairs; others are left as they are. */
  readonly involved: readonly string[];
  /** Places whose every optional member is known. */
  readonly constructions: number;
}

export interface Shape {
  readonly members: readonly string[];
  readonly count: number;
  /** Values that the discriminant has in this shape. */
  readonly tags: readonly string[];
}

/** Each member of a pair must have been set, and the claim held, in this many places. */
const support = 2;

/** undefined where the constructions do not show that the optional members are alternatives. */
export function weigh(
  declaration: DeclarationFact,
  constructions: readonly ConstructionFact[],
  minimum: number,
): BagEvidence | undefined {
  const optional = declaration.members.filter(({ mayBeMissing, isFunction }) => mayBeMissing && !isFunction);
  if (optional.length < 2) return undefined;
  const pairs = pairsOf(optional.map(({ name }) => name));
  const exclusive = pairs.filter(([a, b]) => isExclusive(a, b, constructions));
  const together = pairs.filter(([a, b]) => isTogether(a, b, constructions));
  const names = new Set([...exclusive, ...together].flat());
  const involved = optional.filter(({ name }) => names.has(name));
  if (involved.length === 0) return undefined;
  const whole = constructions.filter((each) => isWhole(each, involved));
  const shapes = shapesOf(whole, involved);
  if (whole.length < minimum || shapes.length < 2 || shapes.length > 5) return undefined;
  const discriminant = discriminantOf(declaration.members, whole, involved);
  return {
    exclusive,
    together,
    shapes: shapes.map((shape) => ({
      ...shape,
      tags: discriminant === null ? [] : tagsOf(shape, whole, involved, discriminant),
    })),
    discriminant,
    discriminantValues: declaration.members.find(({ name }) => name === discriminant)?.values ?? [],
    involved: involved.map(({ name }) => name),
    constructions: whole.length,
  };
}

export function presenceIn(construction: ConstructionFact, member: string): Presence {
  return construction.given[member] ?? (construction.spreads ? 'unknown' : 'missing');
}

function isWhole(construction: ConstructionFact, optional: readonly MemberFact[]): boolean {
  return optional.every(({ name }) => presenceIn(construction, name) !== 'unknown');
}

function shapesOf(
  constructions: readonly ConstructionFact[],
  optional: readonly MemberFact[],
): { members: string[]; count: number }[] {
  const shapes = new Map<string, { members: string[]; count: number }>();
  for (const construction of constructions) {
    const members = setIn(construction, optional);
    const key = members.join('\0');
    const shape = shapes.get(key);
    if (shape === undefined) shapes.set(key, { members, count: 1 });
    else shape.count += 1;
  }
  return [...shapes.values()].sort(
    (a, b) => b.count - a.count || compare(a.members.join(), b.members.join()),
  );
}

function setIn(construction: ConstructionFact, optional: readonly MemberFact[]): string[] {
  return optional.map(({ name }) => name).filter((name) => presenceIn(construction, name) === 'set');
}

/** Never both, each on its own often enough, and nowhere a doubt. */
function isExclusive(a: string, b: string, constructions: readonly ConstructionFact[]): boolean {
  let onlyA = 0;
  let onlyB = 0;
  for (const construction of constructions) {
    const inA = presenceIn(construction, a);
    const inB = presenceIn(construction, b);
    if (inA !== 'missing' && inB !== 'missing') return false;
    if (inA === 'set' && inB === 'missing') onlyA += 1;
    if (inB === 'set' && inA === 'missing') onlyB += 1;
  }
  return onlyA >= support && onlyB >= support;
}

/** Both or neither, each often enough, and nowhere a doubt. */
function isTogether(a: string, b: string, constructions: readonly ConstructionFact[]): boolean {
  let both = 0;
  let neither = 0;
  for (const construction of constructions) {
    const inA = presenceIn(construction, a);
    const inB = presenceIn(construction, b);
    if (inA === 'set' && inB === 'set') both += 1;
    else if (inA === 'missing' && inB === 'missing') neither += 1;
    else return false;
  }
  return both >= support && neither >= support;
}

/** A member with literal values that is always given, and whose value decides which optional members are set. */
function discriminantOf(
  members: readonly MemberFact[],
  constructions: readonly ConstructionFact[],
  optional: readonly MemberFact[],
): string | null {
  const candidates = members.filter(({ values, mayBeMissing }) => values !== null && !mayBeMissing);
  for (const { name } of candidates) {
    const shapeOfValue = new Map<string, string>();
    const decides = constructions.every((construction) => {
      const value = construction.literals[name];
      if (value === undefined) return false;
      const shape = setIn(construction, optional).join('\0');
      const known = shapeOfValue.get(value);
      shapeOfValue.set(value, shape);
      return known === undefined || known === shape;
    });
    if (decides && new Set(shapeOfValue.values()).size > 1) return name;
  }
  return null;
}

function tagsOf(
  shape: { members: string[] },
  constructions: readonly ConstructionFact[],
  optional: readonly MemberFact[],
  discriminant: string,
): string[] {
  const key = shape.members.join('\0');
  const tags = constructions
    .filter((construction) => setIn(construction, optional).join('\0') === key)
    .flatMap((construction) => construction.literals[discriminant] ?? []);
  return [...new Set(tags)].sort();
}

function pairsOf(names: readonly string[]): [string, string][] {
  return names.flatMap((a, index) => names.slice(index + 1).map((b): [string, string] => [a, b]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
