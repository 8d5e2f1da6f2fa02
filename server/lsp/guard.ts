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
