import type { FindingDraft, RuleId, Severity } from './finding.ts';

export type Language = 'typescript' | 'python';

/** What is true of a rule whatever language it reads. The lesson is the text of `lesson.md` beside it. */
export interface RuleMeta {
  readonly id: RuleId;
  /** One line that names the flaw, for lists and menus. */
  readonly title: string;
  readonly severity: Severity;
  readonly language: Language;
  readonly lesson: string;
  /** Whether the rule also looks at test files; most advice does not hold there. */
  readonly inTests?: boolean;
  /** Thresholds that a user may set, with their defaults. */
  readonly options?: Readonly<Record<string, number>>;
}

/** JSON that a rule extracts from one file: it crosses threads, is keyed by content and may be cached. */
export type Fact = unknown;

/** One file's facts of one rule. */
export interface FileFacts<F> {
  readonly file: string;
  readonly package: PackageInfo;
  readonly isTest: boolean;
  readonly facts: readonly F[];
}

/** The nearest package.json above a file, or a stand-in for a folder without one. */
export interface PackageInfo {
  /** Absolute folder of the manifest, forward slashes; the workspace folder where there is none. */
  readonly dir: string;
  /** Absolute path of the manifest; null where there is none or where it cannot be parsed. */
  readonly manifest: string | null;
  readonly name: string | null;
  /** `type` of the manifest: what a .js file is to Node. */
  readonly type: 'module' | 'commonjs';
  /** `engines.node` as written, else the content of .nvmrc or .node-version as a range, else null. */
  readonly nodeRange: string | null;
  readonly browserslist: readonly string[] | null;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  /** The `browser` field is present, or the manifest points browsers at another entry through `exports`. */
  readonly hasBrowserEntry: boolean;
}

/** Reduces what a rule extracted from all files to findings. Linear in facts: hash, never pair. */
export interface Reducer<F> {
  reduce(files: readonly FileFacts<F>[], options: Readonly<Record<string, number>>): FindingDraft[];
}
