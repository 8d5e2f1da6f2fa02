import { posix } from 'node:path';
import type { FileFacts } from '../../engine/rule.ts';
import type { ErrorClassFact, GuardFact } from './fact.ts';
import type { GuardPlace } from './groups.ts';

/** A file with its classes of errors. */
interface ErrorModule {
  readonly file: string;
  readonly classes: ReadonlySet<string>;
}

/**
 * Finds, per package, the files where errors live. The module of the thrown class comes first, then the one nearest
 * to the places.
 */
export function errorModulesOf(
  files: readonly FileFacts<GuardFact | ErrorClassFact>[],
): (places: readonly GuardPlace[]) => string[] {
  const byPackage = new Map<string, ErrorModule[]>();
  for (const {
    file,
    package: { dir },
    facts,
  } of files) {
    const classes = new Set(facts.flatMap((fact) => (fact.is === 'error-class' ? fact.name : [])));
    if (classes.size === 0) continue;
    const modules = byPackage.get(dir);
    if (modules === undefined) byPackage.set(dir, [{ file, classes }]);
    else modules.push({ file, classes });
  }
  return (places) => {
    const [first] = places;
    if (first === undefined) return [];
    const rank = ({ file, classes }: ErrorModule): number =>
      (classes.has(first.fact.thrown ?? '') ? 0 : 1000) +
      distance(file, first.file) -
      Math.min(classes.size, 5) / 10;
    const modules = byPackage.get(first.packageDir) ?? [];
    return [...modules].sort((a, b) => rank(a) - rank(b)).map(({ file }) => file);
  };
}

/** Folders to go up and down from one file to another. */
function distance(from: string, to: string): number {
  return posix.relative(posix.dirname(from), posix.dirname(to)).split('/').length;
}
