import { posix } from 'node:path';
import type { PackageInfo, Surroundings } from '../../rules/engine/rule.ts';
import type { InstalledPackages } from './installed.ts';
import type { Mentions } from './mentions.ts';
import { PackageStore } from './packages.ts';
import { PythonPackages } from './python-packages.ts';

/** Everything that reductions are told of packages, at one state of the manifests' texts. */
export interface PackageView {
  packageOf(file: string): PackageInfo;
  readonly around: Surroundings;
}

export interface PackageSources {
  readonly folders: readonly string[];
  /** Every package.json of the workspace. */
  readonly manifests: readonly string[];
  readonly mentions: Mentions;
  readonly installed: InstalledPackages;
  readonly python: PythonPackages;
  readonly text: (file: string) => string | undefined;
  readonly files: () => readonly string[];
}

/** The packages as `store` has them. */
export function packageView(store: PackageStore, sources: PackageSources): PackageView {
  const { manifests, mentions, installed, python, text, files } = sources;
  const packages = manifests
    .map((manifest) => store.of(manifest))
    .filter(({ dir, manifest }) => manifest === posix.join(dir, 'package.json'));
  return {
    packageOf: (file) => store.of(file),
    around: {
      packages: [...new Set(packages)],
      pythonPackageOf: (file) => python.of(file),
      files,
      text,
      mentions: (dir, names) => mentions.of(dir, names),
      installed: (dir, name) => installed.find(dir, name),
      weightOf: (dir, name) => installed.weightOf(dir, name),
      packageManager: (dir) => installed.packageManager(dir),
    },
  };
}

/** The packages as they would be with other texts of manifests. */
export function packageViewWith(texts: ReadonlyMap<string, string>, sources: PackageSources): PackageView {
  const text = (file: string): string | undefined => texts.get(file) ?? sources.text(file);
  const python = new PythonPackages(sources.folders, text);
  return packageView(new PackageStore(sources.folders, text), { ...sources, python, text });
}
