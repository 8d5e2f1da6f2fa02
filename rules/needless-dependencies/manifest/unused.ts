import type { FindingDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { otherMention, withoutDependencies } from '../../engine/manifest.ts';
import type { PackageInfo, Surroundings } from '../../engine/rule.ts';
import { freeing, placeOf, type Section, weightInWords } from '../../platform/entries.ts';
import { installCommand } from '../../platform/install.ts';
import { isLoadedByConvention, isLocal } from './conventions.ts';
import type { Declared } from './declared.ts';
import { describedBy } from './facts.ts';

/**
 * Entries that nothing loads, names or expects. Only where everything that is declared is installed, since a package
 * that is not there cannot be asked for its commands and for what it expects beside itself.
 */
export function unusedIn(declared: Declared, around: Surroundings): FindingDraft[] {
  const { info, manifest, text, fileCount } = declared;
  const relevant = [...Object.entries(info.dependencies), ...Object.entries(info.devDependencies)]
    .filter(([name, range]) => !isLocal(range) && !around.packages.some((each) => each.name === name))
    .map(([name]) => name);
  const suspects = relevant.filter((name) => isUnusedInCode(name, declared, info));
  if (suspects.length === 0 || relevant.some((name) => around.installed(info.dir, name) === undefined))
    return [];
  const chain = packagesAround(info, around);
  const expected = peersOf(chain, around);
  const words = new Map(suspects.map((name) => [name, wordsFor(name, info, around)]));
  const mentions = around.mentions(info.dir, [...new Set([...words.values()].flat())].sort());
  const install = installCommand(around.packageManager(info.dir));
  return suspects.flatMap((name) => {
    const own = words.get(name) ?? [name];
    const isNamed =
      expected.has(name) ||
      around.installed(info.dir, name)?.actsOnInstall === true ||
      own.some((word) => mentions.has(word)) ||
      chain.some((each) => own.some((word) => isNamedInManifest(each, word, around)));
    if (isNamed || (describedBy(name) !== undefined && !isOrphanedTypes(name, declared, around))) return [];
    const section: Section = Object.hasOwn(info.dependencies, name) ? 'dependencies' : 'devDependencies';
    const place = placeOf(declared, section, name);
    if (place === undefined) return [];
    const who = info.name === null ? 'this package' : `\`${info.name}\``;
    const files =
      fileCount === 1 ? 'its one file does not import it' : `none of its ${fileCount} files imports it`;
    const weight = around.weightOf(info.dir, name);
    return [
      {
        ...place,
        ...freeing(name, weight),
        message: `Nothing in ${who} uses \`${name}\`: ${files}, and no script, configuration or installed package names it.${weightInWords(weight)} Take the entry out, unless something outside this code loads it.`,
        fixes: [
          {
            title: `Remove \`${name}\` from package.json${install}; what changes: it is no longer installed`,
            kind: 'review' as const,
            edits: (context) => {
              const now = context.text(manifest) ?? text;
              const removed = withoutDependencies(now, [name]);
              return {
                edits: inFile(
                  manifest,
                  removed.map((span) => ({ span, newText: '' })),
                  'Manifest',
                ),
              };
            },
          },
        ],
      },
    ];
  });
}

function isUnusedInCode(name: string, { usesOf }: Declared, info: PackageInfo): boolean {
  const { loaded, types, named } = usesOf(name);
  if (loaded.length + types.length + named.length > 0) return false;
  if (name in info.peerDependencies || name in info.optionalDependencies) return false;
  return !isLoadedByConvention(name);
}

/** The package, those that it lies in, and those that lie in it: each may run what this one installs. */
function packagesAround(info: PackageInfo, { packages }: Surroundings): PackageInfo[] {
  const outer: PackageInfo[] = [];
  for (let each = info.outer; each !== null; each = each.outer) outer.push(each);
  return [info, ...outer, ...packages.filter(({ dir }) => dir.startsWith(`${info.dir}/`))];
}

function peersOf(packages: readonly PackageInfo[], around: Surroundings): Set<string> {
  const peers = new Set<string>();
  for (const { dir, dependencies, devDependencies, peerDependencies } of packages) {
    for (const peer of Object.keys(peerDependencies)) peers.add(peer);
    for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)]) {
      for (const peer of around.installed(dir, name)?.peers ?? []) peers.add(peer);
    }
  }
  return peers;
}

/** What a package is called where it is run or set up: its name, its commands, what its types describe. */
function wordsFor(name: string, info: PackageInfo, around: Surroundings): string[] {
  const described = describedBy(name);
  const commands = around.installed(info.dir, name)?.commands ?? [];
  return [name, ...commands, ...(described === undefined ? [] : [described])];
}

function isNamedInManifest({ manifest }: PackageInfo, word: string, around: Surroundings): boolean {
  const text = manifest === null ? undefined : around.text(manifest);
  return text !== undefined && otherMention(text, word) !== undefined;
}

/** Types of a package that is neither declared nor named, and that nobody gets without an import. */
function isOrphanedTypes(name: string, { info, usesOf }: Declared, around: Surroundings): boolean {
  const described = describedBy(name) ?? name;
  for (let each: PackageInfo | null = info; each !== null; each = each.outer) {
    const sections = [
      each.dependencies,
      each.devDependencies,
      each.peerDependencies,
      each.optionalDependencies,
    ];
    if (sections.some((section) => described in section)) return false;
  }
  const { loaded, types, named } = usesOf(described);
  if (loaded.length + types.length + named.length > 0) return false;
  return around.installed(info.dir, name)?.hasModuleTypes === true;
}
