import { wordsOf } from '../../typescript/codemods/names.ts';

/** `RepoType` and `repo type` as `repo_type`. */
export function snakeCase(name: string): string {
  return wordsOf(name)
    .map((word) => word.toLowerCase())
    .join('_');
}

/** The wanted name, or the first of `wanted_2`, `wanted_3` … that is not taken. */
export function unusedPythonName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name) || keywords.has(name); count += 1) name = `${wanted}_${count}`;
  return name;
}

/** Whether a text spells a name anywhere, in comments and texts too. */
export function spells(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(`\\b${name}\\b`).test(text);
}

const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield None True False'.split(
    ' ',
  ),
);
