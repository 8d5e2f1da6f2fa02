import semver from 'semver';
import type { LocalEdit } from '../engine/local-edits.ts';
import type { PackageInfo } from '../engine/rule.ts';
import { BuiltinImports } from '../engine/typescript/codemods/builtin-imports.ts';
import { importsOf, type PackageImport } from '../engine/typescript/codemods/import-uses.ts';
import type { WantedImport } from '../engine/typescript/codemods/imports.ts';
import { orphanedImports } from '../engine/typescript/codemods/orphaned-imports.ts';
import type { PackageUse } from '../engine/typescript/codemods/package-uses.ts';
import type { FileView } from '../engine/typescript/rule.ts';
import { newLineOf } from '../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../engine/typescript/types.ts';
import { is, SyntaxKind } from '../engine/typescript.ts';
import { packageOfSpecifier, type Replacement, subpathOf } from './catalogue.ts';
import type { Codemod, Helper, Site, Verdict } from './codemods/codemod.ts';
import { isBrowserFile, type RunsIn } from './engines.ts';

/** What becomes of one import and its uses. */
export type Outcome =
  | { readonly kind: 'safe' }
  | { readonly kind: 'review'; readonly differences: readonly string[] }
  /** The built-in does the job, but these uses have to be rewritten by hand. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** The package does something here that the platform does not. */
  | { readonly kind: 'needed'; readonly what: string };

export interface FilePlan {
  /** One outcome per import, in order. */
  readonly outcomes: readonly Outcome[];
  /** Rewrites all uses and all imports of the package in the file; null unless every import can be. */
  readonly edits: { readonly imports: readonly LocalEdit[]; readonly uses: readonly LocalEdit[] } | null;
  /** The functions that the uses call afterwards. */
  readonly helpers: readonly Helper[];
}

/** Where a file gets a function from that several files share. */
export type SharedHelper = (view: FileView, helper: Helper) => Pick<WantedImport, 'specifier' | 'imported'>;

/**
 * Decides every use of a package in one file.
 * @param shared left out where the file gets functions of its own.
 */
export function planFile(
  view: FileView,
  questions: TypeQuestions,
  imports: readonly PackageImport[],
  replacement: Replacement,
  runsInBrowsers: boolean,
  shared?: SharedHelper,
): FilePlan {
  const { codemod } = replacement;
  if (imports.some(({ uses }) => uses.some(installsGlobal))) {
    return {
      outcomes: imports.map(() => ({ kind: 'needed', what: 'a polyfill' })),
      edits: null,
      helpers: [],
    };
  }
  if (codemod === null) {
    const reason = `\`${replacement.builtIn}\` is called differently`;
    return { outcomes: imports.map(() => ({ kind: 'blocked', reason })), edits: null, helpers: [] };
  }
  const declarations = [...new Set(imports.flatMap((each) => each.declarations))];
  const removed = [...declarations, ...orphanedImports(declarations, view, questions)];
  const builtins = new BuiltinImports(view, questions, removed);
  const version = declaredVersion(view.package, replacement.package);
  const uses = imports.flatMap((each) => each.uses);
  const found: Found = { edits: [], helpers: new Map() };
  const outcomes = imports.map((each) => {
    const subpath = subpathOf(each.specifier, replacement.package);
    const site: Site = { view, questions, subpath, version, builtins, runsInBrowsers, uses };
    return outcomeOf(each, codemod, site, found);
  });
  const isComplete = outcomes.every(({ kind }) => kind === 'safe' || kind === 'review');
  if (!isComplete) return { outcomes, edits: null, helpers: [] };
  const { edits } = found;
  const helpers = [...found.helpers.values()];
  if (shared === undefined) edits.push(...atEnd(view, helpers));
  else for (const each of helpers) builtins.add({ ...shared(view, each), local: each.local });
  return { outcomes, edits: { imports: builtins.edits(), uses: edits }, helpers };
}

/** What the uses of a file come to. */
interface Found {
  readonly edits: LocalEdit[];
  /** By the name that they are exported under. */
  readonly helpers: Map<string, Helper>;
}

/** A function is known everywhere in its file, so they stand below what calls them. */
function atEnd({ source: { text } }: FileView, helpers: readonly Helper[]): LocalEdit[] {
  if (helpers.length === 0) return [];
  const newLine = newLineOf(text);
  const end = text.trimEnd().length;
  const closing = /\n\s*$/.test(text.slice(end)) ? '' : newLine;
  const declarations = helpers.map((each) => newLine + newLine + each.text(each.local));
  return [{ span: { start: end, end }, newText: declarations.join('') + closing }];
}

/** The imports of one package in a file. */
export function importsOfPackage(name: string, view: FileView, questions: TypeQuestions): PackageImport[] {
  return importsOf(view, questions, (specifier) => packageOfSpecifier(specifier) === name);
}

/** Whether what replaces the package has to be there in browsers too. */
export function runsInBrowsers({ isNodeOnly }: Replacement, info: PackageInfo, file: RunsIn): boolean {
  return isBrowserFile(isNodeOnly, info, file);
}

function outcomeOf(found: PackageImport, codemod: Codemod, site: Site, all: Found): Outcome {
  const loaded = found.form === 'side-effect' ? codemod.load?.(found, site) : undefined;
  if (found.opaque !== null && loaded === undefined) return { kind: 'blocked', reason: found.opaque };
  const differences = new Set<string>();
  let blocked: string | undefined;
  const verdicts = loaded === undefined ? found.uses.map((use) => verdictOf(use, codemod, site)) : [loaded];
  for (const verdict of verdicts) {
    if ('needed' in verdict) return { kind: 'needed', what: verdict.needed };
    if ('blocked' in verdict) blocked ??= verdict.blocked;
    else {
      all.edits.push(...verdict.edits);
      if (verdict.helper !== undefined) all.helpers.set(verdict.helper.exported, verdict.helper);
      for (const each of verdict.differences ?? []) differences.add(each);
    }
  }
  if (blocked !== undefined) return { kind: 'blocked', reason: blocked };
  return differences.size === 0 ? { kind: 'safe' } : { kind: 'review', differences: [...differences] };
}

function verdictOf(use: PackageUse, codemod: Codemod, site: Site): Verdict {
  if (use.role === 'export') return { blocked: 'it is exported again' };
  const verdict = codemod.rewrite(use, site);
  if (use.role !== 'assigned' || 'needed' in verdict) return verdict;
  return { blocked: `\`${use.node.getText()}\` is assigned to` };
}

/** `Object.assign = require('object-assign')`: made for engines that the manifest does not speak of. */
function installsGlobal({ node }: PackageUse): boolean {
  const { parent } = node;
  if (!is.isBinaryExpression(parent) || parent.operatorToken.kind !== SyntaxKind.EqualsToken) return false;
  return parent.right === node && globalMember.test(parent.left.getText());
}

const globalMember = /^(?:window|self|global|globalThis|[A-Z]\w*(?:\.prototype)?)\.\w+$/;

/** The lowest version that the manifest asks for. */
function declaredVersion(info: PackageInfo, name: string): Site['version'] {
  const range = {
    ...info.peerDependencies,
    ...info.optionalDependencies,
    ...info.devDependencies,
    ...info.dependencies,
  }[name];
  if (range === undefined || range === '*' || !semver.validRange(range)) return null;
  return semver.minVersion(range);
}
