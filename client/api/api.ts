/**
 * What Code Coach offers to other extensions. The file stands for itself: copy it beside your code, and ask
 * `vscode.extensions.getExtension<CodeCoachApi>('code-coach.code-coach')?.activate()` for the object.
 */
import type { CancellationToken, Event, Range, Uri, WorkspaceEdit } from 'vscode';

export interface CodeCoachApi {
  /** Grows when something here changes its meaning or goes; what is merely added does not change it. */
  readonly version: 1;
  /**
   * Findings of a file, open or not, or of the whole workspace; what an editor holds counts, saved or not. They are up to
   * date, whatever the Problems panel shows. Rejects where the server fails or the token is cancelled.
   */
  findings(uri?: Uri, token?: CancellationToken): Promise<readonly CoachFinding[]>;
  /** As the command does: analyses everything, and the Problems panel shows all of it until that is cleared. */
  scan(token?: CancellationToken): Promise<CoachScan>;
  /** The lesson of a finding and what each of its fixes would change; undefined where the finding is gone. */
  explain(finding: CoachFindingId): Promise<CoachExplanation | undefined>;
  /** One of a finding's fixes, the first where none is named, as an edit that was type-checked. Nothing is applied. */
  fix(finding: CoachFindingId, index?: number): Promise<CoachFix>;
  /** Files whose findings on display changed. Those of files that are neither open nor scanned are not on display. */
  readonly onDidChangeFindings: Event<readonly Uri[]>;
}

export interface CoachFindingId {
  readonly uri: Uri;
  /** Stays the same when lines move. */
  readonly fingerprint: string;
}

export interface CoachFinding extends CoachFindingId {
  /** `habit/rule`, such as `stack-shaped/front-of-array`. */
  readonly rule: string;
  readonly severity: 'hint' | 'info' | 'warning' | 'error';
  readonly range: Range;
  /** What, why and what to do; identifiers in backticks. */
  readonly message: string;
  readonly evidence: readonly { readonly uri: Uri; readonly range: Range; readonly message: string }[];
  /** What may be asked of `fix`, by its index. `safe` keeps what the code does, `review` may change it. */
  readonly fixes: readonly { readonly title: string; readonly kind: 'safe' | 'review' }[];
}

export interface CoachScan {
  /** Files analysed. */
  readonly files: number;
  readonly findings: number;
  readonly byRule: Readonly<Partial<Record<string, number>>>;
  /** False where it was cancelled: the numbers are those of the files seen by then. */
  readonly complete: boolean;
}

export interface CoachExplanation {
  readonly title: string;
  /** Markdown. */
  readonly lesson: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly kind: 'safe' | 'review';
    /** Why it is not offered; null where it is. */
    readonly reason: string | null;
    /** A unified diff; empty where it is not offered. */
    readonly diff: string;
  }[];
}

export interface CoachFix {
  /**
   * For `workspace.applyEdit`, at once: it is refused once the code has changed. That of a `review` fix opens in the preview
   * first. undefined where the fix is not offered.
   */
  readonly edit: WorkspaceEdit | undefined;
  /** Why it is not offered; empty where it is. */
  readonly reason: string;
}
