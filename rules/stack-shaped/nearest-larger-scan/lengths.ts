import { foldedText } from '../../engine/typescript/syntax.ts';
import { type ast, is } from '../../engine/typescript.ts';
import type { Outer } from './outer.ts';

/** Whether a name or an access is the length of an array, seen through `const size = list.length`. */
export function isLengthOf(limit: string, array: ast.Expression): boolean {
  const length = `${foldedText(array)}.length`;
  if (limit === length) return true;
  if (!/^\w+$/.test(limit)) return false;
  const text = array.getSourceFile().text.replace(/\s+/g, ' ');
  const declared = new RegExp(`\\b(?:const|let|var) (?:[^;]*, ?)?${limit} = ([\\w.#]+)\\b`, 'g');
  const values = [...text.matchAll(declared)].map(([, value]) => value);
  return values.length > 0 && values.every((value) => value === length);
}

/** Whether the loop that starts the scans goes over the array itself, so that each position is one of its own. */
export function goesOver({ loop, array: own }: Outer, array: ast.Expression): boolean {
  if (own !== undefined) return own === foldedText(array);
  if (!is.isForStatement(loop) || loop.condition === undefined || loop.initializer === undefined)
    return false;
  const condition = foldedText(loop.condition);
  const onwards = /^\w+ < ([\w.#]+)(?: - 1)?$/.exec(condition)?.[1];
  if (onwards !== undefined) return isLengthOf(onwards, array);
  const last = / = ([\w.#]+) - [12]$/.exec(foldedText(loop.initializer))?.[1];
  return /^\w+ (?:>= 0|> -1|> 0)$/.test(condition) && last !== undefined && isLengthOf(last, array);
}
