import type { LocalEdit } from '../../engine/local-edits.ts';
import type { BuiltinImports } from '../../engine/typescript/codemods/builtin-imports.ts';
import type { PackageImport } from '../../engine/typescript/codemods/import-uses.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';

/** Rewrites what one file uses of a package. */
export interface Codemod {
  rewrite(use: PackageUse, site: Site): Verdict;
  /** What becomes of `import 'x'` alone, statement included; without it such an import stays. */
  load?(found: PackageImport, site: Site): Verdict;
}

/** The surroundings of a use. */
export interface Site {
  readonly view: FileView;
  readonly questions: TypeQuestions;
  /** What follows the package's name in the specifier: `v4` in `uuid/v4`, else ''. */
  readonly subpath: string;
  /** The lowest version that the manifest asks for; null where it names none, `*` for instance. */
  readonly version: { readonly major: number; readonly minor: number } | null;
  readonly builtins: BuiltinImports;
  /** Whether the file also runs in browsers, where Node's modules are missing. */
  readonly runsInBrowsers: boolean;
  /** All uses of the package in the file. */
  readonly uses: readonly PackageUse[];
}

/** A function that the project gets in a package's place. */
export interface Helper {
  /** Its name in this file, and where it serves several files. */
  readonly local: string;
  readonly exported: string;
  /** Its declaration under a name, without `export`. */
  text(name: string): string;
}

/**
 * `edits`: the use is rewritten, with what behaves differently afterwards in `differences`, which makes the fix one
 * to review; `helper` is a function that the edits call. `blocked`: the platform does it, but a person has to write it. `needed`: the platform does not do it.
 */
export type Verdict =
  | {
      readonly edits: readonly LocalEdit[];
      readonly differences?: readonly string[];
      readonly helper?: Helper;
    }
  | { readonly blocked: string }
  | { readonly needed: string };

/** The verdict for a use that a codemod does not know. */
export function unknownUse(use: PackageUse): Verdict {
  return { blocked: `\`${shortText(use)}\` has no counterpart that could be put in its place` };
}

/** The source of a use on one line, cut where it is long. */
export function shortText({ node, call }: PackageUse): string {
  const text = (call ?? node).getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

/** The path of a use without `default`: what a CommonJS package is to `import` is its `module.exports`. */
export function memberPath(use: PackageUse): string {
  const [first, ...rest] = use.path;
  return (first === 'default' ? rest : use.path).join('.');
}
