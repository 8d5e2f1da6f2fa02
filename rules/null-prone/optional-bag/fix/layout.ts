import { indentationAt, newLineOf } from '../../../engine/typescript/syntax.ts';
import { ast, type SourceFile } from '../../../engine/typescript.ts';
import type { BagDeclaration } from '../declarations.ts';

/** How the file writes types, read off the declaration itself and its statements. */
export interface TypeLayout {
  readonly newLine: string;
  readonly indent: string;
  /** After a member. */
  readonly separator: ';' | ',' | '';
  /** After a statement. */
  readonly semicolon: ';' | '';
  readonly quote: "'" | '"';
}

export function layoutOf(
  declaration: BagDeclaration,
  members: readonly ast.PropertySignatureDeclaration[],
  source: SourceFile,
): TypeLayout {
  const [first] = members;
  const { text } = source;
  const start = first?.getStart(source) ?? declaration.getStart(source);
  const outer = indentationAt(text, declaration.getStart(source));
  const inner = indentationAt(text, start);
  const last = first === undefined ? ';' : text.charAt(first.end - 1);
  return {
    newLine: newLineOf(text),
    indent: inner.length > outer.length ? inner.slice(outer.length) : '  ',
    separator: last === ';' || last === ',' ? last : '',
    semicolon: usesSemicolons(source) ? ';' : '',
    quote: quoteOf(text),
  };
}

/** The quotes that most texts of a file stand in. */
export function quoteOf(text: string): "'" | '"' {
  return count(text, /'[^'\n]*'/g) >= count(text, /"[^"\n]*"/g) ? "'" : '"';
}

/** A value as it is written in a file with the given quotes. */
export function quoted(tag: string, quote: "'" | '"'): string {
  if (!tag.startsWith('"') || quote === '"' || tag.includes("'") || tag.includes('\\')) return tag;
  return `'${tag.slice(1, -1)}'`;
}

/** Comments of a member: above it, and behind it on its line. */
export function commentsOf(
  member: ast.PropertySignatureDeclaration,
  source: SourceFile,
): { above: string[]; behind: string } {
  const { text } = source;
  const above = (ast.getLeadingCommentRanges(text, member.pos) ?? []).map(({ pos, end }) =>
    text
      .slice(pos, end)
      .split(/\r?\n[ \t]*/)
      .join('\n '),
  );
  const behind = (ast.getTrailingCommentRanges(text, member.end) ?? [])
    .map(({ pos, end }) => ` ${text.slice(pos, end)}`)
    .join('');
  return { above, behind };
}

/** Comments in the body that stand neither above nor behind a member would be lost. */
export function hasLooseComment(
  declaration: BagDeclaration,
  members: readonly ast.PropertySignatureDeclaration[],
  source: SourceFile,
): boolean {
  const last = members.at(-1);
  if (last === undefined) return false;
  const rest = source.text.slice(last.end, declaration.end);
  const behind = commentsOf(last, source).behind.trim();
  return /\/[/*]/.test(behind === '' ? rest : rest.replace(behind, ''));
}

function usesSemicolons({ statements, text }: SourceFile): boolean {
  let withOne = 0;
  let without = 0;
  for (const statement of statements) {
    const last = text.charAt(statement.end - 1);
    if (last === ';') withOne += 1;
    else if (last !== '}') without += 1;
  }
  return withOne >= without;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
