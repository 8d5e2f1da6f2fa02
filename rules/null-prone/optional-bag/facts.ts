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
}

export interface MemberFact {
  readonly name: string;
  /** It may be left out, or be null or undefined. */
  readonly mayBeMissing: boolean;
  /** All values where these are literals, as written in code; a candidate for the discriminant. */
  readonly values: readonly string[] | null;
  readonly isFunction: boolean;
}

/** How a construction leaves one member. */
export type Presence =
  /** Given, and never null or undefined. */
  | 'set'
  /** Left out, or given as null or undefined. */
  | 'missing'
  /** Only known when the program runs. */
  | 'unknown'
  /** As in another object of the same type, which is spread in. */
  | 'kept';

export interface ConstructionFact {
  readonly kind: 'construction';
  readonly type: string;
  readonly span: Span;
  /** Members that the construction decides about. */
  readonly given: Readonly<Record<string, Presence>>;
  /** Every other member. */
  readonly rest: 'missing' | 'kept';
  /** The literal values that a member may have there, as written; only where all are known. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Handed to a function that is declared to take the type: what an option bag looks like. */
  readonly isArgument: boolean;
}

export interface ReadFact {
  readonly kind: 'read';
  readonly type: string;
  readonly member: string;
  readonly span: Span;
  readonly use: ReadUse;
  /** Offset of the surrounding function, to tell places that look at two members together. */
  readonly within: number;
}

export type ReadUse =
  /** `if (x.data)`, `x.data == null`, `x.data?.y`, `x.data ?? z`. */
  | 'checked'
  /** `x.data!`. */
  | 'asserted'
  /** `x.status === 'done'`, `switch (x.status)`. */
  | 'compared'
  /** `x.data = y`: what was built is not what is read later. */
  | 'written';

/** The type is used in a way that constructions do not show. */
export interface EscapeFact {
  readonly kind: 'escape';
  readonly type: string;
  readonly how: EscapeKind;
}

export type EscapeKind =
  /** `Partial<T>`: members are set one by one. */
  | 'partial'
  /** Another interface or a class builds on it. */
  | 'extended'
  /** A value from outside is taken to be one. */
  | 'from-outside';
