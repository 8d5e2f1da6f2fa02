import type { ConstructionFact, FieldFact, Presence } from './facts.ts';

export interface Construction {
  readonly file: string;
  readonly fact: ConstructionFact;
  readonly given: ReadonlyMap<string, Presence>;
}

/** Two fields that are never set together, or always. */
export interface Pair {
  readonly members: readonly [string, string];
  readonly relation: 'exclusive' | 'together';
  /** Every place sets just one of the two. */
  readonly isAlwaysOne: boolean;
}

/** Each side of a claim was seen in this many places. */
const support = 2;

/** All pairs that every place agrees on, those that are never together first. */
export function pairsOf(optional: readonly FieldFact[], constructions: readonly Construction[]): Pair[] {
  const found: Pair[] = [];
  for (const [index, { name: a }] of optional.entries()) {
    for (const { name: b } of optional.slice(index + 1)) {
      const pair = pairOf(a, b, constructions);
      if (pair !== undefined) found.push(pair);
    }
  }
  return found.sort((x, y) => Number(x.relation === 'together') - Number(y.relation === 'together'));
}

export function fields(pairs: readonly Pair[]): string[] {
  return [...new Set(pairs.flatMap(({ members }) => members))];
}

/** The mixtures of the fields in pairs that places build. */
export function shapesOf(pairs: readonly Pair[], constructions: readonly Construction[]): string[] {
  const names = fields(pairs);
  const shapeOf = ({ given }: Construction): string =>
    names.filter((name) => given.get(name) !== 'missing').join(' ');
  return [...new Set(constructions.map(shapeOf))];
}

function pairOf(a: string, b: string, constructions: readonly Construction[]): Pair | undefined {
  let [onlyA, onlyB, both, neither] = [0, 0, 0, 0];
  let isSure = true;
  for (const { given } of constructions) {
    const [inA, inB] = [given.get(a) ?? 'missing', given.get(b) ?? 'missing'];
    if (inA === 'unknown' || inB === 'unknown') isSure = false;
    if (inA === 'missing' && inB === 'missing') neither += 1;
    else if (inB === 'missing') onlyA += 1;
    else if (inA === 'missing') onlyB += 1;
    else both += 1;
  }
  const members = [a, b] as const;
  if (both === 0 && onlyA >= support && onlyB >= support) {
    // What most places leave out is an extra, not one side of a choice.
    return onlyA + onlyB < neither
      ? undefined
      : { members, relation: 'exclusive', isAlwaysOne: neither === 0 };
  }
  const isTogether = onlyA === 0 && onlyB === 0 && both >= support && neither >= support;
  return isTogether && isSure ? { members, relation: 'together', isAlwaysOne: false } : undefined;
}
