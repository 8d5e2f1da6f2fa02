import type { Evidence, FixKind, FreedPackage, Habit, RuleId, Severity } from '../../rules/engine/finding.ts';

/**
 * The facade that the editor and the terminal share: open, apply changes, findings, fixes, scan.
 * Analysis runs in a worker thread, so every call returns at once and the caller's thread stays free.
 */
export interface CoachSession {
  /** Applies in order; what is asked later sees these changes. */
  applyChanges(changes: readonly Change[]): Promise<void>;
  /** Findings of one file, from its open text where it is open. An aborted call rejects with AbortError. */
  findings(file: string, signal?: AbortSignal): Promise<FileReport>;
  /** Findings of everything; an aborted scan resolves with what it has and `complete: false`. */
  scan(request: ScanRequest): Promise<ScanReport>;
  /**
   * Computes and checks one fix of one finding. Never touches the disk. Rejects with AbortError when it is aborted, or
   * when the workspace changes before the answer.
   */
  fix(request: FixRequest, signal?: AbortSignal): Promise<CheckedFix>;
  /** The same for several fixes, of which each is judged as if it were the only one; quicker than one by one. */
  fixes(requests: readonly FixRequest[], signal?: AbortSignal): Promise<readonly CheckedFix[]>;
  /**
   * Everything there is to say of one finding, each of its fixes computed and checked; null where it is no longer there.
   * Rejects as `fix` does.
   */
  explain(request: ExplainRequest, signal?: AbortSignal): Promise<Explanation | null>;
  /** Applies fix after fix in memory and gives what comes of it as one set of edits. Never touches the disk. */
  fixAll(request: FixAllRequest, signal?: AbortSignal): Promise<FixAllResult>;
  /** Where a comment that silences a finding goes. Never touches the disk. */
  suppress(request: SuppressRequest, signal?: AbortSignal): Promise<Suppressing>;
  /** What the baseline of each folder would say by now. Never touches the disk; an aborted call rejects with AbortError. */
  baseline(request: BaselineRequest, signal?: AbortSignal): Promise<readonly BaselineUpdate[]>;
  on(listener: (event: SessionEvent) => void): void;
  /** Ends the workers and their compilers. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  /** An explicit `code-coach.json` (`--config`), else the nearest ones are used. */
  readonly configFile: string | null;
  /** The editor's `codeCoach.*` settings; defaults in the terminal. */
  readonly settings: EditorSettings;
  /**
   * Nobody has said that the folders can be trusted. Only rules that ask the compiler nothing run; no configuration of the
   * compiler is read and nothing outside the analysed files; and there are no fixes, as nothing could check them.
   */
  readonly restricted?: boolean;
  /** Absolute path of the compiler's binary; bundling breaks the compiler's own look-up. */
  readonly compiler: string;
  /** Absolute path of the built worker script. */
  readonly worker: string;
  /** Folder for results of earlier sessions; without one every session begins anew. */
  readonly cacheDir?: string | undefined;
  /** How long the worker that checks fixes is kept when nobody asks for one, in milliseconds; two minutes if not given. */
  readonly fixWorkerIdleMs?: number;
}

/** What `codeCoach.*` and `code-coach.json` have in common. */
export interface Settings {
  /** Severity per rule id or habit; 'off' silences it. A rule's own entry wins over its habit's. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Thresholds per rule id. */
  readonly options: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Globs of files that are not analysed, relative to the folder. */
  readonly exclude: readonly string[];
  /** Languages that are not analysed where it says false. */
  readonly languages: Readonly<Partial<Record<Language, boolean>>>;
  /** Quieter findings are left out. Of editor and settings file the one that leaves out more counts. */
  readonly minSeverity?: Severity;
  /** Whether findings that a folder's baseline knows are left out. The editor alone sets it; the terminal is told by option. */
  readonly baseline?: boolean;
}

/** The settings of an editor, and of each workspace folder that has others. */
export interface EditorSettings extends Settings {
  /** By the folder's absolute path, in place of all the others. */
  readonly folders?: Readonly<Record<string, Settings>>;
}

/** The languages that can be switched off, by the name that editors have for them. */
export type Language = 'typescript' | 'javascript' | 'python';

export const languages: readonly Language[] = ['typescript', 'javascript', 'python'];

export type Change =
  | {
      readonly kind: 'opened' | 'edited';
      readonly file: string;
      readonly version: number;
      readonly text: string;
    }
  | { readonly kind: 'closed'; readonly file: string }
  | { readonly kind: 'created' | 'changed' | 'deleted'; readonly file: string }
  | { readonly kind: 'settings'; readonly settings: EditorSettings }
  | { readonly kind: 'folders'; readonly folders: readonly string[] };

/** 0-based line and UTF-16 character, as in LSP. The terminal adds one. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface FixOffer {
  readonly title: string;
  readonly kind: FixKind;
  /** Does only a part of what another fix of the finding does, so nothing takes it in the place of that one. */
  readonly isPartial?: true;
}

export interface Finding {
  readonly rule: RuleId;
  readonly habit: Habit | 'code-coach';
  readonly severity: Severity;
  readonly message: string;
  /** Absolute path, forward slashes. */
  readonly file: string;
  readonly range: Range;
  readonly related: readonly (Pick<Evidence, 'file' | 'message'> & { readonly range: Range })[];
  /** Stable over moved lines; unique within a scan. */
  readonly fingerprint: string;
  readonly group: string | null;
  /** The package that could go, where the finding is about one and its weight is known. */
  readonly frees?: FreedPackage;
  /** Titles are known at once; edits are computed and checked by `fix`. */
  readonly fixes: readonly FixOffer[];
}

export interface FileReport {
  readonly file: string;
  /** Version of the open document that was analysed; null for a file read from disk. */
  readonly version: number | null;
  readonly findings: readonly Finding[];
  /** Equal ids mean equal findings. */
  readonly resultId: string;
}

export interface ScanRequest {
  /** Absolute files or folders to report on; all of the workspace is still evidence. Default: everything. */
  readonly paths?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface Skipped {
  readonly file: string;
  readonly reason: 'too-large' | 'generated' | 'minified' | 'binary' | 'unreadable';
}

/** Something about the workspace that a person should know once: a broken tsconfig, an unreadable file. */
export interface Problem {
  readonly file: string;
  readonly message: string;
  /** 0-based line of the fault where one is known. */
  readonly line: number | null;
}

export interface ScanReport {
  /** Files analysed. */
  readonly files: number;
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Files and folders left out, by reason; those that `skipped` lists are counted too. */
  readonly skippedCounts: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  /** In order of file and line; those that silence nothing are findings themselves. */
  readonly silenced: readonly Silenced[];
  readonly durationMs: number;
  readonly complete: boolean;
  readonly stats: ScanStats;
}

/** A comment that silences a rule, with what its author gave as reason; null where none was given. */
export interface Silenced {
  readonly file: string;
  /** 0-based. */
  readonly line: number;
  readonly rule: string;
  readonly reason: string | null;
  /** How many findings it silences. */
  readonly findings: number;
}

export interface ScanStats {
  /** Milliseconds per rule in each phase, and what the rule looked at. */
  readonly rules: readonly {
    readonly rule: RuleId;
    readonly suspectMs: number;
    readonly judgeMs: number;
    readonly reduceMs: number;
    readonly suspects: number;
    readonly findings: number;
  }[];
  readonly nodes: number;
  /** Types asked of the compiler, and how many of them it could not resolve. */
  readonly typesAsked: number;
  readonly typesUnresolved: number;
  readonly requests: number;
  /** How often the facts of one rule over the whole program were reduced. */
  readonly reductions: number;
  readonly openMs: number;
  readonly analyseMs: number;
  readonly suppressed: number;
}

export interface FixRequest {
  readonly file: string;
  readonly fingerprint: string;
  /** Index into the finding's `fixes`. */
  readonly fix: number;
}

export interface CheckedFix {
  readonly title: string;
  readonly kind: FixKind;
  /** The edits were applied in memory, type-checked and the rule run again; false comes with a `reason`. */
  readonly verified: boolean;
  readonly check: 'types' | 'parsed' | null;
  /** Why the fix is not offered; null when it is. */
  readonly reason: string | null;
  readonly edits: readonly Edit[];
}

export interface ExplainRequest {
  readonly file: string;
  /** The finding by its identity, or whichever is at a place. */
  readonly at: { readonly fingerprint: string } | { readonly position: Position };
}

/** One finding on the reader's own code. */
export interface Explanation {
  readonly finding: Finding;
  readonly lesson: Lesson;
  /** The lines of the finding with a few around them. */
  readonly excerpt: Excerpt;
  /** The line of each of the finding's related places, in order. */
  readonly evidence: readonly string[];
  readonly fixes: readonly ExplainedFix[];
}

export interface Lesson {
  /** The rule's own title: one line that names the flaw. */
  readonly title: string;
  /** The whole of `lesson.md`, Markdown. */
  readonly text: string;
}

export interface Excerpt {
  /** 0-based line of the first of `lines`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface ExplainedFix {
  readonly title: string;
  readonly kind: FixKind;
  /** Why the fix is not offered; null when it is. */
  readonly reason: string | null;
  readonly patches: readonly FilePatch[];
}

/** What a fix changes in one file. */
export interface FilePatch {
  readonly file: string;
  readonly created: boolean;
  readonly hunks: readonly Hunk[];
}

export interface Hunk {
  /** 1-based, as in a unified diff. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[];
}

export interface FixAllRequest {
  /** Absolute files whose findings are fixed; null for the whole workspace. Edits may go beyond them. */
  readonly files: readonly string[] | null;
  /** null for every rule. */
  readonly rule: RuleId | null;
  /** Also the fixes that may change behaviour. */
  readonly review: boolean;
}

export interface FixAllResult {
  /** `review` where one of the applied fixes is. */
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
  /** How many fixes went in. */
  readonly applied: number;
  readonly refused: readonly { readonly file: string; readonly title: string; readonly reason: string }[];
}

export interface SuppressRequest {
  readonly file: string;
  readonly fingerprint: string;
  readonly scope: 'line' | 'file';
  /** Why the finding is to be silent; one line. */
  readonly reason: string;
}

export interface BaselineRequest {
  /** Only take out what is gone, and accept nothing new. */
  readonly prune: boolean;
}

/** The baseline of one folder. */
export interface BaselineUpdate {
  readonly file: string;
  readonly text: string;
  /** Findings that it accepts, those among them that it did not before, and those that it no longer has to. */
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
}

/** The edit that silences a finding, or in words why a comment cannot. */
export type Suppressing = { readonly edits: readonly Edit[] } | { readonly refused: string };

export interface Edit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
  readonly create: boolean;
  readonly label: string | null;
  /** Version of the open document that the range refers to; null for a file read from disk. */
  readonly version: number | null;
}

export type SessionEvent =
  /** Findings of these files may have changed through somebody else's edit. */
  | { readonly kind: 'changed'; readonly files: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  /** Rules that are too slow to run at every keystroke in these files, and wait until they are saved. */
  | {
      readonly kind: 'postponed';
      readonly rules: readonly { readonly file: string; readonly rule: RuleId }[];
    }
  | { readonly kind: 'status'; readonly busy: boolean; readonly done: number; readonly total: number }
  | { readonly kind: 'log'; readonly level: 'trace' | 'info' | 'warning' | 'error'; readonly message: string }
  /** The worker died; it is started again, and everything that was open is opened again. */
  | { readonly kind: 'restarted'; readonly reason: string };
