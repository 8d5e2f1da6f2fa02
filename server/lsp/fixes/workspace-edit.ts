import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  CreateFile,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { editsByFile } from '../../session/edits-by-file.ts';
import type { CheckedFix, Edit } from '../../session/session.ts';
import type { ClientFeatures } from '../capabilities.ts';
import type { Documents } from '../documents.ts';

/** Why an edit cannot be handed to this client, or at this moment, in words for the person who asked for it. */
export interface Unfit {
  readonly unfit: string;
}

/**
 * A checked fix as an edit of the client's. Open documents are named with the version that the edit was made
 * for, so that a client refuses it once they have changed.
 */
export function toWorkspaceEdit(
  fix: Pick<CheckedFix, 'title' | 'kind' | 'edits'>,
  client: ClientFeatures,
  documents: Documents,
): WorkspaceEdit | Unfit {
  for (const { file, version } of fix.edits) {
    if (documents.version(file) !== version) {
      return { unfit: 'The code has changed since the fix was checked. Ask for it again.' };
    }
  }
  if (!client.documentChanges) return plainChanges(fix, documents);
  if (fix.edits.some(({ create }) => create) && !client.createFiles) {
    return { unfit: 'The fix creates a file, which this editor does not take from a language server.' };
  }
  const annotations = new Map<string, ChangeAnnotation>();
  const asks = fix.kind === 'review' && client.changeAnnotations;
  const isUncertain = uncertain(fix.edits);
  const standIn = asks && client.coachCommands ? placeToAsk(fix.edits) : undefined;
  const annotate = (label: string | null): string | undefined => {
    if (!client.changeAnnotations || (label === null && fix.kind === 'safe')) return undefined;
    const name = label ?? fix.title;
    annotations.set(name, {
      label: name,
      needsConfirmation: asks && standIn === undefined && isUncertain(label),
    });
    return name;
  };
  const documentChanges = [...editsByFile(fix.edits)].flatMap(([file, edits]) => {
    const uri = documents.uri(file);
    const change = TextDocumentEdit.create(
      { uri, version: documents.version(file) },
      edits.map((edit) => annotated(edit, annotate(edit.label))),
    );
    if (file === standIn) change.edits.push(annotated(atTheEnd, previewLabel));
    const created = edits.find(({ create }) => create);
    if (created === undefined) return [change];
    return [CreateFile.create(uri, { overwrite: false }, annotate(created.label)), change];
  });
  if (standIn !== undefined) annotations.set(previewLabel, { label: previewLabel, needsConfirmation: true });
  return {
    documentChanges,
    ...(annotations.size > 0 && { changeAnnotations: Object.fromEntries(annotations) }),
  };
}

/**
 * VS Code opens its preview where an edit asks to be confirmed, and leaves the edits that ask unticked: where all of them
 * do, *Apply* changes nothing. A fix was checked as a whole and is taken as a whole, so there an edit that changes
 * nothing asks in place of all others. It stands in a file that exists, at its end, where the preview has little to show.
 */
function placeToAsk(edits: readonly Edit[]): string | undefined {
  return edits.find(({ create }) => !create)?.file;
}

/**
 * What is new beside the code that was there, and imports of it, changes nothing by itself: where a fix changes more than that,
 * only the rest asks.
 */
function uncertain(edits: readonly Edit[]): (label: string | null) => boolean {
  const isPlain = (label: string | null): boolean => label === 'Definition' || label === 'Imports';
  const hasMore = edits.some(({ label }) => !isPlain(label));
  return (label) => !hasMore || !isPlain(label);
}

const previewLabel = 'Nothing is changed before you press Apply';
const lastPosition = { line: 0x7fff_ffff, character: 0 };
const atTheEnd = { range: { start: lastPosition, end: lastPosition }, newText: '' };

function plainChanges(fix: Pick<CheckedFix, 'edits'>, documents: Documents): WorkspaceEdit | Unfit {
  if (fix.edits.some(({ create }) => create)) {
    return { unfit: 'The fix creates a file, which this editor does not take from a language server.' };
  }
  const changes: Record<string, TextEdit[]> = {};
  for (const [file, edits] of editsByFile(fix.edits)) {
    changes[documents.uri(file)] = edits.map(({ range, newText }) => ({ range, newText }));
  }
  return { changes };
}

function annotated(
  { range, newText }: Pick<Edit, 'range' | 'newText'>,
  annotationId: string | undefined,
): TextEdit | AnnotatedTextEdit {
  return annotationId === undefined ? { range, newText } : { range, newText, annotationId };
}
