import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isFileError } from '../texts.ts';

/** A cache that nobody used for so long is of a folder that is gone, or will be made again in one scan. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Names that caches are written under, and the temporary ones that a process left which was ended while it wrote. */
const ownName = /^(?:[\w-]{22}\.json|\.[\w-]{22}\.json\.[0-9a-f]{12}\.tmp)$/;

/** Notes that a scan took its results from this cache, though it had nothing new to write. */
export function markUsed(file: string): void {
  const now = new Date();
  unlessFileError(() => utimesSync(file, now, now));
}

/** Removes the caches in a folder that no scan has used for a month; whatever else lies there stays. */
export function removeUnused(folder: string): void {
  const oldest = Date.now() - keptMs;
  unlessFileError(() => {
    for (const name of readdirSync(folder)) {
      if (!ownName.test(name)) continue;
      const file = join(folder, name);
      unlessFileError(() => {
        if (statSync(file).mtimeMs < oldest) rmSync(file);
      });
    }
  });
}

/** Another process may have removed the file, or the folder may not be ours to write: then it is as full as it was. */
function unlessFileError(run: () => void): void {
  try {
    run();
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
  }
}
