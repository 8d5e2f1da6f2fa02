import { parse } from 'jsonc-parser';
import type { FindingDraft, FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { namesPackage, otherMention, toDevDependencies } from '../../engine/manifest.ts';
import type { PackageInfo, Surroundings } from '../../engine/rule.ts';
import { placeOf, weightInWords } from '../../platform/entries.ts';
import { installCommand } from '../../platform/install.ts';
import { isLoadedByConvention, isLocal } from './conventions.ts';
import type { Declared } from './declared.ts';
import { describedBy } from './facts.ts';

/** Entries of `dependencies` that only somebody who builds the package needs. */
export function misplacedIn(declared: Declared, around: Surroundings): FindingDraft[] {
  const { info } = declared;
  const names = Object.entries(info.dependencies)
    .filter(([name, range]) => !isLocal(range) && !around.packages.some((each) => each.name === name))
    .map(([name]) => name)
    .filter((name) => !(name in info.peerDependencies) && !(name in info.optionalDependencies));
  // Without a section of its own, what is for development is kept with the rest on purpose.
  if (Object.keys(info.devDependencies).length === 0) return [];
  return info.isPrivate
    ? typesAlone(names, declared, around)
    : isLibrary(declared.text)
      ? names.flatMap((name) => scriptsAlone(name, declared, around))
      : [];
}

/**
 * A private package has no users whose compiler would need the types, so what is imported for types alone serves its
 * own build. A published one has to bring the types that its own declarations name.
 */
function typesAlone(names: readonly string[], declared: Declared, around: Surroundings): FindingDraft[] {
  const { info, usesOf } = declared;
  const suspects = names.flatMap((name) => {
    const { loaded, types, named } = usesOf(name);
    const isOpen = loaded.length + named.length > 0 || types.length === 0;
    if (isOpen || isLoadedByConvention(name) || describedBy(name) !== undefined) return [];
    const installed = around.installed(info.dir, name);
    if (installed === undefined || isExpected(name, info, around)) return [];
    return [{ name, words: [name, ...installed.commands], count: types.length }];
  });
  if (suspects.length === 0) return [];
  const mentions = around.mentions(
    info.dir,
    suspects.flatMap(({ words }) => words),
  );
  return suspects.flatMap(({ name, words, count }) => {
    const isNamed = words.some(
      (word) => mentions.has(word) || otherMention(declared.text, word) !== undefined,
    );
    if (isNamed) return [];
    const why = `${count} ${count === 1 ? 'file imports' : 'files import'} \`${name}\` for its types alone, so nothing of it is there at run time, and still every install for production brings it along.`;
    return findingAt(name, declared, around, why);
  });
}

/** Who installs a published package gets its `dependencies` too, and never runs the scripts that build and test it. */
function scriptsAlone(name: string, declared: Declared, around: Surroundings): FindingDraft[] {
  const { info, usesOf } = declared;
  const { loaded, types, named } = usesOf(name);
  const commands = around.installed(info.dir, name)?.commands ?? [];
  if (loaded.length + types.length + named.length > 0 || commands.length === 0) return [];
  if (isExpected(name, info, around)) return [];
  const scripts = runsIn(info.scripts, [name, ...commands]);
  if (scripts.length === 0 || scripts.some((script) => forUsers.test(script))) return [];
  const where = `the ${scripts.length === 1 ? 'script' : 'scripts'} ${scripts
    .slice(0, 3)
    .map((each) => `\`${each}\``)
    .join(', ')}`;
  return findingAt(
    name,
    declared,
    around,
    `Only ${where} of this package ${scripts.length === 1 ? 'runs' : 'run'} \`${name}\`, and still everybody who installs \`${info.name}\` gets it.`,
  );
}

/** Scripts that are run where the package is installed. */
const forUsers = /^(?:(?:pre|post)?(?:install|start|uninstall)|prepare)(?:$|[-:])/;

/** Whether a manifest offers something to load or to run; applications leave `private` out, too. */
function isLibrary(text: string): boolean {
  const fields: Readonly<Record<string, unknown>> = parse(text) ?? {};
  return ['main', 'module', 'exports', 'bin', 'types', 'typings', 'browser'].some((field) => field in fields);
}

function findingAt(name: string, declared: Declared, around: Surroundings, why: string): FindingDraft[] {
  const place = placeOf(declared, 'dependencies', name);
  if (place === undefined) return [];
  const { dir } = declared.info;
  const weight = weightInWords(around.weightOf(dir, name));
  return [
    {
      ...place,
      message: `${why}${weight} Move the entry to \`devDependencies\`.`,
      fixes: [moving(name, declared, installCommand(around.packageManager(dir)))],
    },
  ];
}

function moving(name: string, { manifest, text }: Declared, install: string): FixDraft {
  return {
    title: `Move \`${name}\` to \`devDependencies\`${install}; what changes: an install for production leaves it out`,
    kind: 'review',
    edits: (context) => ({
      edits: inFile(manifest, toDevDependencies(context.text(manifest) ?? text, [name]), 'Manifest'),
    }),
  };
}

function runsIn(scripts: Readonly<Record<string, string>>, words: readonly string[]): string[] {
  return Object.entries(scripts)
    .filter(([, command]) => words.some((word) => namesPackage(command, word)))
    .map(([script]) => script);
}

/** Whether another dependency wants it beside itself. */
function isExpected(
  name: string,
  { dir, dependencies, devDependencies }: PackageInfo,
  around: Surroundings,
): boolean {
  const others = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  return others.some((other) => around.installed(dir, other)?.peers.includes(name) === true);
}
