import type { FindingDraft, PackageWeight, Place, RuleId, Severity } from './finding.ts';
import type { PythonPackage } from './python/packages/python-package.ts';

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
  /** Program rules whose findings may speak for places of this one, which keeps silent there. They yield to none themselves. */
  readonly yieldsTo?: readonly RuleId[];
  /** Asks the compiler nothing, so it runs in folders that nobody has said to trust. */
  readonly syntaxOnly?: true;
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
  /** Never published, so nobody installs it as a dependency: `private` is set, or there is no version. */
  readonly isPrivate: boolean;
  /** The package around this one, whose dependencies it can load too; null where there is none. */
  readonly outer: PackageInfo | null;
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

/** What a reduction may ask beyond the facts: manifests, and what stands beside them on disk. */
export interface Surroundings {
  /** The packages of the workspace, those without analysed files too, in order of their folders. */
  readonly packages: readonly PackageInfo[];
  /** The package of Python that a file belongs to; null where no manifest stands above it. */
  pythonPackageOf(file: string): PythonPackage | null;
  /** All analysed files, of every language, in no order; those too that do not parse, which have no facts. */
  files(): readonly string[];
  /** Text of a file of the workspace, with unsaved changes. */
  text(file: string): string | undefined;
  /** For each of the names the first file at or below `dir` that has it and is no analysed code: configuration, pages, scripts. */
  mentions(dir: string, names: readonly string[]): ReadonlyMap<string, string>;
  /** What Node would load for `name` in `dir`; undefined where it is not installed. */
  installed(dir: string, name: string): InstalledPackage | undefined;
  /** What comes with a package; null where it is not installed and no lockfile tells. */
  weightOf(dir: string, name: string): PackageWeight | null;
  /** Told from the lockfile or the manifest at or above `dir`. */
  packageManager(dir: string): PackageManager | null;
}

export interface InstalledPackage {
  /** Names of the commands that it brings. */
  readonly commands: readonly string[];
  /** What it expects beside itself, required or not. */
  readonly peers: readonly string[];
  /** It does its work while it is installed. */
  readonly actsOnInstall: boolean;
  /** Its types are a module: nothing of them is there without an import. False where it has none of its own. */
  readonly hasModuleTypes: boolean;
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Whether a finding of a rule that this one yields to speaks for the place; a finding that is off speaks for none. */
export type IsSpokenFor = (place: Place) => boolean;

/** Reduces what a rule extracted from all files to findings. Linear in facts: hash, never pair. */
export interface Reducer<F> {
  reduce(
    files: readonly FileFacts<F>[],
    options: Readonly<Record<string, number>>,
    around: Surroundings,
    isSpokenFor: IsSpokenFor,
  ): FindingDraft[];
}
