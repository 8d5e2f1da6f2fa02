import { is, type SourceFile } from '../../typescript.ts';
import { walk } from '../syntax.ts';

/** Every identifier that a file spells, declared or used: a name outside of it clashes with nothing there. */
export function namesIn(source: SourceFile): Set<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    if (is.isIdentifier(node)) names.add(node.text);
  });
  return names;
}

/** Whether any of the files spells a name. */
export function namedIn(files: readonly { readonly source: SourceFile }[]): (name: string) => boolean {
  const names = files.map(({ source }) => namesIn(source));
  return (name) => names.some((each) => each.has(name));
}

/** The wanted name, or the first of `wanted2`, `wanted3` … that is not taken. */
export function unusedName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name) || reserved.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}

/** `Not found, sorry` and `NOT_FOUND` as `NotFound…`: letters and digits of each word, its first letter upper case. */
export function pascalCase(text: string): string {
  return wordsOf(text)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

export function camelCase(name: string): string {
  return wordsOf(name)
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
}

export function kebabCase(name: string): string {
  return wordsOf(name)
    .map((word) => word.toLowerCase())
    .join('-');
}

/** Words of an identifier or a sentence; `HTTPError` and `IS_ENABLED` are two each, the latter in lower case. */
export function wordsOf(text: string): string[] {
  const words = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return /[a-z]/.test(text) ? words : words.map((word) => word.toLowerCase());
}

const reserved = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield arguments eval'.split(
    ' ',
  ),
);
