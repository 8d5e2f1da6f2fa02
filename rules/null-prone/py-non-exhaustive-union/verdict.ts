import type { Evidence, FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { ChoiceFact, UnionFact } from './facts.ts';
import { fixesOf } from './fixes.ts';
import { type Member, type Union, Universe } from './universe.ts';

/** A choice over a union that is known, and what of it no branch names. */
export interface Gap {
  readonly file: string;
  readonly fact: ChoiceFact;
  readonly union: Union;
  readonly missing: readonly Member[];
}

/** What is done with a union in all places that choose by it. */
interface Usage {
  readonly complete: Gap[];
  partial: number;
}

const fewestMembers = 3;

/** Decides over the program which gaps are worth a word, and how loud. */
export function judgeGaps(
  files: readonly FileFacts<UnionFact>[],
  mostMembers: number,
  around: Surroundings,
): FindingDraft[] {
  const universe = new Universe(files, new Set(around.files()));
  const usages = new Map<string, Usage>();
  const gaps: Gap[] = [];
  for (const { file, facts } of files) {
    for (const fact of facts) {
      const gap = fact.is === 'choice' ? gapOf(file, fact, universe, mostMembers) : undefined;
      if (gap === undefined) continue;
      const usage = usages.get(gap.union.key) ?? { complete: [], partial: 0 };
      usages.set(gap.union.key, usage);
      if (gap.missing.length === 0) usage.complete.push(gap);
      else usage.partial += 1;
      if (gap.missing.length > 0 && gap.fact.rest !== 'handled') gaps.push(gap);
    }
  }
  return gaps.flatMap((gap) => {
    const usage = usages.get(gap.union.key) as Usage;
    const severity = severityOf(gap, usage);
    if (severity === null || isSpokenOf(gap, around)) return [];
    return draftOf(gap, severity, usage.complete, around);
  });
}

function gapOf(file: string, fact: ChoiceFact, universe: Universe, most: number): Gap | undefined {
  const union = universe.unionOf(fact.type, file);
  if (union === undefined || union.members.length < fewestMembers || union.members.length > most)
    return undefined;
  const named = new Set<string>();
  for (const label of fact.labels) {
    const covered = universe.covered(label, file, union);
    if (covered === undefined) return undefined;
    for (const { id } of covered) named.add(id);
  }
  const missing = union.members.filter(({ id }) => !named.has(id));
  if (union.by === 'class' && missing.some(({ id }) => !universe.isKnownClass(id))) return undefined;
  return named.size < 2 ? undefined : { file, fact, union, missing };
}

/** Null where leaving values out may well be meant. */
function severityOf({ fact, union, missing }: Gap, usage: Usage): Severity | null {
  const { flaw, rest, form } = fact;
  const members = union.members.length;
  const count = missing.length;
  const nearlyAll = form === 'match' && (count === 1 || count * 5 <= members);
  // Others handle every value, and more of them than not: then this place is the odd one out.
  const others = usage.complete.length > usage.partial - 1 ? usage.complete.length : 0;
  if (rest === 'swallowed' || flaw?.kind === 'may return None') {
    const isOdd = others >= (form === 'match' ? 1 : 2) && count * 3 <= members;
    return (nearlyAll && members >= 4) || isOdd ? 'hint' : null;
  }
  if (flaw?.kind === 'unassigned') return 'warning';
  if (flaw?.kind === 'returns None') return flaw.declared !== null || others >= 2 ? 'warning' : 'info';
  if (count * 3 > members) {
    if (count * 2 >= members || others < 3) return null;
    return others >= 5 ? 'info' : 'hint';
  }
  if (others >= 2) return 'warning';
  if (form !== 'match') return null;
  if (nearlyAll && members >= 4 && fact.hasIdleBranch) return 'info';
  return (nearlyAll && members >= 5) || others >= 1 ? 'hint' : null;
}

/** Whether the function asks for one of the values elsewhere, or a comment at the choice speaks of one. */
function isSpokenOf({ file, fact, missing }: Gap, around: Surroundings): boolean {
  const text = around.text(file) ?? '';
  const elsewhere =
    text.slice(fact.around.start, fact.span.start) + text.slice(fact.span.end, fact.around.end);
  const line = text.slice(0, fact.span.start).replace(/[^\n]*$/, '');
  const above = /(?:^|\n)((?:[ \t]*#[^\n]*\n)+)$/.exec(line)?.[1] ?? '';
  const within = text.slice(fact.span.start, fact.span.end);
  const comments = above + (within.match(/#[^\n]*/g) ?? []).join('\n');
  return missing.some(({ id, name }) => {
    if (/^["\d]/.test(id)) {
      const value = id.startsWith('"') ? (JSON.parse(id) as string) : id;
      const asked = [`"${value}"`, `'${value}'`].some((each) => elsewhere.includes(each));
      return asked || spells(comments, value);
    }
    return spells(elsewhere, name) || spells(comments, name);
  });
}

function spells(text: string, word: string): boolean {
  return new RegExp(`(?<!\\w)${word.replace(/[^\w]/g, '\\$&')}(?!\\w)`, 'i').test(text);
}

function draftOf(
  gap: Gap,
  severity: Severity,
  complete: readonly Gap[],
  around: Surroundings,
): FindingDraft[] {
  const { file, fact } = gap;
  const { head, symbol, syntax, flaw } = fact;
  const use: Evidence[] =
    flaw?.kind === 'unassigned'
      ? [{ file, span: flaw.use, message: `\`${flaw.variable}\` is read here.` }]
      : [];
  return [
    {
      file,
      span: head,
      symbol,
      syntax,
      severity,
      message: messageOf(gap, complete.length),
      evidence: [...use, ...complete.slice(0, 5).map(completeEvidence)],
      fixes: fixesOf(gap, around.pythonPackageOf(file)),
    },
  ];
}

const formNames: Readonly<Record<ChoiceFact['form'], string>> = {
  match: 'This `match`',
  ladder: 'This `if`/`elif` ladder',
  guards: 'This row of `if`s',
};

function messageOf({ fact, union, missing }: Gap, complete: number): string {
  const kind = union.by === 'class' ? 'classes' : 'values';
  const left = `${listed(missing)}, ${missing.length} of the ${union.members.length} ${kind} of \`${fact.subject}\``;
  const others =
    complete === 0
      ? ''
      : ` ${complete === 1 ? 'Another place that chooses' : `${complete} other places that choose`} by the same ${kind} ${complete === 1 ? 'names' : 'name'} them all.`;
  const gets = missing.length === 1 ? `\`${missing[0]?.text}\` gets` : 'they get';
  return `${formNames[fact.form]} leaves out ${left}: ${consequence(fact, missing)}.${others} Write down what ${gets}, and end with \`assert_never\`, so that a checker of types tells of the next one.`;
}

function consequence({ flaw, rest }: ChoiceFact, missing: readonly Member[]): string {
  const it = missing.length === 1 ? 'it' : 'them';
  switch (flaw?.kind) {
    case 'returns None':
      return flaw.declared === null
        ? `for ${it} \`${flaw.fn}\` ends without a \`return\` and gives \`None\``
        : `for ${it} \`${flaw.fn}\` gives \`None\`, although it is declared to return \`${flaw.declared}\``;
    case 'unassigned':
      return `for ${it} \`${flaw.variable}\` is never set, and reading it raises \`UnboundLocalError\``;
    default:
      return rest === 'swallowed'
        ? `${it === 'it' ? 'it goes' : 'they go'} the same silent way as a value that somebody adds later`
        : `for ${it} nothing happens, and nobody can tell whether that is meant`;
  }
}

function listed(missing: readonly Member[]): string {
  const shown = missing.slice(0, 4).map(({ text }) => `\`${text}\``);
  if (missing.length > 4) return `${shown.join(', ')} and ${missing.length - 4} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function completeEvidence({ file, fact, union }: Gap): Evidence {
  const kind = union.by === 'class' ? 'classes' : 'values';
  return { file, span: fact.head, message: `Here all ${union.members.length} ${kind} are named.` };
}
