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
