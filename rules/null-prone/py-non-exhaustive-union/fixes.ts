import type { EditPlan, FixContext, FixDraft, Refusal } from '../../engine/finding.ts';
import { inFile, type LocalEdit } from '../../engine/local-edits.ts';
import { importMember } from '../../engine/python/add-import.ts';
import { indentAt } from '../../engine/python/around.ts';
import { nameFor } from '../../engine/python/codemods/imports.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonPackage } from '../../engine/python/packages/python-package.ts';
import { isAtLeast } from '../../engine/python/packages/version.ts';
import type { PythonFixContext } from '../../engine/python/rule.ts';
import type { PythonView } from '../../engine/python/view.ts';
import { type Choice, readChoice } from './choices.ts';
import { isIdle } from './extract.ts';
import type { Gap } from './verdict.ts';

/** First what keeps things as they are, but says so; then what raises for the values that nobody thought of. */
export function fixesOf(gap: Gap, info: PythonPackage | null): FixDraft[] {
  const { fact, missing } = gap;
  const what = missing.length === 1 ? `\`${missing[0]?.text}\`` : `the ${missing.length} that are left out`;
  const hasAssertNever = info?.minimum != null && isAtLeast(info.minimum.version, '3.11');
  const fixes: FixDraft[] = [];
  if (fact.flaw?.kind !== 'unassigned') {
    const isReturn = fact.rest === 'drops off';
    const does = isReturn ? 'returns `None`' : 'does nothing';
    fixes.push({
      title: `Name ${what}: a branch that ${does}, as now`,
      kind: 'safe',
      edits: (context) => complete(gap, context, isReturn ? 'return None' : 'pass', false),
    });
    if (hasAssertNever && fact.rest !== 'swallowed')
      fixes.push({
        title: `Name ${what}, and end with \`assert_never\`, which raises for what is none of the ${gap.union.members.length}`,
        kind: 'review',
        edits: (context) => complete(gap, context, isReturn ? 'return None' : 'pass', true),
      });
  }
  if (fact.rest !== 'swallowed')
    fixes.push({
      title: `Raise for ${what} in place of going on`,
      kind: 'review',
      edits: (context) => complete(gap, context, 'raise', false),
    });
  return fixes;
}

function complete(
  gap: Gap,
  context: FixContext,
  body: 'pass' | 'return None' | 'raise',
  withCheck: boolean,
): EditPlan | Refusal {
  const view = (context as PythonFixContext).python(gap.file);
  const node = view?.root.at(gap.fact.span.start).closest('match_statement', 'if_statement');
  const choice = node && readChoice(node);
  if (view === undefined || choice === undefined || choice.node.start !== gap.fact.span.start)
    return { refused: 'The choice has changed.' };
  const labels = labelsFor(gap, choice, view, context as PythonFixContext);
  if (labels === undefined)
    return { refused: 'This file has no name for what is left out: import it, then name it.' };
  const page = pageOf(choice, view);
  if (page === undefined) return { refused: 'A branch stands on the line of its condition.' };
  const subject = choice.subject.text;
  const does =
    body === 'raise'
      ? `raise ValueError(f"Unexpected ${subject}: {${subject}!r}")`
      : (oldBody(choice) ?? body);
  const clauses = [page.clause(headFor(choice, labels), does)];
  const edits: LocalEdit[] = [];
  if (withCheck) {
    const imported = importMember('typing', 'assert_never', view);
    if ('refused' in imported) return imported;
    edits.push(...imported.edits);
    clauses.push(
      choice.form === 'guards'
        ? `${page.indent}${imported.name}(${subject})${page.newLine}`
        : page.clause(choice.form === 'match' ? 'case _' : 'else', `${imported.name}(${subject})`),
    );
  }
  edits.push({ span: { start: page.at, end: page.at }, newText: page.before + clauses.join('') });
  return { edits: inFile(gap.file, edits, 'Choice') };
}

/** What takes the value now, where something that does nothing does. */
function oldBody({ fallback }: Choice): string | undefined {
  return fallback === undefined ? undefined : isIdle(fallback) ? 'pass' : fallback.text;
}

/** The missing values as this place would write them. */
function labelsFor(
  { missing, union }: Gap,
  { labels }: Choice,
  view: PythonView,
  context: PythonFixContext,
): string[] | undefined {
  const [first] = labels.filter(({ by }) => by !== 'none');
  const written = missing.map(({ id, name }): string | undefined => {
    switch (union.by) {
      case 'literal':
        return id.startsWith('"') && first?.node.text.startsWith("'")
          ? `'${id.slice(1, -1).replaceAll("'", "\\'")}'`
          : id;
      case 'member':
        return first && `${first.node.text.slice(0, first.node.text.lastIndexOf('.'))}.${name}`;
      default:
        return id.startsWith('builtins.') ? name : nameFor(id, view, new Set(context.files()));
    }
  });
  return written.includes(undefined) ? undefined : (written as string[]);
}

function headFor({ form, labels, subject, last }: Choice, missing: readonly string[]): string {
  if (form === 'match') {
    const isClass = labels.some(({ by }) => by === 'class');
    return `case ${missing.map((label) => (isClass ? `${label}()` : label)).join(' | ')}`;
  }
  const how = labels.at(-1)?.how;
  const word = form === 'ladder' && last.type === 'if_statement' ? 'elif' : 'if';
  const [only, ...more] = missing;
  const all = more.length === 0 ? (only ?? '') : `(${missing.join(', ')})`;
  if (how === 'isinstance') return `${word} isinstance(${subject.text}, ${all})`;
  if (how === 'is') return `${word} ${missing.map((label) => `${subject.text} is ${label}`).join(' or ')}`;
  return `${word} ${subject.text} ${more.length === 0 ? '==' : 'in'} ${all}`;
}

interface Page {
  /** Where clauses go, at the start of a line, or behind the last line of a file without an end. */
  readonly at: number;
  readonly before: string;
  readonly indent: string;
  readonly newLine: string;
  clause(head: string, body: string): string;
}

function pageOf({ form, node, last, branches, fallback }: Choice, { text }: PythonView): Page | undefined {
  const [first] = branches;
  const final = branches.at(-1);
  if (first === undefined || final === undefined) return undefined;
  const isBelow = ({ clause, body }: (typeof branches)[number]): boolean =>
    text.slice(clause.start, body.start).includes('\n');
  if (!branches.every(isBelow)) return undefined;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = form === 'match' ? indentAt(text, first.clause.start) : indentAt(text, node.start);
  const inner = indentAt(text, first.body.start);
  const closing = fallback && clauseOf(fallback);
  const end = closing === undefined ? text.indexOf('\n', last.end - 1) : -1;
  const at =
    closing !== undefined ? text.lastIndexOf('\n', closing.start) + 1 : end < 0 ? text.length : end + 1;
  return {
    at,
    before: closing === undefined && end < 0 ? newLine : '',
    indent,
    newLine,
    clause: (head, body) => `${indent}${head}:${newLine}${inner}${body}${newLine}`,
  };
}

function clauseOf(block: PythonNode): PythonNode {
  return block.parent ?? block;
}
