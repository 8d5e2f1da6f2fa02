import type { Place, Span } from '../../engine/finding.ts';
import type { Provenance } from './provenance.ts';
import type { SourceKind } from './sources.ts';

/** What one file tells about values from outside. Places are spans of the file itself. */
export type BoundaryFact = FlowFact | WrittenFact | OpenFact | AskedFact;

/** A value from outside is taken for one of a declared type. */
export interface FlowFact {
  readonly kind: 'flow';
  readonly source: SourceKind;
  /** The expression that brings it in, and how it is written. */
  readonly span: Span;
  readonly text: string;
  readonly symbol: string;
  readonly syntax: string;
  /** Where it becomes one of the type: the expression that is taken for it, with the cast around it. */
  readonly sink: Span;
  /** The type as the reader writes it; null for one without a name. */
  readonly type: string | null;
  /** Names it over the whole program; null where it has no name. */
  readonly key: string | null;
  readonly members: readonly string[];
  readonly isList: boolean;
  /** Members whose type no text can carry, with the type. */
  readonly impossible: readonly string[];
  /** Where a member of it is used first, in the same function. */
  readonly firstUse: { readonly span: Span; readonly text: string } | null;
  /** Where the type is declared, in any file; null where none of the workspace does. */
  readonly declared: (Place & { readonly name: string }) | null;
  /** Who wrote the text, as far as can be seen; null for somebody else. */
  readonly provenance: Provenance | null;
  /** The schema that the type is inferred from, where there is one. */
  readonly schema: string | null;
  /** The answer comes from the program's own server. */
  readonly isOwn: boolean;
  /** An empty object stands in for a text that is missing: `JSON.parse(text || '{}')`. */
  readonly hasStandIn: boolean;
}

/** `JSON.stringify(settings)`: the program writes values of the type itself. */
export interface WrittenFact {
  readonly kind: 'written';
  /** The name of its type, or null, and the names of its members. */
  readonly key: string | null;
  readonly members: readonly string[];
}

/** A function gives a value from outside as whatever type its caller names. */
export interface OpenFact {
  readonly kind: 'open';
  /** Names the function over the whole program. */
  readonly function: string;
  readonly span: Span;
  /** The expression that brings the value in. */
  readonly text: string;
  readonly symbol: string;
  readonly syntax: string;
}

/** A call that names the type it expects. */
export interface AskedFact {
  readonly kind: 'asked';
  readonly function: string;
  readonly type: string;
  readonly span: Span;
}
