import type { FreedPackage } from '../../rules/engine/finding.ts';
import { sizeInWords } from '../../rules/engine/size-in-words.ts';
import type { Finding } from '../session/session.ts';
import { counted } from './counted.ts';

/** The packages that could go, heaviest first, each once however many findings name it. */
export function freedBy(findings: readonly Pick<Finding, 'frees'>[]): FreedPackage[] {
  const packages = new Map<string, FreedPackage>();
  for (const { frees } of findings) {
    const known = frees && packages.get(frees.name);
    if (frees !== undefined && (known === undefined || byWeight(frees, known) < 0))
      packages.set(frees.name, frees);
  }
  return [...packages.values()].sort(byWeight);
}

/** `2 packages with up to 5 others, up to 1.2 MB`: what two of them share is counted for each, hence at most that. */
export function freedInWords(packages: readonly FreedPackage[]): string {
  const others = packages.reduce((sum, each) => sum + each.others, 0);
  const bytes = packages.reduce((sum, each) => sum + (each.bytes ?? 0), 0);
  const unmeasured = packages.filter((each) => each.bytes === null).length;
  return [
    `${counted(packages.length, 'package')}${others === 0 ? '' : ` with up to ${counted(others, 'other')}`}`,
    ...(bytes === 0 ? [] : [`up to ${sizeInWords(bytes)}`]),
    ...(unmeasured === 0 ? [] : [`${unmeasured} not installed, so not measured`]),
  ].join(', ');
}

export function freedSize({ bytes }: FreedPackage): string {
  return bytes === null ? 'not installed' : sizeInWords(bytes);
}

function byWeight(a: FreedPackage, b: FreedPackage): number {
  return (b.bytes ?? 0) - (a.bytes ?? 0) || b.others - a.others || (a.name < b.name ? -1 : 1);
}
