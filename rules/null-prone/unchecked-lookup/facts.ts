import type { Span } from '../../engine/finding.ts';
import type { LookupForm } from './lookups.ts';

/** What one file says about look-ups. */
export type LookupFact = UncheckedFact | CheckedFact | ValidatedFact;

/** A look-up whose value is used as if it were always there. */
export interface UncheckedFact {
  readonly kind: 'unchecked';
  readonly form: LookupForm;
  readonly style: 'asserted' | 'bare' | 'named';
  /** What is used: the look-up with its `!`, or the name. */
  readonly span: Span;
  /** The look-up itself, how a fix finds it again. */
  readonly lookup: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** Equal for look-ups of the same thing; null where nothing else can mean it. */
  readonly key: string | null;
  /** The function around it, by its offset: a check within the same function is no other opinion. */
  readonly owner: number;
  /** The look-up as the reader wrote it, shortened, and the name its value got. */
  readonly text: string;
  readonly name: string | null;
  /** What the look-up gives when there is nothing. */
  readonly nothing: 'undefined' | 'null' | 'null or undefined';
  /** What is looked into, and what it does not have then, as a message says it. */
  readonly absence: string;
  /** Little speaks for a fault, so that it takes others who check to say more than a hint. */
  readonly isQuiet: boolean;
  /** The key comes from what the program keeps itself, and from nobody who calls. */
  readonly isOwnKey: boolean;
  /** Where the value goes accepts `undefined` or `null` anyway. */
  readonly isAccepted: boolean;
  /** Nobody reads what comes of it, so that `?.` may skip it. */
  readonly isStatement: boolean;
}

/** A look-up of which somebody checks what it gives. */
export interface CheckedFact {
  readonly kind: 'checked';
  readonly key: string;
  readonly span: Span;
  readonly owner: number;
}

/** A variable of the environment that a schema or a check at the start sees to. */
export interface ValidatedFact {
  readonly kind: 'validated';
  readonly key: string;
}
