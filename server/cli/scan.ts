import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { debuglog, styleText } from 'node:util';
import { rank } from '../../rules/engine/finding.ts';
import type { RuleMeta } from '../../rules/engine/rule.ts';
import { freedBy } from '../report/freed.ts';
import { makeReport, problemLine, reaches } from '../report/report.ts';
import { readTotals, type Totals } from '../report/trend.ts';
import { baselineFileName } from '../session/baseline.ts';
import { changedSince } from '../session/git.ts';
import type { CheckedFix, CoachSession, Finding, ScanReport } from '../session/session.ts';
import { readText } from '../session/texts.ts';
import type { FormatName, ScanCommand } from './arguments.ts';
import { applyBaseline } from './baselines.ts';
import { type ExitCode, exitCodes, UsageError } from './failure.ts';
import type { Paint } from './formats/format.ts';
import { formatters } from './formats/formats.ts';
import { type Output, writeReportFile } from './output.ts';
import { workspaceOf } from './root.ts';
import { isSelected } from './select.ts';
import { type Surroundings, withSession } from './session.ts';
import { touches } from './since.ts';

const debug = debuglog('code-coach');

/** Scans, prints the report and says by the exit code whether something reached `--fail-on`. */
export async function scan(
  command: ScanCommand,
  rules: readonly RuleMeta[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { output, cwd, signal } = surroundings;
  const workspace = workspaceOf(command.paths, cwd);
  const { root, paths } = workspace;
  const outputFile = command.output === null ? null : resolve(cwd, command.output);
  if (outputFile !== null && !existsSync(dirname(outputFile))) {
    throw new UsageError(`The folder of --output ${command.output} does not exist. Make it first.`);
  }
  const baselineFile =
    command.baseline === null ? join(root, baselineFileName) : resolve(cwd, command.baseline);
  if (command.baseline !== null && !command.updateBaseline && !existsSync(baselineFile)) {
    throw new UsageError(`The baseline ${baselineFile} does not exist. Make it with --update-baseline.`);
  }
  const changed = command.since === null ? undefined : await changedSince(root, command.since);

  return withSession(surroundings, workspace, command, async (session) => {
    const isWatched = !command.quiet;
    debug('scanning %s', root);
    const report = await session.scan({
      ...(paths === undefined ? {} : { paths }),
      signal,
      onProgress: (done, total) => {
        if (isWatched) output.progress(`Reading files: ${done} of ${total}`);
      },
    });
    for (const problem of report.problems) output.say(problemLine(root, problem));
    let findings = report.findings.filter((finding) => isSelected(finding, command));
    const notes: string[] = [];
    if (command.baseline !== null || command.updateBaseline) {
      const result = applyBaseline(baselineFile, findings, report, command, workspace);
      findings = result.findings;
      notes.push(result.note);
    }
    findings = findings.filter(({ severity }) => rank(severity) >= rank(command.minSeverity));
    if (changed !== undefined) findings = findings.filter((finding) => touches(finding, changed));
    const fixes = command.fixes
      ? await checkFixes(session, findings, isWatched ? output : undefined, signal)
      : new Map<Finding, readonly CheckedFix[]>();
    // Asked once, so that the report and what is said of it cannot differ.
    const complete = report.complete && !signal.aborted;
    if (!complete) notes.push('Interrupted: this is only what was found until then.');

    const text = formatters[command.format]({
      report: makeReport(root, { ...report, complete }, findings, fixes, command.stats),
      rules,
      version: surroundings.installation.version,
      failOn: command.failOn,
      quiet: command.quiet,
      narrowed: command.rules.length > 0,
      width: output.width,
      paint: outputFile === null ? painter(output) : plain,
      notes,
      silenced: report.silenced,
      freed: freedBy(findings),
      date: new Date().toISOString(),
      before: outputFile === null ? null : totalsBefore(outputFile, command.format),
    });
    if (outputFile === null) await output.print(text);
    else writeReportFile(outputFile, text);
    if (!complete) {
      output.say('Interrupted, so the report holds only what was found until then.');
      return exitCodes.failure;
    }
    sayWhatIsMissing(report, command, output);
    return findings.some(({ severity }) => reaches(severity, command.failOn))
      ? exitCodes.findings
      : exitCodes.clean;
  });
}

/** A scan of nothing is most likely a mistake in the PATHs or the settings, and should not pass for a clean one. */
function sayWhatIsMissing(report: ScanReport, { paths, quiet }: ScanCommand, output: Output): void {
  if (report.files > 0 || quiet) return;
  const where = paths.length === 0 ? 'here' : `in ${paths.join(', ')}`;
  output.say(
    `There is no TypeScript, JavaScript or Python to read ${where}; node_modules, generated and ignored files are left out.`,
  );
}

/** Every fix of every finding, checked; an interrupted check leaves out the rest. */
async function checkFixes(
  session: CoachSession,
  findings: readonly Finding[],
  progress: Output | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<Finding, readonly CheckedFix[]>> {
  const checked = new Map<Finding, readonly CheckedFix[]>();
  const fixable = findings.filter(({ fixes }) => fixes.length > 0);
  debug('checking the fixes of %d findings', fixable.length);
  for (let begin = 0; begin < fixable.length && !signal.aborted; begin += checkedAtOnce) {
    progress?.progress(`Checking fixes: ${begin} of ${fixable.length}`);
    const some = fixable.slice(begin, begin + checkedAtOnce);
    const requests = some.flatMap(({ file, fingerprint, fixes }) =>
      fixes.map((_, fix) => ({ file, fingerprint, fix })),
    );
    const answers = [...(await session.fixes(requests))];
    for (const finding of some) checked.set(finding, answers.splice(0, finding.fixes.length));
  }
  return checked;
}

/** Findings whose fixes are checked between two looks at whether somebody wants to stop. */
const checkedAtOnce = 50;

/** What the report said that is about to be replaced; the other formats carry no totals, and may be large. */
function totalsBefore(file: string, format: FormatName): Totals | null {
  return format === 'html' || format === 'markdown' ? readTotals(readText(file) ?? '') : null;
}

const plain: Paint = (_, text) => text;

/** Colours as the terminal and NO_COLOR, NODE_DISABLE_COLORS and FORCE_COLOR want it. */
function painter(output: Output): Paint {
  return (style, text) => styleText(style, text, { stream: output.stdout });
}
