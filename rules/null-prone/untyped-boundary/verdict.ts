import type { FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { BoundaryFact, FlowFact } from './facts.ts';
import { fixesOf } from './fix/fixes.ts';
import { messageOf } from './message.ts';

/** Decides over the program how much there is to be said for a check: what the program writes itself it mostly knows. */
export function judgeFlows(files: readonly FileFacts<BoundaryFact>[]): FindingDraft[] {
  const writers = writersIn(files);
  return files.flatMap(({ file, facts }) =>
    facts.flatMap((fact) => (fact.kind === 'flow' ? [draftOf(file, fact, writers(fact))] : [])),
  );
}

/** How many places write a value of a type: by its name, else by having all the members that the type promises. */
function writersIn(files: readonly FileFacts<BoundaryFact>[]): (fact: FlowFact) => number {
  const byKey = new Map<string, number>();
  const byMember = new Map<string, Set<ReadonlySet<string>>>();
  for (const { facts } of files) {
    for (const fact of facts) {
      if (fact.kind !== 'written') continue;
      if (fact.key !== null) byKey.set(fact.key, (byKey.get(fact.key) ?? 0) + 1);
      const members = new Set(fact.members);
      for (const member of members) {
        const list = byMember.get(member);
        if (list === undefined) byMember.set(member, new Set([members]));
        else list.add(members);
      }
    }
  }
  return ({ key, members }) => {
    const named = key === null ? 0 : (byKey.get(key) ?? 0);
    if (named > 0 || members.length < 2) return named;
    // The member that the fewest have leaves the fewest to compare.
    const lists = members.map((member) => byMember.get(member) ?? new Set<ReadonlySet<string>>());
    const fewest = lists.reduce((least, each) => (each.size < least.size ? each : least));
    return [...fewest].filter((each) => members.every((member) => each.has(member))).length;
  };
}

function draftOf(file: string, fact: FlowFact, writers: number): FindingDraft {
  const { sink, symbol, syntax, firstUse, key, declared } = fact;
  return {
    file,
    span: sink,
    symbol,
    syntax,
    // One check serves every place that takes a value for the type; the machine's own paths do not name it.
    ...(key === null ? {} : { group: key.slice(key.lastIndexOf('/') + 1) }),
    severity: severityOf(fact, writers),
    message: messageOf(fact, writers),
    evidence: [
      ...(declared === null ? [] : [{ ...declared, message: `\`${declared.name}\` is declared here.` }]),
      ...(firstUse === null
        ? []
        : [{ file, span: firstUse.span, message: `\`${firstUse.text}\` is the first that relies on it.` }]),
    ],
    fixes: fixesOf(file, fact),
  };
}

/** What others write is worth a check; what the program writes itself, and a list of plain values in a text, mostly is right. */
function severityOf(fact: FlowFact, writers: number): Severity {
  const { isOwn, hasStandIn, provenance, source, members, isList } = fact;
  const isPlainList = source === 'text' && isList && members.length === 0;
  // Pages of an editor and frames of a site hear their own program far more often than a stranger.
  return isOwn || source === 'message' || hasStandIn || writers > 0 || provenance !== null || isPlainList
    ? 'hint'
    : 'info';
}
