import { posix } from 'node:path';
import type { FileView } from '../rule.ts';

/** The folder of the package counts, too. Each example is to be read on its own, so it repeats what others have; and so may what only tests use. */
export function isExample({ path, package: { dir } }: FileView): boolean {
  return /\/([\w-]*sandbox|examples?|demos?|samples?|playgrounds?|fixtures|__mocks__|testing|test-?(utils?|helpers?|support))\//i.test(
    path.slice(posix.dirname(dir).length),
  );
}
