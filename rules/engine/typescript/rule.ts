import type { FindingDraft, FixContext } from '../finding.ts';
import type { Fact, PackageInfo, Reducer, RuleMeta } from '../rule.ts';
import type { Node, SourceFile, SyntaxKind, Type, TypeSymbol } from '../typescript.ts';
import type { TypeQuestions } from './types.ts';

/** A file as the first phase sees it: syntax and what is known without a checker. */
export interface FileView {
  /** Absolute path with forward slashes. */
  readonly path: string;
  readonly source: SourceFile;
  readonly isTest: boolean;
  readonly isJavaScript: boolean;
  /** Whether Node would load the file as CommonJS; what decides between `import` and `require` in new code. */
  readonly isCommonJs: boolean;
  readonly package: PackageInfo;
}

/** A place that syntax alone makes suspicious, with the nodes whose types or symbols decide it. */
export interface Suspect<S> {
  readonly data: S;
  readonly types?: readonly Node[];
  readonly symbols?: readonly Node[];
}

/** One answer per asked node, in the order of asking; undefined where the checker has none. */
export interface Answers {
  readonly types: readonly (Type | undefined)[];
  readonly symbols: readonly (TypeSymbol | undefined)[];
}

export interface JudgeContext {
  readonly file: FileView;
  /** Further questions, each remembered within the snapshot. Prefer asking in the batch. */
  readonly questions: TypeQuestions;
  readonly options: Readonly<Record<string, number>>;
}

interface RuleBase<S> {
  readonly meta: RuleMeta;
  /** The kinds of node that `suspect` wants to see; one walk per file serves all rules. */
  readonly kinds: readonly SyntaxKind[];
  /** Phase 1 sees every such node in the program, so it gets no checker. Rejects as early as it can. */
  suspect(node: Node, file: FileView): Suspect<S> | undefined;
}

/** A rule that decides within one file. */
export interface LocalRule<S> extends RuleBase<S> {
  judge(suspect: S, answers: Answers, context: JudgeContext): FindingDraft | FindingDraft[] | undefined;
}

/**
 * A rule that decides over the whole program: facts per file, then one reduction.
 * Findings of `reduce` may stand in any file; their fixes find nodes again through `TypeScriptFixContext`.
 */
export interface ProgramRule<S, F extends Fact> extends RuleBase<S>, Reducer<F> {
  extract(suspect: S, answers: Answers, context: JudgeContext): F | F[] | undefined;
}

/** What a fix may look at: the snapshot that its finding was made in. */
export interface TypeScriptFixContext extends FixContext {
  /** View of a file of the analysed program; undefined if it is not part of it. */
  readonly view: (file: string) => FileView | undefined;
  readonly questions: (file: string) => TypeQuestions | undefined;
  /** All analysed files of the package at `dir`, absolute paths. */
  readonly filesOfPackage: (dir: string) => readonly string[];
  /** All analysed files of the workspace, absolute paths: a caller may be in any package. */
  readonly files: () => readonly string[];
  readonly exists: (file: string) => boolean;
}

export type Rule = LocalRule<unknown> | ProgramRule<unknown, Fact>;

/** Declares a rule that decides within one file. */
export function defineRule<S>(rule: LocalRule<S>): Rule {
  return rule as Rule;
}

/** Declares a rule that needs evidence from the whole program. */
export function defineProgramRule<S, F extends Fact>(rule: ProgramRule<S, F>): Rule {
  return rule as unknown as Rule;
}

export function isProgramRule(rule: Rule): rule is ProgramRule<unknown, Fact> {
  return 'reduce' in rule;
}
