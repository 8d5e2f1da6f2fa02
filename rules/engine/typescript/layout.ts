import { is, type Node, type SourceFile } from '../typescript.ts';
import { newLineOf, walk } from './syntax.ts';

/** How the file around a node is written, so that what is added looks like it. */
export interface Layout {
  readonly text: string;
  readonly newLine: string;
  /** One step of indentation. */
  readonly step: string;
  /** `;`, or nothing in a file that goes without. */
  readonly end: string;
}

export function layoutOf(node: Node): Layout {
  const source = node.getSourceFile();
  const { text } = source;
  return { text, newLine: newLineOf(text), step: stepOf(text), end: usesSemicolons(source) ? ';' : '' };
}

/** The end of the line that an offset is in, if nothing but white space and a comment stands behind it there. */
export function endOfLine(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(offset));
  return rest === null ? offset : offset + rest[0].length;
}

/** Whether a node is the first thing on its line. */
export function startsLine(node: Node, text: string): boolean {
  const start = node.getStart();
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

export function hasBlankLine(text: string): boolean {
  return /\n[ \t]*\r?\n/.test(text);
}

/** The smallest difference in indentation from one line to the next. */
function stepOf(text: string): string {
  let step = '';
  let before = '';
  for (const [line] of text.matchAll(/^[ \t]*(?=[^\s*])/gm)) {
    if (line.startsWith(before) && line.length > before.length) {
      const added = line.slice(before.length);
      if (step === '' || added.length < step.length) step = added;
    }
    before = line;
  }
  return step === '' ? '  ' : step;
}

function usesSemicolons(source: SourceFile): boolean {
  let withEnd = 0;
  let without = 0;
  walk(source, (node) => {
    if (!is.isExpressionStatement(node) && !is.isReturnStatement(node) && !is.isVariableStatement(node))
      return;
    if (source.text[node.end - 1] === ';') withEnd += 1;
    else without += 1;
  });
  return withEnd >= without;
}
