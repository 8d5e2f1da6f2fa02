import type { Span } from '../../engine/finding.ts';

/** What one file tells about object types whose members may be missing. Places are spans of the file itself. */
export type BagFact = DeclarationFact | ConstructionFact | ReadFact | EscapeFact;

export interface DeclarationFact {
  readonly kind: 'declaration';
  /** Names the type over the whole program. */
  readonly type: string;
  readonly name: string;
  /** The name in the declaration. */
  readonly span: Span;
  readonly symbol: string;
  readonly members: readonly MemberFact[];
  readonly exported: boolean;
  /** Other types build on it, or it on others, so that the declaration alone does not say which members there are. */
  readonly related: boolean;
}

export interface MemberFact {
  readonly name: string;
  /** It may be left out, or be null or undefined. */
  readonly mayBeMissing: boolean;
  /** All values where these are literals, as written in code; a candidate for the discriminant. */
  readonly values: readonly string[] | null;
  readonly isFunction: boolean;
}

/** How an object literal leaves one member. */
export type Presence =
  /** Given, and never null or undefined. */
  | 'set'
  /** Left out, or given as null or undefined. */
  | 'missing'
  /** Only known when the program runs. */
  | 'unknown';

export interface ConstructionFact {
  readonly kind: 'construction';
  readonly type: string;
  readonly span: Span;
  /** Members that the literal names. */
  readonly given: Readonly<Record<string, Presence>>;
  /** Literal values of members, as written. */
  readonly literals: Readonly<Record<string, string>>;
  /** What is not named comes from an object that is spread in. */
  readonly spreads: boolean;
}

export interface ReadFact {
  readonly kind: 'read';
  readonly type: string;
  readonly member: string;
  readonly span: Span;
}

/** The type is used where a union could not stand: `Partial<T>`, an assertion from something else, a decorator's class. */
export interface EscapeFact {
  readonly kind: 'escape';
  readonly type: string;
  readonly how: 'partial' | 'extended' | 'assigned';
}
