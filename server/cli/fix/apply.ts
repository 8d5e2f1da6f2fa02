import { posix } from 'node:path';
import type { CheckedFix, CoachSession, Finding, Problem } from '../../session/session.ts';
import type { FixCommand } from '../arguments.ts';
import { UsageError } from '../failure.ts';
import { relativeTo, type Workspace } from '../root.ts';
import { isSelected } from '../select.ts';
import { type FileStore, StoreRefusal } from './store.ts';

export interface FixOutcome {
  readonly applied: readonly AppliedFix[];
  readonly refused: readonly RefusedFix[];
  readonly problems: readonly Problem[];
  readonly interrupted: boolean;
}

interface NamedFix {
  readonly rule: string;
  readonly fingerprint: string;
  readonly title: string;
  /** `file:line:column` of the finding when its turn came, relative to the root. */
  readonly place: string;
}

export interface AppliedFix extends NamedFix {
  readonly kind: CheckedFix['kind'];
  /** Files that were changed or made, relative to the root. */
  readonly files: readonly string[];
}

export interface RefusedFix extends NamedFix {
  readonly reason: string;
}

/** More rounds than any real project needs; reached only if fixes keep bringing each other back. */
const mostRounds = 20;

/**
 * Applies fix after fix. The session is told of each, so that the next is computed from what then stands there, and
 * a finding that another's fix has dealt with (the rest of a group) is passed over. What is refused in one round is
 * tried again in the next, as long as something was applied in between.
 */
export async function applyFixes(
  session: CoachSession,
  store: FileStore,
  { root, paths }: Workspace,
  command: FixCommand,
  signal: AbortSignal,
  progress: (text: string) => void,
): Promise<FixOutcome> {
  const applied: AppliedFix[] = [];
  const appliedFingerprints = new Set<string>();
  let refused: RefusedFix[] = [];
  let unfixable: readonly RefusedFix[] = [];
  let problems: readonly Problem[] = [];
  const outcome = (interrupted: boolean): FixOutcome => ({
    applied,
    refused: [...unfixable, ...refused],
    problems,
    interrupted,
  });

  for (let round = 0; round < mostRounds; round++) {
    const scan = await session.scan({
      ...(paths === undefined ? {} : { paths }),
      signal,
      onProgress: (done, total) => progress(`Reading files: ${done} of ${total}`),
    });
    if (round === 0) {
      problems = scan.problems;
      unfixable = namedInVain(scan.findings, root, command);
    }
    if (!scan.complete) return outcome(true);
    const queue = scan.findings.filter((finding) => isWanted(finding, command));
    refused = [];
    const saidOfGroups = new Set<string>();
    let changed = false;
    for (const [index, { file, fingerprint }] of queue.entries()) {
      if (signal.aborted) return outcome(true);
      progress(`Fixing: ${index} of ${queue.length}`);
      const { findings } = await session.findings(file);
      const finding = findings.find((each) => each.fingerprint === fingerprint);
      if (finding === undefined || !isWanted(finding, command)) continue;
      const named = { rule: finding.rule, fingerprint, place: placeOf(root, finding) };
      if (appliedFingerprints.has(fingerprint)) {
        const title = finding.fixes[0]?.title ?? '';
        refused.push({ ...named, title, reason: 'It was applied, and the finding came back.' });
        continue;
      }
      const result = await applyFirst(session, store, finding, command);
      if ('reason' in result) {
        if (!isSaid(finding, result, saidOfGroups)) refused.push({ ...named, ...result });
      } else {
        changed = true;
        appliedFingerprints.add(fingerprint);
        applied.push({ ...named, ...result, files: result.files.map((each) => relativeTo(root, each)) });
      }
    }
    if (!changed) break;
  }
  return outcome(false);
}

/** The first of a finding's fixes that passes its check and can be written; the reason of the first if none does. */
async function applyFirst(
  session: CoachSession,
  store: FileStore,
  finding: Finding,
  command: FixCommand,
): Promise<Pick<AppliedFix, 'title' | 'kind' | 'files'> | Pick<RefusedFix, 'title' | 'reason'>> {
  let refusal: Pick<RefusedFix, 'title' | 'reason'> | undefined;
  for (const [index, offer] of finding.fixes.entries()) {
    if (offer.kind === 'review' && !command.review) continue;
    const checked = await session.fix({ file: finding.file, fingerprint: finding.fingerprint, fix: index });
    if (!checked.verified) {
      refusal ??= { title: offer.title, reason: checked.reason ?? 'It could not be checked.' };
      continue;
    }
    try {
      const changes = store.apply(checked.edits);
      await session.applyChanges(changes);
      return { title: checked.title, kind: checked.kind, files: changes.map(({ file }) => file).sort() };
    } catch (thrown) {
      if (!(thrown instanceof StoreRefusal)) throw thrown;
      refusal ??= { title: offer.title, reason: thrown.message };
    }
  }
  return refusal ?? { title: '', reason: 'No fix of the wanted kind is left.' };
}

/**
 * Findings that the person named although nothing can be done for them.
 * @throws UsageError where no finding has a fingerprint that was named.
 */
function namedInVain(findings: readonly Finding[], root: string, command: FixCommand): RefusedFix[] {
  return command.fingerprints.flatMap((fingerprint) => {
    const finding = findings.find((each) => each.fingerprint === fingerprint);
    if (finding === undefined) {
      throw new UsageError(
        `No finding has the fingerprint "${fingerprint}". The present ones are in \`code-coach scan --format json\`.`,
      );
    }
    if (isWanted(finding, command) || !isSelected(finding, command)) return [];
    const [offer] = finding.fixes;
    const reason =
      offer === undefined ? 'It has no fix.' : 'Its fix may change behaviour; --review includes such fixes.';
    const place = placeOf(root, finding);
    return [{ rule: finding.rule, fingerprint, place, title: offer?.title ?? 'no fix', reason }];
  });
}

/** The places of a group share their fix, and so the reason against it, which is said once. */
function isSaid(
  { rule, group }: Finding,
  refusal: Pick<RefusedFix, 'title' | 'reason'>,
  said: Set<string>,
): boolean {
  if (group === null) return false;
  const key = JSON.stringify([rule, group, refusal.title, refusal.reason]);
  if (said.has(key)) return true;
  said.add(key);
  return false;
}

function isWanted(finding: Finding, command: FixCommand): boolean {
  return (
    isSelected(finding, command) &&
    (command.fingerprints.length === 0 || command.fingerprints.includes(finding.fingerprint)) &&
    finding.fixes.some(({ kind }) => kind === 'safe' || command.review)
  );
}

function placeOf(root: string, { file, range: { start } }: Finding): string {
  return `${posix.normalize(relativeTo(root, file))}:${start.line + 1}:${start.character + 1}`;
}
