import { habits, type Span } from '../../rules/engine/finding.ts';
import type { Finding } from './session.ts';

/** A comment that silences rules on one line or in a whole file. */
export interface Suppression {
  readonly kind: 'next-line' | 'file';
  readonly rules: readonly SuppressedRule[];
  /** What stands behind `--`; null where it is missing. */
  readonly reason: string | null;
  /** 0-based line that is silenced: the next one with code on it; null for a whole file. */
  readonly line: number | null;
}

export interface SuppressedRule {
  readonly id: string;
  /** Where the rule is named, in UTF-16 offsets. */
  readonly span: Span;
}

/** Something about a suppression that its author should know. */
export interface SuppressionProblem {
  readonly span: Span;
  readonly message: string;
}

export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly SuppressionProblem[];
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** The suppressions that are of use, each with the number of findings that it silences. */
  readonly used: readonly UsedSuppression[];
  /** Rules that are silenced where they say nothing. */
  readonly unused: readonly UnusedSuppression[];
}

export interface UsedSuppression {
  readonly rule: string;
  readonly span: Span;
  readonly reason: string | null;
  readonly findings: number;
}

export interface UnusedSuppression {
  readonly rule: string;
  readonly span: Span;
  readonly message: string;
}

const directive = /code-coach-ignore-(next-line|file)(?![\w-])([^\r\n]*)/g;

/**
 * Finds the suppressions of one file: `code-coach-ignore-next-line RULE[, RULE] -- reason` and
 * `code-coach-ignore-file …` in a comment of any form.
 * @param isInComment says whether the UTF-16 offset lies in a comment, so that a string is never taken for one.
 */
export function parseSuppressions(text: string, isInComment: (offset: number) => boolean): Suppressions {
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  if (!text.includes('code-coach-ignore-')) return { suppressions, problems };
  for (const match of text.matchAll(directive)) {
    if (!opensComment(text, match.index) || !isInComment(match.index)) continue;
    const [whole, kind, rest = ''] = match;
    const span = { start: match.index, end: match.index + whole.length };
    const body = rest.replace(/\*\/.*$/, '');
    const [, names = '', reason = ''] = /^(.*?)(?:(?:^|\s)--(.*))?$/.exec(body) ?? [];
    const rules = rulesIn(names, span.end - rest.length);
    const name = `code-coach-ignore-${kind}`;
    if (rules.length === 0) {
      const message = `\`${name}\` names no rule, so it silences nothing. Write \`${name} habit/rule -- reason\`.`;
      problems.push({ span: { start: span.start, end: span.start + name.length }, message });
      continue;
    }
    for (const rule of rules) {
      if (isRuleId(rule.id)) continue;
      const message = `\`${rule.id}\` is not the id of a rule, which is written habit/rule. Several rules are separated by commas, the reason follows \`--\`.`;
      problems.push({ span: rule.span, message });
    }
    if (reason.trim() === '') {
      const message = `This suppression gives no reason, so nobody can tell later whether it still holds. Write \`${name} ${rules.map(({ id }) => id).join(', ')} -- reason\`.`;
      problems.push({ span: { start: span.start, end: span.start + name.length }, message });
    }
    suppressions.push({
      kind: kind === 'file' ? 'file' : 'next-line',
      rules: rules.filter(({ id }) => isRuleId(id)),
      reason: reason.trim() === '' ? null : reason.trim(),
      line: kind === 'file' ? null : nextLineOfCode(text, span.end, isInComment),
    });
  }
  return { suppressions, problems };
}

/** Parts the findings of one file into those that stay and those that its suppressions silence. */
export function applySuppressions(
  findings: readonly Finding[],
  { suppressions }: Pick<Suppressions, 'suppressions'>,
): Suppressed {
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  const used = new Map<SuppressedRule, number>();
  for (const finding of findings) {
    let isSuppressed = false;
    for (const { line, rules } of suppressions) {
      if (line !== null && line !== finding.range.start.line) continue;
      for (const rule of rules) {
        if (rule.id !== finding.rule) continue;
        used.set(rule, (used.get(rule) ?? 0) + 1);
        isSuppressed = true;
      }
    }
    (isSuppressed ? suppressed : kept).push(finding);
  }
  const unused = suppressions.flatMap(({ kind, rules }) =>
    rules
      .filter((rule) => !used.has(rule))
      .map(({ id, span }) => ({
        rule: id,
        span,
        message: `Nothing is left to suppress here: ${id} says nothing ${
          kind === 'file' ? 'in this file' : 'about the next line'
        }. Remove the comment, so that a later finding is not hidden by it.`,
      })),
  );
  const ofUse = suppressions.flatMap(({ reason, rules }) =>
    rules.flatMap((rule) => {
      const count = used.get(rule);
      return count === undefined ? [] : [{ rule: rule.id, span: rule.span, reason, findings: count }];
    }),
  );
  return { kept, suppressed, used: ofUse, unused };
}

/** Only the opening of a comment, or of a line in a block comment, stands before the directive. */
function opensComment(text: string, offset: number): boolean {
  let lineStart = offset;
  while (lineStart > 0 && !isLineBreak(text[lineStart - 1])) lineStart--;
  return /(\/\/+|\/\*+|#+|^\s*\*+)\s*$/.test(text.slice(lineStart, offset));
}

function rulesIn(names: string, offset: number): SuppressedRule[] {
  const rules: SuppressedRule[] = [];
  for (const match of names.matchAll(/[^,]+/g)) {
    const id = match[0].trim();
    if (id === '') continue;
    const start = offset + match.index + match[0].indexOf(id);
    rules.push({ id, span: { start, end: start + id.length } });
  }
  return rules;
}

function isRuleId(id: string): boolean {
  return habits.some((habit) => id.startsWith(`${habit}/`)) && /^[\w-]+\/[\w-]+$/.test(id);
}

/** The 0-based line of the next code below `offset`; lines that are empty or hold only comments are passed over. */
function nextLineOfCode(text: string, offset: number, isInComment: (offset: number) => boolean): number {
  let index = offset;
  while (index < text.length && !isLineBreak(text[index])) index++;
  let afterComment = false;
  for (; index < text.length; index++) {
    const character = text[index] ?? '';
    if (/\s/.test(character)) continue;
    if (isInComment(index)) {
      afterComment = true;
      continue;
    }
    // The braces of a JSX comment belong to it.
    const next = /\S/.exec(text.slice(index + 1, index + 80));
    const opensJsxComment = character === '{' && next !== null && isInComment(index + 1 + next.index);
    const closesJsxComment = character === '}' && afterComment;
    if (!opensJsxComment && !closesJsxComment) break;
    afterComment = false;
  }
  return text.slice(0, index).split(/\r\n|\r|\n/).length - 1;
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
