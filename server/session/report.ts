import { createHash } from 'node:crypto';
import { habitOf } from '../../rules/engine/finding.ts';
import type { IdentifiedFinding } from './analyzer.ts';
import type { Finding, Silenced } from './session.ts';
import { removalFix, suppressionRule } from './suppression-fix.ts';
import { applySuppressions, parseSuppressions } from './suppressions.ts';
import type { Texts } from './texts.ts';
import type { CommentedText } from './workspace.ts';

/** A finding in both its forms: with the closures of its fixes, and as editor and terminal get it. */
export interface Reported {
  readonly identified: IdentifiedFinding;
  readonly finding: Finding;
}

export interface FileFindings {
  readonly reported: readonly Reported[];
  readonly suppressed: number;
  /** The comments that silence something here. */
  readonly silenced: readonly Silenced[];
}

/**
 * The findings of one file less those that its author silenced.
 * @param sourceOf the file's text with its comments, asked for only where it is needed; without it (a package.json) nothing can be silenced by a comment.
 * @param judgeUnused whether everything is known that could make use of a suppression.
 */
export function reportFile(
  file: string,
  identified: readonly IdentifiedFinding[],
  sourceOf: () => CommentedText | undefined,
  texts: Texts,
  judgeUnused: boolean,
  isOff: (rule: string) => boolean,
): FileFindings {
  if (identified.length === 0 && texts.text(file)?.includes('code-coach-ignore-') !== true)
    return { reported: [], suppressed: 0, silenced: [] };
  const source = sourceOf();
  // A file in another encoding than UTF-8 has other offsets for the compiler than for an editor or an edit.
  if (source !== undefined && identified.length > 0 && texts.text(file) !== source.text) {
    return { reported: [], suppressed: 0, silenced: [] };
  }
  const all = identified.map((each) => ({ identified: each, finding: findingOf(each, texts) }));
  if (source === undefined || !source.text.includes('code-coach-ignore-'))
    return { reported: all, suppressed: 0, silenced: [] };
  const { suppressions, problems } = parseSuppressions(source.text, (offset) => source.isInComment(offset));
  const { kept, suppressed, used, unused } = applySuppressions(
    all.map(({ finding }) => finding),
    { suppressions },
  );
  const remaining = new Set(kept);
  const notes = [...problems, ...(judgeUnused ? unused.filter(({ rule }) => !isOff(rule)) : [])];
  const own = notes.map((note, index): Reported => {
    const draft = {
      file,
      span: note.span,
      message: note.message,
      symbol: '',
      fixes: 'rule' in note ? removalFix(file, source.text, note.span) : [],
      syntax: source.text.slice(note.span.start, note.span.end),
    };
    const each: IdentifiedFinding = {
      rule: suppressionRule,
      draft,
      severity: 'hint',
      fingerprint: createHash('sha256')
        .update(`${file}\0${draft.syntax}\0${index}`)
        .digest('hex')
        .slice(0, 16),
    };
    return { identified: each, finding: findingOf(each, texts) };
  });
  return {
    reported: [...all.filter(({ finding }) => remaining.has(finding)), ...own],
    suppressed: suppressed.length,
    silenced: used.map(({ rule, span, reason, findings }) => ({
      file,
      line: texts.range(file, span).start.line,
      rule,
      reason,
      findings,
    })),
  };
}

/** Equal for equal findings, so that a client need not be sent what it has. */
export function resultIdOf(findings: readonly Finding[]): string {
  return createHash('sha256').update(JSON.stringify(findings)).digest('hex').slice(0, 16);
}

function findingOf({ rule, draft, severity, fingerprint }: IdentifiedFinding, texts: Texts): Finding {
  return {
    rule,
    habit: habitOf(rule),
    severity,
    message: draft.message,
    file: draft.file,
    range: texts.range(draft.file, draft.span),
    related: (draft.evidence ?? []).map(({ file, span, message }) => ({
      file,
      message,
      range: texts.range(file, span),
    })),
    fingerprint,
    group: draft.group ?? null,
    ...(draft.frees && { frees: draft.frees }),
    fixes: (draft.fixes ?? []).map(({ title, kind, isPartial }) => ({
      title,
      kind,
      ...(isPartial ? { isPartial } : {}),
    })),
  };
}
