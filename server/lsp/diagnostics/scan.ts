import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ScanResult } from '../../protocol.ts';
import type { Finding, ScanReport } from '../../session/session.ts';
import { errorText, inBackground, withSignal } from '../guard.ts';
import { type ServerContext, toFileDiagnostics } from '../server-context.ts';
import type { FileDiagnostics } from './convert.ts';
import type { Published } from './published.ts';

type OnProgress = (done: number, total: number) => void;

/**
 * Whole-workspace scans: the one a person asks for, and those that keep a display of everything fresh.
 * One runs at a time: one that a person asks for ends any other, which then answers with what it has, and one
 * that nobody waits for lets it finish first.
 */
export class Scans {
  readonly #context: ServerContext;
  readonly #published: Published;
  #current: { readonly controller: AbortController; readonly asked: boolean } | undefined;
  /** Everything on display is out of date, and no scan that is under way mends that. */
  #owed = false;

  constructor(context: ServerContext, published: Published) {
    this.#context = context;
    this.#published = published;
  }

  /** The scan a person asked for. Its findings stay on display, kept fresh, until they are cleared. */
  async answer(token: CancellationToken, onProgress: OnProgress): Promise<ScanResult> {
    return await withSignal(token, async (cancelled) => {
      try {
        return toResult(await this.#run(true, cancelled, onProgress));
      } catch (thrown) {
        // Somebody waits for the numbers, and none at all would read as 'nothing found'.
        this.#context.log.error(`Scan failed: ${errorText(thrown)}`);
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        throw new ResponseError(ErrorCodes.InternalError, reason);
      } finally {
        if (this.#owed && this.#current === undefined) this.refresh();
      }
    });
  }

  /** Computes everything anew without anybody waiting: settings, folders or configuration files changed. */
  refresh(): void {
    this.#owed = true;
    if (this.#current?.asked === true) return;
    const never = new AbortController().signal;
    inBackground(
      this.#context.log,
      'Scan',
      this.#run(false, never, () => undefined),
    );
  }

  /** Ends the scan under way, if any: nothing is on display any more that it could keep fresh. */
  stop(): void {
    this.#current?.controller.abort();
    this.#current = undefined;
    this.#owed = false;
  }

  async #run(asked: boolean, cancelled: AbortSignal, onProgress: OnProgress): Promise<ScanReport> {
    const superseded = this.#current;
    superseded?.controller.abort();
    const controller = new AbortController();
    const current = { controller, asked };
    this.#current = current;
    const owed = this.#owed || superseded?.asked === false;
    this.#owed = false;
    const signal = AbortSignal.any([cancelled, controller.signal]);
    this.#published.pause();
    try {
      const report = await this.#context.host.use((session) => session.scan({ onProgress, signal }));
      if (!controller.signal.aborted) this.#show(report, owed);
      return report;
    } finally {
      this.#published.unpause();
      if (this.#current === current) this.#current = undefined;
    }
  }

  #show(report: ScanReport, owed: boolean): void {
    // A scan that was cut short knows nothing of the rest, so it must not take findings off display.
    if (!report.complete && this.#published.show === 'everything') {
      this.#owed ||= owed;
      return;
    }
    this.#published.showEverything();
    this.#published.replaceAll(this.#byFile(report.findings));
  }

  #byFile(findings: readonly Finding[]): Map<string, FileDiagnostics> {
    const byFile = new Map<string, Finding[]>();
    for (const finding of findings) {
      const list = byFile.get(finding.file);
      if (list === undefined) byFile.set(finding.file, [finding]);
      else list.push(finding);
    }
    const reports = new Map<string, FileDiagnostics>();
    for (const [file, list] of byFile) {
      reports.set(file, toFileDiagnostics(this.#context, list, this.#context.documents.version(file)));
    }
    return reports;
  }
}

function toResult(report: ScanReport): ScanResult {
  const skipped: Record<string, number> = { ...report.skippedCounts };
  for (const { reason } of report.skipped) skipped[reason] = (skipped[reason] ?? 0) + 1;
  return {
    files: report.files,
    findings: report.findings.length,
    byRule: countBy(report.findings, (finding) => finding.rule),
    byHabit: countBy(report.findings, (finding) => finding.habit),
    skipped,
    complete: report.complete,
    durationMs: report.durationMs,
  };
}

function countBy<K extends string>(
  findings: readonly Finding[],
  key: (finding: Finding) => K,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const finding of findings) {
    const name = key(finding);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
