import type { LocalEdit } from '../../../engine/local-edits.ts';
import { endOfLine, type Layout } from '../../../engine/typescript/layout.ts';
import { indentationAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { Check } from '../holders.ts';
import { type Agreement, messageOf } from './agreement.ts';
import type { AccessorScope } from './scope.ts';

/** Puts the accessor at the end of the class, or behind the variables it belongs to. */
export function accessorEdit(scope: AccessorScope, agreement: Agreement, layout: Layout): LocalEdit {
  const [first] = agreement.checks as readonly [Check, ...Check[]];
  const { text, newLine, step } = layout;
  const { node, statement } = scope;
  if (statement === undefined) {
    const { members } = node as ast.ClassLikeDeclaration;
    const last = members.at(-1) as Node;
    const indentation = indentationAt(text, last.getStart());
    const at = endOfLine(text, last.end);
    return insertion(
      at,
      newLine + newLine + lines(scope, first, agreement, layout, indentation).join(newLine),
    );
  }
  const indentation = indentationAt(text, statement.getStart());
  const at = endOfLine(text, lastOfRow(statement).end);
  return insertion(at, newLine + newLine + lines(scope, first, agreement, layout, indentation).join(newLine));

  function lines(
    { kind, name, access, type, isJavaScript }: AccessorScope,
    check: Check,
    { differsInMessage }: Agreement,
    { end }: Layout,
    base: string,
  ): string[] {
    const parameter = differsInMessage ? (isJavaScript ? 'message' : 'message: string') : '';
    const result = type === null || isJavaScript ? '' : `: ${type}`;
    const modifier =
      kind === 'variable' ? 'function ' : isJavaScript || name.startsWith('#') ? '' : 'private ';
    return [
      `${base}${modifier}${name}(${parameter})${result} {`,
      reindented(guardText(check, access, differsInMessage), check.guard.node, base + step, text),
      `${base}${step}return ${access}${end}`,
      `${base}}`,
    ];
  }
}

/** The guard as it will stand in the accessor. */
function guardText(check: Check, access: string, differsInMessage: boolean): string {
  const { guard, copy } = check;
  const { node } = guard;
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const message = differsInMessage ? messageOf(check) : undefined;
  const edits: { start: number; end: number; newText: string }[] = [];
  const [missing] = guard.missing;
  if (copy !== undefined && missing !== undefined) edits.push({ ...spanOf(missing), newText: access });
  if (message !== undefined) edits.push({ ...spanOf(message), newText: 'message' });
  let result = '';
  let position = start;
  for (const edit of edits) {
    result += source.text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + source.text.slice(position, node.end);
}

/** The lines of a text moved from the indentation of a node to another one. */
function reindented(moved: string, node: Node, indentation: string, text: string): string {
  const before = indentationAt(text, node.getStart());
  return moved
    .split('\n')
    .map((line, index) => {
      if (index === 0) return indentation + line;
      return line.startsWith(before) ? indentation + line.slice(before.length) : line;
    })
    .join('\n');
}

/** The last of the variable statements that follow each other without a gap. */
function lastOfRow(statement: ast.VariableStatement): Node {
  const { parent } = statement;
  const statements: readonly ast.Statement[] =
    is.isBlock(parent) || is.isSourceFile(parent) ? parent.statements : [];
  let last: Node = statement;
  for (const each of statements.slice(statements.indexOf(statement) + 1)) {
    if (!is.isVariableStatement(each) || /\n\s*\n/.test(each.getFullText())) break;
    last = each;
  }
  return last;
}

function insertion(at: number, newText: string): LocalEdit {
  return { span: { start: at, end: at }, newText };
}
