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
    await this.pause(crashes === 1 ? 0 : 1000 * 2 ** (crashes - 2));
    if (this.retired)
      return { action: CloseAction.DoNotRestart, message: 'The server was stopped.', handled: true };
    return {
      action: CloseAction.Restart,
      message: `The server ended unexpectedly and is started again (${crashes} of ${maxRestarts}).`,
      handled: true,
    };
  }

  /** Whoever stops the server on purpose does not want a restart that still waits. */
  retire(): void {
    this.retired = true;
    this.wake?.();
  }

  /** For a restart that a person asked for: earlier crashes no longer count. */
  reset(): void {
    this.retired = false;
    this.crashes = [];
  }

  private pause(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
