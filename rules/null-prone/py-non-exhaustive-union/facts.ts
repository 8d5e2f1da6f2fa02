import type { Span } from '../../engine/finding.ts';
import type { TypeExpression, TypeName } from '../../engine/python/types.ts';
import type { PassedOnFact } from '../../engine/python/workspace-names.ts';
import type { Choice } from './choices.ts';

export type UnionFact = ClassFact | AliasFact | PassedOnFact | ChoiceFact;

/** A class at the top of a file, or of a class there. */
export interface ClassFact {
  readonly is: 'class';
  /** `Message.Kind`. */
  readonly name: string;
  readonly bases: readonly (TypeName | null)[];
  /** Names that its body gives a value to: the members, where it is an enum. */
  readonly members: readonly string[];
  /** What annotations say of its attributes. */
  readonly fields: Readonly<Record<string, TypeExpression>>;
}

/** A name that stands for a type: `Mode = Literal["r", "w"]`. */
export interface AliasFact {
  readonly is: 'alias';
  readonly name: string;
  readonly type: TypeExpression;
}

/** The type of what is asked: by its own annotation, or by that of an attribute. */
export type SubjectType =
  | TypeExpression
  | { readonly is: 'field'; readonly of: SubjectType; readonly name: string };

/** One place that chooses by something whose type an annotation may tell. */
export interface ChoiceFact {
  readonly is: 'choice';
  readonly form: Choice['form'];
  readonly span: Span;
  /** The body of the function that it stands in. */
  readonly around: Span;
  /** The head of the choice, so that edits inside its branches do not move the finding. */
  readonly head: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly subject: string;
  readonly type: SubjectType;
  readonly labels: readonly LabelFact[];
  readonly rest: Rest;
  readonly flaw: Flaw | null;
  readonly hasIdleBranch: boolean;
}

export type LabelFact =
  | { readonly by: 'literal'; readonly value: string }
  | { readonly by: 'member' | 'class'; readonly name: TypeName };

/** What becomes of a value that no branch names. */
export type Rest =
  /** There is something for it: a fallback that does, returns or raises something. */
  | 'handled'
  /** The fallback or the statement after the branches takes it and does nothing, in so many words. */
  | 'swallowed'
  /** Every branch returns, and after them the function ends: it returns `None`, and nobody says so. */
  | 'drops off'
  /** Nothing is written for it, and the code goes on after the branches. */
  | 'passes';

/** What goes wrong for a value that is left out, where that can be shown. */
export type Flaw =
  | { readonly kind: 'returns None'; readonly fn: string; readonly declared: string | null }
  | { readonly kind: 'may return None'; readonly fn: string }
  | { readonly kind: 'unassigned'; readonly variable: string; readonly use: Span };
