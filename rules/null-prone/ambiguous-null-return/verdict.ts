import type { Evidence, FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import type { CallFact, FunctionFact, NullFact, ReasonFact } from './facts.ts';
import { toResult } from './fix/to-result.ts';
import { message } from './message.ts';

/** A call of a function, and the file it stands in. */
export interface Caller {
  readonly file: string;
  readonly fact: CallFact;
}

/** Joins functions and their callers over the program, and says which results are ambiguous. */
export function verdictsOn(files: readonly FileFacts<NullFact>[]): FindingDraft[] {
  const callers = callersByFunction(files);
  return files.flatMap(({ file, facts }) =>
    facts.flatMap((fact) =>
      fact.is === 'function' ? (verdictOn(file, fact, callers.get(fact.key) ?? []) ?? []) : [],
    ),
  );
}

function verdictOn(file: string, fact: FunctionFact, callers: readonly Caller[]): FindingDraft | undefined {
  if (callers.length === 0) return undefined;
  const reasons = ambiguousReasons(fact, callers);
  if (reasons === undefined) return undefined;
  const fails = reasons.some(({ sort }) => sort === 'failed');
  const severity: Severity = fails && reasons.length >= 3 ? 'warning' : 'info';
  return {
    file,
    span: fact.span,
    symbol: fact.symbol,
    syntax: fact.name,
    severity,
    message: message(fact, reasons, callers),
    evidence: evidenceOf(file, reasons, callers),
    fixes: [
      {
        title: `Make \`${fact.name}\` and its callers use a result that names the reason`,
        kind: 'review',
        edits: (context) => toResult({ file, span: fact.whole }, context as TypeScriptFixContext),
      },
    ],
  };
}

/**
 * The reasons that a caller would want to tell apart. Some caller has to have something to say where there is nothing:
 * one that goes on with a default does not care why. A failure beside anything else is worth telling apart: it may be
 * tried again, and it is nobody's answer. Things that are not there are as good as one, unless something that was
 * there was turned away besides. What the caller gave, it knows.
 */
function ambiguousReasons(fact: FunctionFact, callers: readonly Caller[]): ReasonFact[] | undefined {
  if (!callers.some(({ fact: { reaction } }) => reaction === 'throws' || reaction === 'answers'))
    return undefined;
  const unknown = fact.reasons.filter(({ sort }) => sort !== 'input' && sort !== 'open');
  if (unknown.some(({ sort }) => sort === 'failed')) return unknown.length >= 2 ? unknown : undefined;
  // What cannot be parsed, verified or found in a text is one thing to a caller, however many steps find it out.
  const plain = unknown.filter(({ key }) => key !== 'refused:invalid');
  const refuses = plain.some(({ sort }) => sort === 'refused');
  return fact.isAsync && refuses && plain.length >= 3 ? unknown : undefined;
}

function evidenceOf(file: string, reasons: readonly ReasonFact[], callers: readonly Caller[]): Evidence[] {
  return [
    ...reasons.map(({ span, words }) => ({ file, span, message: `Nothing, as ${words}` })),
    ...callers.slice(0, 10).map((caller) => ({
      file: caller.file,
      span: caller.fact.span,
      message: reactionText(caller.fact),
    })),
  ];
}

function reactionText({ reaction, says }: CallFact): string {
  const words = says === null ? '' : ` with "${says}"`;
  switch (reaction) {
    case 'throws':
      return `Throws${words}, whichever it was`;
    case 'answers':
      return `Answers${words}, whichever it was`;
    case 'passes':
      return 'Passes it on';
    case 'defaults':
      return 'Takes something else instead';
    case 'other':
      return 'Asks whether there is a result';
  }
}

function callersByFunction(files: readonly FileFacts<NullFact>[]): Map<string, Caller[]> {
  const byKey = new Map<string, Caller[]>();
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.is !== 'call') continue;
      const callers = byKey.get(fact.key);
      if (callers === undefined) byKey.set(fact.key, [{ file, fact }]);
      else callers.push({ file, fact });
    }
  }
  return byKey;
}
