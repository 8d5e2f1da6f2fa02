import type { Span } from '../../engine/finding.ts';
import type { Nothing } from './exits.ts';

/**
 * What sort of thing leads to an empty result. `failed`: something was tried and broke; `missing`: something that was
 * looked up is not there; `refused`: what is there was tested and turned away; `unset`: what the function works with
 * is not set up; `input`: the caller gave nothing to work on; `open`: it cannot be told.
 */
export type Sort = 'failed' | 'missing' | 'refused' | 'unset' | 'input' | 'open';

export interface ReasonFact {
  readonly sort: Sort;
  /** Equal for exits that mean the same thing to a caller. */
  readonly key: string;
  /** What the reason would be called in code: `no-user`, `expired`. */
  readonly name: string;
  /** The reason in words, for the message: "`user` is missing". */
  readonly words: string;
  /** The exit: a `return`, or the name of the function where its end is reached. */
  readonly span: Span;
}

/** A function that gives back nothing for several reasons. */
export interface FunctionFact {
  readonly is: 'function';
  readonly key: string;
  readonly name: string;
  readonly span: Span;
  /** From the start to the end of the whole function, to find it again. */
  readonly whole: Span;
  readonly symbol: string;
  readonly isAsync: boolean;
  readonly nothing: readonly Nothing[];
  readonly reasons: readonly ReasonFact[];
}

/**
 * What a caller does where it gets nothing: `throws` or `answers` (tells a user, a client or a log something), `passes`
 * it on, goes on with something else instead (`defaults`), or does some `other` thing.
 */
export type Reaction = 'throws' | 'answers' | 'passes' | 'defaults' | 'other';

/** A place that calls a function of the workspace and asks whether there is a result. */
export interface CallFact {
  readonly is: 'call';
  readonly key: string;
  readonly span: Span;
  readonly reaction: Reaction;
  /** The text that it throws or answers with. */
  readonly says: string | null;
}

export type NullFact = FunctionFact | CallFact;
