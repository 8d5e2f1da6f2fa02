import { productIdentity } from './cache/identity.ts';
import type { WorkerCalls } from './messages.ts';
import type {
  BaselineRequest,
  BaselineUpdate,
  Change,
  CheckedFix,
  CoachSession,
  EditorSettings,
  ExplainRequest,
  Explanation,
  FileReport,
  FixAllRequest,
  FixAllResult,
  FixRequest,
  ScanReport,
  ScanRequest,
  SessionEvent,
  SessionOptions,
  Suppressing,
  SuppressRequest,
} from './session.ts';
import { WorkerThread } from './worker-thread.ts';

/** How long a compiler that only checks fixes is kept when nobody asks for one, in milliseconds. */
const fixWorkerIdleMs = 120_000;

/** Opens a session. Nothing is read before the first question. */
export function createSession(options: SessionOptions): Promise<CoachSession> {
  return Promise.resolve(new ThreadedSession(options));
}

/**
 * The facade over two worker threads: one that analyses and, once somebody wants a fix, one that checks fixes with
 * a compiler of its own, so that a light bulb never delays diagnostics. Remembers what a new worker must be told.
 */
class ThreadedSession implements CoachSession {
  readonly #options: SessionOptions;
  readonly #listeners: ((event: SessionEvent) => void)[] = [];
  readonly #documents = new Map<string, Extract<Change, { kind: 'opened' | 'edited' }>>();
  #folders: readonly string[];
  #settings: EditorSettings;
  readonly #analysis: WorkerThread;
  #fixes: WorkerThread | undefined;
  #fixesIdle: NodeJS.Timeout | undefined;
  #fixesInUse = 0;
  /** Grows with every change; facts are handed over only between workers that saw the same changes. */
  #changes = 0;
  #factsHandedOver = -1;
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#folders = options.folders;
    this.#settings = options.settings;
    this.#analysis = this.#startWorker(false, (event) => this.#emit(event));
  }

  async applyChanges(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    this.#changes += 1;
    for (const change of changes) this.#remember(change);
    await Promise.all([this.#analysis.call('changes', changes), this.#fixes?.call('changes', changes)]);
  }

  findings(file: string, signal?: AbortSignal): Promise<FileReport> {
    return this.#analysis.call('findings', file, { signal });
  }

  scan({ paths, onProgress, signal }: ScanRequest): Promise<ScanReport> {
    return this.#analysis.call('scan', { paths: paths ?? null }, { onProgress, signal });
  }

  fix(request: FixRequest, signal?: AbortSignal): Promise<CheckedFix> {
    return this.#askFixWorker('fix', request, signal);
  }

  fixes(requests: readonly FixRequest[], signal?: AbortSignal): Promise<readonly CheckedFix[]> {
    return this.#askFixWorker('fixes', requests, signal);
  }

  explain(request: ExplainRequest, signal?: AbortSignal): Promise<Explanation | null> {
    return this.#askFixWorker('explain', request, signal);
  }

  fixAll(request: FixAllRequest, signal?: AbortSignal): Promise<FixAllResult> {
    return this.#withFixWorker(signal, async (worker) => {
      try {
        return await worker.call('fixAll', request, { signal });
      } finally {
        // Files that came and went in the rehearsal made the worker forget the facts it was handed.
        this.#factsHandedOver = -1;
      }
    });
  }

  suppress(request: SuppressRequest, signal?: AbortSignal): Promise<Suppressing> {
    return this.#analysis.call('suppress', request, { signal });
  }

  baseline(request: BaselineRequest, signal?: AbortSignal): Promise<readonly BaselineUpdate[]> {
    return this.#analysis.call('baseline', request, { signal });
  }

  on(listener: (event: SessionEvent) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#fixesIdle);
    await Promise.all([this.#analysis.close(), this.#fixes?.close()]);
  }

  /** Rejects with AbortError when the workspace changes before the answer. */
  #askFixWorker<Name extends 'fix' | 'fixes' | 'explain'>(
    name: Name,
    request: WorkerCalls[Name]['argument'],
    signal: AbortSignal | undefined,
  ): Promise<WorkerCalls[Name]['answer']> {
    return this.#withFixWorker(signal, async (worker) => {
      const answer = await worker.call(name, request, { signal });
      // A change that overtook the question left the worker with part of the facts, where a finding may seem gone.
      if (this.#factsHandedOver !== this.#changes) {
        throw new DOMException('The workspace changed while a fix was checked.', 'AbortError');
      }
      return answer;
    });
  }

  /** Keeps the worker that checks fixes for as long as it is at work, which may be minutes, and a while longer. */
  async #withFixWorker<T>(
    signal: AbortSignal | undefined,
    use: (worker: WorkerThread) => Promise<T>,
  ): Promise<T> {
    clearTimeout(this.#fixesIdle);
    this.#fixesInUse += 1;
    try {
      return await use(await this.#informedFixWorker(signal));
    } finally {
      this.#fixesInUse -= 1;
      if (this.#fixesInUse === 0 && !this.#closed) this.#endFixWorkerWhenIdle();
    }
  }

  #endFixWorkerWhenIdle(): void {
    clearTimeout(this.#fixesIdle);
    this.#fixesIdle = setTimeout(() => {
      const idle = this.#fixes;
      this.#fixes = undefined;
      void idle?.close();
    }, this.#options.fixWorkerIdleMs ?? fixWorkerIdleMs).unref();
  }

  /** The worker that checks fixes, once it knows the facts of the whole workspace. */
  async #informedFixWorker(signal: AbortSignal | undefined): Promise<WorkerThread> {
    const worker = this.#fixWorker();
    if (this.#factsHandedOver !== this.#changes) {
      const state = this.#changes;
      const facts = await this.#analysis.call('exportFacts', null, { signal });
      await worker.call('importFacts', facts, { signal });
      this.#factsHandedOver = state;
    }
    return worker;
  }

  #fixWorker(): WorkerThread {
    if (this.#fixes === undefined) {
      // Its findings and problems were already told by the worker that analyses.
      this.#fixes = this.#startWorker(true, (event) => {
        if (event.kind === 'log' || event.kind === 'restarted') this.#emit(event);
        if (event.kind === 'restarted') this.#factsHandedOver = -1;
      });
      this.#factsHandedOver = -1;
    }
    return this.#fixes;
  }

  #startWorker(checksFixes: boolean, onEvent: (event: SessionEvent) => void): WorkerThread {
    return new WorkerThread({
      script: this.#options.worker,
      options: () => ({
        folders: this.#folders,
        configFile: this.#options.configFile,
        settings: this.#settings,
        compiler: this.#options.compiler,
        restricted: this.#options.restricted === true,
        checksFixes,
        ...(this.#options.cacheDir === undefined || checksFixes
          ? {}
          : { cache: { dir: this.#options.cacheDir, identity: productIdentity(this.#options) } }),
      }),
      openDocuments: () =>
        [...this.#documents.values()].map((change) => ({ ...change, kind: 'opened' as const })),
      onEvent: (event) => {
        if (!this.#closed) onEvent(event);
      },
    });
  }

  #remember(change: Change): void {
    if (change.kind === 'opened' || change.kind === 'edited') this.#documents.set(change.file, change);
    else if (change.kind === 'closed') this.#documents.delete(change.file);
    else if (change.kind === 'folders') this.#folders = change.folders;
    else if (change.kind === 'settings') this.#settings = change.settings;
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
