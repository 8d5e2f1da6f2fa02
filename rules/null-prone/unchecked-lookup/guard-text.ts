import type { LocalEdit } from '../../engine/local-edits.ts';
import { endOfLine, layoutOf } from '../../engine/typescript/layout.ts';
import { indentationAt, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node, type SourceFile } from '../../engine/typescript.ts';
import type { Place } from './fixes.ts';
import { thrownText } from './thrown.ts';

/** `if (user === undefined) throw new Error(…);`, as lines without the indentation they all share. */
export function guardText(name: string, place: Place): string[] {
  const { view, fact } = place;
  const { end, step } = layoutOf(view.source);
  const test = {
    undefined: `${name} === undefined`,
    null: `${name} === null`,
    'null or undefined': `${name} == null`,
  }[fact.nothing];
  const thrown = `throw new Error(${thrownText(place)})${end}`;
  return usesBraces(view.source) ? [`if (${test}) {`, `${step}${thrown}`, '}'] : [`if (${test}) ${thrown}`];
}

export function insertBefore(statement: Node, lines: readonly string[]): LocalEdit {
  const { text, newLine } = layoutOf(statement);
  const start = statement.getStart();
  const indentation = indentationAt(text, start);
  const newText = lines.map((line) => `${line}${newLine}${indentation}`).join('');
  return { span: { start, end: start }, newText };
}

export function insertAfter(statement: Node, lines: readonly string[]): LocalEdit {
  const { text, newLine } = layoutOf(statement);
  const end = endOfLine(text, statement.end);
  const indentation = indentationAt(text, statement.getStart());
  const newText = lines.map((line) => `${newLine}${indentation}${line}`).join('');
  return { span: { start: end, end }, newText };
}

/** Whether the file's `if`s have blocks even around one statement. */
function usesBraces(source: SourceFile): boolean {
  let withBraces = 0;
  let without = 0;
  walk(source, (node) => {
    if (!is.isIfStatement(node)) return;
    if (!is.isBlock(node.thenStatement)) without += 1;
    else if (node.thenStatement.statements.length === 1) withBraces += 1;
  });
  return withBraces > without;
}
