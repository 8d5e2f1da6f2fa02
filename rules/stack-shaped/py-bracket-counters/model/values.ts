/** What a name may stand for while a function is worked through: lists, tuples and sets are read only. */
export type Value = number | boolean | string | null | readonly Value[] | Table;

/** A dictionary, the one thing that may be changed. */
export class Table {
  readonly entries: Map<string, Value>;

  constructor(entries: Iterable<readonly [string, Value]>) {
    this.entries = new Map(entries);
  }
}

/** The names of a function, and how many steps it may still take. */
export interface Frame {
  readonly names: Map<string, Value>;
  steps: number;
}

/** Thrown where the code does anything that is not known here: nothing is then said of it. */
export class Unknown extends Error {}

export function isTrue(value: Value): boolean {
  if (value instanceof Table) return value.entries.size > 0;
  return isSeveral(value) ? value.length > 0 : Boolean(value);
}

export function numberOf(value: Value | undefined): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') throw new Unknown();
  return value;
}

export function textOf(value: Value | undefined): string {
  if (typeof value !== 'string') throw new Unknown();
  return value;
}

/** What a loop over a value goes through. */
export function entriesOf(value: Value): readonly Value[] {
  if (typeof value === 'string') return [...value];
  if (value instanceof Table) return [...value.entries.keys()];
  if (isSeveral(value)) return value;
  throw new Unknown();
}

export function areEqual(left: Value, right: Value): boolean {
  if (typeof left === 'object' && left !== null) throw new Unknown();
  if (typeof right === 'object' && right !== null) throw new Unknown();
  const plain = (value: Value): Value => (typeof value === 'boolean' ? Number(value) : value);
  return plain(left) === plain(right);
}

function isSeveral(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
