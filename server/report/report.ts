import { type FixKind, rank, type Severity } from '../../rules/engine/finding.ts';
import type { CheckedFix, Finding, Problem, Range, ScanReport, ScanStats } from '../session/session.ts';
import { relativeTo } from './relative.ts';

/** What `--format json` prints, and what every other format is made from. */
export interface Report {
  readonly version: 1;
  /** Absolute, forward slashes. */
  readonly root: string;
  readonly summary: ReportSummary;
  readonly findings: readonly ReportedFinding[];
  /** Only with `--stats`. */
  readonly stats?: ScanStats;
}

export interface ReportSummary {
  /** Files analysed. */
  readonly files: number;
  readonly findings: number;
  readonly byRule: Readonly<Record<string, number>>;
  readonly durationMs: number;
  readonly skipped: readonly SkippedEntry[];
}

/** A file that was left out, a problem with one, or (`file: null`) a number of files left out for one reason. */
export interface SkippedEntry {
  readonly file: string | null;
  readonly reason: string;
  readonly count: number;
  readonly message: string | null;
  /** Counts from 1. */
  readonly line: number | null;
}

/** Counts from 1; columns in UTF-16 units; `end` is behind the last character. */
export interface ReportedRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export interface ReportedPlace {
  /** Relative to `root`, forward slashes. */
  readonly file: string;
  readonly range: ReportedRange;
}

export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  readonly habit: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
  readonly fingerprint: string;
  readonly group: string | null;
  /** The best kind of fix there is. */
  readonly fixable: FixKind | null;
  /** Filled only with `--fixes`. */
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedFix {
  readonly title: string;
  readonly kind: FixKind;
  readonly verified: boolean;
  readonly check: CheckedFix['check'];
  readonly reason: string | null;
  readonly edits: readonly (ReportedPlace & { readonly newText: string })[];
}

/** @param fixes checked fixes per finding; none where they were not asked for. */
export function makeReport(
  root: string,
  scan: ScanReport,
  findings: readonly Finding[],
  fixes: ReadonlyMap<Finding, readonly CheckedFix[]>,
  withStats: boolean,
): Report {
  const reported = [...findings]
    .sort(byPlace)
    .map((finding) => reportFinding(root, finding, fixes.get(finding) ?? []));
  const byRule: Record<string, number> = {};
  for (const { rule } of [...reported].sort((a, b) => compare(a.rule, b.rule))) {
    byRule[rule] = (byRule[rule] ?? 0) + 1;
  }
  const summary: ReportSummary = {
    files: scan.files,
    findings: reported.length,
    byRule,
    durationMs: Math.round(scan.durationMs),
    skipped: skippedEntries(root, scan),
  };
  const report = { version: 1, root, summary, findings: reported } as const;
  return withStats ? { ...report, stats: scan.stats } : report;
}

/** Whether a finding counts for `--fail-on`. */
export function reaches(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && rank(severity) >= rank(threshold);
}

/** A problem in one line, with the place that it is about. */
export function problemLine(root: string, { file, line, message }: Problem): string {
  const place = relativeTo(root, file);
  return `${line === null ? place : `${place}:${line + 1}`}: ${message}`;
}

export function toReportedRange({ start, end }: Range): ReportedRange {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

function reportFinding(root: string, finding: Finding, fixes: readonly CheckedFix[]): ReportedFinding {
  const place = ({ file, range }: { readonly file: string; readonly range: Range }): ReportedPlace => ({
    file: relativeTo(root, file),
    range: toReportedRange(range),
  });
  const kinds = finding.fixes.map(({ kind }) => kind);
  return {
    rule: finding.rule,
    habit: finding.habit,
    severity: finding.severity,
    message: finding.message,
    ...place(finding),
    related: finding.related.map((related) => ({ ...place(related), message: related.message })),
    fingerprint: finding.fingerprint,
    group: finding.group,
    fixable: kinds.includes('safe') ? 'safe' : (kinds[0] ?? null),
    fixes: fixes.map(({ title, kind, verified, check, reason, edits }) => ({
      title,
      kind,
      verified,
      check,
      reason,
      edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })),
    })),
  };
}

function skippedEntries(root: string, scan: ScanReport): SkippedEntry[] {
  const none = { message: null, line: null };
  // The session counts the listed files too; every file is to stand here once.
  const unlisted = Object.entries(scan.skippedCounts).flatMap(([reason, all]) => {
    const count = all - scan.skipped.filter((each) => each.reason === reason).length;
    return count > 0 ? [{ file: null, reason, count, ...none }] : [];
  });
  return [
    ...scan.skipped.map(({ file, reason }) => ({ file: relativeTo(root, file), reason, count: 1, ...none })),
    ...scan.problems.map(({ file, message, line }) => ({
      file: relativeTo(root, file),
      reason: 'problem',
      count: 1,
      message,
      line: line === null ? null : line + 1,
    })),
    ...unlisted,
    ...(scan.complete ? [] : [{ file: null, reason: 'interrupted', count: 0, ...none }]),
  ];
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    compare(a.rule, b.rule) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
