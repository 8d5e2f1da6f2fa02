import { posix } from 'node:path';
import { fileNameFor, resolveRelative } from '../../../engine/typescript/codemods/new-module.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { is } from '../../../engine/typescript.ts';
import type { Site } from './site.ts';

/** Where the common check is to be declared. */
export interface Target {
  readonly file: string;
  /** The module as it is; undefined for one to be created. */
  readonly view: FileView | undefined;
}

/**
 * The modules to try, best first: the file itself where the guard needs names of it; the project's own errors
 * modules; the file itself where it has all places; else a new file beside the one with the most places.
 */
export function targetsFor(
  sites: readonly Site[],
  errorModules: readonly string[],
  identifier: string,
  context: TypeScriptFixContext,
): Target[] {
  const files = new Set(sites.map(({ view }) => view.path));
  const main = mostFrequent(sites);
  const own: Target = { file: main.path, view: main };
  if (sites.some(({ shape }) => shape.isBoundToFile)) return [own];
  const modules = errorModules.flatMap((file): Target[] => {
    const view = context.view(file);
    return view !== undefined && canServe(view, sites) && !closesCycle(view, files, context)
      ? [{ file, view }]
      : [];
  });
  const local = files.size === 1 && sites.every(isInFunction) ? [own] : [];
  return [...modules, ...local, { file: newFile(main, identifier, context), view: undefined }];
}

/** The view of the file that has most of the places, the first one of equals. */
export function mostFrequent(sites: readonly Site[]): FileView {
  const counts = new Map<FileView, number>();
  for (const { view } of sites) counts.set(view, (counts.get(view) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** Modules that a file imports for values, as far as they are files of the workspace. */
export function importedFiles(view: FileView, context: TypeScriptFixContext): string[] {
  const questions = context.questions(view.path);
  return view.source.imports.flatMap((node) => {
    if (!is.isStringLiteral(node)) return [];
    const { parent } = node;
    if (is.isImportDeclaration(parent) && parent.importClause?.phaseModifier !== undefined) return [];
    const file = node.text.startsWith('.')
      ? resolveRelative(view.path, node.text, context.exists)
      : questions?.symbolAt(node)?.declarations[0]?.path;
    return file === undefined || file.includes('/node_modules/') ? [] : file;
  });
}

/** Whether a module reaches one of the files that are to import it, and that do not yet. */
function closesCycle(module: FileView, users: ReadonlySet<string>, context: TypeScriptFixContext): boolean {
  const fresh = new Set(
    [...users].filter((file) => file !== module.path && !imports(file, module.path, context)),
  );
  const seen = new Set([module.path]);
  const open = [module.path];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const view = context.view(file);
    for (const next of view === undefined ? [] : importedFiles(view, context)) {
      if (fresh.has(next)) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}

function imports(file: string, module: string, context: TypeScriptFixContext): boolean {
  const view = context.view(file);
  return view !== undefined && importedFiles(view, context).includes(module);
}

/** A module can only serve files that are loaded the way it is, and JavaScript cannot load TypeScript. */
function canServe(module: FileView, sites: readonly Site[]): boolean {
  return sites.every(
    ({ view }) => view.isCommonJs === module.isCommonJs && (module.isJavaScript || !view.isJavaScript),
  );
}

function isInFunction({ guard }: Site): boolean {
  for (let at = guard.node.parent; at !== undefined; at = at.parent) {
    if ('body' in at) return true;
  }
  return false;
}

function newFile(main: FileView, identifier: string, context: TypeScriptFixContext): string {
  const folder = outOfRoutes(posix.dirname(main.path));
  const neighbours = context
    .filesOfPackage(main.package.dir)
    .filter((file) => posix.dirname(file) === folder && file !== main.path);
  const stem = fileNameFor(identifier, neighbours.length > 1 ? neighbours : [main.path, ...neighbours]);
  const extension = posix.extname(main.path).replace(/^(\.[jt]s)x$/, '$1');
  return posix.join(folder, stem + extension);
}

/** Frameworks make a page of every file below `routes` and `pages`, so a module is put above. */
function outOfRoutes(folder: string): string {
  const match = /\/(routes|pages)(\/|$)/.exec(folder);
  return match === null ? folder : folder.slice(0, match.index);
}
