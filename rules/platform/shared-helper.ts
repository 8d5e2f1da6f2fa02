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

/** A new module with the functions that several files call. */
export interface HelperModule {
  readonly from: SharedHelper;
  readonly edits: readonly TextEdit[];
}

/**
 * The module for the functions that these files need; undefined where one could not serve them all, as some are loaded
 * otherwise or written in another language. Each gets functions of its own then.
 */
export function moduleFor(
  files: readonly { readonly view: FileView; readonly helpers: readonly Helper[] }[],
  context: TypeScriptFixContext,
): HelperModule | undefined {
  const [first] = files;
  if (first === undefined || files.length < 2) return undefined;
  const { view: like } = first;
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
  if (folder === undefined || isListed(folder, all, context)) return undefined;
  const helpers = new Map(files.flatMap((each) => each.helpers).map((helper) => [helper.exported, helper]));
  const [name] = helpers.keys();
  if (name === undefined) return undefined;
  const neighbours = all.filter((file) => posix.dirname(file) === folder);
  const stem = fileNameFor(name, neighbours);
  const file = posix.join(folder, stem + posix.extname(main.path).replace(/^(\.[jt]s)x$/, '$1'));
  if (context.exists(file)) return undefined;
  const declarations = [...helpers].map(([name, helper]) => ({ name, text: helper.text(name) }));
  const target = { file, view: undefined };
  const edits = declareIn(target, declarations, [], true, main, codeStyle(main.source));
  if (edits === undefined) return undefined;
  return {
    edits,
    from: (view, { exported }) => {
      const { specifier } = importBetween(view, file, exported, context);
      return { specifier, imported: exported };
    },
  };
}

/** Whether something may load whatever lies in a folder, as bots do with their commands: a new file would be taken for one. */
function isListed(folder: string, files: readonly string[], context: TypeScriptFixContext): boolean {
  const inText = new RegExp(`['"\`/]${posix.basename(folder).replace(/\W/g, '\\$&')}(?:['"\`/])`);
  return files.some((file) => {
    const text = context.view(file)?.source.text ?? '';
    return lists.test(text) && inText.test(text);
  });
}

/** What reads the names in a folder. */
const lists =
  /\breaddir(?:Sync)?\b|\brequire\.context\(|\bimport\.meta\.glob\b|\brequire-?(?:all|dir(?:ectory)?)\b/i;

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
