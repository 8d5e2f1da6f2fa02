import { type FileDiagnostics, nothingId } from './convert.ts';

export type Show =
  /** Every file of the workspace: a scan is on display, or the scope asks for it. */
  | 'everything'
  /** Only the files that `isShown` names. */
  | 'shown';

/** What is asked of the published findings from outside. */
export interface PublishedSource {
  /** Findings of one file, up to date; rejects with AbortError when aborted. */
  compute(file: string, signal: AbortSignal): Promise<FileDiagnostics>;
  /** Whether a file that no scan covers has its findings on display: an open document. */
  isShown(file: string): boolean;
  /** Whether somebody else is computing the file right now and will hand in the result. */
  isBusy(file: string): boolean;
  failed(file: string, thrown: unknown): void;
  /** To how many further readers a closed document is told again; see `Published.closed`. */
  readonly repeats: number;
}

export interface PublishedReport {
  readonly file: string;
  readonly diagnostics: FileDiagnostics;
}

const nothing: FileDiagnostics = { items: [], resultId: nothingId, version: null };

/**
 * The findings that a client should have on display outside of what it pulls document by document, and which
 * of them are out of date. Computes what is out of date one file at a time, and wakes whoever waits for news.
 *
 * Invariant: a file is in `#entries` only if it has findings on display, so the map does not grow with the workspace.
 */
export class Published {
  readonly #source: PublishedSource;
  readonly #entries = new Map<string, FileDiagnostics>();
  readonly #stale = new Set<string>();
  /** Files to be told once more to every reader, whatever was told before; the count is of readers to come. */
  readonly #again = new Map<string, number>();
  /** Closed documents with a pull under way. */
  readonly #closing = new Set<string>();
  readonly #waiting = new Set<() => void>();
  #show: Show = 'shown';
  #paused = 0;
  #running: { file: string; controller: AbortController } | undefined;
  #scheduled = false;

  constructor(source: PublishedSource) {
    this.#source = source;
  }

  get show(): Show {
    return this.#show;
  }

  /** Findings of these files may have changed. Only those on display are computed anew. */
  invalidate(files: Iterable<string>): void {
    for (const file of files) {
      // A scan under way may put everything on display, and may have passed the file already.
      if (this.#paused === 0 && !this.#isRelevant(file)) continue;
      this.#stale.add(file);
      if (this.#running?.file === file) this.#running.controller.abort();
    }
    this.#schedule();
  }

  /** A result that was computed for somebody else. */
  put(file: string, diagnostics: FileDiagnostics): void {
    if (!this.#isRelevant(file)) return;
    this.#stale.delete(file);
    if (this.#set(file, diagnostics)) this.#wake();
  }

  /** Work that `isBusy` spoke of has ended, with or without a result, and was answered in this turn. */
  resume(): void {
    setImmediate(() => {
      for (const file of [...this.#closing]) {
        if (!this.#source.isBusy(file) && this.#closing.delete(file)) this.closed(file);
      }
    });
    this.#schedule();
  }

  /**
   * The document was closed. The client may have kept what it pulled for the document, and forgotten under
   * which id, so the next readers are told as well: an answer is ignored by a client (VS Code's) that
   * still waits for a pull of the document, so it is also held back until such a pull has been answered.
   */
  closed(file: string): void {
    if (this.#source.isBusy(file)) {
      this.#closing.add(file);
      return;
    }
    if (this.#isRelevant(file)) this.#stale.add(file);
    else this.#entries.delete(file);
    if (this.#source.repeats > 0) this.#again.set(file, this.#source.repeats);
    this.#wake();
    this.#schedule();
  }

  /** Whether a reader should end after what it has told, so that the next one repeats it. */
  get repeats(): boolean {
    return this.#again.size > 0;
  }

  /** From now on every file counts; nothing is known until `replaceAll`. */
  showEverything(): void {
    this.#show = 'everything';
  }

  /** Takes back everything but the files on display of their own accord. */
  showOnlyShown(): void {
    this.#show = 'shown';
    this.#dropIrrelevant();
    this.#wake();
  }

  /** Holds back single files while a scan computes all of them. Ends with `replaceAll` or `unpause`. */
  pause(): void {
    this.#paused++;
  }

  unpause(): void {
    this.#paused--;
    this.#dropIrrelevant();
    this.#schedule();
  }

  /** A scan's findings. Files that went out of date while it ran stay so. */
  replaceAll(reports: ReadonlyMap<string, FileDiagnostics>): void {
    for (const file of [...this.#entries.keys()]) if (!reports.has(file)) this.#entries.delete(file);
    for (const [file, diagnostics] of reports) this.#set(file, diagnostics);
    this.#wake();
  }

  /**
   * What a reader who was told `known` (file → result id) has to be told now; updates `known`.
   * A file with nothing on display is told as empty once.
   */
  news(known: Map<string, string>, firstTime: boolean): PublishedReport[] {
    if (firstTime) this.#forgetRepeated(known);
    const reports: PublishedReport[] = [];
    for (const file of new Set([...this.#entries.keys(), ...known.keys(), ...this.#again.keys()])) {
      const diagnostics = this.#entries.get(file) ?? nothing;
      const before = known.get(file) ?? (this.#again.has(file) ? undefined : nothingId);
      if (before === diagnostics.resultId) continue;
      known.set(file, diagnostics.resultId);
      reports.push({ file, diagnostics });
    }
    return reports;
  }

  /** Resolves at the next change of what is on display, or when aborted. */
  async changed(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      signal.addEventListener('abort', done);
      this.#waiting.add(done);
    });
  }

  /** A reader that starts is told again about closed documents, and uses up one of their repetitions. */
  #forgetRepeated(known: Map<string, string>): void {
    for (const [file, left] of [...this.#again]) {
      if (left <= 0) {
        this.#again.delete(file);
      } else {
        known.delete(file);
        this.#again.set(file, left - 1);
      }
    }
  }

  #dropIrrelevant(): void {
    for (const file of [...this.#entries.keys()]) if (!this.#isRelevant(file)) this.#entries.delete(file);
    for (const file of [...this.#stale]) if (!this.#isRelevant(file)) this.#stale.delete(file);
  }

  #isRelevant(file: string): boolean {
    return this.#show === 'everything' || this.#source.isShown(file);
  }

  #set(file: string, diagnostics: FileDiagnostics): boolean {
    const before = this.#entries.get(file);
    if ((before?.resultId ?? nothingId) === diagnostics.resultId) return false;
    if (diagnostics.items.length === 0) this.#entries.delete(file);
    else this.#entries.set(file, diagnostics);
    return true;
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #schedule(): void {
    if (this.#scheduled || this.#running !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#running !== undefined) return;
    for (let file = this.#next(); file !== undefined; file = this.#next()) {
      const controller = new AbortController();
      this.#running = { file, controller };
      this.#stale.delete(file);
      try {
        const diagnostics = await this.#source.compute(file, controller.signal);
        // A newer mark means that this answer is already out of date; the next one is on its way.
        if (!this.#stale.has(file) && this.#isRelevant(file) && this.#set(file, diagnostics)) this.#wake();
      } catch (thrown) {
        if (!controller.signal.aborted) this.#source.failed(file, thrown);
      } finally {
        this.#running = undefined;
      }
    }
  }

  #next(): string | undefined {
    if (this.#paused > 0) return undefined;
    for (const file of this.#stale) if (!this.#source.isBusy(file)) return file;
    return undefined;
  }
}
