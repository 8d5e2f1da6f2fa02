import type { ReceiverKind } from '../codemods/functions.ts';
import type { EngineVersions } from '../replacements.ts';

/** A package that is one line, with the line. */
export interface OneLiner {
  readonly package: string;
  /** The major versions that the line was compared with, first and last; all of them where it is left out. */
  readonly majors?: readonly [first: number, last: number];
  /** What the package exports: '' is the module itself or its default export. */
  readonly members?: readonly string[];
  /** The function's name where it becomes one of the project's own. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The line in terms of the parameters, in JavaScript. */
  readonly line: string;
  /** The line where it takes the place of a call, if that is another than within a function. */
  readonly inlineLine?: string;
  /** The line in a function of TypeScript, where the types ask for more. */
  readonly typedLine?: string;
  /** What stands for the line in titles, where it is too long for one. */
  readonly brief?: string;
  /** Type parameters of the function: `T`. */
  readonly generic?: string;
  readonly returns: string;
  /** What is no longer the same, whatever it is called with. */
  readonly differences?: readonly string[];
  /** It is too long, or names a parameter too often, to stand at every use. */
  readonly isOwnFunction?: true;
  /** null where the line needs no more than the package itself does. */
  readonly engines: EngineVersions | null;
  readonly isNodeOnly?: true;
  /** Where the code of the package can be read. */
  readonly url: string;
}

/** What a function takes, and what that has to be for the line to do the same. */
export interface Parameter {
  readonly name: string;
  /** As TypeScript writes it. */
  readonly type: string;
  /** Stands for an argument that is not given. */
  readonly initializer?: string;
  /** Takes all further arguments, with this text between two of them. */
  readonly between?: string;
  /** Refuted: the use is left to a person. Not proven: it is said in the title. */
  readonly requires?: ReceiverKind;
  /** What is no longer the same unless the types show this kind of value. */
  readonly unless?: { readonly kind: ReceiverKind; readonly difference: string };
}
