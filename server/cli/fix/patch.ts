import { formatPatch, structuredPatch } from 'diff';
import { relativeTo } from '../../report/relative.ts';
import type { FileDifference } from './store.ts';

/** A diff of all changes in git's form, relative to the root, that `git apply` takes. */
export function unifiedDiff(root: string, changes: readonly FileDifference[]): string {
  return [...changes]
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, before, after }) => {
      const name = relativeTo(root, file);
      const patch = structuredPatch(
        before === null ? '/dev/null' : `a/${name}`,
        `b/${name}`,
        before ?? '',
        after,
        undefined,
        undefined,
        { context: 3 },
      );
      const created = before === null ? { isCreate: true, newMode: '100644' } : {};
      return formatPatch({ ...patch, ...created, isGit: true });
    })
    .join('');
}
