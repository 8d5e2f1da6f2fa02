/**
 * Names and what they stand for while a function is worked through by hand. Nothing of a workspace is executed: only
 * the few operations that are listed in this folder are known, on texts, numbers and lists of them.
 */
export interface Frame {
  readonly names: Map<string, Value>;
  /** Steps that are left, so that a loop without an end has one. */
  steps: number;
}

export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | Table
  | Pattern
  | Opaque;

/** An object literal: counters by character, or pairs of brackets. */
export class Table {
  readonly entries = new Map<string, Value>();
}

/** A regular expression that is spelled out, and plain enough to be tried on short texts. */
export class Pattern {
  readonly expression: RegExp;

  constructor(expression: RegExp) {
    this.expression = expression;
  }
}

/** What is not worked out, and so may be kept or returned, but not asked. */
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

/** Whether a condition holds. */
export function isTrue(value: Value): boolean {
  if (value instanceof Opaque) throw new Unknown();
  return Boolean(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
