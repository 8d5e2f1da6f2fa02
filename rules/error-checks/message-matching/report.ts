import type { Evidence, FindingDraft } from '../../engine/finding.ts';
import { groupId } from '../../engine/repetition.ts';
import { shortened } from '../../engine/shortened.ts';
import { fixesOf } from './fix.ts';
import type { MessageGroup } from './groups.ts';
import type { Match } from './match.ts';
import { insteadOfText } from './outside.ts';
import { passes } from './text-test.ts';

/** As much evidence as a reader will look at; the message has the whole count. */
const mostEvidence = 12;

/** A finding at every check of a group: the errors it looks for are the project's own. */
export function findingsOf(group: MessageGroup): FindingDraft[] {
  const id = groupId('error-checks/message-matching', group.key);
  return group.matches.map((match) => {
    const isWhole = looksForNothingElse(match);
    return {
      ...placeOf(match),
      message: messageOf(match, group, isWhole),
      group: id,
      ...(isWhole ? {} : { severity: 'info' as const }),
      evidence: evidenceOf(group),
      fixes: isWhole ? fixesOf(group, match) : [],
    };
  });
}

/**
 * Advice about a text of the platform or a library; none where these offer nothing better, or where the text may have come
 * here as part of another error, which has none of what the first one had.
 */
export function adviceFor(match: Match): FindingDraft[] {
  const { fact } = match.check;
  const instead = insteadOfText(fact.tests, fact.error, match.file.package);
  if (instead === undefined || match.handedOn !== null || isAskedAlready(instead, fact)) return [];
  return [
    {
      ...placeOf(match),
      message:
        `\`${shortened(fact.condition, 80)}\` decides by the text of an error that comes from outside. ` +
        `Texts are written for people and change with a release. Ask ${instead} instead.`,
      severity: 'info',
    },
  ];
}

/** The text is a way out for where the better question finds nothing. */
function isAskedAlready(instead: string, { alternatives }: Match['check']['fact']): boolean {
  return alternatives.includes(instead.replaceAll('`', ''));
}

/** Whether every text of a check is one that the project itself makes. */
export function looksForNothingElse({ check, made }: Match): boolean {
  return check.fact.tests.every((test) =>
    made.some(({ fact }) => fact.texts.some((text) => passes(text, test))),
  );
}

function placeOf({
  check: { file, fact },
}: Match): Pick<FindingDraft, 'file' | 'span' | 'symbol' | 'syntax'> {
  const { span, symbol, syntax } = fact;
  return { file, span, symbol, syntax };
}

function messageOf({ check }: Match, { made, kind, className }: MessageGroup, isWhole: boolean): string {
  const files = new Set(made.map(({ file }) => file));
  const [first] = files;
  const where =
    files.size > 1
      ? `${files.size} files`
      : first === check.file
        ? 'this file'
        : `\`${nameOf(first ?? '')}\``;
  const places = made.length === 1 ? `in one place of ${where}` : `in ${made.length} places of ${where}`;
  const also = isWhole ? '' : ', next to texts from outside,';
  const what = `\`${shortened(check.fact.condition, 80)}\` decides${also} by the text of an error that is made ${places}.`;
  const why = 'Whoever rewords it changes what happens here, and the compiler says nothing.';
  return `${what} ${why} ${stepFor(kind, className, check.fact.error, made[0]?.fact.className ?? '')}`;
}

function stepFor(kind: MessageGroup['kind'], className: string, error: string, made: string): string {
  const ask = `ask \`${error} instanceof ${className}\``;
  switch (kind) {
    case 'own':
      return `It is a \`${className}\`: ${ask}.`;
    case 'derived':
      return `Give this kind of \`${made}\` a class of its own, say \`${className}\`, and ${ask}.`;
    default:
      return `Give it a class of its own, say \`${className}\`, and ${ask}.`;
  }
}

function evidenceOf({ made }: MessageGroup): Evidence[] {
  return made.slice(0, mostEvidence).map(({ file, fact }) => ({
    file,
    span: fact.span,
    message: 'The error with this text is made here',
  }));
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
