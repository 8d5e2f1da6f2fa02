import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { relativeTo } from '../report/relative.ts';
import {
  type BaselineEntry,
  compareWithBaseline,
  formatBaseline,
  readBaseline,
} from '../session/baseline.ts';
import type { Finding, ScanReport } from '../session/session.ts';
import type { ScanCommand } from './arguments.ts';
import { Failure } from './failure.ts';
import { writeReportFile } from './output.ts';
import type { Workspace } from './root.ts';
import { isSelected } from './select.ts';

/**
 * Leaves out what the baseline knows; with `--update-baseline` makes it say exactly what was found.
 * @param findings of the whole scan, before `--min-severity`.
 * @returns the findings that are left, and a line for the summary.
 * @throws BaselineError where the file is no baseline, Failure where the scan was interrupted.
 */
export function applyBaseline(
  file: string,
  findings: readonly Finding[],
  scan: ScanReport,
  command: ScanCommand,
  workspace: Workspace,
): { readonly findings: Finding[]; readonly note: string } {
  const entries = readBaseline(file);
  const exists = (path: string): boolean => existsSync(posix.join(workspace.root, path));
  if (!command.updateBaseline) {
    const { fresh, known, gone } = compareWithBaseline(
      findings,
      (entries ?? []).filter(covers(command, workspace)),
      exists,
    );
    const prune =
      gone.length === 0 ? '' : `, ${gone.length} of its entries are gone (--update-baseline prunes them)`;
    return { findings: [...fresh], note: `Baseline: ${known.length} known${prune}` };
  }
  if (!scan.complete) throw new Failure('Interrupted, so the baseline was left as it is.');
  const isCovered = covers(command, workspace);
  const before = entries ?? [];
  const kept = before.filter((entry) => !isCovered(entry));
  const { fresh, gone } = compareWithBaseline(findings, before.filter(isCovered), exists);
  const found = findings.map(({ file: path, rule, fingerprint }) => ({
    file: relativeTo(workspace.root, path),
    rule,
    fingerprint,
  }));
  writeReportFile(file, formatBaseline([...kept, ...found]));
  const note = `Baseline written: ${file}, ${kept.length + found.length} entries (${fresh.length} new, ${gone.length} gone)`;
  return { findings: [], note };
}

/** Whether this scan looked where an entry stands; of the others it cannot say that they are gone. */
function covers(command: ScanCommand, { root, paths }: Workspace): (entry: BaselineEntry) => boolean {
  const within = paths?.map((path) => relativeTo(root, path));
  return ({ file, rule }) => {
    const habit = rule.slice(0, rule.indexOf('/'));
    if (!isSelected({ rule, habit }, command)) return false;
    return within === undefined || within.some((path) => file === path || file.startsWith(`${path}/`));
  };
}
