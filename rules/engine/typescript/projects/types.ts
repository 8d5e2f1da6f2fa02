import type { ConfigText } from '../compiler.ts';

/** Text of a file by absolute path with forward slashes; undefined where there is none or where it cannot be read. */
export type ReadFile = (file: string) => string | undefined;

/** A configuration as the compiler reads it: `extends` resolved, options as its raw numbers. */
export interface ParsedConfig {
  readonly options: Readonly<Record<string, unknown>>;
  readonly fileNames: readonly string[];
}

export interface PlanInput {
  /** Absolute workspace folders. */
  readonly folders: readonly string[];
  /** Every tsconfig*.json and jsconfig.json of the workspace that is not ignored. */
  readonly configs: readonly string[];
  /** Every file that is analysed. */
  readonly files: readonly string[];
  /** Folder of the nearest package.json above a file, the workspace folder where there is none. */
  readonly packageDirOf: (file: string) => string;
  /** The only way to the disk; open documents may stand before it. */
  readonly readFile: ReadFile;
  /** No configuration is looked at, and nothing but the files themselves is read. */
  readonly isolated?: boolean;
  /** May throw: a configuration that cannot be parsed is named in a problem, and its files go to an inferred project. */
  readonly parse: (config: string) => ParsedConfig;
}

/** Something about a configuration that a person should know once. */
export interface ConfigProblem {
  readonly file: string;
  readonly message: string;
  /** 0-based line of the fault where one is known. */
  readonly line: number | null;
}

/** One compiler project: a configuration of the workspace, or one inferred for files that belong to none. */
export interface ProjectPlan {
  /** Stable over re-planning: path of the configuration, or of the inferred one. */
  readonly id: string;
  /** Path on disk; null for an inferred project. */
  readonly config: string | null;
  readonly dir: string;
  /** All analysed files that the configuration names. */
  readonly files: readonly string[];
  readonly contains: (file: string) => boolean;
  /** The files that are analysed in this project and in no other; never empty. */
  readonly owned: readonly string[];
  /** Means what the project's own TypeScript means. */
  readonly own: ConfigText;
  /** The same with `strict` and, for JavaScript, `checkJs`; null where `own` is that already. */
  readonly strict: ConfigText | null;
  /** The view that rules look at: `strict` where there is one, else `own`. */
  readonly analysis: ConfigText;
  readonly strictByItself: boolean;
}

export interface ProjectPlans {
  readonly plans: readonly ProjectPlan[];
  readonly problems: readonly ConfigProblem[];
  /** The plan that a file is analysed in; undefined for a file that was not planned. */
  readonly ownerOf: (file: string) => ProjectPlan | undefined;
  /** Every plan that names the file, its owner first: a fix of the file is checked in all of them. */
  readonly plansOf: (file: string) => readonly ProjectPlan[];
}
