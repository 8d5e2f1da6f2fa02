import type { FindingDraft } from '../../engine/finding.ts';
import type { Surroundings } from '../../engine/rule.ts';
import { supportOf } from '../../platform/engines.ts';
import { placeOf, sectionOf, weightInWords } from '../../platform/entries.ts';
import { keptPackages } from '../../platform/kept-packages.ts';
import type { Declared } from './declared.ts';

/**
 * Entries of packages whose simple part the platform has. What the code asks of them is for the reader to see, so this
 * is a hint without a fix, once at the entry.
 */
export function keptIn(declared: Declared, around: Surroundings): FindingDraft[] {
  const { info, usesOf } = declared;
  return [...keptPackages].flatMap(([name, { builtIn, engines, isNodeOnly, enoughFor, beyond, future }]) => {
    const section = sectionOf(info, name);
    if (section === undefined || name in info.peerDependencies) return [];
    const count = new Set(usesOf(name).loaded).size;
    if (count === 0) return [];
    // Where a browser gets the code is told by the manifest here, as the entry stands for all files.
    const support = supportOf(engines, isNodeOnly, info, { importsNode: false, usesDom: false });
    const place = placeOf(declared, section, name);
    if (support.kind !== 'yes' || place === undefined) return [];
    const who = `${count} ${count === 1 ? 'file loads' : 'files load'} \`${name}\`.`;
    const weight = weightInWords(around.weightOf(info.dir, name));
    return [
      {
        ...place,
        severity: 'hint' as const,
        message: `${who}${future === undefined ? '' : ` ${future}`} For ${enoughFor}, \`${builtIn}\` is there ${support.why}.${weight} No fix is offered, as \`${name}\` ${beyond}: where the code needs none of that, call the built-in and take the entry out.`,
        fixes: [],
      },
    ];
  });
}
