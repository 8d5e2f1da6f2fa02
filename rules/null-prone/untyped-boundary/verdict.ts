import type { FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { BoundaryFact, FlowFact } from './facts.ts';
import { fixesOf } from './fix/fixes.ts';
import { messageOf } from './message.ts';

/** Decides over the program how much there is to be said for a check: what the program writes itself it mostly knows. */
export function judgeFlows(files: readonly FileFacts<BoundaryFact>[]): FindingDraft[] {
  const written = new Map<string, number>();
  for (const { facts } of files) {
    for (const fact of facts)
      if (fact.kind === 'written') written.set(fact.key, (written.get(fact.key) ?? 0) + 1);
  }
  return files.flatMap(({ file, facts }) =>
    facts.flatMap((fact) =>
      fact.kind === 'flow' ? [draftOf(file, fact, fact.key === null ? 0 : (written.get(fact.key) ?? 0))] : [],
    ),
  );
}

function draftOf(file: string, fact: FlowFact, writers: number): FindingDraft {
  const { sink, symbol, syntax, firstUse, key } = fact;
  return {
    file,
    span: sink,
    symbol,
    syntax,
    // One check serves every place that takes a value for the type; the machine's own paths do not name it.
    ...(key === null ? {} : { group: key.slice(key.lastIndexOf('/') + 1) }),
    severity: severityOf(fact, writers),
    message: messageOf(fact, writers),
    evidence:
      firstUse === null
        ? []
        : [{ file, span: firstUse.span, message: `\`${firstUse.text}\` is the first that relies on it.` }],
    fixes: fixesOf(file, fact),
  };
}

function severityOf({ isOwn }: FlowFact, writers: number): Severity {
  return isOwn || writers > 0 ? 'hint' : 'info';
}
