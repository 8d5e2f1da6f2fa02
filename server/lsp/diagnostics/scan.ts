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
 * One runs at a time, and a newer one ends an older one, which then answers with what it has.
 */
export class Scans {
  readonly #context: ServerContext;
  readonly #published: Published;
  #current: AbortController | undefined;

  constructor(context: ServerContext, published: Published) {
    this.#context = context;
    this.#published = published;
  }

  /** The scan a person asked for. Its findings stay on display, kept fresh, until `clear`. */
  async answer(token: CancellationToken, onProgress: OnProgress): Promise<ScanResult> {
    return await withSignal(token, async (cancelled) => {
      try {
        return toResult(await this.#run(cancelled, onProgress));
      } catch (thrown) {
        // Somebody waits for the numbers, and none at all would read as 'nothing found'.
        this.#context.log.error(`Scan failed: ${errorText(thrown)}`);
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        throw new ResponseError(ErrorCodes.InternalError, reason);
      }
    });
  }

  /** Computes everything anew without anybody waiting: settings, folders or configuration files changed. */
  refresh(): void {
    const never = new AbortController().signal;
    inBackground(
      this.#context.log,
      'Scan',
      this.#run(never, () => undefined),
    );
  }

  /** Ends the scan under way, if any. */
  stop(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  async #run(cancelled: AbortSignal, onProgress: OnProgress): Promise<ScanReport> {
    this.stop();
    const controller = new AbortController();
    this.#current = controller;
    const signal = AbortSignal.any([cancelled, controller.signal]);
    this.#published.pause();
    try {
      const report = await this.#context.host.use((session) => session.scan({ onProgress, signal }));
      // A scan that was cut short knows nothing of the rest, so it must not take findings off display.
      if (!controller.signal.aborted && (report.complete || this.#published.show === 'shown')) {
        this.#published.showEverything();
        this.#published.replaceAll(this.#byFile(report.findings));
      }
      return report;
    } finally {
      this.#published.unpause();
      if (this.#current === controller) this.#current = undefined;
    }
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
