import type { FindingDraft } from '../../engine/finding.ts';
import { dependencyEntry } from '../../engine/manifest.ts';
import type { FileFacts, PackageInfo, Surroundings } from '../../engine/rule.ts';
import type { Fact } from './facts.ts';
import { type Uses, UsesByPackage } from './uses.ts';

/** One manifest with all that its files, and those of packages within, name. */
export interface Declared {
  readonly info: PackageInfo;
  readonly manifest: string;
  readonly text: string;
  /** How many analysed files can load what it declares. */
  readonly fileCount: number;
  usesOf(name: string): Uses;
}

/** Every manifest that has analysed files. */
export function declaredIn(files: readonly FileFacts<Fact>[], around: Surroundings): Declared[] {
  const uses = new UsesByPackage(files, around.packages);
  return around.packages.flatMap((info) => {
    const { manifest, dir } = info;
    const text = manifest === null ? undefined : around.text(manifest);
    const fileCount = uses.fileCount(dir);
    if (manifest === null || text === undefined || fileCount === 0) return [];
    return [{ info, manifest, text, fileCount, usesOf: (name: string) => uses.of(dir, name) }];
  });
}

export type Section = 'dependencies' | 'devDependencies';

/** Where a finding about one entry stands; undefined where the section does not have it. */
export function placeOf(
  { manifest, text }: Pick<Declared, 'manifest' | 'text'>,
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
export function weightInWords(dir: string, name: string, around: Surroundings): string {
  const weight = around.weightOf(dir, name);
  if (weight === null) return '';
  const { others, bytes } = weight;
  const size = bytes === null ? '' : `${sizeInWords(bytes)} in node_modules`;
  if (others === 0) return size === '' ? '' : ` It takes ${size}.`;
  const packages = `${others} other ${others === 1 ? 'package' : 'packages'}`;
  return ` It comes with ${packages}${size === '' ? '' : `, ${size} in all`}.`;
}

function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
