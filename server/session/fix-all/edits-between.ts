import { diffLines } from 'diff';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../session.ts';

/** Edits by whole lines that make one text of another; none where they are equal. */
export function editsBetween(before: string, after: string): Pick<Edit, 'range' | 'newText'>[] {
  const document = TextDocument.create('', '', 0, before);
  const edits: Pick<Edit, 'range' | 'newText'>[] = [];
  let open: { readonly start: number; readonly newText: string } | undefined;
  let offset = 0;
  const close = (): void => {
    if (open === undefined) return;
    const range = { start: document.positionAt(open.start), end: document.positionAt(offset) };
    edits.push({ range, newText: open.newText });
    open = undefined;
  };
  for (const { added, removed, value } of diffLines(before, after)) {
    if (!added && !removed) {
      close();
      offset += value.length;
      continue;
    }
    open ??= { start: offset, newText: '' };
    if (added) open = { ...open, newText: open.newText + value };
    else offset += value.length;
  }
  close();
  return edits;
}
