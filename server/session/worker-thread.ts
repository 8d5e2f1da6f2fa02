import { Worker } from 'node:worker_threads';
import type { CallName, FromWorker, WorkerCalls, WorkerOptions } from './messages.ts';
import type { Change, SessionEvent } from './session.ts';

export interface WorkerThreadOptions {
  readonly script: string;
  /** What a worker that starts now must be told. */
  readonly options: () => WorkerOptions;
  readonly openDocuments: () => readonly Change[];
  readonly onEvent: (event: SessionEvent) => void;
}

interface PendingCall {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
  readonly ended: () => void;
}

/** A worker that dies this often in a row without ever answering is not started again. */
const maximumDeaths = 4;

/**
 * One worker thread and its compiler process, started again when it dies. Calls that were under way then are
 * rejected; the next ones go to the new thread, which has been told of all open documents.
 */
export class WorkerThread {
  readonly #options: WorkerThreadOptions;
  readonly #pending = new Map<number, PendingCall>();
  #worker: Worker;
  #compiler: number | undefined;
  #nextId = 1;
  #deaths = 0;
  #closing = false;

  constructor(options: WorkerThreadOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  /** @throws AbortError when `signal` is aborted before the call was begun. */
  call<Name extends CallName>(
    name: Name,
    argument: WorkerCalls[Name]['argument'],
    how: {
      signal?: AbortSignal | undefined;
      onProgress?: ((done: number, total: number) => void) | undefined;
    } = {},
  ): Promise<WorkerCalls[Name]['answer']> {
    if (this.#deaths >= maximumDeaths)
      return Promise.reject(new Error('The analysis ended again and again; see the log.'));
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const cancel = (): void => this.#worker.postMessage({ cancel: id });
      const ended = (): void => how.signal?.removeEventListener('abort', cancel);
      this.#pending.set(id, { resolve, reject, onProgress: how.onProgress, ended });
      this.#worker.postMessage({ call: name, id, argument });
      if (how.signal?.aborted) cancel();
      else how.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Ends the compiler first: a thread that waits for it cannot be ended otherwise. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#endCompiler();
    await this.#worker.terminate();
    this.#rejectPending(new Error('The session was closed.'));
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script, { workerData: this.#options.options() });
    // Also at the first start: the worker that checks fixes is begun when documents are long open.
    worker.postMessage({ call: 'changes', id: 0, argument: this.#options.openDocuments() });
    let cause = 'the thread ended';
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error: Error) => {
      cause = error.message;
    });
    worker.on('exit', () => {
      if (this.#closing || worker !== this.#worker) return;
      this.#restart(cause);
    });
    return worker;
  }

  #restart(cause: string): void {
    this.#endCompiler();
    this.#deaths += 1;
    this.#rejectPending(new Error(`The analysis ended unexpectedly (${cause}).`));
    if (this.#deaths >= maximumDeaths) {
      this.#options.onEvent({
        kind: 'log',
        level: 'error',
        message: `The analysis ended ${maximumDeaths} times in a row and is not started again: ${cause}`,
      });
      return;
    }
    this.#worker = this.#start();
    this.#options.onEvent({ kind: 'restarted', reason: cause });
  }

  #receive(message: FromWorker): void {
    if ('event' in message) this.#options.onEvent(message.event);
    else if ('compiler' in message) this.#compiler = message.compiler;
    else if ('progress' in message)
      this.#pending.get(message.progress)?.onProgress?.(message.done, message.total);
    else if ('failure' in message) {
      const error = new Error(message.message);
      error.name = message.name;
      error.stack = message.stack;
      this.#take(message.failure)?.reject(error);
    } else {
      this.#deaths = 0;
      this.#take(message.answer)?.resolve(message.value as never);
    }
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.ended();
    return call;
  }

  #rejectPending(error: Error): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(error);
  }

  #endCompiler(): void {
    const pid = this.#compiler;
    this.#compiler = undefined;
    if (pid === undefined) return;
    try {
      // It keeps nothing that is worth saving, and when asked to end it says on stderr that it was cancelled.
      process.kill(pid, 'SIGKILL');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
    }
  }
}
