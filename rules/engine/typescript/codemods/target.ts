import { posix } from 'node:path';
import type { EditPlan, Refusal } from '../../finding.ts';
import { is, type Node } from '../../typescript.ts';
import type { FileView, TypeScriptFixContext } from '../rule.ts';
import { fileNameFor, resolveRelative } from './new-module.ts';

/** Where something that several places have in common is to be declared. */
export interface Target {
  readonly file: string;
  /** The module as it is; undefined for one to be created. */
  readonly view: FileView | undefined;
}

/** A piece of code that is to use what is declared. */
export interface User {
  readonly view: FileView;
  readonly node: Node;
}

/**
 * The modules to try, best first: the wanted ones, such as the project's own errors modules; the file itself where it has
 * all places; else a new file beside the one with the most places.
 */
export function targetsFor(
  users: readonly User[],
  wanted: readonly string[],
  identifier: string,
  context: TypeScriptFixContext,
): Target[] {
  const files = new Set(users.map(({ view }) => view.path));
  const main = mostFrequent(users);
  const modules = wanted.flatMap((file): Target[] => {
    const view = context.view(file);
    return view !== undefined && canServe(view, users) && !closesCycle(view, files, context)
      ? [{ file, view }]
      : [];
  });
  const local = files.size === 1 && users.every(isInFunction) ? [{ file: main.path, view: main }] : [];
  return [...modules, ...local, { file: newFile(main, identifier, context), view: undefined }];
}

/** The plan for the first target that one can be made for; else the last reason why not, or `none` where there is no target. */
export function planInFirst<T extends Target>(
  targets: readonly T[],
  plan: (target: T) => EditPlan | string,
  none: string,
): EditPlan | Refusal {
  let refused = none;
  for (const target of targets) {
    const found = plan(target);
    if (typeof found !== 'string') return found;
    refused = found;
  }
  return { refused };
}

/** The view of the file that has most of the places, the first one of equals. */
export function mostFrequent(users: readonly Pick<User, 'view'>[]): FileView {
  const counts = new Map<FileView, number>();
  for (const { view } of users) counts.set(view, (counts.get(view) ?? 0) + 1);
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
function canServe(module: FileView, users: readonly User[]): boolean {
  return users.every(
    ({ view }) => view.isCommonJs === module.isCommonJs && (module.isJavaScript || !view.isJavaScript),
  );
}

function isInFunction({ node }: User): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
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
