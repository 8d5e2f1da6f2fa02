import type { TextEdit } from '../../engine/finding.ts';
import { endsFlow } from '../../engine/typescript/flow.ts';
import {
  endOfLine,
  hasBlankLine,
  type Layout,
  layoutOf,
  startsLine,
} from '../../engine/typescript/layout.ts';
import { indentationAt } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import type { Choice } from './choices.ts';
import type { Completion } from './fixes.ts';
import { throwing } from './throwing.ts';

type Edit = Omit<TextEdit, 'file'>;

/**
 * Gives a `switch` a case for every value that it leaves out. A value outside of the type still takes the way that
 * it took: a `default` of its own holds nothing but the compiler's check, and what the default before did.
 */
export function completeSwitch(choice: Choice, completion: Completion): Edit[] {
  const node = choice.node as ast.SwitchStatement;
  const { clauses } = node.caseBlock;
  const page = pageOf(node);
  const fallback = clauses.find(is.isDefaultClause);
  if (fallback === undefined) {
    const added = [page.clause(completion.labels, [missingBody(choice, completion, page)])];
    if (completion.check !== null) added.push(page.fallback([checkLine(completion.check, page)]));
    return [append(node, added, page)];
  }
  return completion.does === 'throw'
    ? throwBeforeDefault(choice, clauses, fallback, completion, page)
    : splitDefault(node, fallback, completion, page);
}

function missingBody(choice: Choice, { does, gap }: Completion, { layout }: Page): string {
  if (does === 'throw') return throwing(choice.subject, layout);
  return gap.rest === 'drops off' ? `return undefined${layout.end}` : `break${layout.end}`;
}

/** The default's statements become those of the named cases; a new default repeats what they do after the check. */
function splitDefault(
  node: ast.SwitchStatement,
  fallback: ast.DefaultClause,
  { labels, check }: Completion,
  page: Page,
): Edit[] {
  const { text } = page.layout;
  const start = fallback.getStart();
  const colon = text.indexOf(':', start);
  const named = page.labels(labels, startsLine(fallback, text));
  if (check === null) return [{ span: { start, end: start }, newText: `${named}${page.afterLabel}` }];
  const edits: Edit[] = [{ span: { start, end: colon + 1 }, newText: named }];
  const leaving = lastReturn(fallback.statements);
  const body = [checkLine(check, page), ...(leaving === undefined ? [] : [leaving.getText()])];
  return [...edits, append(node, [page.fallback(body)], page)];
}

function throwBeforeDefault(
  choice: Choice,
  clauses: readonly ast.CaseOrDefaultClause[],
  fallback: ast.DefaultClause,
  { labels, check }: Completion,
  page: Page,
): Edit[] {
  const { layout } = page;
  const before = clauses[clauses.indexOf(fallback) - 1];
  const isApart = before === undefined || endsFlow(before.statements);
  // A case that runs into the default must go on doing so, so the new one stands before all of them.
  const at = isApart ? fallback : (clauses[0] as ast.CaseOrDefaultClause);
  const thrown = page.clause(labels, [throwing(choice.subject, layout)]).trimStart();
  const start = at.getStart();
  const gap = startsLine(at, layout.text) ? page.separator : ' ';
  const edits: Edit[] = [{ span: { start, end: start }, newText: `${thrown}${gap}` }];
  if (check !== null && isApart) {
    const colon = layout.text.indexOf(':', fallback.getStart()) + 1;
    edits.push({ span: { start: colon, end: colon }, newText: page.line(checkLine(check, page)) });
  }
  return edits;
}

function lastReturn(statements: readonly ast.Statement[]): ast.ReturnStatement | undefined {
  const last = statements.at(-1);
  if (last === undefined) return undefined;
  if (is.isReturnStatement(last)) return last;
  return is.isBlock(last) ? lastReturn(last.statements) : undefined;
}

function checkLine(check: string, { layout }: Page): string {
  return `${check} satisfies never${layout.end}`;
}

/** Writes clauses behind the last one, which first gets a `break` where it has none. */
function append(node: ast.SwitchStatement, added: readonly string[], page: Page): Edit {
  const last = node.caseBlock.clauses.at(-1) as ast.CaseOrDefaultClause;
  const { text, end } = page.layout;
  const breaks = endsFlow(last.statements) ? '' : page.line(`break${end}`);
  const lineEnd = endOfLine(text, last.end);
  const at = page.isOnOneLine ? last.end : lineEnd;
  return {
    span: { start: at, end: at },
    newText: breaks + added.map((clause) => page.separator + clause).join(''),
  };
}

/** How the clauses of one `switch` are set. */
interface Page {
  readonly layout: Layout;
  readonly indent: string;
  /** What stands between two clauses. */
  readonly separator: string;
  /** What stands between two labels of one clause. */
  readonly afterLabel: string;
  readonly isOnOneLine: boolean;
  labels(labels: readonly string[], ownLines?: boolean): string;
  /** A statement behind a label or another statement. */
  line(statement: string): string;
  clause(labels: readonly string[], statements: readonly string[]): string;
  fallback(statements: readonly string[]): string;
}

function pageOf(node: ast.SwitchStatement): Page {
  const layout = layoutOf(node);
  const { text, newLine, step } = layout;
  const clauses = node.caseBlock.clauses;
  const last = clauses.at(-1) as ast.CaseOrDefaultClause;
  const filled = clauses.filter(({ statements }) => statements.length > 0);
  const isOnOneLine = !startsLine(last, text);
  const isShort = filled.every((clause) => !hasOwnLine(clause, text));
  const indent = indentationAt(text, last.getStart());
  // A block on a line of its own may stand at the label's own depth.
  const body = filled
    .flatMap(({ statements }) => statements)
    .find((statement) => !is.isBlock(statement) && startsLine(statement, text));
  const bodyIndent = body === undefined ? indent + step : indentationAt(text, body.getStart());
  const isAiry = clauses.slice(1).some((clause) => hasBlankLine(text.slice(clause.pos, clause.getStart())));
  const afterLabel = isOnOneLine ? ' ' : newLine + indent;
  const separator = isOnOneLine ? ' ' : (isAiry ? newLine : '') + afterLabel;
  const line = (statement: string): string => (isShort ? ' ' : newLine + bodyIndent) + statement;
  const labelLines = (labels: readonly string[]): string =>
    labels.map((label) => `case ${label}:`).join(afterLabel);
  return {
    layout,
    indent,
    separator,
    afterLabel,
    isOnOneLine,
    labels: labelLines,
    line,
    clause: (labels, statements) => labelLines(labels) + statements.map(line).join(''),
    fallback: (statements) => `default:${statements.map(line).join('')}`,
  };
}

/** Whether the statements of a clause stand below its label. */
function hasOwnLine({ statements }: ast.CaseOrDefaultClause, text: string): boolean {
  const [first] = statements;
  return first !== undefined && (startsLine(first, text) || is.isBlock(first));
}
