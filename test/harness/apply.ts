import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../../server/session/session.ts';

/** Applies edits to files held in memory, as an editor would. */
export function applyToFiles(
  files: Readonly<Record<string, string>>,
  edits: readonly Edit[],
): Record<string, string> {
  const result: Record<string, string> = { ...files };
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const ofFile = edits.filter((edit) => edit.file === file);
    const document = TextDocument.create(file, '', 0, files[file] ?? '');
    result[file] = TextDocument.applyEdits(
      document,
      ofFile.map(({ range, newText }) => ({ range, newText })),
    );
  }
  return result;
}
