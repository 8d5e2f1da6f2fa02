import { uncommitted } from '../../session/git.ts';
import type { FixCommand } from '../arguments.ts';
import { type ExitCode, exitCodes, Failure } from '../failure.ts';
import { problemLine } from '../report.ts';
import { workspaceOf } from '../root.ts';
import { type Surroundings, withSession } from '../session.ts';
import { visible, visibleJson, visibleLine } from '../visible.ts';
import { applyFixes, type FixOutcome } from './apply.ts';
import { unifiedDiff } from './patch.ts';
import { DiskStore, type FileStore, MemoryStore } from './store.ts';

/** Applies fixes and says which were refused; with `--dry-run` prints what they would change. */
export async function fix(command: FixCommand, surroundings: Surroundings): Promise<ExitCode> {
  const { output, cwd, signal } = surroundings;
  const workspace = workspaceOf(command.paths, cwd);
  const { root } = workspace;
  if (!command.dryRun && !command.force) await refuseDirtyTree(workspace.folders);

  return withSession(surroundings, workspace, command.config, async (session) => {
    const store: FileStore = command.dryRun
      ? new MemoryStore(workspace.folders)
      : new DiskStore(workspace.folders);
    const outcome = await applyFixes(session, store, workspace, command, signal, (text) =>
      output.progress(text),
    );
    for (const problem of outcome.problems) output.say(problemLine(root, problem));
    const diff = command.dryRun ? unifiedDiff(root, store.changes()) : null;
    if (command.format === 'json')
      await output.print(`${visibleJson(toJson(root, command, outcome, diff), 2)}\n`);
    else {
      // Exact for a program that applies it, harmless for a terminal that shows it.
      if (diff !== null) await output.print(output.stdout.isTTY ? visible(diff) : diff);
      const told = describe(outcome, command);
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

function toJson(root: string, command: FixCommand, outcome: FixOutcome, diff: string | null): object {
  const files = [...new Set(outcome.applied.flatMap(({ files }) => files))].sort();
  return {
    version: 1,
    root,
    dryRun: command.dryRun,
    summary: { applied: outcome.applied.length, refused: outcome.refused.length, files },
    applied: outcome.applied,
    refused: outcome.refused,
    diff,
  };
}

function describe({ applied, refused }: FixOutcome, { dryRun, review }: FixCommand): string {
  const lines = applied.map(({ rule, title, place }) =>
    visibleLine(`${dryRun ? 'would apply' : 'applied'}  ${place}  ${rule}  ${title}`),
  );
  for (const { rule, title, place, reason } of refused) {
    lines.push(visibleLine(`refused  ${place}  ${rule}  ${title}: ${reason}`));
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
