import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { hasMethod, type YoungMethod } from '../../engine/typescript/arrays/support.ts';
import type { JudgeContext } from '../../engine/typescript/rule.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import type { Node, SourceFile, Type } from '../../engine/typescript.ts';
import type { FrontStack } from './discipline.ts';

/** What turning the array round means for one place that uses it. */
export interface Step {
  readonly edits: readonly LocalEdit[];
  /** The place sees the order of entries, so that it now reads them from the other end. */
  readonly isReversed?: boolean;
  /** The content that the array starts with is put in reverse. */
  readonly reversesContent?: boolean;
  /** The top is overwritten in place, which an empty array no longer takes. */
  readonly writesTop?: boolean;
}

/** Everything a step may look at. */
export interface Turning {
  readonly stack: FrontStack;
  readonly source: SourceFile;
  readonly context: JudgeContext;
  readonly has: (method: YoungMethod) => boolean;
}

export const unchanged: Step = { edits: [] };

export function turningOf(stack: FrontStack, type: Type, context: JudgeContext): Turning {
  const { file, questions } = context;
  return { stack, source: file.source, context, has: (method) => hasMethod(method, type, file, questions) };
}

/** "line 12", for reasons; 1-based as editors show it. */
export function lineOf(node: Node, { source }: Turning): string {
  const before = source.text.slice(0, node.getStart(source));
  return `line ${before.split('\n').length}`;
}

export function refuse(reason: string): Refusal {
  return { refused: reason };
}

export function replace(node: Node, newText: string, { source }: Turning): LocalEdit {
  return { span: spanOf(node, source), newText };
}

export function insert(offset: number, newText: string): LocalEdit {
  return { span: { start: offset, end: offset }, newText };
}

export function textOf(node: Node, { source }: Turning): string {
  return source.text.slice(node.getStart(source), node.end);
}

export function hasComment(start: number, end: number, { source }: Turning): boolean {
  return /\/[/*]/.test(source.text.slice(start, end));
}
