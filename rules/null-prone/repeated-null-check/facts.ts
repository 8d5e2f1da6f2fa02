import type { Place, Span } from '../../engine/finding.ts';
import type { Outcome } from './guard.ts';

/** A field or variable that may be missing and that functions of one class or file check again and again. */
export interface HolderFact {
  readonly is: 'field' | 'variable';
  readonly name: string;
  /** The class of a field; null for a variable, and for a class without a name. */
  readonly owner: string | null;
  /** Where the finding stands: the name where it is declared. */
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly checks: readonly CheckFact[];
  /** A function checks it for the others and gives it back. */
  readonly hasAccessor: boolean;
  /** Functions that give it a value, as written. */
  readonly setters: readonly string[];
  /** Places that claim with `!` that it is there. */
  readonly asserted: readonly Span[];
}

export interface CheckFact {
  /** The whole `if`. */
  readonly span: Span;
  readonly outcome: Outcome;
  /** Nothing but the absence of this one thing leads into the guard. */
  readonly isSole: boolean;
  /** Offset of the function that a reader would count; see `functionAround`. */
  readonly within: number;
}

/** A member of a declared type that one function checks before it goes on, anywhere in the program. */
export interface MemberFact {
  readonly is: 'member';
  readonly name: string;
  /** The type that declares it, as written. */
  readonly owner: string;
  readonly declared: Place;
  readonly symbol: string;
  readonly syntax: string;
  readonly span: Span;
  readonly within: number;
  /** What is thrown, white space folded: places that say the same thing mean the same thing. */
  readonly thrown: string;
}

export type NullCheckFact = HolderFact | MemberFact;
