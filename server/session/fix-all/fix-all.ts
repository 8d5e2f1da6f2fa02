import type {
  Change,
  CheckedFix,
  FileReport,
  FixAllRequest,
  FixAllResult,
  FixRequest,
  ScanReport,
} from '../session.ts';
import type { Texts } from '../texts.ts';
import { applyFixes, type FixableSession } from './apply-fixes.ts';
import { Rehearsal } from './rehearsal.ts';

/** What a rehearsal needs of the thread that it runs in. */
export interface Stage {
  scan(files: readonly string[] | null, stopped: () => boolean, progress: () => void): Promise<ScanReport>;
  findings(file: string): FileReport;
  fix(request: FixRequest): CheckedFix;
  take(change: Change): void;
}

/**
 * Applies fix after fix to the texts of a session and takes all of it back, so that the result can be offered as one
 * edit. One rehearsal at a time; while it runs, the texts are not those that anybody else knows.
 */
export class FixAll {
  readonly #stage: Stage;
  readonly #texts: Texts;
  #current: Rehearsal | undefined;
  #running: Promise<void> | undefined;

  constructor(stage: Stage, texts: Texts) {
    this.#stage = stage;
    this.#texts = texts;
  }

  /** Resolves once nothing is being rehearsed. */
  async undisturbed(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Rejects with AbortError where the rehearsal was ended or `stopped` says so. */
  async run(request: FixAllRequest, stopped: () => boolean): Promise<FixAllResult> {
    await this.undisturbed();
    const rehearsal = new Rehearsal(this.#texts);
    this.#current = rehearsal;
    const result = this.#rehearse(rehearsal, request, () => stopped() || this.#current !== rehearsal);
    const ended = (): void => undefined;
    this.#running = result.then(ended, ended);
    try {
      return await result;
    } finally {
      this.#running = undefined;
    }
  }

  /** Takes back what is being rehearsed, because the texts it was begun on are no longer the present ones. */
  end(): void {
    const changes = this.#current?.undo() ?? [];
    this.#current = undefined;
    for (const change of changes) this.#stage.take(change);
  }

  async #rehearse(
    rehearsal: Rehearsal,
    { files, rule, review }: FixAllRequest,
    ended: () => boolean,
  ): Promise<FixAllResult> {
    try {
      const { applied, refused, interrupted } = await applyFixes(this.#session(files, ended), rehearsal, {
        isSelected: (finding) => rule === null || finding.rule === rule,
        review,
        stopped: ended,
        progress: () => undefined,
      });
      if (interrupted || ended()) throw endedError();
      return {
        kind: applied.some(({ kind }) => kind === 'review') ? 'review' : 'safe',
        edits: rehearsal.edits(),
        applied: applied.length,
        refused: refused.map(({ finding, title, reason }) => ({ file: finding.file, title, reason })),
      };
    } finally {
      if (this.#current === rehearsal) this.end();
    }
  }

  #session(files: FixAllRequest['files'], ended: () => boolean): FixableSession {
    const stage = this.#stage;
    return {
      scan: () => stage.scan(files, ended, () => undefined),
      findings: async (file) => {
        // Lets in what cancels or outdates the rehearsal.
        await new Promise((resolve) => setImmediate(resolve));
        if (ended()) throw endedError();
        return stage.findings(file);
      },
      fix: (request) => Promise.resolve(stage.fix(request)),
      applyChanges: (changes) => {
        for (const change of changes) stage.take(change);
        return Promise.resolve();
      },
    };
  }
}

function endedError(): Error {
  return new DOMException('The rehearsal of fixes was ended.', 'AbortError');
}
