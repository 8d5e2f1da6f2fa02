import type { CheckedFix, FixRequest } from '../../session/session.ts';
import { type Log, logFailure } from '../guard.ts';

export type CheckFix = (request: FixRequest, signal: AbortSignal) => Promise<CheckedFix>;

/**
 * Remembers what became of each checked fix until the workspace changes, so that a fix which was refused once
 * is listed as disabled from then on, and checks a few ahead of being asked.
 */
export class FixChecks {
  readonly #check: CheckFix;
  readonly #log: Log;
  #running = new Map<string, Promise<CheckedFix>>();
  #done = new Map<string, CheckedFix>();
  /** Ends every check: what they work on has changed. */
  #everything = new AbortController();
  /** Ends the check ahead alone: somebody waits for another one. */
  #ahead = new AbortController();

  constructor(check: CheckFix, log: Log) {
    this.#check = check;
    this.#log = log;
  }

  /** The outcome, if the fix was checked since the last change. */
  known(request: FixRequest): CheckedFix | undefined {
    return this.#done.get(keyOf(request));
  }

  /** Checks a fix that somebody waits for. Rejects with AbortError when the workspace changes meanwhile. */
  async run(request: FixRequest): Promise<CheckedFix> {
    const key = keyOf(request);
    const known = this.#done.get(key);
    if (known !== undefined) return known;
    const running = this.#running.get(key);
    if (running !== undefined) return await running;
    this.#ahead.abort();
    return await this.#start(key, request, this.#everything.signal);
  }

  /** Checks these in turn without anybody waiting, until something changes or somebody waits for another fix. */
  async ahead(requests: readonly FixRequest[]): Promise<void> {
    this.#ahead.abort();
    const ahead = new AbortController();
    this.#ahead = ahead;
    const signal = AbortSignal.any([ahead.signal, this.#everything.signal]);
    for (const request of requests) {
      const key = keyOf(request);
      if (signal.aborted) return;
      if (this.#done.has(key) || this.#running.has(key)) continue;
      try {
        await this.#start(key, request, signal);
      } catch (thrown) {
        logFailure(this.#log, 'Checking a fix ahead', thrown);
      }
    }
  }

  /** The workspace has changed: every outcome is void. */
  reset(): void {
    this.#everything.abort();
    this.#everything = new AbortController();
    this.#running = new Map();
    this.#done = new Map();
  }

  async #start(key: string, request: FixRequest, signal: AbortSignal): Promise<CheckedFix> {
    const [running, done] = [this.#running, this.#done];
    const check = this.#check(request, signal);
    running.set(key, check);
    try {
      const outcome = await check;
      done.set(key, outcome);
      return outcome;
    } finally {
      running.delete(key);
    }
  }
}

function keyOf({ file, fingerprint, fix }: FixRequest): string {
  return JSON.stringify([file, fingerprint, fix]);
}
