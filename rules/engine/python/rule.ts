import type { FindingDraft, FixContext } from '../finding.ts';
import type { Fact, Reducer, RuleMeta } from '../rule.ts';
import type { PythonNode } from './node.ts';
import type { PythonView } from './view.ts';

export interface PythonContext {
  readonly file: PythonView;
  readonly options: Readonly<Record<string, number>>;
}

interface PythonRuleBase<S> {
  readonly meta: RuleMeta & { readonly language: 'python' };
  /** The grammar's names of the nodes that `suspect` wants to see; one walk per file serves all rules. */
  readonly kinds: readonly string[];
  /** Sees every such node of the program, so it rejects as early as it can. */
  suspect(node: PythonNode, file: PythonView): S | undefined;
}

/** A Python rule that decides within one file. */
export interface PythonLocalRule<S> extends PythonRuleBase<S> {
  judge(suspect: S, context: PythonContext): FindingDraft | FindingDraft[] | undefined;
}

/** A Python rule that decides over the whole program: facts per file, then one reduction. */
export interface PythonProgramRule<S, F extends Fact> extends PythonRuleBase<S>, Reducer<F> {
  extract(suspect: S, context: PythonContext): F | F[] | undefined;
}

/** What a fix of Python may look at: the snapshot that its finding was made in. */
export interface PythonFixContext extends FixContext {
  /** View of a file of Python, parsed anew at each call; undefined if it is no analysed file. */
  readonly python: (file: string) => PythonView | undefined;
  /** All analysed files of the workspace, of every language, absolute paths. */
  readonly files: () => readonly string[];
}

export type PythonRule = PythonLocalRule<unknown> | PythonProgramRule<unknown, Fact>;

/** Declares a Python rule that decides within one file. */
export function definePythonRule<S>(rule: PythonLocalRule<S>): PythonRule {
  return rule as PythonRule;
}

/** Declares a Python rule that needs evidence from the whole program. */
export function definePythonProgramRule<S, F extends Fact>(rule: PythonProgramRule<S, F>): PythonRule {
  return rule as unknown as PythonRule;
}

export function isPythonProgramRule(rule: PythonRule): rule is PythonProgramRule<unknown, Fact> {
  return 'reduce' in rule;
}
