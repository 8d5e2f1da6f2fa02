import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';

const maxRestarts = 5;
const windowMs = 3 * 60_000;

/**
 * Starts a server that ended by itself again: at once the first time, then after 1, 2, 4 and 8 seconds.
 * One that ends more often than that within three minutes stays down, and `giveUp` tells the reader.
 */
export class RestartPolicy implements ErrorHandler {
  private readonly giveUp: (message: string) => void;
  private crashes: number[] = [];
  private retired = false;
  private wake: (() => void) | undefined;

  constructor(giveUp: (message: string) => void) {
    this.giveUp = giveUp;
  }

  /** Broken single messages are survivable; a connection that breaks again and again is closed. */
  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    return {
      action: count === undefined || count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    };
  }

  async closed(): Promise<CloseHandlerResult> {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((crash) => now - crash < windowMs), now];
    const crashes = this.crashes.length;
    if (crashes > maxRestarts) {
      const message = `The server ended ${crashes} times within three minutes.`;
      this.giveUp(message);
      return { action: CloseAction.DoNotRestart, message, handled: true };
    }
    if (!(await this.pause(crashes === 1 ? 0 : 1000 * 2 ** (crashes - 2)))) {
      return { action: CloseAction.DoNotRestart, message: 'The server was stopped.', handled: true };
    }
    return {
      action: CloseAction.Restart,
      message: `The server ended unexpectedly and is started again (${crashes} of ${maxRestarts}).`,
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
    this.crashes = [];
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
