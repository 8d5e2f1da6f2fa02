import type { Evidence, FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { ChoiceFact, Flaw, Gap } from './facts.ts';
import { fixesOf } from './fixes.ts';

/** A place with the file it stands in. */
interface PlacedFact {
  readonly file: string;
  readonly fact: ChoiceFact;
}

/** What is done with a union in all places that choose by it. */
interface Usage {
  readonly complete: PlacedFact[];
  partial: number;
}

/** Decides over the program which gaps are worth a word, and how loud. */
export function judgeGaps(files: readonly FileFacts<ChoiceFact>[]): FindingDraft[] {
  const usages = new Map<string, Usage>();
  const gaps: { readonly placed: PlacedFact; readonly gap: Gap }[] = [];
  for (const { file, facts } of files) {
    for (const fact of facts) {
      const usage = usages.get(fact.union) ?? { complete: [], partial: 0 };
      usages.set(fact.union, usage);
      if (fact.isComplete) usage.complete.push({ file, fact });
      else usage.partial += 1;
      if (fact.gap !== null) gaps.push({ placed: { file, fact }, gap: fact.gap });
    }
  }
  return gaps.flatMap(({ placed, gap }) => {
    const usage = usages.get(placed.fact.union) as Usage;
    const severity = severityOf(placed.fact, gap, usage);
    return severity === null ? [] : draftOf(placed, gap, severity, usage);
  });
}

/** Null where leaving values out may well be meant. */
function severityOf({ form, members }: ChoiceFact, gap: Gap, usage: Usage): Severity | null {
  const { flaw, rest } = gap;
  const count = gap.missing.length;
  const nearlyAll = form === 'switch' && (count === 1 || count * 5 <= members);
  // Others handle every value, and more of them than not: then this place is the odd one out.
  const others = usage.complete.length > usage.partial - 1 ? usage.complete.length : 0;
  if (rest === 'swallowed' || flaw?.kind === 'may return undefined') {
    if (gap.isForeign) return null;
    const isOdd = others >= (form === 'switch' ? 1 : 2) && count * 3 <= members;
    return (nearlyAll && members >= 4) || isOdd ? 'hint' : null;
  }
  switch (flaw?.kind) {
    case 'unassigned':
      return 'warning';
    case 'returns undefined':
      return flaw.declared !== null || others >= 2 ? 'warning' : 'info';
    case 'not there':
      return flaw.throws || others >= 2 ? 'warning' : 'info';
    default:
  }
  if (rest === 'drops off' || gap.isForeign) return null;
  if (count * 3 > members) {
    if (count * 2 >= members || others < 3) return null;
    // Three places that name every value leave a chosen part likely; only many make this one the odd one out.
    return others >= 5 ? 'info' : 'hint';
  }
  if (others >= 2) return 'warning';
  if (form !== 'switch') return null;
  // A case that does nothing is only written by someone who means to name them all.
  if (nearlyAll && members >= 4 && gap.hasIdleCase) return 'info';
  // Doing nothing is a behaviour like another; without a consequence that can be shown the gap is worth a hint.
  return (nearlyAll && members >= 5) || others >= 1 ? 'hint' : null;
}

function draftOf({ file, fact }: PlacedFact, gap: Gap, severity: Severity, usage: Usage): FindingDraft {
  return {
    file,
    span: gap.head,
    symbol: gap.symbol,
    syntax: gap.syntax,
    severity,
    message: messageOf(file, fact, gap, usage.complete.length),
    evidence: [...flawEvidence(file, gap.flaw), ...usage.complete.slice(0, 5).map(completeEvidence)],
    fixes: fixesOf(file, fact, gap),
  };
}

function messageOf(file: string, fact: ChoiceFact, gap: Gap, complete: number): string {
  const values = listed(gap.missing.map(({ text }) => text));
  const left = `${values}, ${gap.missing.length} of the ${fact.members} values of \`${gap.subject}\``;
  const others =
    complete === 0
      ? ''
      : ` ${complete === 1 ? 'Another place that chooses' : `${complete} other places that choose`} by the same values ${complete === 1 ? 'names' : 'name'} them all.`;
  return `${formNames[fact.form]} leaves out ${left}: ${consequence(gap)}.${others} ${advice(file, fact, gap)}`;
}

const formNames: Readonly<Record<ChoiceFact['form'], string>> = {
  switch: 'This `switch`',
  ladder: 'This `if`/`else if` ladder',
  guards: 'This row of `if`s',
  lookup: 'The object of this lookup',
};

function consequence({ flaw, rest, missing }: Gap): string {
  const it = missing.length === 1 ? 'it' : 'them';
  switch (flaw?.kind) {
    case 'returns undefined':
      return flaw.declared === null
        ? `for ${it} \`${flaw.fn}\` ends without a \`return\` and gives \`undefined\``
        : `for ${it} \`${flaw.fn}\` gives \`undefined\`, although it is declared to return \`${flaw.declared}\``;
    case 'unassigned':
      return `for ${it} \`${flaw.variable}\` stays \`undefined\``;
    case 'not there':
      return flaw.throws
        ? `for ${it} the lookup gives \`undefined\`, and using that throws`
        : `for ${it} the lookup gives \`undefined\`, which its type does not say`;
    default:
      return rest === 'swallowed'
        ? `${it === 'it' ? 'it goes' : 'they go'} the same silent way as a value that somebody adds later`
        : `for ${it} nothing happens, and nobody can tell whether that is meant`;
  }
}

function advice(file: string, { form }: ChoiceFact, { missing }: Gap): string {
  const [only] = missing;
  const isOne = missing.length === 1;
  if (form !== 'lookup') {
    const gets = isOne ? `\`${only?.text}\` gets` : 'they get';
    return `Write down what ${gets}, and let the compiler check that nothing is left.`;
  }
  const them = isOne ? `\`${only?.text}\`` : 'them';
  const check = /\.[cm]?jsx?$/.test(file) ? '`/** @satisfies {Record<…>} */`' : '`satisfies Record<…>`';
  return `Add ${them} to the object, and declare it with ${check} over the union, so that the compiler asks for the next value.`;
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 4).map((value) => `\`${value}\``);
  if (values.length > 4) return `${shown.join(', ')} and ${values.length - 4} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function flawEvidence(file: string, flaw: Flaw | null): Evidence[] {
  if (flaw?.kind === 'unassigned') {
    return [{ file, span: flaw.declaration, message: `\`${flaw.variable}\` has no value at first.` }];
  }
  return flaw?.kind === 'not there' ? [{ ...flaw.table, message: 'The keys that there are.' }] : [];
}

function completeEvidence({ file, fact }: PlacedFact): Evidence {
  return { file, span: fact.span, message: `Here all ${fact.members} values are named.` };
}
