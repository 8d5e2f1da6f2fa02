import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';
import { Backoff, maxRestarts } from './backoff.ts';

/** Starts a server that ended by itself again, unless it does so too often; then `giveUp` tells the reader. */
export class RestartPolicy implements ErrorHandler {
  private readonly giveUp: (message: string) => void;
  private readonly backoff = new Backoff();
  private retired = false;
  private wake: (() => void) | undefined;

  constructor(giveUp: (message: string) => void) {
    this.giveUp = giveUp;
  }

  /**
   * A message that cannot be written is no reason to stop: when the server has gone, `closed` is told right after and starts
   * it again, whereas a client that stops here stays down. The count would mislead too: it is two for each message.
   */
  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  async closed(): Promise<CloseHandlerResult> {
    const delay = this.backoff.crashed(performance.now());
    if (delay === undefined) {
      const message = `The server ended ${this.backoff.count} times within three minutes.`;
      this.giveUp(message);
      return { action: CloseAction.DoNotRestart, message, handled: true };
    }
    if (!(await this.pause(delay))) {
      return { action: CloseAction.DoNotRestart, message: 'The server was stopped.', handled: true };
    }
    return {
      action: CloseAction.Restart,
      message: `The server ended unexpectedly and is started again (${this.backoff.count} of ${maxRestarts}).`,
      handled: true,
    };
  }

  /** Whoever stops the server on purpose wants no restart. True where one was waiting, which then does not happen. */
  retire(): boolean {
    this.retired = true;
    const waiting = this.wake !== undefined;
    this.wake?.();
    return waiting;
  }

  /** For a start that a person asked for: earlier crashes no longer count. */
  reset(): void {
    this.retired = false;
    this.backoff.forget();
  }

  /** Resolves with whether to go on. */
  private pause(ms: number): Promise<boolean> {
    if (this.retired || ms === 0) return Promise.resolve(!this.retired);
    return new Promise((resolve) => {
      const end = (goOn: boolean) => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve(goOn);
      };
      const timer = setTimeout(() => end(true), ms);
      this.wake = () => end(false);
    });
  }
}
