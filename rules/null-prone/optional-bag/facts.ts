import type { Span } from '../../engine/finding.ts';

/** What one file tells about object types whose members may be missing. Places are spans of the file itself. */
export type BagFact = DeclarationFact | ConstructionFact | InstanceFact | ReadFact | EscapeFact;

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
  /** What a class makes of what its constructor gets, by member; null for a type. */
  readonly constructed: Readonly<Record<string, Origin>> | null;
}

/** Where a member of a new instance comes from. */
export type Origin =
  | { readonly kind: 'known'; readonly known: Known }
  /** An argument of the constructor, or a member of one. */
  | {
      readonly kind: 'argument';
      readonly index: number;
      readonly member: string | null;
      /** Where the argument, or its member, is missing. */
      readonly otherwise: Known;
    };

export interface MemberFact {
  readonly name: string;
  /** It may be left out, or be null or undefined. */
  readonly mayBeMissing: boolean;
  /** All values where these are literals, as written in code; a candidate for the discriminant. */
  readonly values: readonly string[] | null;
  readonly isFunction: boolean;
  /** What it has is never an empty text, zero or `false`, so that a test of truth says whether it is there. */
  readonly isAlwaysTruthy: boolean;
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

/** What a place gives a member. */
export interface Known {
  readonly presence: Presence;
  /** All values that it may have there, where these are literals. */
  readonly values?: readonly string[];
}

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

/** `new Result(true, value)`: a construction once it is known what the class makes of its arguments. */
export interface InstanceFact {
  readonly kind: 'instance';
  readonly type: string;
  readonly span: Span;
  readonly arguments: readonly ArgumentFact[];
}

export interface ArgumentFact extends Known {
  /** What is known of its members, where the argument is a literal without a spread. */
  readonly members: Readonly<Record<string, Known>> | null;
}

export interface ReadFact {
  readonly kind: 'read';
  readonly type: string;
  readonly member: string;
  readonly span: Span;
  readonly use: ReadUse;
  /** It is compared with `null` or `undefined`, so that nothing but its absence counts. */
  readonly comparesAbsence: boolean;
  /** What is taken in its place where it is missing: the name of another member, '' for any other value; null where nothing is. */
  readonly standIn: string | null;
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
