import { posix } from 'node:path';
import type { TextEdit } from '../engine/finding.ts';
import { runsOn } from '../engine/typescript/codemods/builtin-imports.ts';
import { declareIn } from '../engine/typescript/codemods/declare.ts';
import { codeStyle } from '../engine/typescript/codemods/imports.ts';
import { fileNameFor, importBetween } from '../engine/typescript/codemods/new-module.ts';
import { mostFrequent } from '../engine/typescript/codemods/target.ts';
import type { FileView, TypeScriptFixContext } from '../engine/typescript/rule.ts';
import type { Helper } from './codemods/codemod.ts';
import type { SharedHelper } from './plan.ts';

/** A new module with the function that several files call. */
export interface HelperModule {
  readonly from: SharedHelper;
  readonly edits: readonly TextEdit[];
}

/**
 * The module for a function that these files need; undefined where one could not serve them all, as some are loaded
 * otherwise or written in another language. Each gets a function of its own then.
 */
export function moduleFor(
  files: readonly { readonly view: FileView; readonly helper: Helper }[],
  context: TypeScriptFixContext,
): HelperModule | undefined {
  const [first] = files;
  if (first === undefined || files.length < 2) return undefined;
  const { view: like, helper } = first;
  const isAlike = files.every(
    ({ view }) => view.isCommonJs === like.isCommonJs && view.isJavaScript === like.isJavaScript,
  );
  if (!isAlike) return undefined;
  // Names are taken out of a required module in braces, which is a syntax error before Node 6.
  if (like.isCommonJs && !runsOn('6.0.0', like)) return undefined;
  // Tests reach into the code that they test, not the other way round.
  const inCode = files.filter(({ view }) => !view.isTest);
  const main = mostFrequent(inCode.length > 0 ? inCode : files);
  const all = context.filesOfPackage(main.package.dir);
  const folder = folderFor(
    (inCode.length > 0 ? inCode : files).map(({ view }) => view),
    all,
  );
  if (folder === undefined) return undefined;
  const neighbours = all.filter((file) => posix.dirname(file) === folder);
  const stem = fileNameFor(helper.exported, neighbours);
  const file = posix.join(folder, stem + posix.extname(main.path).replace(/^(\.[jt]s)x$/, '$1'));
  if (context.exists(file)) return undefined;
  const declaration = { name: helper.exported, text: helper.text(helper.exported) };
  const target = { file, view: undefined };
  const edits = declareIn(target, [declaration], [], true, main, codeStyle(main.source));
  if (edits === undefined) return undefined;
  return {
    edits,
    from: (view) => {
      const { specifier } = importBetween(view, file, helper.exported, context);
      return { specifier, imported: helper.exported };
    },
  };
}

/**
 * The folder for helpers within the one that all files are in, or that one itself. Not the root of a package: what it
 * publishes of that is often listed by name, and a new file would not be in the list.
 */
function folderFor(views: readonly FileView[], files: readonly string[]): string | undefined {
  const root = views[0]?.package.dir ?? '';
  const [first = root, ...others] = views.map(({ path }) => posix.dirname(path));
  let common = first;
  while (common !== root && !others.every((each) => `${each}/`.startsWith(`${common}/`))) {
    common = posix.dirname(common);
  }
  const forHelpers = ['utils', 'util', 'helpers', 'lib'].map((name) => posix.join(common, name));
  const known = forHelpers.find((folder) => files.some((file) => posix.dirname(file) === folder));
  return known ?? (common === root ? undefined : common);
}
