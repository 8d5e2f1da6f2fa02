import { type Connection, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Change } from '../session/session.ts';
import { fileOf, uriOf } from './uris.ts';

type DocumentChange = Extract<Change, { kind: 'opened' | 'edited' | 'closed' }>;

/** The open documents with a `file:` URI. Others, such as an unsaved new file, are not analysed. */
export class Documents {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #uris = new Map<string, string>();

  listen(connection: Connection, onChange: (change: DocumentChange) => void): void {
    // `onDidChangeContent` is also fired for an opened document, right after `onDidOpen`.
    this.#documents.onDidChangeContent(({ document }) => {
      const file = fileOf(document.uri);
      if (file === undefined) return;
      const kind = this.#uris.has(file) ? 'edited' : 'opened';
      this.#uris.set(file, document.uri);
      onChange({ kind, file, version: document.version, text: analysable(document.getText()) });
    });
    this.#documents.onDidClose(({ document }) => {
      const file = fileOf(document.uri);
      if (file !== undefined && this.#uris.delete(file)) onChange({ kind: 'closed', file });
    });
    this.#documents.listen(connection);
  }

  isOpen(file: string): boolean {
    return this.#uris.has(file);
  }

  files(): string[] {
    return [...this.#uris.keys()];
  }

  /** Version of the open document; null for a file that is not open. */
  version(file: string): number | null {
    const uri = this.#uris.get(file);
    return uri === undefined ? null : (this.#documents.get(uri)?.version ?? null);
  }

  /** The client's own spelling for an open document, so that both sides mean the same. */
  uri(file: string): string {
    return this.#uris.get(file) ?? uriOf(file);
  }
}

/**
 * A text as the compiler takes it: its process ends on a lone surrogate, and it does not count a byte order
 * mark, which editors do not send. What stands in for a surrogate is as long, so positions stay what they are.
 */
function analysable(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\p{Surrogate}/gu, '\ufffd');
}
