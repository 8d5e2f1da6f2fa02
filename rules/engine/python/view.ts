import type { PythonSyntax } from '../python.ts';
import type { PackageInfo } from '../rule.ts';
import { Names } from './names.ts';
import type { PythonNode } from './node.ts';

/** A Python file as rules see it. A fix keeps what it needs of it. */
export class PythonView {
  /** Absolute path with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly isTest: boolean;
  readonly package: PackageInfo;
  readonly root: PythonNode;
  /** Whether anything in it is not Python as the grammar knows it; rules then do not run. */
  readonly hasError: boolean;
  #names: Names | undefined;

  constructor(
    file: {
      readonly path: string;
      readonly text: string;
      readonly isTest: boolean;
      readonly package: PackageInfo;
    },
    { root, hasError }: PythonSyntax,
  ) {
    this.path = file.path;
    this.text = file.text;
    this.isTest = file.isTest;
    this.package = file.package;
    this.root = root;
    this.hasError = hasError;
  }

  /** Worked out when a rule first asks: most files give no suspect. */
  get names(): Names {
    this.#names ??= new Names(this.root);
    return this.#names;
  }
}
