import { posix } from 'node:path';
import type { PythonPackage } from '../../engine/python/packages/python-package.ts';
import type { PythonDependency } from '../../engine/python/packages/requirement.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { Fact } from './facts.ts';

/** All entries of one package in the manifests of a project; what builds the project is left out, as it does not come with it. */
export interface Declared {
  readonly owner: PythonPackage;
  readonly name: string;
  readonly entries: readonly [PythonDependency, ...PythonDependency[]];
}

/** Every entry of every manifest that has analysed files. */
export function declaredIn(files: readonly FileFacts<Fact>[], around: Surroundings): Declared[] {
  const owners = new Set<PythonPackage>();
  for (const { file } of files)
    for (let owner = around.pythonPackageOf(file); owner !== null; owner = owner.outer) owners.add(owner);
  return [...owners].flatMap((owner) => {
    const byName = new Map<string, [PythonDependency, ...PythonDependency[]]>();
    for (const entry of owner.dependencies) {
      if (entry.role === 'build') continue;
      const known = byName.get(entry.name);
      if (known === undefined) byName.set(entry.name, [entry]);
      else known.push(entry);
    }
    return [...byName].map(([name, entries]) => ({ owner, name, entries }));
  });
}

/** Where a finding about an entry stands. */
export function placeOf({ file, span, list, name }: PythonDependency): {
  readonly file: string;
  readonly span: PythonDependency['span'];
  readonly symbol: string;
  readonly syntax: string;
} {
  return { file, span, symbol: list ?? 'dependencies', syntax: name };
}

/** `pyproject.toml`, `requirements/dev.txt`. */
export function manifestName(file: string, { dir }: PythonPackage): string {
  return posix.relative(dir, file);
}
