import type { Span } from '../../engine/finding.ts';
import type { TypeName } from '../../engine/python/types.ts';
import type { PassedOnFact } from '../../engine/python/workspace-names.ts';

export type BagFact = ModelFact | HeirFact | ConstructionFact | PassedOnFact;

/** A class whose `__init__` is made from its fields. */
export interface ModelFact {
  readonly is: 'model';
  readonly by: 'dataclass' | 'attrs' | 'pydantic' | 'NamedTuple';
  /** `Message.Part`, by the classes around. */
  readonly name: string;
  readonly span: Span;
  /** Nothing sets a field of an object that was built. */
  readonly isFrozen: boolean;
  readonly fields: readonly FieldFact[];
}

export interface FieldFact {
  readonly name: string;
  readonly span: Span;
  /** Its type allows `None`, and it is `None` where it is not given. */
  readonly mayBeMissing: boolean;
  /** Its type allows `None`, but it has to be given. */
  readonly isRequired: boolean;
  readonly isPositional: boolean;
}

/** Something that inherits from a class. */
export interface HeirFact {
  readonly is: 'heir';
  readonly of: TypeName;
}

/** Whether a field is given at a place: `unknown` for a value that may be `None`. */
export type Presence = 'set' | 'missing' | 'unknown';

/** A place that makes an object. */
export interface ConstructionFact {
  readonly is: 'construction';
  readonly of: TypeName;
  readonly span: Span;
  readonly positional: readonly Presence[];
  readonly named: Readonly<Record<string, Presence>>;
  /** Constants that are given by name: texts, numbers, members of enums. */
  readonly constants: Readonly<Record<string, string>>;
  /** `**values` may give anything. */
  readonly isOpen: boolean;
  /** It is made to be handed on at once, as options are. */
  readonly isArgument: boolean;
}
