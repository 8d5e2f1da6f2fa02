import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../rules/engine/finding.ts';
import type { Range } from './session.ts';

/**
 * The text of every file as the analysis sees it: the open document where there is one, else the disk.
 * A byte order mark is not part of a text, as in the editor and the compiler.
 */
export class Texts {
  readonly #open = new Map<string, { readonly text: string; readonly version: number }>();
  /** Converters from offsets to lines, kept until the file changes. */
  readonly #documents = new Map<string, TextDocument | null>();

  open(file: string, version: number, text: string): void {
    this.#open.set(file, { text, version });
    this.#documents.delete(file);
  }

  close(file: string): void {
    this.#open.delete(file);
    this.#documents.delete(file);
  }

  /** Forgets what was read from disk. */
  changed(file: string): void {
    if (!this.#open.has(file)) this.#documents.delete(file);
  }

  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  openFiles(): string[] {
    return [...this.#open.keys()];
  }

  /** Version of the open document; null for a file that is read from disk. */
  version(file: string): number | null {
    return this.#open.get(file)?.version ?? null;
  }

  openText(file: string): string | undefined {
    return this.#open.get(file)?.text;
  }

  /** undefined where the file does not exist or cannot be read. */
  text(file: string): string | undefined {
    return this.#document(file)?.getText();
  }

  range(file: string, span: Span): Range {
    const document = this.#document(file);
    if (document === undefined) {
      return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    }
    return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  }

  #document(file: string): TextDocument | undefined {
    let document = this.#documents.get(file);
    if (document === undefined) {
      const text = this.#open.get(file)?.text ?? readText(file);
      document = text === undefined ? null : TextDocument.create(file, '', 0, text);
      this.#documents.set(file, document);
    }
    return document ?? undefined;
  }
}

/** Text of a file on disk without a byte order mark; undefined where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (thrown) {
    if (isFileError(thrown)) return undefined;
    throw thrown;
  }
}

/** An error of the file system (ENOENT, EACCES, EISDIR, …), as against a defect of ours. */
export function isFileError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && typeof (thrown as NodeJS.ErrnoException).code === 'string';
}
