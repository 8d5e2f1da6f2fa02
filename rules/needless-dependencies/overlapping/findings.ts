import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts, PackageInfo, Surroundings } from '../../engine/rule.ts';
import { inWords } from '../../platform/catalogue.ts';
import { freeing, placeOf, type Section, weightInWords } from '../../platform/entries.ts';
import type { Fact as ReplacementFact } from '../../platform/facts.ts';
import { removalOf } from '../../platform/fixes.ts';
import { installCommand } from '../../platform/install.ts';
import { type Replaceable, replaceablesOf } from '../../platform/usages.ts';
import type { Fact, LoadFact } from './facts.ts';
import { type Job, jobOf } from './jobs.ts';

interface Use {
  readonly file: string;
  readonly isTest: boolean;
  readonly fact: LoadFact;
}

/** One package of a job with the files that load it, in order. */
interface Rival {
  readonly name: string;
  readonly uses: readonly Use[];
}

/**
 * A finding at the entry of every package that does a job together with one that more files use. Only code that ships
 * counts, and only entries of one section: what serves development beside what ships is another matter.
 */
export function findingsOf(
  files: readonly FileFacts<Fact>[],
  _options: unknown,
  around: Surroundings,
): FindingDraft[] {
  const replaceables = new Map<string, Replaceable>();
  for (const each of replaceablesOf(files.map(withoutLoads), around)) {
    const isOffered = each.support.kind === 'yes' && each.usage.replacement.codemod !== null;
    if (isOffered) replaceables.set(`${each.usage.info.dir}\0${each.usage.replacement.package}`, each);
  }
  return [...rivalsIn(files)].flatMap(([info, byJob]) =>
    [...byJob].flatMap(([job, rivals]) =>
      (['dependencies', 'devDependencies'] as const).flatMap((section) => {
        const own = [...rivals.values()].filter(({ name }) => Object.hasOwn(info[section], name));
        const replaceable = (name: string): Replaceable | undefined =>
          replaceables.get(`${info.dir}\0${name}`);
        return own.length < 2 ? [] : findingsFor(job, own, info, section, replaceable, around);
      }),
    ),
  );
}

function rivalsIn(
  files: readonly FileFacts<Fact>[],
): Map<PackageInfo, Map<Job, Map<string, { name: string; uses: Use[] }>>> {
  const found = new Map<PackageInfo, Map<Job, Map<string, { name: string; uses: Use[] }>>>();
  for (const { file, isTest, package: info, facts } of files) {
    if (isTest) continue;
    for (const fact of facts) {
      const job = fact.kind === 'load' ? jobOf(fact.package) : undefined;
      if (fact.kind !== 'load' || job === undefined) continue;
      const byJob = found.get(info) ?? new Map<Job, Map<string, { name: string; uses: Use[] }>>();
      const rivals = byJob.get(job) ?? new Map<string, { name: string; uses: Use[] }>();
      const rival = rivals.get(fact.package) ?? { name: fact.package, uses: [] };
      rival.uses.push({ file, isTest, fact });
      found.set(info, byJob.set(job, rivals.set(fact.package, rival)));
    }
  }
  return found;
}

function findingsFor(
  job: Job,
  rivals: readonly Rival[],
  info: PackageInfo,
  section: Section,
  replaceable: (name: string) => Replaceable | undefined,
  around: Surroundings,
): FindingDraft[] {
  const text = info.manifest === null ? undefined : around.text(info.manifest);
  if (info.manifest === null || text === undefined) return [];
  const manifest = { manifest: info.manifest, text };
  // The one to keep is the one with most users; of two alike, the one that the platform does not replace.
  const ranked = [...rivals].sort(
    (a, b) =>
      b.uses.length - a.uses.length ||
      Number(replaceable(a.name) !== undefined) - Number(replaceable(b.name) !== undefined) ||
      (a.name < b.name ? -1 : 1),
  );
  const [kept, ...others] = ranked as [Rival, ...Rival[]];
  const list = ranked.map(
    ({ name, uses }) => `\`${name}\` in ${uses.length} ${uses.length === 1 ? 'file' : 'files'}`,
  );
  return others.flatMap((rival) => {
    const place = placeOf(manifest, section, rival.name);
    if (place === undefined) return [];
    const native = replaceable(rival.name);
    const action =
      native === undefined
        ? `Settle on one, for instance \`${kept.name}\`, and move the uses of \`${rival.name}\` over.`
        : `The platform does what these uses of \`${rival.name}\` ask for with ${inWords(native.usage.replacement)}.`;
    const weight = around.weightOf(info.dir, rival.name);
    return [
      {
        ...place,
        ...freeing(rival.name, weight),
        message: `${info.name === null ? 'This package' : `\`${info.name}\``} has ${ranked.length} packages for ${job.name}: ${list.join(', ')}. Each is to be learnt, updated and shipped.${weightInWords(weight)} ${action}`,
        group: `${job.name} in ${info.dir}`,
        evidence: [...rival.uses.slice(0, 6), ...kept.uses.slice(0, 6)].map(({ file, fact }) => ({
          file,
          span: fact.span,
          message: `\`${fact.package}\` is loaded here.`,
        })),
        fixes:
          native === undefined
            ? []
            : [removalOf(native.usage, installCommand(around.packageManager(info.dir)))],
      },
    ];
  });
}

function withoutLoads({ facts, ...file }: FileFacts<Fact>): FileFacts<ReplacementFact> {
  return { ...file, facts: facts.filter((fact): fact is ReplacementFact => fact.kind !== 'load') };
}
