import type { LocalEdit } from '../../engine/local-edits.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonVersion } from '../../engine/python/packages/version.ts';

/** A package of which Python's library has what is asked for, and what takes the place of each of its members. */
export interface PythonReplacement {
  /** As the index calls it, in normal form; for reading by people too. */
  readonly package: string;
  /** The import path that its members are below. */
  readonly module: string;
  /** What does the same, as it is called in messages: `zoneinfo`. */
  readonly builtIn: string;
  /** What it is called where only members are used that were there before the rest. */
  readonly olderPart?: { readonly upTo: PythonVersion; readonly builtIn: string };
  /** By path below the module, '' for the module itself. The longest that fits holds. */
  readonly members: Readonly<Record<string, Member>>;
  /** What every other member of the module is; without it such a member keeps the package. */
  readonly others?: Member;
  /** What may come out otherwise, for titles of fixes: `times before 1970 …`. */
  readonly differs: string;
  /** It makes no sense to go on with the package in one place and without it in another. */
  readonly isWhole?: true;
  /** Somebody who chose the package may have had a reason that no code shows. */
  readonly isTaste?: true;
}

export type Member = Counterpart | Rewriting | Kept;

/** Another name for the same. */
export interface Counterpart {
  readonly since: PythonVersion;
  readonly to: Target;
  /** Why a use cannot do with it. */
  readonly unless?: (use: PythonNode) => string | undefined;
}

/** Another way to write it. */
export interface Rewriting {
  readonly since: PythonVersion;
  readonly rewrite: Rewrite;
}

export interface Kept {
  /** Follows "because": `tomllib` does not write. */
  readonly kept: string;
}

/** A module, a colon, and the path of a member in it; nothing behind the colon for the module itself. */
export type Target = `${string}:${string}`;

/** Changes around the expression that names the member, without touching what stands in its arguments; a text says why not. */
export type Rewrite = (
  use: PythonNode,
  write: (target: Target) => string | undefined,
) => readonly LocalEdit[] | string;

export function isKept(member: Member): member is Kept {
  return 'kept' in member;
}

export function isCounterpart(member: Member): member is Counterpart {
  return 'to' in member;
}

/** Members of one module that are called the same, by the version that has them. */
export function sameNames(
  module: string,
  names: Readonly<Partial<Record<PythonVersion, string>>>,
): Readonly<Record<string, Counterpart>> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([since, list]) =>
      (list as string)
        .split(' ')
        .map((name) => [name, { since: since as PythonVersion, to: `${module}:${name}` }]),
    ),
  );
}
