import { posix } from 'node:path';
import type { FindingDraft } from '../../engine/finding.ts';
import { namesPackage } from '../../engine/manifest.ts';
import type { FileFacts, PackageInfo } from '../../engine/rule.ts';
import { type Replacement, replacementOf } from './catalogue.ts';
import { type Support, supportOf } from './engines.ts';
import type { Fact, ImportFact } from './facts.ts';
import { fixesOf } from './fixes.ts';

/** All that is known of one package within the files of one manifest. */
export interface Usage {
  readonly replacement: Replacement;
  readonly info: PackageInfo;
  readonly imports: readonly { readonly file: string; readonly isTest: boolean; readonly fact: ImportFact }[];
  /** Calls by which tests put something else in the package's place. */
  readonly mocks: readonly { readonly file: string; readonly text: string }[];
  /** What keeps the package in the manifest whatever becomes of the imports; null where nothing known does. */
  readonly keeper: string | null;
}

/** Findings at every import of a package that nothing in its manifest's files needs any more. */
export function findingsOf(files: readonly FileFacts<Fact>[]): FindingDraft[] {
  return usagesOf(files).flatMap((usage) => {
    const { imports, replacement } = usage;
    const atRunTime = imports.filter(({ fact }) => !fact.isTypeOnly);
    if (atRunTime.some(({ fact }) => fact.outcome.kind === 'needed')) return [];
    const support = worstSupport(usage);
    if (support.kind === 'no' || (support.kind === 'unknown' && replacement.codemod === null)) return [];
    const fixes = support.kind === 'yes' && replacement.codemod !== null ? fixesOf(usage) : () => [];
    const isWeak = support.kind === 'unknown' || replacement.codemod === null;
    const isForTests = atRunTime.every(({ isTest }) => isTest);
    const message = messageOf(usage, support);
    // What is missing in the manifest is said once.
    const shown = support.kind === 'unknown' ? atRunTime.slice(0, 1) : atRunTime;
    return shown.map(({ file, fact }) => ({
      file,
      span: fact.span,
      symbol: fact.symbol,
      syntax: fact.syntax,
      message,
      severity: isWeak || isForTests ? ('info' as const) : ('warning' as const),
      group: `${replacement.package} in ${usage.info.dir}`,
      evidence: atRunTime
        .filter((other) => other.fact !== fact)
        .slice(0, 10)
        .map((other) => ({ file: other.file, span: other.fact.span, message: 'It is imported here too.' })),
      fixes: fixes(file),
    }));
  });
}

function usagesOf(files: readonly FileFacts<Fact>[]): Usage[] {
  const usages = new Map<
    string,
    Usage & { imports: Usage['imports'][number][]; mocks: Usage['mocks'][number][] }
  >();
  for (const { file, isTest, package: info, facts } of files) {
    for (const fact of facts) {
      const replacement = replacementOf(fact.package);
      if (replacement === undefined) continue;
      const key = `${info.dir}\0${fact.package}`;
      let usage = usages.get(key);
      if (usage === undefined) {
        usage = { replacement, info, imports: [], mocks: [], keeper: null };
        usages.set(key, usage);
      }
      if (fact.kind === 'import') usage.imports.push({ file, isTest, fact });
      else usage.mocks.push({ file, text: fact.text });
    }
  }
  const all = [...usages.values()];
  return all
    .filter(({ imports }) => imports.length > 0)
    .map((usage) => ({ ...usage, keeper: keeperOf(usage, all) }));
}

/** What is known to keep the package in the manifest without reading anything but facts. */
function keeperOf({ replacement: { package: name }, info }: Usage, all: readonly Usage[]): string | null {
  if (!(name in info.dependencies) && !(name in info.devDependencies)) {
    if (name in info.peerDependencies) return 'it is a peer dependency';
    if (name in info.optionalDependencies) return 'it is an optional dependency';
    return 'another manifest declares it';
  }
  if (name in info.peerDependencies) return 'it is a peer dependency too';
  const script = Object.entries(info.scripts).find(([, command]) => namesPackage(command, name));
  if (script !== undefined) return `the script \`${script[0]}\` runs it`;
  const borrower = all.find(
    (other) =>
      other.replacement.package === name &&
      other.info.dir.startsWith(`${info.dir}/`) &&
      !(name in other.info.dependencies) &&
      !(name in other.info.devDependencies),
  );
  return borrower === undefined
    ? null
    : `${posix.relative(info.dir, borrower.info.dir)} imports it from here`;
}

/** Every file has to have the built-in: as long as one has not, the package stays. */
function worstSupport({ imports, replacement, info }: Usage): Support {
  const supports = imports.map(({ fact }) =>
    supportOf(replacement.engines, replacement.isNodeOnly, info, fact.runsIn),
  );
  const found =
    supports.find(({ kind }) => kind === 'no') ??
    supports.find(({ kind }) => kind === 'unknown') ??
    supports[0];
  return found ?? { kind: 'no' };
}

function messageOf({ imports, replacement, keeper, info }: Usage, support: Support): string {
  const { package: name, builtIn, codemod } = replacement;
  const count = new Set(imports.filter(({ fact }) => !fact.isTypeOnly).map(({ file }) => file)).size;
  const what = `${count} ${count === 1 ? 'file imports' : 'files import'} \`${name}\` for what \`${builtIn}\` does`;
  if (support.kind === 'unknown') {
    return `${what}. Whether all that it runs on has that is open, as ${support.missing}: say it there, and the package may go.`;
  }
  const why = support.kind === 'yes' ? support.why : '';
  if (codemod === null)
    return `${what} ${why}. Its interface differs, so see in its documentation whether it covers these uses.`;
  const manifest = info.name === null ? 'package.json' : `the package.json of \`${info.name}\``;
  const action =
    keeper === null
      ? `Call the built-in and drop \`${name}\` from ${manifest}.`
      : `Call the built-in; ${manifest} keeps \`${name}\` because ${keeper}.`;
  return `${what} ${why}. ${action}`;
}
