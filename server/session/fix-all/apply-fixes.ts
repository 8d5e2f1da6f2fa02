import type { Change, CheckedFix, CoachSession, Edit, Finding, ScanReport } from '../session.ts';

/** What applying fix after fix needs of a session; a facade over worker threads has it, and so has one thread alone. */
export interface FixableSession extends Pick<CoachSession, 'applyChanges' | 'findings' | 'fix'> {
  scan(): Promise<ScanReport>;
}

/** Where fixes go. All edits of one fix are taken, or none. */
export interface FixTarget {
  /**
   * @returns what the session must be told.
   * @throws FixRefusal with the reason where the fix cannot be taken; nothing is changed then.
   */
  apply(edits: readonly Edit[]): FileChange[];
}

/** Changes of the session that are about one file. */
export type FileChange = Extract<Change, { file: string }>;

/** Why a fix that passed its check is not applied, in words for the person who asked for it. */
export class FixRefusal extends Error {
  override readonly name = 'FixRefusal';
}

/** Which findings are to be fixed, and how far. */
export interface FixSelection {
  readonly isSelected: (finding: Finding) => boolean;
  /** Also the fixes that may change behaviour. */
  readonly review: boolean;
  /** Told what the first scan found, before anything is applied; what it throws ends the run. */
  readonly begun?: (scan: ScanReport) => void;
  readonly stopped: () => boolean;
  readonly progress: (done: number, total: number) => void;
}

export interface FixOutcome {
  readonly applied: readonly AppliedFix[];
  readonly refused: readonly RefusedFix[];
  readonly interrupted: boolean;
}

interface NamedFix {
  /** The finding as it was when its turn came. */
  readonly finding: Finding;
  readonly title: string;
}

export interface AppliedFix extends NamedFix {
  readonly kind: CheckedFix['kind'];
  /** The finding's earlier fixes, which were tried first. */
  readonly passedOver: readonly Refused[];
  /** Absolute paths of the files that were changed or made, in order. */
  readonly files: readonly string[];
}

export interface RefusedFix extends NamedFix, Refused {}

/** A fix that is not applied, and why. */
interface Refused {
  readonly title: string;
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
  session: FixableSession,
  target: FixTarget,
  selection: FixSelection,
): Promise<FixOutcome> {
  const applied: AppliedFix[] = [];
  const appliedFingerprints = new Set<string>();
  let refused: RefusedFix[] = [];
  const outcome = (interrupted: boolean): FixOutcome => ({ applied, refused, interrupted });

  for (let round = 0; round < mostRounds; round++) {
    const scan = await session.scan();
    if (round === 0) selection.begun?.(scan);
    if (!scan.complete) return outcome(true);
    const queue = scan.findings.filter((finding) => isFixable(finding, selection));
    refused = [];
    const saidOfGroups = new Set<string>();
    let changed = false;
    for (const [index, { file, fingerprint }] of queue.entries()) {
      if (selection.stopped()) return outcome(true);
      selection.progress(index, queue.length);
      for (;;) {
        const { findings } = await session.findings(file);
        const finding = findings.find((each) => each.fingerprint === fingerprint);
        if (finding === undefined || !isFixable(finding, selection)) break;
        if (appliedFingerprints.has(fingerprint)) {
          const title = finding.fixes[0]?.title ?? '';
          refused.push({ finding, title, reason: 'It was applied, and the finding came back.' });
          break;
        }
        const result = await applyFirst(session, target, finding, selection.review);
        if ('reason' in result) {
          if (!isSaid(finding, result, saidOfGroups)) refused.push({ finding, ...result });
          break;
        }
        changed = true;
        applied.push({ finding, ...result });
        const gone = goneWith(finding, findings, (await session.findings(file)).findings);
        for (const each of gone) appliedFingerprints.add(each);
        // A twin has moved up to this finding's number: it is next.
        if (gone.includes(fingerprint)) break;
      }
    }
    if (!changed) break;
  }
  return outcome(false);
}

/**
 * The fingerprints that stand for what a fix has dealt with: the finding's own, or, where the same code stands more than
 * once in one function, the last number of the twins, as each that is left moves up by one.
 */
function goneWith(
  { rule, fingerprint }: Finding,
  before: readonly Finding[],
  after: readonly Finding[],
): readonly string[] {
  const left = new Set(after.map((each) => each.fingerprint));
  const gone = before.filter((each) => each.rule === rule && !left.has(each.fingerprint));
  return left.has(fingerprint) && gone.length > 0 ? gone.map((each) => each.fingerprint) : [fingerprint];
}

/** Whether a finding is one of the selected and has a fix of the wanted kind. */
export function isFixable(
  finding: Finding,
  { isSelected, review }: Pick<FixSelection, 'isSelected' | 'review'>,
): boolean {
  return isSelected(finding) && finding.fixes.some(({ kind }) => kind === 'safe' || review);
}

/** The first of a finding's fixes that passes its check and can be taken; the reason of the first if none does. */
async function applyFirst(
  session: FixableSession,
  target: FixTarget,
  finding: Finding,
  review: boolean,
): Promise<Omit<AppliedFix, 'finding'> | Refused> {
  const passedOver: Refused[] = [];
  for (const [index, offer] of finding.fixes.entries()) {
    if (offer.isPartial || (offer.kind === 'review' && !review)) continue;
    const checked = await session.fix({ file: finding.file, fingerprint: finding.fingerprint, fix: index });
    if (!checked.verified) {
      passedOver.push({ title: offer.title, reason: checked.reason ?? 'It could not be checked.' });
      continue;
    }
    try {
      const changes = target.apply(checked.edits);
      await session.applyChanges(changes);
      const files = [...new Set(changes.map(({ file }) => file))].sort();
      return { title: checked.title, kind: checked.kind, files, passedOver };
    } catch (thrown) {
      if (!(thrown instanceof FixRefusal)) throw thrown;
      passedOver.push({ title: offer.title, reason: thrown.message });
    }
  }
  return passedOver[0] ?? { title: '', reason: 'No fix of the wanted kind is left.' };
}

/** The places of a group share their fix, and so the reason against it, which is said once. */
function isSaid({ rule, group }: Finding, refusal: Refused, said: Set<string>): boolean {
  if (group === null) return false;
  const key = JSON.stringify([rule, group, refusal.title, refusal.reason]);
  if (said.has(key)) return true;
  said.add(key);
  return false;
}
