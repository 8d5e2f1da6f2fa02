import {
  type Diagnostic,
  type DiagnosticCollection,
  Disposable,
  languages,
  type TextDocumentChangeEvent,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { DiagnosticData } from '../../server/protocol.ts';

type Entry = readonly [Uri, readonly Diagnostic[] | undefined];

/**
 * Findings as VS Code shows them, except for those that come up on the line that somebody is typing: half a line is no code
 * yet. They wait until the cursor leaves the line or the file is saved; what stood there before stays.
 */
export class PatientFindings implements DiagnosticCollection {
  readonly name: string;
  private readonly shown: DiagnosticCollection;
  /** Everything that is known of the file with the typed line, while anything of it waits. */
  private waiting: { readonly uri: Uri; readonly all: readonly Diagnostic[] } | undefined;
  private typed: { readonly uri: string; readonly line: number } | undefined;
  private readonly listening: Disposable;

  constructor(name: string | undefined) {
    this.shown = languages.createDiagnosticCollection(name);
    this.name = this.shown.name;
    this.listening = Disposable.from(
      workspace.onDidChangeTextDocument((event) => this.follow(event)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.left(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.left(editor)),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === this.typed?.uri) this.release();
      }),
    );
  }

  set(uri: Uri, all: readonly Diagnostic[] | undefined): void;
  set(entries: readonly Entry[]): void;
  set(given: Uri | readonly Entry[], all?: readonly Diagnostic[]): void {
    if (given instanceof Uri) this.put(given, all ?? []);
    else for (const [uri, each] of given) this.put(uri, each ?? []);
  }

  delete(uri: Uri): void {
    if (this.waiting?.uri.toString() === uri.toString()) this.waiting = undefined;
    this.shown.delete(uri);
  }

  clear(): void {
    this.waiting = undefined;
    this.shown.clear();
  }

  forEach(...given: Parameters<DiagnosticCollection['forEach']>): void {
    this.shown.forEach(...given);
  }

  get(uri: Uri): readonly Diagnostic[] | undefined {
    return this.shown.get(uri);
  }

  has(uri: Uri): boolean {
    return this.shown.has(uri);
  }

  [Symbol.iterator](): ReturnType<DiagnosticCollection[typeof Symbol.iterator]> {
    return this.shown[Symbol.iterator]();
  }

  dispose(): void {
    this.listening.dispose();
    this.shown.dispose();
  }

  private put(uri: Uri, all: readonly Diagnostic[]): void {
    const { typed } = this;
    if (uri.toString() !== typed?.uri) {
      this.shown.set(uri, all);
      return;
    }
    const before = new Set((this.shown.get(uri) ?? []).map(identityOf));
    const now = all.filter(
      (each) =>
        each.range.start.line > typed.line ||
        each.range.end.line < typed.line ||
        before.has(identityOf(each)),
    );
    this.waiting = now.length === all.length ? undefined : { uri, all };
    this.shown.set(uri, now);
  }

  private follow({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    const editor = window.activeTextEditor;
    if (editor?.document !== document || contentChanges.length === 0) return;
    // Nobody is in the middle of what undo brings back, or of what an edit changes elsewhere.
    if (reason !== undefined) this.release();
    const here = contentChanges.find(({ range }) => range.intersection(editor.selection) !== undefined);
    if (reason !== undefined || here === undefined) return;
    const line = here.range.start.line + (here.text.match(/\n/g)?.length ?? 0);
    const uri = document.uri.toString();
    if (this.typed?.uri !== uri || this.typed.line !== line) this.release();
    this.typed = { uri, line };
  }

  private left(editor: TextEditor | undefined): void {
    const { typed } = this;
    if (typed === undefined || editor === undefined) return;
    if (editor.document.uri.toString() !== typed.uri || editor.selection.active.line !== typed.line)
      this.release();
  }

  /** Nobody is in the middle of a line: shows what waited. */
  private release(): void {
    const { waiting } = this;
    this.typed = undefined;
    this.waiting = undefined;
    if (waiting !== undefined) this.shown.set(waiting.uri, waiting.all);
  }
}

function identityOf(diagnostic: Diagnostic & { readonly data?: unknown }): string {
  const data = diagnostic.data as DiagnosticData | undefined;
  return data?.fingerprint ?? diagnostic.message;
}
