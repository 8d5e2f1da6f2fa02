import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { guarded } from '../guard.ts';
import type { ServerContext } from '../server-context.ts';
import { fileOf } from '../uris.ts';
import type { Published, PublishedReport } from './published.ts';

/** Files per partial result: small enough to be shown bit by bit, large enough not to flood the client. */
const chunkSize = 50;

/**
 * Answers `workspace/diagnostic`. The request is held until there is news (a client asks again as soon as it is
 * answered) and, where the client takes partial results, beyond: news then is streamed as it comes up.
 */
export class WorkspacePulls {
  readonly #context: ServerContext;
  readonly #published: Published;
  #current: AbortController | undefined;

  constructor(context: ServerContext, published: Published) {
    this.#context = context;
    this.#published = published;
  }

  async answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    stream: ((chunk: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    // A client has one such request under way; an older one would hold on to what the newer one tells.
    this.end();
    const ended = new AbortController();
    this.#current = ended;
    return await guarded(this.#context.log, 'Workspace diagnostics', token, { items: [] }, async (signal) => {
      const both = AbortSignal.any([signal, ended.signal]);
      const previous = previousIds(params);
      const known = new Map(previous);
      let news = this.#published.news(known, true);
      for (;;) {
        if (news.length > 0) {
          const reports = [...news.map((each) => this.#full(each)), ...this.#unchanged(previous, known)];
          if (stream === undefined) return { items: reports };
          for (let at = 0; at < reports.length; at += chunkSize) {
            stream({ items: reports.slice(at, at + chunkSize) });
          }
          previous.clear();
          if (this.#published.repeats) return { items: [] };
        }
        await this.#published.changed(both);
        signal.throwIfAborted();
        if (ended.signal.aborted) return { items: [] };
        news = this.#published.news(known, false);
      }
    });
  }

  /** Answers the request that is being held, if any: on shutdown it would be left without an answer. */
  end(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  #full({ file, diagnostics }: PublishedReport): WorkspaceDocumentDiagnosticReport {
    return {
      kind: DocumentDiagnosticReportKind.Full,
      uri: this.#context.documents.uri(file),
      version: this.#context.documents.isOpen(file) ? diagnostics.version : null,
      resultId: diagnostics.resultId,
      items: diagnostics.items,
    };
  }

  #unchanged(
    previous: ReadonlyMap<string, string>,
    known: ReadonlyMap<string, string>,
  ): WorkspaceDocumentDiagnosticReport[] {
    return [...previous]
      .filter(([file, id]) => known.get(file) === id)
      .map(([file, resultId]) => ({
        kind: DocumentDiagnosticReportKind.Unchanged,
        uri: this.#context.documents.uri(file),
        version: this.#context.documents.version(file),
        resultId,
      }));
  }
}

function previousIds(params: WorkspaceDiagnosticParams): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { uri, value } of params.previousResultIds) {
    const file = fileOf(uri);
    if (file !== undefined) ids.set(file, value);
  }
  return ids;
}
