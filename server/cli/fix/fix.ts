import { posix } from 'node:path';
import { relativeTo } from '../../report/relative.ts';
import { problemLine } from '../../report/report.ts';
import { visible, visibleJson, visibleLine } from '../../report/visible.ts';
import {
  applyFixes,
  type FixOutcome,
  type FixSelection,
  isFixable,
} from '../../session/fix-all/apply-fixes.ts';
import { uncommitted } from '../../session/git.ts';
import type { Finding, Problem } from '../../session/session.ts';
import type { FixCommand } from '../arguments.ts';
import { type ExitCode, exitCodes, Failure, UsageError } from '../failure.ts';
import { workspaceOf } from '../root.ts';
import { isSelected } from '../select.ts';
import { type Surroundings, withSession } from '../session.ts';
import { unifiedDiff } from './patch.ts';
import { DiskStore, type FileStore, MemoryStore } from './store.ts';

/** Applies fixes and says which were refused; with `--dry-run` prints what they would change. */
export async function fix(command: FixCommand, surroundings: Surroundings): Promise<ExitCode> {
  const { output, cwd, signal } = surroundings;
  const workspace = workspaceOf(command.paths, cwd);
  const { root } = workspace;
  if (!command.dryRun && !command.force) await refuseDirtyTree(workspace.folders);

  return withSession(surroundings, workspace, command, async (session) => {
    const store: FileStore = command.dryRun
      ? new MemoryStore(workspace.folders)
      : new DiskStore(workspace.folders);
    const { paths } = workspace;
    const fixable = {
      applyChanges: session.applyChanges.bind(session),
      findings: session.findings.bind(session),
      fix: session.fix.bind(session),
      scan: () =>
        session.scan({
          ...(paths === undefined ? {} : { paths }),
          signal,
          onProgress: (done, total) => output.progress(`Reading files: ${done} of ${total}`),
        }),
    };
    let problems: readonly Problem[] = [];
    let unfixable: FixOutcome['refused'] = [];
    const selection: FixSelection = {
      isSelected: (finding: Finding) => isNamed(finding, command),
      review: command.review,
      begun: (scan) => {
        problems = scan.problems;
        unfixable = namedInVain(scan.findings, command);
      },
      stopped: () => signal.aborted,
      progress: (done: number, total: number) => output.progress(`Fixing: ${done} of ${total}`),
    };
    const applied = await applyFixes(fixable, store, selection);
    const outcome = { ...applied, refused: [...unfixable, ...applied.refused] };
    for (const problem of problems) output.say(problemLine(root, problem));
    const diff = command.dryRun ? unifiedDiff(root, store.changes()) : null;
    if (command.format === 'json')
      await output.print(`${visibleJson(toJson(root, command, outcome, diff), 2)}\n`);
    else {
      // Exact for a program that applies it, harmless for a terminal that shows it.
      if (diff !== null) await output.print(output.stdout.isTTY ? visible(diff) : diff);
      const told = describe(root, outcome, command);
      if (diff === null) await output.print(told);
      // A diff stays the only thing on stdout, so that it can be piped on.
      else for (const line of told.trimEnd().split('\n')) output.say(line);
    }
    if (outcome.interrupted) {
      output.say('Interrupted: the fixes named above are whole, the others were not begun.');
      return exitCodes.failure;
    }
    return outcome.refused.length > 0 ? exitCodes.findings : exitCodes.clean;
  });
}

async function refuseDirtyTree(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const files = await uncommitted(folder);
    const [first] = files ?? [];
    if (files === null || first === undefined) continue;
    const others = files.length === 1 ? '' : ` and ${files.length - 1} more`;
    throw new Failure(
      `${first}${others} in ${folder} not committed, so a fix could not be told from your own changes. Commit or stash first, look with --dry-run, or use --force.`,
    );
  }
}

function isNamed(finding: Finding, command: FixCommand): boolean {
  const { fingerprints } = command;
  return (
    isSelected(finding, command) && (fingerprints.length === 0 || fingerprints.includes(finding.fingerprint))
  );
}

/**
 * Findings that the person named although nothing can be done for them.
 * @throws UsageError where no finding has a fingerprint that was named.
 */
function namedInVain(findings: readonly Finding[], command: FixCommand): FixOutcome['refused'] {
  return command.fingerprints.flatMap((fingerprint) => {
    const finding = findings.find((each) => each.fingerprint === fingerprint);
    if (finding === undefined) {
      throw new UsageError(
        `No finding has the fingerprint "${fingerprint}". The present ones are in \`code-coach scan --format json\`.`,
      );
    }
    const { review } = command;
    const selects = { isSelected: (each: Finding) => isNamed(each, command), review };
    if (isFixable(finding, selects) || !isSelected(finding, command)) return [];
    const [offer] = finding.fixes;
    const reason =
      offer === undefined ? 'It has no fix.' : 'Its fix may change behaviour; --review includes such fixes.';
    return [{ finding, title: offer?.title ?? 'no fix', reason }];
  });
}

function toJson(root: string, command: FixCommand, outcome: FixOutcome, diff: string | null): object {
  const named = ({
    finding,
    title,
  }: FixOutcome['refused'][number] | FixOutcome['applied'][number]): object => ({
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    place: placeOf(root, finding),
    title,
  });
  const relative = (files: readonly string[]): string[] => files.map((file) => relativeTo(root, file));
  const files = [...new Set(outcome.applied.flatMap((each) => relative(each.files)))].sort();
  return {
    version: 1,
    root,
    dryRun: command.dryRun,
    summary: { applied: outcome.applied.length, refused: outcome.refused.length, files },
    applied: outcome.applied.map((each) => ({
      ...named(each),
      kind: each.kind,
      files: relative(each.files),
      passedOver: each.passedOver,
    })),
    refused: outcome.refused.map((each) => ({ ...named(each), reason: each.reason })),
    diff,
  };
}

function describe(root: string, { applied, refused }: FixOutcome, { dryRun, review }: FixCommand): string {
  const lines = applied.flatMap(({ finding, title, passedOver }) =>
    [
      `${dryRun ? 'would apply' : 'applied'}  ${placeOf(root, finding)}  ${finding.rule}  ${title}`,
      ...passedOver.map((earlier) => `  instead of  ${earlier.title}: ${earlier.reason}`),
    ].map(visibleLine),
  );
  for (const { finding, title, reason } of refused) {
    lines.push(visibleLine(`refused  ${placeOf(root, finding)}  ${finding.rule}  ${title}: ${reason}`));
  }
  const files = new Set(applied.flatMap((each) => each.files)).size;
  const verb = dryRun ? 'would be applied' : 'applied';
  lines.push(
    `${count(applied.length, 'fix', 'fixes')} ${verb} in ${count(files, 'file', 'files')}, ${refused.length} refused`,
  );
  if (applied.length + refused.length === 0) {
    lines.push(`Nothing to fix${review ? '' : '; --review includes the fixes that may change behaviour'}.`);
  }
  return visible(`${lines.join('\n')}\n`);
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `file:line:column`, relative to the root. */
function placeOf(root: string, { file, range: { start } }: Finding): string {
  return `${posix.normalize(relativeTo(root, file))}:${start.line + 1}:${start.character + 1}`;
}
