import type { Refusal, Severity } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import type { Node, Type } from '../../engine/typescript.ts';

/** A nesting that is kept by hand: what could push, pop and look at the top of a stack. */
export interface Nesting {
  /** Where the finding stands. */
  readonly node: Node;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: readonly { readonly node: Node; readonly message: string }[];
  /** The node whose type decides, and what it has to be. */
  readonly asks: Node;
  accepts(type: Type, context: JudgeContext): boolean;
  readonly fix?: {
    readonly title: string;
    edits(type: Type, context: JudgeContext): readonly LocalEdit[] | Refusal;
  };
}
