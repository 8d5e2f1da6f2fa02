import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { guarded } from '../guard.ts';
import { type ServerContext, toFileDiagnostics } from '../server-context.ts';
import { fileOf } from '../uris.ts';
import type { FileDiagnostics } from './convert.ts';

interface DocumentPullEvents {
  /** A pull was computed; its answer goes out in this turn of the event loop. */
  computed(file: string, diagnostics: FileDiagnostics): void;
  /** No pull of this file is under way any more. */
  ended(file: string): void;
}

/** Answers `textDocument/diagnostic`. An edit of the document supersedes the pulls of it that are under way. */
export class DocumentPulls {
  readonly #context: ServerContext;
  readonly #events: DocumentPullEvents;
  readonly #running = new Map<string, Set<AbortController>>();

  constructor(context: ServerContext, events: DocumentPullEvents) {
    this.#context = context;
    this.#events = events;
  }

  isBusy(file: string): boolean {
    return this.#running.has(file);
  }

  /**
   * The document changed or was closed: what is being computed would be answered for a text that is gone.
   * @param again whether the client should ask again, which makes no sense for a closed document.
   */
  supersede(file: string, again: boolean): void {
    const error = new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed', {
      retriggerRequest: again,
    });
    for (const controller of this.#running.get(file) ?? []) controller.abort(error);
  }

  async answer(
    params: DocumentDiagnosticParams,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const file = fileOf(params.textDocument.uri);
    if (file === undefined) return empty;
    const superseded = new AbortController();
    this.#started(file, superseded);
    try {
      return await guarded(this.#context.log, 'Document diagnostics', token, empty, async (signal) => {
        const diagnostics = await this.#compute(file, signal, superseded.signal);
        this.#events.computed(file, diagnostics);
        return toReport(diagnostics, params.previousResultId);
      });
    } finally {
      this.#ended(file, superseded);
    }
  }

  async #compute(file: string, cancelled: AbortSignal, superseded: AbortSignal): Promise<FileDiagnostics> {
    const signal = AbortSignal.any([cancelled, superseded]);
    try {
      const report = await this.#context.host.use((session) => session.findings(file, signal));
      signal.throwIfAborted();
      return toFileDiagnostics(this.#context, report.findings, report.version);
    } catch (thrown) {
      if (cancelled.aborted || !superseded.aborted) throw thrown;
      throw superseded.reason;
    }
  }

  #started(file: string, controller: AbortController): void {
    const running = this.#running.get(file);
    if (running === undefined) this.#running.set(file, new Set([controller]));
    else running.add(controller);
  }

  #ended(file: string, controller: AbortController): void {
    const running = this.#running.get(file);
    running?.delete(controller);
    if (running?.size !== 0) return;
    this.#running.delete(file);
    this.#events.ended(file);
  }
}

const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

function toReport(
  { items, resultId }: FileDiagnostics,
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
