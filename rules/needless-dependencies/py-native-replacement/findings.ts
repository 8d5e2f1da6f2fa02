import type { FindingDraft } from '../../engine/finding.ts';
import { laterOf } from '../../engine/python/packages/version.ts';
import type { FileFacts, Surroundings } from '../../engine/rule.ts';
import type { EntryFact, FallbackFact, PythonFact } from '../../platform/python/facts.ts';
import { fixesOf } from '../../platform/python/fixes.ts';
import {
  builtInOf,
  groupOfUsage,
  minimumInWords,
  type Placed,
  type PythonUsage,
  pythonUsages,
} from '../../platform/python/usages.ts';

/** Findings at every import that may go, and at every fallback that is never taken. */
export function findingsOf(
  files: readonly FileFacts<PythonFact>[],
  _options: unknown,
  around: Surroundings,
): FindingDraft[] {
  return pythonUsages(files, around).flatMap((usage) => {
    if (usage.replacement.isWhole && usage.reasons.length > 0) return keptFinding(usage);
    const statements = oncePerStatement(usage.going);
    return [
      ...statements.map((place) => ({
        ...draftAt(place, usage, statements),
        message: importMessage(place, usage),
      })),
      ...usage.fallbacks.map((place) => ({
        ...draftAt(place, usage, usage.fallbacks),
        message: fallbackMessage(place, usage),
      })),
    ];
  });
}

/** One word on what would be replaced, and what keeps it. */
function keptFinding(usage: PythonUsage): FindingDraft[] {
  const [first] = usage.going;
  const { package: name } = usage.replacement;
  const builtIn = builtInOf(usage);
  if (first === undefined) return [];
  const count = new Set(usage.going.map(({ file }) => file)).size;
  return [
    {
      file: first.file,
      span: first.fact.span,
      symbol: first.fact.symbol,
      syntax: first.fact.syntax,
      severity: 'hint',
      message: `\`${builtIn}\` of Python does what ${inFiles(count, 'takes', 'take')} of \`${name}\`, and ${minimumInWords(usage)}. The package stays, because ${reasonsInWords(usage.reasons)}.`,
    },
  ];
}

function draftAt(
  { file, fact }: Placed<EntryFact | FallbackFact>,
  usage: PythonUsage,
  all: readonly Placed<EntryFact | FallbackFact>[],
): Omit<FindingDraft, 'message'> {
  const isWeak = usage.reasons.length > 0 || usage.replacement.isTaste === true;
  const isDead = fact.kind === 'fallback' && !fact.prefersPackage;
  return {
    file,
    span: fact.span,
    symbol: fact.symbol,
    syntax: fact.syntax,
    ...(isWeak && !isDead && { severity: 'hint' as const }),
    group: groupOfUsage(usage),
    evidence: all
      .filter((other) => other.fact !== fact)
      .slice(0, 10)
      .map((other) => ({ file: other.file, span: other.fact.span, message: 'Here too.' })),
    fixes: fixesOf(usage, file),
  };
}

function importMessage({ file, fact }: Placed<EntryFact>, usage: PythonUsage): string {
  const { package: name } = usage.replacement;
  const builtIn = builtInOf(usage);
  const here = usage.going.filter((each) => each.file === file && each.fact.span.start === fact.span.start);
  const since = here.reduce((latest, each) => laterOf(latest, each.fact.since), fact.since);
  const count = new Set(usage.going.map((each) => each.file)).size;
  const what = `${inFiles(count, 'imports', 'import')} \`${name}\` for what \`${builtIn}\` does`;
  const when = since === '3.0' ? '' : ` since Python ${since}`;
  const action =
    usage.reasons.length > 0
      ? `Take these from there; the package stays, because ${reasonsInWords(usage.reasons)}.`
      : `Use that, and the package can go.`;
  return `${what}${when}, and ${minimumInWords(usage)}. ${action}`;
}

function fallbackMessage({ fact }: Placed<FallbackFact>, usage: PythonUsage): string {
  const { package: name } = usage.replacement;
  const builtIn = builtInOf(usage);
  if (fact.prefersPackage)
    return `Whether \`${name}\` or \`${builtIn}\` runs here depends on what happens to be installed, so one of the two goes untested. ${minimumInWords(usage)}, which has \`${builtIn}\`: import that alone.`;
  return `The way to \`${name}\` is never taken: \`${builtIn}\` has this since Python ${fact.since}, and ${minimumInWords(usage)}. Import from there alone.`;
}

function inFiles(count: number, one: string, many: string): string {
  return count === 1 ? `1 file ${one}` : `${count} files ${many}`;
}

function reasonsInWords(reasons: readonly string[]): string {
  const shown = reasons.slice(0, 3).join('; ');
  return reasons.length > 3 ? `${shown}; and ${reasons.length - 3} more` : shown;
}

function oncePerStatement(places: readonly Placed<EntryFact>[]): Placed<EntryFact>[] {
  const seen = new Set<string>();
  return places.filter(({ file, fact }) => {
    const key = `${file}\0${fact.span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
