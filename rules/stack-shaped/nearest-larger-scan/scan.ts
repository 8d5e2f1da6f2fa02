import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { Node } from '../../engine/typescript.ts';
import type { Comparison } from './comparison.ts';
import type { Outer } from './outer.ts';

/** A search, for one entry, for the nearest that is larger or smaller. */
export interface Scan {
  readonly node: Node;
  readonly outer: Outer;
  readonly comparison: Comparison;
  /** Onwards or back. */
  readonly direction: 1 | -1;
  /**
   * Uses the position that is known instead of searching for it.
   * @param nearest gives that position; the length of the array, or -1, where there is none.
   * @param none what it is where there is none.
   */
  use(nearest: string, none: string): readonly LocalEdit[] | Refusal;
}

/** An expression as part of a sum. */
export function term(expression: string): string {
  return expression.includes(' ') ? `(${expression})` : expression;
}
