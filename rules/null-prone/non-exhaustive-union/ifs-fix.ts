import type { TextEdit } from '../../engine/finding.ts';
import { followUp, statementsOf } from '../../engine/typescript/flow.ts';
import { endOfLine, hasBlankLine, type Layout, layoutOf } from '../../engine/typescript/layout.ts';
import { foldedText, indentationAt } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind } from '../../engine/typescript.ts';
import { type Choice, operatorOf } from './choices.ts';
import type { Completion } from './fixes.ts';
import { throwing } from './throwing.ts';

type Edit = Omit<TextEdit, 'file'>;

/** Gives a ladder or a row of guards a branch for the values that it leaves out, and the compiler's check behind it. */
export function completeIfs(choice: Choice, completion: Completion): Edit[] {
  const layout = layoutOf(choice.node);
  const last = choice.last as ast.IfStatement;
  const indent = indentationAt(layout.text, choice.node.getStart());
  const page: Page = { layout, indent, bodyIndent: bodyIndentOf(choice, layout, indent) };
  const condition = conditionOf(choice, completion, page);
  const body = bodyOf(choice, completion, layout);
  return choice.form === 'guards'
    ? addGuard(choice, last, condition, body, completion, page)
    : addBranch(choice, last, condition, body, completion, page);
}

interface Page {
  readonly layout: Layout;
  readonly indent: string;
  readonly bodyIndent: string;
}

function addGuard(
  choice: Choice,
  last: ast.IfStatement,
  condition: string,
  body: string,
  { check }: Completion,
  page: Page,
): Edit[] {
  const { text, newLine, end } = page.layout;
  const at = endOfLine(text, last.end);
  const isAiry = choice.node !== last && hasBlankLine(text.slice(last.pos, last.getStart()));
  const separator = (isAiry ? newLine : '') + newLine + page.indent;
  const branch = is.isBlock(last.thenStatement) ? block([body], page) : body;
  const checked = check === null ? '' : `${separator}${check} satisfies never${end}`;
  return [{ span: { start: at, end: at }, newText: `${separator}if (${condition}) ${branch}${checked}` }];
}

function addBranch(
  choice: Choice,
  last: ast.IfStatement,
  condition: string,
  body: string,
  { check }: Completion,
  page: Page,
): Edit[] {
  const { end } = page.layout;
  const checkLine = check === null ? [] : [`${check} satisfies never${end}`];
  const separator = separatorOf(choice, page);
  const otherwise = last.elseStatement;
  const branch = `if (${condition}) ${block([body], page)}`;
  if (otherwise === undefined) {
    const at = last.thenStatement.end;
    const rest = check === null ? '' : `${separator}else ${block(checkLine, page)}`;
    return [{ span: { start: at, end: at }, newText: `${separator}else ${branch}${rest}` }];
  }
  const kept = statementsOf(otherwise).map((statement) => statement.getText());
  const lines = [...checkLine, ...kept];
  // An empty `else` has nothing to say once every value has its branch.
  const rest = lines.length === 0 ? '' : `${separator}else ${block(lines, page)}`;
  const start = otherwise.getStart();
  return [{ span: { start, end: otherwise.end }, newText: `${branch}${rest}` }];
}

/** What the missing values get: what they got before, or an error. */
function bodyOf(choice: Choice, { does, gap }: Completion, layout: Layout): string {
  if (does === 'throw') return throwing(choice.subject, layout);
  if (gap.rest === 'drops off') return `return undefined${layout.end}`;
  const last = choice.last as ast.IfStatement;
  const swallowing =
    last.elseStatement === undefined ? followUp(last).next : statementsOf(last.elseStatement).at(-1);
  const isSwallowed = gap.rest === 'swallowed' && swallowing !== undefined;
  return isSwallowed && !is.isEmptyStatement(swallowing) ? swallowing.getText() : '// Nothing happens here.';
}

/** `x.kind === 'a' || x.kind === 'b'`, one to a line where that gets long. */
function conditionOf(choice: Choice, { labels }: Completion, { layout, indent, bodyIndent }: Page): string {
  const operator = operatorOf(choice) === SyntaxKind.EqualsEqualsToken ? '==' : '===';
  const tests = labels.map((label) => `${foldedText(choice.subject)} ${operator} ${label}`);
  const onOneLine = tests.join(' || ');
  if (onOneLine.length + indent.length <= 70 || tests.length === 1) return onOneLine;
  const { newLine } = layout;
  return newLine + tests.map((test) => bodyIndent + test).join(` ||${newLine}`) + newLine + indent;
}

function block(lines: readonly string[], { layout: { newLine }, indent, bodyIndent }: Page): string {
  return `{${lines.map((line) => newLine + bodyIndent + line).join('')}${newLine}${indent}}`;
}

/** What stands before `else`: a space, or a new line where the ladder puts `else` below the brace. */
function separatorOf(choice: Choice, { layout: { text, newLine }, indent }: Page): string {
  const { thenStatement, elseStatement } = choice.node as ast.IfStatement;
  if (elseStatement === undefined) return is.isBlock(thenStatement) ? ' ' : newLine + indent;
  const between = text.slice(thenStatement.end, elseStatement.getStart());
  return between.includes('\n') || !is.isBlock(thenStatement) ? newLine + indent : ' ';
}

function bodyIndentOf({ branches }: Choice, { text, step }: Layout, indent: string): string {
  const first = branches.flat().find((statement) => {
    const lineStart = text.lastIndexOf('\n', statement.getStart() - 1) + 1;
    return text.slice(lineStart, statement.getStart()).trim() === '';
  });
  return first === undefined ? indent + step : indentationAt(text, first.getStart());
}
