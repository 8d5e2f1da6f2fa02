import type { FindingDraft, PackageWeight } from '../engine/finding.ts';
import { dependencyEntry } from '../engine/manifest.ts';
import type { PackageInfo } from '../engine/rule.ts';
import { sizeInWords } from '../engine/size-in-words.ts';

export type Section = 'dependencies' | 'devDependencies';

/** Where a finding about one entry stands; undefined where the section does not have it. */
export function placeOf(
  { manifest, text }: { readonly manifest: string; readonly text: string },
  section: Section,
  name: string,
): Pick<FindingDraft, 'file' | 'span' | 'symbol' | 'syntax'> | undefined {
  const span = dependencyEntry(text, section, name);
  return span && { file: manifest, span, symbol: section, syntax: name };
}

export function sectionOf({ dependencies, devDependencies }: PackageInfo, name: string): Section | undefined {
  if (Object.hasOwn(dependencies, name)) return 'dependencies';
  return Object.hasOwn(devDependencies, name) ? 'devDependencies' : undefined;
}

/** `It comes with 3 other packages, 120 kB in node_modules.` Empty where nothing tells. */
export function weightInWords(weight: PackageWeight | null): string {
  if (weight === null) return '';
  const { others, bytes } = weight;
  const size = bytes === null ? '' : `${sizeInWords(bytes)} in node_modules`;
  if (others === 0) return size === '' ? '' : ` It takes ${size}.`;
  const packages = `${others} other ${others === 1 ? 'package' : 'packages'}`;
  return ` It comes with ${packages}${size === '' ? '' : `, ${size} in all`}.`;
}

/** The part of a finding that says which package could go; nothing where its weight is not known. */
export function freeing(name: string, weight: PackageWeight | null): Pick<FindingDraft, 'frees'> {
  return weight === null ? {} : { frees: { name, ...weight } };
}
