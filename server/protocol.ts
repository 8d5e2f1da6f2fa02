/**
 * What the editor's client and the language server say to each other beyond LSP.
 * The client imports this file and nothing else of the server, so it holds no code but constants.
 */
import type { FixKind, Habit, RuleId, Severity } from '../rules/engine/finding.ts';
import type { Totals } from './report/trend.ts';
import type {
  BaselineRequest,
  BaselineUpdate,
  Excerpt,
  ExplainedFix,
  FilePatch,
  Lesson,
  Position,
  Problem,
  Range,
  Settings,
} from './session/session.ts';

/** The `source` of every diagnostic, and the name people see. */
export const diagnosticSource = 'Code Coach';

/** Section of the client's configuration that the server asks for. */
export const configurationSection = 'codeCoach';

/** `<base>/<habit>/<rule>.md` explains a rule; diagnostics link to it. */
export const ruleDocsBase = 'https://github.com/code-coach/code-coach/blob/main/docs/rules';

/** Documents that the client synchronises: code, and the manifests that findings may stand in. */
export const documentSelector: { scheme: 'file'; language?: string; pattern?: string }[] = [
  { scheme: 'file', language: 'typescript' },
  { scheme: 'file', language: 'typescriptreact' },
  { scheme: 'file', language: 'javascript' },
  { scheme: 'file', language: 'javascriptreact' },
  { scheme: 'file', language: 'python' },
  { scheme: 'file', pattern: '**/package.json' },
  { scheme: 'file', pattern: '**/pyproject.toml' },
  { scheme: 'file', pattern: '**/setup.cfg' },
  { scheme: 'file', pattern: '**/{*requirements*,requirements/*}.{txt,in}' },
];

/** Commands of the client, as package.json contributes them. */
export const commands = {
  scanWorkspace: 'codeCoach.scanWorkspace',
  clearScan: 'codeCoach.clearScan',
  restartServer: 'codeCoach.restartServer',
  showReport: 'codeCoach.showReport',
  openPlace: 'codeCoach.openPlace',
  showOutput: 'codeCoach.showOutput',
  reportProblem: 'codeCoach.reportProblem',
  explain: 'codeCoach.explain',
  explainNode: 'codeCoach.explainNode',
  fixRule: 'codeCoach.fixRule',
  filterFindings: 'codeCoach.filterFindings',
  clearFilter: 'codeCoach.clearFilter',
  updateBaseline: 'codeCoach.updateBaseline',
  pruneBaseline: 'codeCoach.pruneBaseline',
  suppress: 'codeCoach.suppress',
  turnOff: 'codeCoach.turnOff',
} as const;

/** The server's own command, which LSP clients register by themselves: says why a fix is not offered. */
export const explainRefusalCommand = 'codeCoach.explainRefusal';

export const methods = {
  /** Request, `ScanParams` → `ScanResult`. */
  scan: 'codeCoach/scan',
  /** Request without parameters, answers null. */
  clearScan: 'codeCoach/clearScan',
  /** Request, `SuppressParams` → `EditResult`: the comment that silences a finding for a reason. */
  suppress: 'codeCoach/suppress',
  /** Request, `ExplainParams` → `ExplainResult` or null where there is no finding. */
  explain: 'codeCoach/explain',
  /** Request, `FindingsParams` → `FindingResult[]`: what is found by now, on display or not. */
  findings: 'codeCoach/findings',
  /** Request, `LessonParams` → `Lesson` or null where no rule has that id. */
  lesson: 'codeCoach/lesson',
  /** Request, `FixParams` → `EditResult`: the checked edit of one fix. */
  fix: 'codeCoach/fix',
  /** Request, `FixAllData` → `EditResult`: all that can be fixed of a rule or a file, checked as a whole. */
  fixAll: 'codeCoach/fixAll',
  /** Request, `BaselineRequest` → `BaselineUpdate[]`: what the baseline of each folder would say by now. */
  baseline: 'codeCoach/baseline',
  /** Request, `ReportParams` → `ReportResult`: a scan of everything as one page. */
  report: 'codeCoach/report',
  /** Notification to the server, `TraceParams`: somebody set another level of the log. */
  trace: 'codeCoach/trace',
  /** Notification from the server, `StatusParams`. */
  status: 'codeCoach/status',
} as const;

export interface InitializationOptions {
  /** Absolute path of the compiler's binary; the server looks beside itself and in node_modules otherwise. */
  readonly compiler?: string;
  /** Absolute path of the worker script; `worker.js` beside the server otherwise. */
  readonly worker?: string;
  /** The folders are open in Restricted Mode: rules that need no types, and nothing read beyond the code itself. */
  readonly restricted?: boolean;
  /** Whether the session's own trace messages go to the log, until `codeCoach/trace` says otherwise. */
  readonly trace?: boolean;
  /** Whether the client understands `codeCoach/status`; other editors would log an unknown notification. */
  readonly status?: boolean;
  /** Whether the client has the commands `codeCoach.explain`, `codeCoach.suppress` and `codeCoach.turnOff`. */
  readonly commands?: boolean;
}

export type DiagnosticScope = 'openFiles' | 'workspace';

/** The settings under `codeCoach`; all of them may be absent. */
export interface CoachSettings extends Partial<Settings> {
  readonly diagnostics?: {
    /**
     * `openFiles`: findings of open documents, and of everything from a scan until it is cleared.
     * `workspace`: findings of everything, always.
     */
    readonly scope?: DiagnosticScope;
  };
}

/** Reports on every file of the workspace from now on, until `codeCoach/clearScan`. Cancellable. */
export interface ScanParams {
  /** Where `$/progress` reports work-done progress: the message reads '12 of 496 files'. */
  readonly workDoneToken?: string | number;
  /** Where `$/progress` reports `ScanProgress`, for clients that word the progress themselves. */
  readonly partialResultToken?: string | number;
}

export interface TraceParams {
  readonly trace: boolean;
}

export interface ReportParams {
  /** When the report is made, as `Date.toISOString` writes it. */
  readonly date: string;
  /** What the report before said; null for the first. */
  readonly before: Totals | null;
}

export interface ReportResult {
  /** A page without scripts, whose places are links to the command `codeCoach.openPlace`. */
  readonly html: string;
  /** What the next report is compared with. */
  readonly totals: Totals;
}

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

export interface ScanResult {
  /** Files analysed. */
  readonly files: number;
  readonly findings: number;
  readonly byRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly byHabit: Readonly<Partial<Record<Habit, number>>>;
  /** Files left out, counted by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** False when the scan was cancelled: the counts are those of the files seen by then. */
  readonly complete: boolean;
  readonly durationMs: number;
}

export interface StatusParams {
  /** `problem` when nothing is being analysed and `problems` is not empty. */
  readonly state: 'idle' | 'analysing' | 'problem';
  /** Files analysed and files to analyse; both 0 where that is not known. */
  readonly done: number;
  readonly total: number;
  /** Faults of the workspace, not of the code: a broken tsconfig.json, an unreadable file. */
  readonly problems: readonly Problem[];
  /** Rules that are too slow to run at every keystroke in these files, and wait until they are saved. */
  readonly postponed: readonly { readonly uri: string; readonly rule: RuleId }[];
}

/** `data` of every diagnostic. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly fixes: readonly { readonly title: string; readonly kind: FixKind }[];
}

/** The kind of the action that mends everything in a file that can be mended safely. */
export const fixAllKind = 'source.fixAll.codeCoach';

/** `data` of a code action between `textDocument/codeAction` and `codeAction/resolve`. */
export type CodeActionData = FixData | FixAllData | SuppressData;

export interface FixAllData {
  readonly action: 'fixAll';
  readonly uri: string;
  readonly scope: 'file' | 'workspace';
  /** null for every rule. */
  readonly rule: RuleId | null;
  /** Also the fixes that may change behaviour. */
  readonly review: boolean;
}

export interface SuppressData {
  readonly action: 'suppress';
  readonly uri: string;
  readonly fingerprint: string;
  readonly scope: 'line' | 'file';
}

/** The argument of the client's command `codeCoach.suppress`; without a reason it asks for one. */
export interface SuppressArguments extends Omit<SuppressData, 'action'> {
  readonly rule: RuleId;
  readonly reason?: string;
}

/** The argument of the client's command `codeCoach.turnOff`. */
export interface TurnOffArguments {
  readonly uri: string;
  readonly rule: RuleId;
}

/** Also the argument of the client's command `codeCoach.explain`; without one it explains what the cursor is in. */
export interface ExplainParams {
  readonly uri: string;
  /** The finding by its identity, or whichever is at a place. */
  readonly at: { readonly fingerprint: string } | { readonly position: Position };
}

/** One finding on the reader's own code, with each of its fixes computed and checked. */
export interface ExplainResult {
  readonly rule: RuleId;
  readonly lesson: Lesson;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly message: string;
  readonly place: Place;
  readonly excerpt: Excerpt;
  readonly evidence: readonly (Place & { readonly message: string; readonly code: string })[];
  readonly fixes: readonly (Omit<ExplainedFix, 'patches'> & {
    readonly patches: readonly (Omit<FilePatch, 'file'> & { readonly uri: string })[];
  })[];
}

export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface FindingsParams {
  /** null for the whole workspace. */
  readonly uri: string | null;
}

export interface FindingResult extends Place {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly message: string;
  readonly evidence: readonly (Place & { readonly message: string })[];
  readonly fixes: readonly { readonly title: string; readonly kind: FixKind }[];
}

export interface LessonParams {
  readonly rule: string;
}

export interface FixParams {
  readonly uri: string;
  readonly fingerprint: string;
  /** Index into the finding's fixes. */
  readonly fix: number;
  /** Every edit asks to be confirmed, so that the client shows them before anything changes. */
  readonly preview: boolean;
}

export interface SuppressParams extends Omit<SuppressData, 'action'> {
  readonly reason: string;
}

/** An edit of the client's form (LSP `WorkspaceEdit`), or why there is none. */
export interface EditResult {
  readonly edit: object | null;
  readonly reason: string;
}

export interface FixData {
  readonly action: 'fix';
  readonly uri: string;
  /** Version of the document that the action was made for. */
  readonly version: number;
  readonly rule: RuleId;
  readonly fingerprint: string;
  /** Index into the finding's fixes. */
  readonly fix: number;
}

export type {
  BaselineRequest,
  BaselineUpdate,
  Excerpt,
  Habit,
  Lesson,
  Position,
  Problem,
  Range,
  RuleId,
  Severity,
  Totals,
};
