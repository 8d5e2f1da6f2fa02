import type { Span } from '../../engine/finding.ts';
import { type Comparison, comparisonOf } from '../../engine/python/fragments/comparison.ts';
import { templateOf } from '../../engine/python/fragments/template.ts';
import { identifyPython, spanOfPython } from '../../engine/python/syntax.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Handler } from './handler.ts';

/** What one handler does, comparable with those of other files. */
export interface CatchFact {
  readonly is: 'catch';
  readonly span: Span;
  readonly symbol: string;
  readonly syntax: string;
  readonly comparison: Comparison;
  readonly caught: string | null;
  /** Offset of the surrounding function, to tell places of one function from others. */
  readonly within: number;
  readonly lines: number;
  readonly weight: number;
  /** How the handler ends. */
  readonly ends: 'raise' | 'return' | 'falls';
  /** A name of a local variable is bound for the rest of the function, which no function outside can do. */
  readonly isBound: boolean;
}

export function catchFact(handler: Handler, file: PythonView): CatchFact | undefined {
  const { clause, body, caught, around, weight } = handler;
  const template = templateOf(clause, file.names);
  if (template === undefined) return undefined;
  const last = body.named.at(-1)?.type;
  return {
    is: 'catch',
    span: spanOfPython(clause),
    ...identifyPython(clause),
    comparison: comparisonOf(template, false),
    caught: caught?.replace(/\s+/g, ' ') ?? null,
    within: around.start,
    lines: body.text.split('\n').filter((line) => /\S/.test(line) && !/^\s*#/.test(line)).length,
    weight,
    ends: last === 'raise_statement' ? 'raise' : last === 'return_statement' ? 'return' : 'falls',
    isBound: body.below(['assignment'], true).some((each) => each.child('left')?.type === 'identifier'),
  };
}
