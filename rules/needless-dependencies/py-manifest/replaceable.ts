import type { FindingDraft } from '../../engine/finding.ts';
import { laterOf, type PythonVersion } from '../../engine/python/packages/version.ts';
import type { PythonFixContext } from '../../engine/python/rule.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { PythonFact } from '../../platform/python/facts.ts';
import { filesOf, titleOf, usageEdits } from '../../platform/python/fixes.ts';
import {
  builtInOf,
  groupOfUsage,
  minimumInWords,
  type PythonUsage,
  pythonUsages,
} from '../../platform/python/usages.ts';
import { type Declared, placeOf } from './declared.ts';
import type { Fact } from './facts.ts';
import { isNeverInstalled } from './never-installed.ts';
import { fromManifests, removeEntries } from './removal.ts';
import type { Uses } from './uses.ts';

/**
 * Entries of packages whose every use Python's library takes over. The imports have findings of their own; here stands that the entry
 * can go, and the fix that takes it out with all uses. Where anything keeps the package, the imports say so, and the entry stays.
 */
export function replaceableIn(
  files: readonly FileFacts<Fact>[],
  all: readonly Declared[],
  uses: Uses,
  around: Surroundings,
): FindingDraft[] {
  return pythonUsages(files.map(onlyReplacements), around).flatMap((usage) => {
    const declared = all.find(
      ({ owner, name }) => owner.dir === usage.owner.dir && name === usage.replacement.package,
    );
    if (declared === undefined || !canGo(usage, declared, uses, around)) return [];
    const entries = declared.entries.filter((entry) => !isNeverInstalled(entry, declared));
    const [first, ...others] = entries;
    if (first === undefined) return [];
    const { name } = declared;
    const inFiles = filesOf(usage);
    const since = usage.going.reduce<PythonVersion>((latest, { fact }) => laterOf(latest, fact.since), '3.0');
    const when = since === '3.0' ? '' : ` since Python ${since}`;
    const count = inFiles.length === 1 ? '1 file uses it' : `${inFiles.length} files use it`;
    const where = inFiles.length === 1 ? '' : ` in ${inFiles.length} files`;
    const title = titleOf(usage, `${where}, and remove it ${fromManifests(entries, declared, around)}`);
    return [
      {
        ...placeOf(first),
        message: `\`${name}\` does here what \`${builtInOf(usage)}\` does${when}, and ${minimumInWords(usage)}. ${count}, for nothing else. Call what comes with Python there, and take the entry out.`,
        group: groupOfUsage(usage),
        evidence: [
          ...others.map(({ file, span }) => ({ file, span, message: 'It stands here too.' })),
          ...[...usage.going, ...usage.fallbacks]
            .slice(0, 10)
            .map(({ file, fact }) => ({ file, span: fact.span, message: 'It is imported here.' })),
        ],
        fixes: [
          {
            title,
            kind: 'review' as const,
            edits: (context) => {
              const inCode = usageEdits(usage, inFiles, context as PythonFixContext);
              const inManifests = removeEntries(entries, declared, context);
              if ('refused' in inCode) return inCode;
              if ('refused' in inManifests) return inManifests;
              return { edits: [...inCode.edits, ...inManifests.edits] };
            },
          },
        ],
      },
    ];
  });
}

/** Nothing keeps the package, and no file that may rely on this entry uses it in a way that was not judged. */
function canGo(usage: PythonUsage, { owner, name }: Declared, uses: Uses, around: Surroundings): boolean {
  const { replacement, reasons } = usage;
  // Those who install setuptools for what it gives at run time have other packages that need it too.
  if (reasons.length > 0 || replacement.isTaste === true || name === 'setuptools') return false;
  const [top = ''] = replacement.module.split('.', 1);
  if (uses.isNamed(top) || uses.isNamed(name)) return false;
  const judged = new Set(filesOf(usage));
  if (judged.size === 0) return false;
  return uses
    .importsOf(top)
    .every(
      (file) =>
        judged.has(file) || replacement.module.includes('.') || !reliesOn(owner.dir, name, file, around),
    );
}

/** Whether a file lies in the project, or declares the package in no manifest of its own. */
function reliesOn(dir: string, name: string, file: string, around: Surroundings): boolean {
  if (file.startsWith(`${dir}/`)) return true;
  for (let owner = around.pythonPackageOf(file); owner !== null; owner = owner.outer)
    if (owner.dependencies.some((each) => each.name === name)) return false;
  return true;
}

function onlyReplacements({ facts, ...file }: FileFacts<Fact>): FileFacts<PythonFact> {
  return {
    ...file,
    facts: facts.filter(
      (fact): fact is PythonFact =>
        fact.kind === 'entry' || fact.kind === 'fallback' || fact.kind === 'blocker',
    ),
  };
}
