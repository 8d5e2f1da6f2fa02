import { posix } from 'node:path';
import { applyEdits } from '../engine/edits.ts';
import type { EditPlan, FixContext, FixDraft, Refusal, TextEdit } from '../engine/finding.ts';
import { inFile } from '../engine/local-edits.ts';
import { withoutDependencies } from '../engine/manifest.ts';
import type { FileView, TypeScriptFixContext } from '../engine/typescript/rule.ts';
import { inWords } from './catalogue.ts';
import { keeperIn } from './keepers.ts';
import { type FilePlan, importsOfPackage, planFile, runsInBrowsers, type SharedHelper } from './plan.ts';
import { runsIn } from './runs-in.ts';
import { listedScripts, scriptEdits } from './script-uses.ts';
import { moduleFor } from './shared-helper.ts';
import type { Usage } from './usages.ts';

/**
 * The fixes of one package: all files with the manifest, all files without it, where some files need a review those
 * that need none, and one file by itself, which may still be rewritten where another is in the way.
 */
export function fixesOf(usage: Usage, install = ''): (file: string) => FixDraft[] {
  const reason = whyNothing(usage);
  if (reason !== null) {
    const draft = draftOf(usage, [], () => ({ refused: reason }));
    return () => [draft];
  }
  const files = rewritableFiles(usage);
  const rewrite = (some: readonly RewritableFile[], where?: string): FixDraft =>
    draftOf(usage, some, (context) => rewriteFiles(usage, some, context), { where });
  const drafts: FixDraft[] = whatRemains(usage) === null ? [removal(usage, files, install)] : [];
  drafts.push(rewrite(files));
  const safe = files.filter(({ differences }) => differences.length === 0);
  if (safe.length > 0 && safe.length < files.length) drafts.push(rewrite(safe));
  return (file) => {
    const own = files.filter((each) => each.file === file);
    return own.length === 0 || files.length === 1 ? drafts : [...drafts, rewrite(own, ' in this file')];
  };
}

/** The one fix that takes the package out of the manifest with all its uses, or says what is in the way. */
export function removalOf(usage: Usage, install = ''): FixDraft {
  const reason = whyNothing(usage) ?? whatRemains(usage);
  if (reason !== null) return draftOf(usage, [], () => ({ refused: reason }));
  return removal(usage, rewritableFiles(usage), install);
}

function removal(usage: Usage, files: readonly RewritableFile[], install: string): FixDraft {
  const { rewrites, difference } = usage.scripts;
  const scripts = rewrites.size === 0 ? '' : ` and in ${listedScripts(rewrites.keys())},`;
  const suffix = `${scripts} and remove it from package.json${install}`;
  const changes = difference === null ? [] : [difference];
  return draftOf(usage, files, (context) => withManifest(usage, files, context), { suffix, changes });
}

/** Why the entry in the manifest has to stay when all is rewritten that can be; null where it can go. */
function whatRemains(usage: Usage): string | null {
  const name = usage.replacement.package;
  if (usage.keeper !== null) return `package.json has to keep \`${name}\`: ${usage.keeper}.`;
  const rewritable = rewritableFiles(usage);
  if (rewritable.length === fileCount(usage)) return null;
  const reasons = blockedReasons(
    usage,
    usage.imports.filter(({ file }) => !rewritable.some((each) => each.file === file)),
  );
  return `Not every file can be rewritten without you. ${reasons}`;
}

interface RewritableFile {
  readonly file: string;
  readonly differences: readonly string[];
}

/** The files in which every import of the package can be rewritten. */
function rewritableFiles({ imports }: Usage): RewritableFile[] {
  return [...new Set(imports.map(({ file }) => file))].flatMap((file) => {
    const outcomes = imports.filter((each) => each.file === file).map(({ fact }) => fact.outcome);
    if (!outcomes.every(({ kind }) => kind === 'safe' || kind === 'review')) return [];
    const differences = outcomes.flatMap((each) => (each.kind === 'review' ? each.differences : []));
    return [{ file, differences: [...new Set(differences)] }];
  });
}

/** Why no file can be rewritten; null if one can. */
function whyNothing(usage: Usage): string | null {
  const name = usage.replacement.package;
  const [mock] = usage.mocks;
  if (mock !== undefined) {
    return `${nameIn(usage, mock.file)} puts something else in the place of \`${name}\` with \`${mock.text}\`, which a built-in would not pass through.`;
  }
  if (rewritableFiles(usage).length > 0) return null;
  return `No file can be rewritten without you. ${blockedReasons(usage, usage.imports)}`;
}

function blockedReasons(usage: Usage, imports: Usage['imports']): string {
  const reasons = imports.flatMap(({ file, fact: { outcome } }) =>
    outcome.kind === 'blocked' ? [`${nameIn(usage, file)}: ${outcome.reason}`] : [],
  );
  const shown = reasons.slice(0, 3).join('; ');
  return `${shown}${reasons.length > 3 ? `; and ${reasons.length - 3} more` : ''}.`;
}

function draftOf(
  usage: Usage,
  files: readonly RewritableFile[],
  edits: (context: TypeScriptFixContext) => EditPlan | Refusal,
  {
    suffix = '',
    where = whereOf(files.length, fileCount(usage)),
    changes = [],
  }: {
    readonly suffix?: string;
    readonly where?: string | undefined;
    readonly changes?: readonly string[];
  } = {},
): FixDraft {
  const { replacement } = usage;
  const differences = [...new Set([...files.flatMap((file) => file.differences), ...changes])];
  const isSafe = files.length > 0 && differences.length === 0;
  const hidden = differences.length - 3;
  const more = hidden > 0 ? `, and ${hidden} more ${hidden === 1 ? 'difference' : 'differences'}` : '';
  const change =
    differences.length === 0 ? '' : `; what changes: ${differences.slice(0, 3).join(', ')}${more}`;
  return {
    title: `Replace \`${replacement.package}\` by ${inWords(replacement)}${where}${suffix}${change}`,
    kind: isSafe ? 'safe' : 'review',
    edits: (context: FixContext) => edits(context as TypeScriptFixContext),
  };
}

function whereOf(count: number, all: number): string {
  if (count === 0) return '';
  return ` in ${count === all ? '' : `${count} of `}${all} ${all === 1 ? 'file' : 'files'}`;
}

function fileCount({ imports }: Usage): number {
  return new Set(imports.map(({ file }) => file)).size;
}

function rewriteFiles(
  usage: Usage,
  files: readonly RewritableFile[],
  context: TypeScriptFixContext,
): { edits: readonly TextEdit[] } | Refusal {
  const plans: (FilePlan & { readonly view: FileView })[] = [];
  for (const { file } of files) {
    const plan = planOf(file, usage, context);
    if (plan === undefined) return { refused: `${nameIn(usage, file)} is no longer there.` };
    plans.push(plan);
  }
  const helped = plans.filter(({ helpers }) => helpers.length > 0);
  const module = moduleFor(helped, context);
  const edits: TextEdit[] = [...(module?.edits ?? [])];
  for (const plan of plans) {
    const { path } = plan.view;
    const isShared = module !== undefined && plan.helpers.length > 0;
    const { edits: own = null } = isShared ? (planOf(path, usage, context, module.from) ?? {}) : plan;
    if (own === null)
      return { refused: `${nameIn(usage, path)} has changed and can no longer be rewritten.` };
    edits.push(...inFile(path, own.imports, 'Imports'), ...inFile(path, own.uses, 'Call sites'));
  }
  return { edits };
}

/** What becomes of a file as it is now; undefined where it is gone. */
function planOf(
  file: string,
  { replacement }: Usage,
  context: TypeScriptFixContext,
  shared?: SharedHelper,
): (FilePlan & { readonly view: FileView }) | undefined {
  const view = context.view(file);
  const questions = context.questions(file);
  if (view === undefined || questions === undefined) return undefined;
  const imports = importsOfPackage(replacement.package, view, questions);
  const inBrowsers = runsInBrowsers(replacement, view.package, runsIn(view.source));
  return { ...planFile(view, questions, imports, replacement, inBrowsers, shared), view };
}

function withManifest(
  usage: Usage,
  files: readonly RewritableFile[],
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const { manifest } = usage.info;
  const name = usage.replacement.package;
  const code = rewriteFiles(usage, files, context);
  if ('refused' in code) return code;
  const text = manifest === null ? undefined : context.text(manifest);
  if (manifest === null || text === undefined)
    return { refused: 'There is no package.json to remove it from.' };
  const scripts = scriptEdits(text, usage.scripts);
  if (scripts === undefined) return { refused: 'The scripts have changed.' };
  const withoutRuns = applyEdits(inFile(manifest, scripts, 'Manifest'), () => text).get(manifest) ?? text;
  const keeper = keeperIn(usage, withoutRuns, context);
  if (keeper !== undefined) {
    return {
      refused: `package.json has to keep \`${name}\`: ${keeper}. The other fix leaves package.json as it is.`,
    };
  }
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  const removed = withoutDependencies(text, [name, types]).map((span) => ({ span, newText: '' }));
  return { edits: [...code.edits, ...inFile(manifest, [...scripts, ...removed], 'Manifest')] };
}

function nameIn({ info }: Usage, file: string): string {
  return posix.relative(info.dir, file);
}
