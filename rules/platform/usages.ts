import { posix } from 'node:path';
import { namesPackage } from '../engine/manifest.ts';
import type { FileFacts, PackageInfo } from '../engine/rule.ts';
import { type Replacement, replacementOf } from './catalogue.ts';
import { type Support, supportOf } from './engines.ts';
import type { Fact, ImportFact } from './facts.ts';
import { scriptToolOf, withoutTool } from './scripts.ts';

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

/** One usage for each package and manifest, of the packages that are imported. */
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
  if (script !== undefined) return scriptKeeper(name, script);
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

/** A script that runs the package, with what keeps it from doing without, where that is known. */
function scriptKeeper(name: string, [script, command]: [string, string]): string {
  const tool = scriptToolOf(name);
  const rewrite = tool && withoutTool(command, tool, 'unknown');
  const reason = rewrite !== undefined && 'stays' in rewrite ? `, and ${rewrite.stays}` : '';
  return `the script \`${script}\` runs it${reason}`;
}

/** A package that nothing in the files of its manifest needs any more, as far as the engines are known. */
export interface Replaceable {
  readonly usage: Usage;
  readonly support: Exclude<Support, { readonly kind: 'no' }>;
  /** The imports that are there at run time. */
  readonly imports: Usage['imports'];
}

/** @param kind of packages that are wanted; all where it is left out. */
export function replaceablesOf(files: readonly FileFacts<Fact>[], kind?: Replacement['kind']): Replaceable[] {
  return usagesOf(files).flatMap((usage) => {
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
