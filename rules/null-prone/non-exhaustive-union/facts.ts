import type { Place, Span } from '../../engine/finding.ts';
import type { SyntaxKind } from '../../engine/typescript.ts';
import type { Choice, Rest } from './choices.ts';

/** One place that chooses by the value of a closed union, whether or not it names every value. */
export interface ChoiceFact {
  readonly form: Choice['form'] | 'lookup';
  /** The `switch`, the first `if` or the lookup: how a fix finds it again. */
  readonly span: Span;
  readonly kind: SyntaxKind;
  /** Equal for places over the same union. */
  readonly union: string;
  /** How many values there are; `null`, `undefined` and the like are not counted. */
  readonly members: number;
  /** Null where every value is named, or where the code does something for the rest. */
  readonly gap: Gap | null;
  /** Every value is named. */
  readonly isComplete: boolean;
}

/** What a place leaves out, and what is known about that. */
export interface Gap {
  /** The head of the choice, so that edits inside its branches do not move the finding. */
  readonly head: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** The expression that is compared, as written. */
  readonly subject: string;
  readonly missing: readonly MissingValue[];
  /** `null`, `undefined` and the like, as labels: left out on purpose as a rule, but the compiler's check needs them. */
  readonly absent: readonly string[];
  readonly rest: Exclude<Rest, 'handled'>;
  readonly flaw: Flaw | null;
  /** Some value has a branch that does nothing. */
  readonly hasIdleCase: boolean;
  /** The expression whose type is `never` once every value has its branch; null where the compiler cannot tell. */
  readonly check: string | null;
  /** Who owns the union: a package may add values at any time and is not the reader's to complete. */
  readonly isForeign: boolean;
}

export interface MissingValue {
  /** As a person would write the type: `'archived'`, `Status.Archived`. */
  readonly text: string;
  /** As a label at this place; null where the place has no name for it. */
  readonly label: string | null;
}

/** What goes wrong for a value that is left out, where that can be shown. */
export type Flaw =
  /** The function gives back `undefined` without a `return`; `declared` is its return type where it forbids that. */
  | { readonly kind: 'returns undefined'; readonly fn: string; readonly declared: string | null }
  /** The function's declared type allows for `undefined`. */
  | { readonly kind: 'may return undefined'; readonly fn: string }
  | { readonly kind: 'unassigned'; readonly variable: string; readonly declaration: Span }
  /** The lookup's value is undefined although its type does not say so; `throws` where using it does. */
  | { readonly kind: 'not there'; readonly table: Place; readonly throws: boolean };
