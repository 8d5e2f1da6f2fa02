import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { indentAt } from '../../engine/python/around.ts';
import type { PythonView } from '../../engine/python/view.ts';
import type { Rounds } from './rounds.ts';

/** One pass over the text in place of the loop; what closes a pair takes off what opened it. */
export function onePass(
  { loop, text, pairs, setUp }: Rounds,
  { text: file, root }: PythonView,
): { readonly edits: readonly LocalEdit[] } | Refusal {
  if (loop.below(['comment']).length > 0) return { refused: 'A comment stands within the loop.' };
  const used = new Set(root.below(['identifier']).map((name) => name.text));
  const [kept, character] = [free(['kept', 'remaining', 'stack'], used), free(['character', 'char'], used)];
  if (kept === undefined || character === undefined)
    return { refused: 'The names that the stack would have are taken in this file.' };
  const start = (setUp ?? loop).start;
  if (/\S/.test(file.slice(setUp?.end ?? start, loop.start)))
    return { refused: 'A comment stands between the loop and what it starts with.' };
  const outer = indentAt(file, loop.start);
  const inner = indentAt(file, loop.child('body')?.named[0]?.start ?? loop.start);
  const step = inner.length > outer.length ? inner.slice(outer.length) : '    ';
  const quote = text.parent?.text.includes("'") === true ? "'" : '"';
  const shown = pairs.map((pair) => `${quote}${pair}${quote}`);
  const isPair = shown.length === 1 ? `== ${shown[0]}` : `in (${shown.join(', ')})`;
  const lines = [
    `${kept} = []`,
    `for ${character} in ${text.text}:`,
    `${step}if ${kept} and ${kept}[-1] + ${character} ${isPair}:`,
    `${step}${step}${kept}.pop()`,
    `${step}else:`,
    `${step}${step}${kept}.append(${character})`,
    `${text.text} = ${quote}${quote}.join(${kept})`,
  ];
  const end = file.includes('\r\n') ? '\r\n' : '\n';
  return { edits: [{ span: { start, end: loop.end }, newText: lines.join(`${end}${outer}`) }] };
}

function free(names: readonly string[], used: ReadonlySet<string>): string | undefined {
  return names.find((name) => !used.has(name));
}
