import { posix } from 'node:path';
import { namesPackage } from '../engine/manifest.ts';
import type { FileFacts, PackageInfo, Surroundings } from '../engine/rule.ts';
import { type Replacement, replacementOf } from './catalogue.ts';
import { type Support, supportOf } from './engines.ts';
import type { Fact, ImportFact } from './facts.ts';
import { noScripts, type ScriptUses, scriptUsesOf } from './script-uses.ts';
import { scriptToolOf } from './scripts.ts';

/** All that is known of one package within the files of one manifest. */
export interface Usage {
  readonly replacement: Replacement;
  readonly info: PackageInfo;
  readonly imports: readonly { readonly file: string; readonly isTest: boolean; readonly fact: ImportFact }[];
  /** Calls by which tests put something else in the package's place. */
  readonly mocks: readonly { readonly file: string; readonly text: string }[];
  /** Places that hand it to a `require` that is not the one of Node. */
  readonly unseen: readonly { readonly file: string; readonly line: number }[];
  /** The scripts that run it. */
  readonly scripts: ScriptUses;
  /** What keeps the package in the manifest whatever becomes of the imports; null where nothing known does. */
  readonly keeper: string | null;
}

/** One usage for each package and manifest, of the packages that are imported. */
function usagesOf(files: readonly FileFacts<Fact>[], around: Surroundings): Usage[] {
  const usages = new Map<
    string,
    Usage & {
      imports: Usage['imports'][number][];
      mocks: Usage['mocks'][number][];
      unseen: Usage['unseen'][number][];
    }
  >();
  for (const { file, isTest, package: info, facts } of files) {
    for (const fact of facts) {
      const replacement = replacementOf(fact.package);
      if (replacement === undefined) continue;
      const key = `${info.dir}\0${fact.package}`;
      let usage = usages.get(key);
      if (usage === undefined) {
        usage = { replacement, info, imports: [], mocks: [], unseen: [], scripts: noScripts, keeper: null };
        usages.set(key, usage);
      }
      if (fact.kind === 'import') usage.imports.push({ file, isTest, fact });
      else if (fact.kind === 'mock') usage.mocks.push({ file, text: fact.text });
      else usage.unseen.push({ file, line: fact.line });
    }
  }
  const all = [...usages.values()];
  return all
    .filter(({ imports }) => imports.length > 0)
    .map((usage) => {
      const scripts = scriptUsesOf(usage.info, usage.replacement.package);
      return { ...usage, scripts, keeper: keeperOf({ ...usage, scripts }, all, around) };
    });
}

/** What is known to keep the package in the manifest without reading its files. */
function keeperOf(
  { replacement: { package: name }, info, scripts, unseen }: Usage,
  all: readonly Usage[],
  around: Surroundings,
): string | null {
  if (!isDeclaredBy(info, name)) {
    if (name in info.peerDependencies) return 'it is a peer dependency';
    if (name in info.optionalDependencies) return 'it is an optional dependency';
    return 'another manifest declares it';
  }
  if (name in info.peerDependencies) return 'it is a peer dependency too';
  const [kept] = scripts.stays;
  if (kept !== undefined) {
    const [script, reason] = kept;
    return `the script \`${script}\` runs it${reason === '' ? '' : `, and ${reason}`}`;
  }
  const [hidden] = unseen;
  if (hidden !== undefined) {
    const place = `${posix.relative(info.dir, hidden.file)}:${hidden.line}`;
    return `${place} hands it to a \`require\` that is not the one of Node`;
  }
  const isWithin = (other: PackageInfo): boolean =>
    other.dir.startsWith(`${info.dir}/`) && !isDeclaredBy(other, name);
  const borrower = all.find((other) => other.replacement.package === name && isWithin(other.info));
  if (borrower !== undefined) return `${posix.relative(info.dir, borrower.info.dir)} imports it from here`;
  const runner = around.packages.find(
    (each) => isWithin(each) && Object.values(each.scripts).some((command) => namesPackage(command, name)),
  );
  if (runner !== undefined) return `${posix.relative(info.dir, runner.dir)} runs it from here`;
  const mention = scriptToolOf(name) && around.mentions(info.dir, [name]).get(name);
  return mention === undefined ? null : `${posix.relative(info.dir, mention)} names it`;
}

function isDeclaredBy({ dependencies, devDependencies }: PackageInfo, name: string): boolean {
  return name in dependencies || name in devDependencies;
}

/** A package that nothing in the files of its manifest needs any more, as far as the engines are known. */
export interface Replaceable {
  readonly usage: Usage;
  readonly support: Exclude<Support, { readonly kind: 'no' }>;
  /** The imports that are there at run time. */
  readonly imports: Usage['imports'];
}

/** @param kind of packages that are wanted; all where it is left out. */
export function replaceablesOf(
  files: readonly FileFacts<Fact>[],
  around: Surroundings,
  kind?: Replacement['kind'],
): Replaceable[] {
  return usagesOf(files, around).flatMap((usage) => {
    if (kind !== undefined && usage.replacement.kind !== kind) return [];
    const imports = usage.imports.filter(({ fact }) => !fact.isTypeOnly);
    if (imports.length === 0 || imports.some(({ fact }) => fact.outcome.kind === 'needed')) return [];
    const support = worstSupport(usage);
    if (support.kind === 'no') return [];
    if (support.kind === 'unknown' && usage.replacement.codemod === null) return [];
    return [{ usage, support, imports }];
  });
}

/** What the findings about one package share, whatever rule makes them. */
export function groupOf({ replacement, info }: Usage): string {
  return `${replacement.package} in ${info.dir}`;
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
