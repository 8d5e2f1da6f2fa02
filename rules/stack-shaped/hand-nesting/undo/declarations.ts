import { type LocalEdit, linesOf } from '../../../engine/local-edits.ts';
import type { Stored } from '../../../engine/typescript/arrays/stored.ts';
import { namesIn, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { JudgeContext } from '../../../engine/typescript/rule.ts';
import { foldedText, hasCommentBefore, indentationAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, type Type } from '../../../engine/typescript.ts';

/** Whether something is declared by itself, with no comment before it that would be left alone. */
export function isDeclaredAlone({ declaration }: Stored): boolean {
  if (!is.isVariableDeclaration(declaration))
    return is.isPropertyDeclaration(declaration) && !hasCommentBefore(declaration);
  const list = declaration.parent;
  if (!is.isVariableDeclarationList(list) || !is.isVariableStatement(list.parent)) return false;
  return list.declarations.length === 1 && !hasCommentBefore(list.parent);
}

/** Whether the index starts at the last entry of the history, wherever both get their first value. */
export function startsTogether(list: Stored, counter: Stored): boolean {
  const { initializer } = list;
  if (initializer === undefined && counter.initializer === undefined) return true;
  if (initializer === undefined || counter.initializer === undefined) return false;
  if (!is.isArrayLiteralExpression(initializer) || initializer.elements.some(is.isSpreadElement))
    return false;
  return foldedText(counter.initializer).replace(' ', '') === String(initializer.elements.length - 1);
}

/** What the history holds, as it is annotated or as the compiler calls it. */
export function entryType(list: Stored, type: Type, { questions }: JudgeContext): string | undefined {
  const annotation = (list.declaration as { readonly type?: Node }).type?.getText();
  const text = annotation ?? questions.text(type);
  return (
    /^(?:readonly )?(\w+)\[\]$/.exec(text)?.[1] ??
    /^(?:readonly )?\((.+)\)\[\]$/s.exec(text)?.[1] ??
    /^(?:Readonly)?Array<(.+)>$/s.exec(text)?.[1] ??
    /^([\w.<>]+)\[\]$/.exec(text)?.[1]
  );
}

/** A name for the second stack, private where the first is. */
export function nameBeside(list: Stored, source: ast.SourceFile): string {
  const taken = namesIn(source);
  const mark = list.name.startsWith('#') ? '#' : '';
  return mark + unusedName('undone', (name) => taken.has(name) || source.text.includes(`#${name}`));
}

/** The second stack beside the first, and the index gone. */
export function declared(
  list: Stored,
  counter: Stored,
  name: string,
  entry: string,
  { file }: JudgeContext,
): LocalEdit[] {
  const { text } = file.source;
  const statement = (node: Node): Node => (is.isVariableDeclaration(node) ? node.parent.parent : node);
  const [first, second] = [statement(list.declaration), statement(counter.declaration)];
  const { newLine, end } = layoutOf(first);
  const start = first.getStart();
  const { declaration } = list;
  const modifiers = is.isPropertyDeclaration(declaration)
    ? text.slice(start, declaration.name.getStart())
    : 'const ';
  const of = file.isJavaScript ? '' : `: ${/^[\w.<>]+$/.test(entry) ? entry : `(${entry})`}[]`;
  return [
    {
      span: { start: first.end, end: first.end },
      newText: `${newLine}${indentationAt(text, start)}${modifiers}${name}${of} = []${end}`,
    },
    { span: linesOf(text, spanOf(second)), newText: '' },
  ];
}
