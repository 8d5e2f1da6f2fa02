import { posix } from 'node:path';
import { is, type SourceFile } from '../../typescript.ts';
import type { FileView, TypeScriptFixContext } from '../rule.ts';
import type { WantedImport } from './imports.ts';
import { kebabCase, wordsOf } from './names.ts';

/** How a project writes the specifiers of its own files. */
export interface SpecifierStyle {
  /** `.js` or `.ts` where specifiers carry one, '' where they do not. */
  readonly extension: '' | '.js' | '.ts';
  /** What stands for a folder, `@/` for `/project/src/`; null where files are named relatively. */
  readonly alias: { readonly prefix: string; readonly folder: string } | null;
}

/** The specifier by which `from` imports `to`, in the style of the file itself or else of its neighbours. */
export function specifierBetween(from: string, to: string, style: SpecifierStyle): string {
  const bare = style.extension === '' ? withoutIndex(to) : to;
  const path = withExtension(bare, to, style.extension);
  if (style.alias !== null && to.startsWith(style.alias.folder) && !isBelow(to, posix.dirname(from))) {
    return style.alias.prefix + path.slice(style.alias.folder.length);
  }
  const relative = posix.relative(posix.dirname(from), path);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** What a file that is to use a name of another writes in its import, as specifier and names. */
export function importBetween(
  user: FileView,
  file: string,
  local: string,
  context: TypeScriptFixContext,
): WantedImport {
  return {
    specifier: specifierBetween(user.path, file, specifierStyle(user, context)),
    imported: local,
    local,
  };
}

/**
 * Reads the style off the imports of a file; what these do not tell is read off its neighbours. Where nobody tells there is
 * no alias, and an extension where the compiler asks for one.
 */
export function specifierStyle(view: FileView, context: TypeScriptFixContext): SpecifierStyle {
  const own = localSpecifiers(view, context);
  const extension =
    extensionOf(own) ??
    extensionOf(neighbourSpecifiers(view, context)) ??
    extensionByResolution(view, context);
  const relative = own.filter(({ text }) => text.startsWith('..')).length;
  const aliased = own.flatMap(({ text, file }) => aliasOf(text, file) ?? []);
  return { extension, alias: aliased.length > relative ? (aliased[0] ?? null) : null };
}

/** The file that a relative specifier means, if it is one of the workspace. */
export function resolveRelative(
  from: string,
  specifier: string,
  exists: (file: string) => boolean,
): string | undefined {
  const base = posix.join(posix.dirname(from), specifier);
  const stem = base.replace(/\.([cm]?)js(x?)$/, '');
  const candidates = [
    base,
    ...endings.map((ending) => stem + ending),
    ...endings.map((ending) => base + ending),
  ];
  return [...candidates, ...endings.map((ending) => `${base}/index${ending}`)].find(
    (file) => /\.[cm]?[jt]sx?$/.test(file) && exists(file),
  );
}

/** A file name in the style of a folder: `response-error`, `responseError`, `ResponseError` or `response_error`. */
export function fileNameFor(identifier: string, neighbours: readonly string[]): string {
  const stems = neighbours.map((file) => posix.basename(file).replace(/\..*$/, ''));
  const kebab = kebabCase(identifier);
  if (stems.some((stem) => stem.includes('-'))) return kebab;
  if (stems.some((stem) => /^[a-z][a-z\d]*_[a-z]/.test(stem))) return kebab.replaceAll('-', '_');
  const upper = stems.filter((stem) => /^[A-Z]/.test(stem)).length;
  const camel = stems.filter((stem) => /^[a-z]+[A-Z]/.test(stem)).length;
  if (upper > stems.length / 2) return wordsOf(identifier).map(capital).join('');
  if (camel > 0)
    return wordsOf(identifier)
      .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word)))
      .join('');
  return kebab;
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

interface LocalSpecifier {
  readonly text: string;
  readonly file: string;
}

/** Specifiers of a file that mean files of the workspace, also through an alias. */
function localSpecifiers(view: FileView, context: TypeScriptFixContext): LocalSpecifier[] {
  const questions = context.questions(view.path);
  return specifierTexts(view.source).flatMap(({ text, node }) => {
    if (text.startsWith('.')) {
      const file = resolveRelative(view.path, text, context.exists);
      return file === undefined ? [] : { text, file };
    }
    if (!looksLikeAlias(text) || isPackage(text, view)) return [];
    const file = questions?.symbolAt(node)?.declarations[0]?.path;
    return file === undefined || file.includes('/node_modules/') ? [] : { text, file };
  });
}

function neighbourSpecifiers(view: FileView, context: TypeScriptFixContext): LocalSpecifier[] {
  const folder = posix.dirname(view.path);
  const others = context.filesOfPackage(view.package.dir).filter((file) => file !== view.path);
  const nearest = [...others].sort((a, b) => distance(a, folder) - distance(b, folder)).slice(0, 12);
  return nearest.flatMap((file) => {
    const neighbour = context.view(file);
    if (neighbour === undefined || neighbour.isCommonJs !== view.isCommonJs) return [];
    return specifierTexts(neighbour.source).flatMap(({ text }) =>
      text.startsWith('.') ? { text, file } : [],
    );
  });
}

function specifierTexts(source: SourceFile): { text: string; node: SourceFile['imports'][number] }[] {
  return source.imports.flatMap((node) => (is.isStringLiteral(node) ? { text: node.text, node } : []));
}

/** `@/x`, `~/x`, `#x` and `src/x`: what cannot be the name of a package or often is not. */
function looksLikeAlias(specifier: string): boolean {
  return /^([@~$#]\/|[~#]|src\/|@[\w-]+\/)/.test(specifier);
}

/** A package's own name and those it depends on are resolved through `exports`, which leave out what is new. */
function isPackage(specifier: string, { package: info }: FileView): boolean {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return (
    name === info.name ||
    name in info.dependencies ||
    name in info.devDependencies ||
    name in info.peerDependencies
  );
}

function extensionOf(specifiers: readonly LocalSpecifier[]): '' | '.js' | '.ts' | undefined {
  const relative = specifiers.filter(({ text }) => text.startsWith('.'));
  if (relative.length === 0) return undefined;
  const ending = (pattern: RegExp): number => relative.filter(({ text }) => pattern.test(text)).length;
  const [js, ts] = [ending(/\.[cm]?jsx?$/), ending(/\.[cm]?tsx?$/)];
  if (ts > relative.length / 2) return '.ts';
  return js > relative.length / 2 ? '.js' : '';
}

/** Node resolves the specifiers of an ECMAScript module as they are written. */
function extensionByResolution(
  { path, isCommonJs, package: info }: FileView,
  context: TypeScriptFixContext,
): '' | '.js' {
  const isModule = !isCommonJs && (info.type === 'module' || /\.m[jt]s$/.test(path));
  return isModule && context.questions(path)?.resolvesLikeNode === true ? '.js' : '';
}

/** The part of the specifier before what it has in common with the path of the file it means. */
function aliasOf(text: string, file: string): { prefix: string; folder: string } | undefined {
  if (text.startsWith('.')) return undefined;
  const parts = text.replace(/\.[cm]?[jt]sx?$/, '').split('/');
  const path = withoutIndex(file)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .split('/');
  let common = 0;
  while (common < parts.length - 1 && parts.at(-1 - common) === path.at(-1 - common)) common += 1;
  if (common === 0) return undefined;
  return {
    prefix: `${parts.slice(0, parts.length - common).join('/')}/`,
    folder: `${path.slice(0, path.length - common).join('/')}/`,
  };
}

function withoutIndex(file: string): string {
  return file.replace(/\/index(\.[cm]?[jt]sx?)$/, '$1');
}

function withExtension(bare: string, to: string, extension: SpecifierStyle['extension']): string {
  const match = /\.([cm]?)([jt])sx?$/.exec(bare);
  const stem = match === null ? bare : bare.slice(0, match.index);
  const module = match?.[1] ?? '';
  // A file with a module kind in its name is only found by its whole name.
  if (extension === '') return module === '' ? stem : `${stem}.${module}js`;
  return extension === '.ts'
    ? bare.slice(0, bare.length)
    : `${stem}.${module}js${to.endsWith('.jsx') ? 'x' : ''}`;
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

/** How many folders lie between a folder and that of a file. */
export function distance(file: string, folder: string): number {
  const relative = posix.relative(folder, posix.dirname(file));
  return relative === '' ? 0 : relative.split('/').length;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
