/** Restarts within `windowMs`; one crash more, and the server stays down. */
export const maxRestarts = 5;
const windowMs = 3 * 60_000;

/** How long to wait after each crash: not at all the first time, then 1, 2, 4 and 8 seconds. */
export class Backoff {
  private crashes: number[] = [];

  /** Crashes that count at this moment. */
  get count(): number {
    return this.crashes.length;
  }

  /**
   * @param now milliseconds on any clock that does not go back
   * @returns milliseconds to wait before the restart; undefined where there should be none
   */
  crashed(now: number): number | undefined {
    this.crashes = [...this.crashes.filter((crash) => now - crash < windowMs), now];
    if (this.count > maxRestarts) return undefined;
    return this.count === 1 ? 0 : 1000 * 2 ** (this.count - 2);
  }

  forget(): void {
    this.crashes = [];
  }
}
