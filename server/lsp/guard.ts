import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';

export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/**
 * Runs a request's handler so that the server outlives it: a cancelled one is answered as cancelled, and any
 * other exception becomes a line in the log and the `fallback` as answer.
 */
export async function guarded<R>(
  log: Log,
  what: string,
  token: CancellationToken,
  fallback: R,
  handler: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  try {
    return await withSignal(token, handler);
  } catch (thrown) {
    if (thrown instanceof ResponseError) throw thrown;
    if (token.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, `${what} cancelled`);
    }
    logFailure(log, what, thrown);
    return fallback;
  }
}

/** Runs with a signal that is aborted when the token is cancelled. */
export async function withSignal<R>(
  token: CancellationToken,
  run: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const subscription = token.onCancellationRequested(() => controller.abort());
  try {
    return await run(controller.signal);
  } finally {
    subscription.dispose();
  }
}

/** How often work is begun anew because the workspace changed under it; a build may write files all the time. */
const attempts = 5;

/** Repeats work that a change of the workspace aborts, unless `signal` is what aborted it. */
export async function untilUndisturbed<R>(signal: AbortSignal, work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (thrown) {
      if (signal.aborted || !isAbort(thrown) || attempt === attempts) throw thrown;
    }
  }
}

/** Does work that nobody waits for; what it throws is logged, unless it was aborted on purpose. */
export function inBackground(log: Log, what: string, work: Promise<unknown>): void {
  work.catch((thrown: unknown) => {
    logFailure(log, what, thrown);
  });
}

/** Said to the person once when the server started; every request without a session meets it again. */
export class NoSession extends Error {}

/** An abort is somebody's wish, no failure. */
export function logFailure(log: Log, what: string, thrown: unknown): void {
  if (isAbort(thrown) || thrown instanceof NoSession) return;
  log.error(`${what} failed: ${errorText(thrown)}`);
}

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** With the stack, which a log needs to be of use. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
