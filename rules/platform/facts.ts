import type { Span } from '../engine/finding.ts';
import type { RunsIn } from './engines.ts';
import type { Outcome } from './plan.ts';

/** What one file tells about a replaceable package. */
export type Fact = ImportFact | MockFact | UnseenFact;

export interface ImportFact {
  readonly kind: 'import';
  readonly package: string;
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  /** Erased at run time, so it keeps the package in the manifest and is no finding. */
  readonly isTypeOnly: boolean;
  readonly outcome: Outcome;
  readonly runsIn: RunsIn;
}

/** A test puts something else in the package's place: `jest.mock('uuid')`. */
export interface MockFact {
  readonly kind: 'mock';
  readonly package: string;
  /** The call's function: `jest.mock`. */
  readonly text: string;
}

/** The package is loaded by a `require` that is not the one of Node, so what is used of it cannot be seen. */
export interface UnseenFact {
  readonly kind: 'unseen';
  readonly package: string;
  readonly line: number;
}
