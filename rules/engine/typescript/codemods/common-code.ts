import type { EditPlan, Refusal, Span, TextEdit } from '../../finding.ts';
import type { FileView, TypeScriptFixContext } from '../rule.ts';
import { changeImports } from './change-imports.ts';
import { type Declaration, declareIn } from './declare.ts';
import { declares } from './declared-alike.ts';
import { type CodeStyle, codeStyle, type WantedImport } from './imports.ts';
import { namedIn, unusedName } from './names.ts';
import { importBetween } from './new-module.ts';
import { mostFrequent, planInFirst, type Target } from './target.ts';

/** Where common code is to stand, and how it has to be written there. */
export interface Home extends Target {
  /** Whether a place is in another file, so that the code has to be exported. */
  readonly isShared: boolean;
  readonly isCommonJs: boolean;
  readonly isTypeScript: boolean;
  readonly style: CodeStyle;
}

/** What several places have in common, as one home would declare it. */
export interface CommonCode<S> {
  /** What it is called where nothing else has these names; the places use the last one. */
  readonly names: readonly string[];
  /** The declarations under free names, one for each; a refusal in words. */
  readonly declare: (names: readonly string[]) => readonly Declaration[] | string;
  /** What the declarations under these names need of other modules; a refusal in words. */
  readonly imports: (names: readonly string[]) => readonly WantedImport[] | string;
  /** The use of the common code in the place of what stood there. */
  readonly use: (site: S, name: string) => TextEdit;
  /** What goes from a place, with the imports that only this needs; null where nothing that was imported does. */
  readonly gone: (site: S) => Span | null;
}

/** The places of something that is to be declared once. */
export interface Places<S> {
  /** Every place: the common code is made so that it serves them all. */
  readonly all: readonly S[];
  /** Those that are to use it now. */
  readonly replaced: readonly S[];
}

/**
 * Declares common code in the first of the targets that takes it, unless it is there already, and lets places use it.
 * @param describe the common code as a home would have it; a refusal in words where it cannot.
 * @param none why nothing can be done where there is no target.
 */
export function declareOnce<S extends { readonly view: FileView }>(
  places: Places<S>,
  targets: readonly Target[],
  describe: (home: Home) => CommonCode<S> | string,
  none: string,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const like = mostFrequent(places.all);
  const homes = targets.map((target) => homeAt(target, places, like, context));
  const declared = homes.find((home) => {
    const code = describe(home);
    return typeof code !== 'string' && isDeclared(home, code);
  });
  return planInFirst(
    // Where an earlier fix put it is the best place, even if fewer files need it by now.
    declared === undefined ? homes : [declared, ...homes],
    (home) => {
      const code = describe(home);
      return typeof code === 'string' ? code : planAt(home, code, places, like, context);
    },
    none,
  );
}

function isDeclared<S>({ view }: Home, { names, declare }: CommonCode<S>): boolean {
  const wanted = view === undefined ? '' : declare(names);
  return view !== undefined && typeof wanted !== 'string' && declares(view.source, wanted);
}

function homeAt<S extends { readonly view: FileView }>(
  { file, view }: Target,
  { all }: Places<S>,
  like: FileView,
  context: TypeScriptFixContext,
): Home {
  const existing = view ?? context.view(file);
  const { isCommonJs, isJavaScript, source } = existing ?? like;
  return {
    file,
    view: existing,
    isShared: all.some((each) => each.view.path !== file),
    isCommonJs,
    isTypeScript: !isJavaScript,
    style: codeStyle(source, like.source),
  };
}

function planAt<S extends { readonly view: FileView }>(
  home: Home,
  code: CommonCode<S>,
  { replaced }: Places<S>,
  like: FileView,
  context: TypeScriptFixContext,
): EditPlan | string {
  const users = [...new Set(replaced.map(({ view }) => view))].filter(({ path }) => path !== home.file);
  const isThere = isDeclared(home, code);
  const isTaken = namedIn([...users, ...(home.view === undefined ? [] : [home.view])]);
  const names = isThere ? code.names : code.names.map((name) => unusedName(name, isTaken));
  const edits = isThere ? [] : declaredIn(home, code, names, like);
  if (typeof edits === 'string') return edits;
  const name = names.at(-1) ?? '';
  edits.push(...replaced.map((site) => code.use(site, name)));
  for (const user of users) {
    const gone = replaced.flatMap((site) => (site.view === user ? (code.gone(site) ?? []) : []));
    edits.push(...changeImports(user, [importBetween(user, home.file, name, context)], gone));
  }
  return { edits };
}

function declaredIn<S>(
  home: Home,
  code: CommonCode<S>,
  names: readonly string[],
  like: FileView,
): TextEdit[] | string {
  const declarations = code.declare(names);
  if (typeof declarations === 'string') return declarations;
  const imports = code.imports(names);
  if (typeof imports === 'string') return imports;
  const declared = declareIn(home, declarations, imports, home.isShared, like, home.style);
  return declared ?? `${home.file} exports in a way that nothing can be added to.`;
}
