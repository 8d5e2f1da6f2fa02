import type { TextEdit } from '../../finding.ts';
import type { PythonNode } from '../node.ts';
import type { PythonView } from '../view.ts';

/** Inserts a function or class before the statement of a block that a node is in, two lines apart at the top of a file and one in a class. */
export function declarationBefore(
  view: PythonView,
  block: PythonNode,
  node: PythonNode,
  text: string,
): TextEdit | undefined {
  const { children } = block;
  let index = children.findIndex((child) => child.contains(node));
  if (index < 0) return undefined;
  // Comments right above a definition belong to it.
  while (index > 0 && children[index - 1]?.type === 'comment' && isRightAbove(view.text, children, index))
    index -= 1;
  const at = children[index]?.start ?? 0;
  const newLine = newLineOf(view.text);
  const indent = indentationAt(view.text, at);
  const gap = newLine.repeat(block.type === 'module' ? 3 : 2);
  return { file: view.path, span: { start: at, end: at }, newText: text + gap + indent, label: 'Definition' };
}

/** Appends a function or class to a file, before what runs only where the file is the program. */
export function declarationAtEnd(view: PythonView, text: string): TextEdit {
  const newLine = newLineOf(view.text);
  const main = view.root.named.find(
    (each) => each.type === 'if_statement' && /^__name__ *==/.test(each.child('condition')?.text ?? ''),
  );
  if (main !== undefined)
    return {
      file: view.path,
      span: { start: main.start, end: main.start },
      newText: text + newLine.repeat(3),
      label: 'Definition',
    };
  const end = view.text.trimEnd().length;
  return {
    file: view.path,
    span: { start: end, end: view.text.length },
    newText: newLine.repeat(end === 0 ? 0 : 3) + text + newLine,
    label: 'Definition',
  };
}

/** The white space that a line begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

export function newLineOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function isRightAbove(text: string, children: readonly PythonNode[], index: number): boolean {
  const [above, below] = [children[index - 1], children[index]];
  return (
    above !== undefined && below !== undefined && /^\r?\n[ \t]*$/.test(text.slice(above.end, below.start))
  );
}
