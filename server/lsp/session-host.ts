import type { Change, CoachSession, SessionEvent, SessionOptions } from '../session/session.ts';
import { errorText, inBackground, type Log, NoSession } from './guard.ts';

export type CreateSession = (options: SessionOptions) => Promise<CoachSession>;

/**
 * Owns the one session of the server: starts it, hands it changes in order, and lends it to requests.
 * Changes that arrive in one turn of the event loop go over as one batch, of which an edit supersedes
 * an earlier one of the same file.
 */
export class SessionHost {
  readonly #create: CreateSession;
  readonly #log: Log;
  readonly #ready: Promise<CoachSession>;
  #resolve: (session: CoachSession) => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;
  #session: CoachSession | undefined;
  #pending: Change[] = [];
  #scheduled = false;
  #closed = false;

  constructor(create: CreateSession, log: Log) {
    this.#create = create;
    this.#log = log;
    this.#ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever asks meets the failure; a session that nobody asked for must not end the process.
    this.#ready.catch(() => undefined);
  }

  /** Rejects with the reason when the session cannot be made; so does every later `use`. */
  async start(options: SessionOptions, listener: (event: SessionEvent) => void): Promise<void> {
    try {
      const session = await this.#create(options);
      session.on((event) => {
        try {
          listener(event);
        } catch (thrown) {
          this.#log.error(`Handling ${event.kind} of the session failed: ${errorText(thrown)}`);
        }
      });
      if (this.#closed) return await session.close();
      this.#session = session;
      this.#flush();
      this.#resolve(session);
    } catch (thrown) {
      this.fail(thrown instanceof Error ? thrown : new Error(String(thrown)));
      throw thrown;
    }
  }

  /** There will be no session: whoever asks for it is told the reason. */
  fail(reason: Error): void {
    this.#reject(new NoSession(reason.message));
  }

  apply(change: Change): void {
    const earlier = change.kind === 'edited' ? this.#lastPendingOf(change.file) : undefined;
    if (earlier !== undefined && change.kind === 'edited') {
      this.#pending[earlier.index] = { ...change, kind: earlier.kind };
    } else {
      this.#pending.push(change);
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  /** Runs with a session that has seen every change applied so far. */
  async use<T>(run: (session: CoachSession) => Promise<T>): Promise<T> {
    const session = await this.#ready;
    this.#flush();
    return await this.#unlessClosed(run(session));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#pending = [];
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#session === undefined || this.#pending.length === 0) return;
    const changes = this.#pending;
    this.#pending = [];
    const applied = this.#session.applyChanges(changes);
    inBackground(this.#log, 'Applying changes', this.#unlessClosed(applied));
  }

  /** What a closed session rejects with is no failure. */
  async #unlessClosed<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      throw this.#closed ? new NoSession('The server is ending.') : thrown;
    }
  }

  /** The last pending change of a file, if it carries a text that a newer text may replace. */
  #lastPendingOf(file: string): { index: number; kind: 'opened' | 'edited' } | undefined {
    const index = this.#pending.findLastIndex((each) => 'file' in each && each.file === file);
    const kind = this.#pending[index]?.kind;
    return kind === 'opened' || kind === 'edited' ? { index, kind } : undefined;
  }
}
