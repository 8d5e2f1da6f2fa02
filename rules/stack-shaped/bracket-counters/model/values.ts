/**
 * Names and what they stand for while a function is worked through by hand. Nothing of a workspace is executed: only
 * the few operations that are listed in this folder are known, on texts, numbers and lists of them.
 */
export interface Frame {
  readonly names: Map<string, Value>;
  /** Steps that are left, so that a loop without an end has one. */
  steps: number;
  /** Something was put on a list of the code around, as checks do with what they find. */
  hasReported?: boolean;
}

export type Value = undefined | null | boolean | number | string | readonly Value[] | Table | Opaque;

/** An object literal: counters by character, or pairs of brackets. */
export class Table {
  readonly entries = new Map<string, Value>();
}

/** What a function returns where that is not worked out. */
export class Opaque {}

export type Compute = (frame: Frame) => Value;

/** The code does something that is not known here, so nothing is said about it. */
export class Unknown extends Error {}

export function spend(frame: Frame): void {
  frame.steps -= 1;
  if (frame.steps < 0) throw new Unknown();
}

export function textOf(value: Value): string {
  if (typeof value !== 'string') throw new Unknown();
  return value;
}

export function numberOf(value: Value): number {
  // As the language has it: a missing counter counts as not a number.
  if (typeof value === 'number' || value === undefined || typeof value === 'boolean') return Number(value);
  throw new Unknown();
}
