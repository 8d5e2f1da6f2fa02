/** How loudly a finding is said. `error` exists for a user's own configuration; no rule uses it by default. */
export type Severity = 'hint' | 'info' | 'warning' | 'error';

export const severities: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** 0 for the quietest severity. */
export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

export type Habit = 'null-prone' | 'error-checks' | 'stack-shaped' | 'needless-dependencies';

export const habits: readonly Habit[] = [
  'null-prone',
  'error-checks',
  'stack-shaped',
  'needless-dependencies',
];

/** `code-coach/…` speaks of Code Coach's own comments and files; everything else belongs to a habit. */
export type RuleId = `${Habit | 'code-coach'}/${string}`;

/** A half-open range of 0-based UTF-16 offsets into one file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file of the workspace; `file` is an absolute path with forward slashes. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** One piece of evidence for a finding: a place and what can be seen there. */
export interface Evidence extends Place {
  readonly message: string;
}

/**
 * `safe`: behaviour stays as it is, type-checked, part of fix-all.
 * `review`: something may change; the title says what, and the editor opens the refactor preview.
 */
export type FixKind = 'safe' | 'review';

/** What a rule says about one place, before the session gives it an identity and a severity. */
export interface FindingDraft extends Place {
  /** What is the matter, why it matters, what to do: three pillars, naming the reader's own identifiers. */
  readonly message: string;
  /** Overrides the rule's default severity, for instance for weaker evidence. */
  readonly severity?: Severity;
  readonly evidence?: readonly Evidence[];
  /** Dotted path of the enclosing declarations, `Parser.next`, or '' at the top of a file. */
  readonly symbol: string;
  /** The syntax that identifies the finding inside `symbol`, free of positions; white space is folded. */
  readonly syntax: string;
  /** Findings about one and the same thing share a group and are counted once in lists. */
  readonly group?: string;
  /** Places about which everything is said with this finding: rules that yield to its rule say nothing there. */
  readonly speaksFor?: readonly Place[];
  /** The package that is no longer installed once the advice is followed, where its weight is known. */
  readonly frees?: FreedPackage;
  readonly fixes?: readonly FixDraft[];
}

/** A package that could go, and what goes with it unless something else needs that too. */
export interface FreedPackage extends PackageWeight {
  readonly name: string;
}

/** What a package costs a project that installs it. */
export interface PackageWeight {
  /** Packages that are installed for it, itself not counted. */
  readonly others: number;
  /** Size of all their files; null where only a lockfile tells of them. */
  readonly bytes: number | null;
}

export interface FixDraft {
  /** In the imperative, in the reader's terms; for `review` it also says what changes. */
  readonly title: string;
  readonly kind: FixKind;
  /** Does only a part of what another fix of the finding does: for who asks for it, never by itself. */
  readonly isPartial?: true;
  /** Computed only when somebody wants it, within the snapshot that the finding was made in. */
  readonly edits: (context: FixContext) => EditPlan | Refusal;
}

/** All edits of one fix. Spans refer to the texts before any of them is applied. */
export interface EditPlan {
  readonly edits: readonly TextEdit[];
}

/** Why a fix cannot be offered at this place, in words for the reader of the code. */
export interface Refusal {
  readonly refused: string;
}

export interface TextEdit extends Place {
  readonly newText: string;
  /** The file does not exist yet; `span` is then 0 to 0 and `newText` its whole text. */
  readonly create?: boolean;
  /** Groups edits in the preview: 'Definition', 'Call sites', 'Imports', 'Tests', 'Manifest'. */
  readonly label?: string;
}

/** What a fix may look at beyond its own file. Implemented by each language's engine. */
export interface FixContext {
  /** Text of a file of the workspace, with unsaved changes; undefined if there is none. */
  readonly text: (file: string) => string | undefined;
}

export function isRefusal(plan: EditPlan | Refusal): plan is Refusal {
  return 'refused' in plan;
}

export function habitOf(rule: RuleId): Habit | 'code-coach' {
  return rule.slice(0, rule.indexOf('/')) as Habit | 'code-coach';
}
