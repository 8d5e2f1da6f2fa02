import type { CancellationToken } from 'vscode-languageserver/node';
import type { DiagnosticScope, ScanResult } from '../../protocol.ts';
import type { Change } from '../../session/session.ts';
import { inBackground, logFailure } from '../guard.ts';
import { type ServerContext, toFileDiagnostics } from '../server-context.ts';
import { DocumentPulls } from './document-pull.ts';
import { Published } from './published.ts';
import { pushDiagnostics } from './push.ts';
import { Scans } from './scan.ts';
import { WorkspacePulls } from './workspace-pull.ts';

/**
 * Everything that shows findings: documents and the workspace on the client's pull, or pushed to clients that
 * do not pull, and scans. Here the changes of the workspace are told to all of them.
 */
export class Diagnostics {
  readonly #context: ServerContext;
  readonly #published: Published;
  /** Open documents that the client pulled: those are on display, while others are open out of sight. */
  readonly #pulled = new Set<string>();
  readonly documents: DocumentPulls;
  readonly workspace: WorkspacePulls;
  readonly #scans: Scans;
  readonly #ended = new AbortController();
  #scope: DiagnosticScope = 'openFiles';
  #scanned = false;
  #refreshing = false;
  #refreshAgain = false;

  constructor(context: ServerContext) {
    this.#context = context;
    const { client, documents, host, log } = context;
    this.#published = new Published({
      repeats: client.pull ? 2 : 0,
      compute: async (file, signal) => {
        const report = await host.use((session) => session.findings(file, signal));
        return toFileDiagnostics(context, report.findings, report.version);
      },
      isShown: (file) => (client.pull ? this.#pulled.has(file) : documents.isOpen(file)),
      isBusy: (file) => this.documents.isBusy(file),
      failed: (file, thrown) => logFailure(log, `Findings of ${file}`, thrown),
    });
    this.documents = new DocumentPulls(context, {
      computed: (file, diagnostics) => {
        if (documents.isOpen(file)) this.#pulled.add(file);
        this.#published.put(file, diagnostics);
      },
      ended: () => this.#published.resume(),
    });
    this.workspace = new WorkspacePulls(context, this.#published);
    this.#scans = new Scans(context, this.#published);
    if (!client.pull) {
      inBackground(log, 'Pushing diagnostics', pushDiagnostics(context, this.#published, this.#ended.signal));
    }
  }

  setScope(scope: DiagnosticScope): void {
    if (scope === this.#scope) return;
    this.#scope = scope;
    if (scope === 'workspace') this.#scans.refresh();
    else if (!this.#scanned) this.#showOpenFiles();
  }

  /** The scan a person asked for: its findings stay on display, kept fresh, until they are cleared. */
  async scan(
    token: CancellationToken,
    onProgress: (done: number, total: number) => void,
  ): Promise<ScanResult> {
    this.#scanned = true;
    return await this.#scans.answer(token, onProgress);
  }

  clearScan(): void {
    this.#scanned = false;
    if (this.#scope === 'openFiles') this.#showOpenFiles();
  }

  documentChanged(change: Extract<Change, { kind: 'opened' | 'edited' | 'closed' }>): void {
    this.documents.supersede(change.file, change.kind !== 'closed');
    if (change.kind === 'closed') {
      this.#pulled.delete(change.file);
      this.#published.closed(change.file);
    } else {
      this.#published.invalidate([change.file]);
    }
  }

  /** Changes on disk; `everywhere` when they decide what is analysed, or how. */
  diskChanged(files: readonly string[], everywhere: boolean): void {
    if (everywhere) this.everythingChanged();
    else this.#published.invalidate(files);
  }

  /** Settings, folders, configuration files: any finding may come or go. */
  everythingChanged(): void {
    this.#published.invalidate(this.#context.documents.files());
    if (this.#scope === 'workspace' || this.#published.show === 'everything') this.#scans.refresh();
    this.#refreshClient();
  }

  /** Findings of these files may have changed through somebody else's edit. */
  changed(files: readonly string[]): void {
    this.#published.invalidate(files);
    this.#refreshClient();
  }

  /** Answers what is being held. */
  end(): void {
    this.#ended.abort();
    this.#scans.stop();
    this.workspace.end();
  }

  #showOpenFiles(): void {
    this.#scans.stop();
    this.#published.showOnlyShown();
  }

  /** Asks the client to pull its documents again. One request at a time, and one more for what came meanwhile. */
  #refreshClient(): void {
    if (!this.#context.client.refresh || !this.#context.client.pull) return;
    this.#refreshAgain = true;
    if (this.#refreshing) return;
    inBackground(this.#context.log, 'Refreshing diagnostics', this.#refresh());
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    try {
      while (this.#refreshAgain && !this.#ended.signal.aborted) {
        this.#refreshAgain = false;
        await this.#context.connection.languages.diagnostics.refresh();
      }
    } finally {
      this.#refreshing = false;
    }
  }
}
