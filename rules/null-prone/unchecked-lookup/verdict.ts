import type { Evidence, FindingDraft, Severity } from '../../engine/finding.ts';
import type { FileFacts } from '../../engine/rule.ts';
import type { CheckedFact, LookupFact, UncheckedFact } from './facts.ts';
import { fixesOf } from './fixes.ts';

interface PlacedCheck {
  readonly file: string;
  readonly fact: CheckedFact;
}

/** Decides over the program how loud each unchecked look-up is: others that check the same one speak against it. */
export function judgeLookups(files: readonly FileFacts<LookupFact>[]): FindingDraft[] {
  const checks = new Map<string, PlacedCheck[]>();
  const validated = new Set<string>();
  for (const { file, facts } of files) {
    for (const fact of facts) {
      if (fact.kind === 'validated') validated.add(fact.key);
      if (fact.kind !== 'checked') continue;
      const list = checks.get(fact.key);
      if (list === undefined) checks.set(fact.key, [{ file, fact }]);
      else list.push({ file, fact });
    }
  }
  return files.flatMap(({ file, package: { dir }, facts }) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'unchecked' || (fact.key !== null && validated.has(fact.key))) return [];
      const same = fact.key === null ? [] : (checks.get(fact.key) ?? []);
      const others = same.filter((check) =>
        check.file === file ? check.fact.owner !== fact.owner : !ofOneFile.has(fact.form),
      );
      // A group is named without the machine's own paths.
      const group =
        fact.key === null
          ? null
          : `${file.slice(dir.length + 1)} ${fact.key.slice(fact.key.lastIndexOf('/') + 1)}`;
      return draftOf(file, fact, others, group);
    }),
  );
}

/** Whoever reaches into a collection from another file asks with keys of their own, which says nothing about these. */
const ofOneFile: ReadonlySet<UncheckedFact['form']> = new Set(['key', 'find']);

function draftOf(
  file: string,
  fact: UncheckedFact,
  others: readonly PlacedCheck[],
  group: string | null,
): FindingDraft {
  return {
    file,
    span: fact.span,
    symbol: fact.symbol,
    syntax: fact.syntax,
    severity: severityOf(fact, others.length),
    message: messageOf(fact, others.length),
    ...(group === null ? {} : { group }),
    evidence: others.slice(0, 5).map(evidenceOf),
    fixes: fixesOf(file, fact),
  };
}

/**
 * What the program puts in itself it may well know to be there, so a `!` alone is a hint. Several others who check the
 * same look-up, and what comes from somewhere else, say more.
 */
function severityOf({ form, isQuiet, isOwnKey, isAccepted }: UncheckedFact, others: number): Severity {
  if (others >= 2 && !isAccepted && !isOwnKey) return 'warning';
  if (isQuiet) return 'hint';
  return isAccepted || foreign.has(form) ? 'info' : 'hint';
}

/** Look-ups whose outcome is decided outside of the program. */
const foreign: ReadonlySet<UncheckedFact['form']> = new Set(['env', 'outside', 'record']);

function messageOf(fact: UncheckedFact, others: number): string {
  return `${what(fact)} ${why(fact, others)} ${advice(fact)}`;
}

function what({ style, text, name, nothing, absence }: UncheckedFact): string {
  const gives = `\`${text}\` gives ${nothing === 'null or undefined' ? '`null` or `undefined`' : `\`${nothing}\``} ${absence}`;
  switch (style) {
    case 'asserted':
      return `${gives}; the \`!\` hides that from the compiler.`;
    case 'bare':
      return `${gives}, and it is used here as if it were always there.`;
    case 'named':
      return `${gives}, and \`${name}\` is used here as if it were always there.`;
  }
}

function why({ isAccepted }: UncheckedFact, others: number): string {
  if (isAccepted) return 'A missing value is seen to where this one goes.';
  if (others > 0) {
    return others === 1
      ? 'Another place checks what the same look-up gives.'
      : `${others} other places check what the same look-up gives.`;
  }
  return 'Then the error comes later, and does not say what was looked for.';
}

function advice({ isAccepted }: UncheckedFact): string {
  return isAccepted ? 'Leave the `!` out.' : 'Check it here, and throw an error that says what is missing.';
}

function evidenceOf({ file, fact }: PlacedCheck): Evidence {
  return { file, span: fact.span, message: 'Here the same look-up is checked.' };
}
