import type { Edit } from './session.ts';

/** The edits of each file, in the order in which they came. */
export function editsByFile(edits: readonly Edit[]): Map<string, Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of edits) {
    const list = files.get(edit.file);
    if (list === undefined) files.set(edit.file, [edit]);
    else list.push(edit);
  }
  return files;
}
