import { posix } from 'node:path';
import type { FindingDraft } from '../../engine/finding.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import { supportOf } from '../../platform/engines.ts';
import { placeOf, sectionOf, weightInWords } from '../../platform/entries.ts';
import { keptPackages } from '../../platform/kept-packages.ts';
import type { Outcome } from '../../platform/plan.ts';
import type { Declared } from './declared.ts';
import type { Fact } from './facts.ts';

/**
 * Entries of packages whose simple part the platform has. Where nothing more is asked of one, each import has a finding of
 * its own; otherwise this is a hint without a fix, once at the entry, with the first place that asks for more.
 */
export function keptIn(
  declared: Declared,
  files: readonly FileFacts<Fact>[],
  around: Surroundings,
): FindingDraft[] {
  const { info, usesOf } = declared;
  return [...keptPackages].flatMap(([name, { builtIn, engines, isNodeOnly, enoughFor, beyond, future }]) => {
    const section = sectionOf(info, name);
    if (section === undefined || name in info.peerDependencies) return [];
    const count = new Set(usesOf(name).loaded).size;
    const known = importsOf(name, info, files);
    const more = known.find(({ outcome }) => outcome.kind === 'needed');
    if (count === 0 || (known.length > 0 && more === undefined)) return [];
    // Where a browser gets the code is told by the manifest here, as the entry stands for all files.
    const support = supportOf(engines, isNodeOnly, info, { importsNode: false, usesDom: false });
    const place = placeOf(declared, section, name);
    if (support.kind !== 'yes' || place === undefined) return [];
    const who = `${count} ${count === 1 ? 'file loads' : 'files load'} \`${name}\`.`;
    const weight = weightInWords(around.weightOf(info.dir, name));
    const reason =
      more?.outcome.kind === 'needed'
        ? `${posix.relative(info.dir, more.file)} asks more of it: ${more.outcome.what}. Where`
        : `\`${name}\` ${beyond}: where`;
    return [
      {
        ...place,
        severity: 'hint' as const,
        message: `${who}${future === undefined ? '' : ` ${future}`} For ${enoughFor}, \`${builtIn}\` is there ${support.why}.${weight} No fix is offered, as ${reason} the code needs none of that, call the built-in and take the entry out.`,
        fixes: [],
      },
    ];
  });
}

/** What becomes of each import of a package that is there at run time, in the files of one manifest. */
function importsOf(
  name: string,
  { dir }: Declared['info'],
  files: readonly FileFacts<Fact>[],
): { readonly file: string; readonly outcome: Outcome }[] {
  return files.flatMap(({ file, package: info, facts }) =>
    facts.flatMap((fact) =>
      fact.kind === 'import' && fact.package === name && info.dir === dir && !fact.isTypeOnly
        ? [{ file, outcome: fact.outcome }]
        : [],
    ),
  );
}
