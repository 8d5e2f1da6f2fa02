import type { PythonManifest } from './manifest.ts';
import type { PythonDependency } from './requirement.ts';
import { isAtLeast, oldestIn, type PythonVersion } from './version.ts';

/** The nearest folder above a file that says what Python and which packages its code needs. */
export interface PythonPackage {
  /** Absolute folder, forward slashes. */
  readonly dir: string;
  readonly name: string | null;
  /** Absolute paths, none of files that say nothing. */
  readonly manifests: readonly string[];
  /** The oldest Python that it promises to run on; null where nothing says. */
  readonly minimum: PythonMinimum | null;
  readonly dependencies: readonly PythonDependency[];
  /** The package around this one. */
  readonly outer: PythonPackage | null;
}

export interface PythonMinimum {
  readonly version: PythonVersion;
  /** As it is written there, `>=3.8`. */
  readonly written: string;
  /** Absolute path. */
  readonly file: string;
}

/** What the manifests of a folder say together; undefined where none says anything. */
export function pythonPackage(
  dir: string,
  manifests: readonly PythonManifest[],
  outer: PythonPackage | null,
): PythonPackage | undefined {
  if (!manifests.some(({ dependencies, describesProject }) => describesProject || dependencies.length > 0))
    return undefined;
  const describesProject = manifests.some((each) => each.describesProject);
  return {
    dir,
    name: manifests.find(({ name }) => name !== null)?.name ?? null,
    manifests: manifests.map(({ file }) => file),
    // A list of requirements alone says nothing of Python: the project around it does.
    minimum: minimumOf(manifests) ?? (describesProject ? null : (outer?.minimum ?? null)),
    dependencies: manifests.flatMap(({ dependencies }) => dependencies),
    outer,
  };
}

/** What the project states goes before a version that is only installed for work on it; of several statements the oldest holds. */
function minimumOf(manifests: readonly PythonManifest[]): PythonMinimum | null {
  for (const describesProject of [true, false]) {
    const stated = manifests.filter(
      (each) => each.describesProject === describesProject && each.requiresPython !== null,
    );
    if (stated.length === 0) continue;
    const minima = stated.map(({ file, requiresPython }): PythonMinimum | null => {
      const version = oldestIn(requiresPython ?? '');
      return version === null ? null : { version, written: requiresPython ?? '', file };
    });
    return minima.reduce((oldest, each) =>
      oldest === null || each === null ? null : isAtLeast(oldest.version, each.version) ? each : oldest,
    );
  }
  return null;
}
