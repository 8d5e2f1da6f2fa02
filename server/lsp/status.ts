import type { WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import { methods, type StatusParams } from '../protocol.ts';
import type { Problem, SessionEvent } from '../session/session.ts';
import { inBackground } from './guard.ts';
import type { ServerContext } from './server-context.ts';

type StatusEvent = Extract<SessionEvent, { kind: 'status' }>;

/**
 * Tells the client what the session is about: its own client through `codeCoach/status`, every client through
 * work-done progress for the first analysis of the whole program, which is the one that takes long.
 */
export class Status {
  readonly #context: ServerContext;
  readonly #notify: boolean;
  #busy: StatusEvent = { kind: 'status', busy: false, done: 0, total: 0 };
  #problems: readonly Problem[] = [];
  #postponed: StatusParams['postponed'] = [];
  #told = '';
  #first: 'to come' | 'under way' | 'over' = 'to come';
  #progress: WorkDoneProgressServerReporter | undefined;
  #percent = -1;

  constructor(context: ServerContext, notify: boolean) {
    this.#context = context;
    this.#notify = notify;
  }

  onStatus(event: StatusEvent): void {
    this.#busy = event;
    this.#tell();
    this.#showProgress(event);
  }

  onProblems(problems: readonly Problem[]): void {
    this.#problems = problems;
    for (const { file, line, message } of problems) {
      this.#context.log.warn(`${file}${line === null ? '' : `:${line + 1}`}: ${message}`);
    }
    this.#tell();
  }

  onPostponed({ rules }: Extract<SessionEvent, { kind: 'postponed' }>): void {
    const { documents, log } = this.#context;
    this.#postponed = rules.map(({ file, rule }) => ({ uri: documents.uri(file), rule }));
    for (const { file, rule } of rules) log.info(`${rule} is slow on ${file} and waits until it is saved.`);
    this.#tell();
  }

  #tell(): void {
    if (!this.#notify) return;
    const { busy, done, total } = this.#busy;
    const problems = this.#problems;
    const postponed = this.#postponed;
    const state = busy ? 'analysing' : problems.length > 0 ? 'problem' : 'idle';
    // Once per percent: a client has no use for a message per file.
    const told = JSON.stringify([state, percentOf(done, total), problems, postponed]);
    if (told === this.#told) return;
    this.#told = told;
    const status: StatusParams = { state, done, total, problems, postponed };
    const { connection, log } = this.#context;
    inBackground(log, 'Telling the status', connection.sendNotification(methods.status, status));
  }

  #showProgress(event: StatusEvent): void {
    if (this.#first === 'to come' && event.busy) {
      this.#first = 'under way';
      inBackground(this.#context.log, 'Showing progress', this.#begin());
    } else if (this.#first === 'under way' && !event.busy) {
      this.#first = 'over';
      this.#progress?.done();
      this.#progress = undefined;
    }
    const percent = percentOf(event.done, event.total);
    if (this.#progress === undefined || percent === this.#percent) return;
    this.#percent = percent;
    this.#progress.report(percent, filesOf(event.done, event.total));
  }

  async #begin(): Promise<void> {
    const progress = await this.#context.connection.window.createWorkDoneProgress();
    if (this.#first !== 'under way') return;
    const { done, total } = this.#busy;
    this.#percent = percentOf(done, total);
    progress.begin('Code Coach: analysing', this.#percent, filesOf(done, total), false);
    this.#progress = progress;
  }
}

export function percentOf(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((100 * done) / total);
}

export function filesOf(done: number, total: number): string {
  return `${done} of ${total} files`;
}
