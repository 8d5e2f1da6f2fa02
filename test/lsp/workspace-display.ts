import { fileURLToPath } from 'node:url';
import {
  CancellationTokenSource,
  type Diagnostic,
  ProgressType,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import type { LspClient } from '../harness/lsp-client.ts';

/** Keeps pulling the workspace as clients do, and holds what would be on display: diagnostics by file name. */
export class WorkspaceDisplay {
  readonly shown = new Map<string, readonly Diagnostic[]>();
  /** Answers and partial results received. */
  reports = 0;
  readonly #client: LspClient;
  readonly #ids = new Map<string, string>();
  readonly #ended = new CancellationTokenSource();
  readonly #loop: Promise<void>;

  constructor(client: LspClient) {
    this.#client = client;
    this.#loop = this.#pull();
  }

  /** Waits until what is on display fits. */
  async until(fits: (shown: ReadonlyMap<string, readonly Diagnostic[]>) => boolean): Promise<void> {
    await this.#client.until(() => (fits(this.shown) ? true : undefined));
  }

  of(name: string): readonly Diagnostic[] {
    return this.shown.get(this.#client.uri(name)) ?? [];
  }

  /** Names of the files with something on display. */
  names(): string[] {
    return [...this.shown]
      .filter(([, items]) => items.length > 0)
      .map(([uri]) => fileURLToPath(uri).slice(this.#client.root.length + 1))
      .sort();
  }

  async end(): Promise<void> {
    this.#ended.cancel();
    await this.#loop;
  }

  async #pull(): Promise<void> {
    const { connection } = this.#client;
    for (let count = 0; !this.#ended.token.isCancellationRequested; count++) {
      const partialResultToken = `workspace-${count}`;
      const progress = connection.onProgress(
        new ProgressType<WorkspaceDiagnosticReport>(),
        partialResultToken,
        (chunk) => this.#take(chunk),
      );
      const previousResultIds = [...this.#ids].map(([uri, value]) => ({ uri, value }));
      const params = { identifier: 'code-coach', previousResultIds, partialResultToken };
      try {
        this.#take(await connection.sendRequest('workspace/diagnostic', params, this.#ended.token));
      } catch (thrown) {
        if (!this.#ended.token.isCancellationRequested) throw thrown;
      } finally {
        progress.dispose();
      }
    }
  }

  #take({ items }: WorkspaceDiagnosticReport): void {
    this.reports += 1;
    for (const report of items) {
      if (report.resultId !== undefined) this.#ids.set(report.uri, report.resultId);
      if (report.kind === 'full') this.shown.set(report.uri, report.items);
    }
    this.#client.wake();
  }
}
