import { pascalCase, wordsOf } from '../codemods/names.ts';

/** What the first telling words of a message make for a name: `Invalid page size` gives `InvalidPageSize`. */
export function spokenName(message: string): string {
  const words = wordsOf(spelledOut(message))
    .filter((word) => !fillers.has(word.toLowerCase()))
    .filter((word, index, all) => word.toLowerCase() !== all[index - 1]?.toLowerCase());
  return words.slice(0, 4).map(pascalCase).join('');
}

/** Without what would leave single letters in a name: `can't`, `file's` and the `%s` of a log. */
function spelledOut(message: string): string {
  return message
    .replace(/\bcan['’]t\b/gi, 'cannot')
    .replace(/n['’]t\b/gi, ' not')
    .replace(/['’]s\b|%[sdifjoOc]/g, '');
}

/** A name as one of a class of errors. */
export function endingInError(name: string): string {
  if (/^Err(or)?s?$/.test(name)) return 'FailedCheckError';
  return /Error$/.test(name) ? name : `${name}Error`;
}

/** Whether a name is the one of a class of errors that the language has. */
export function isBuiltInError(name: string): boolean {
  return /^(|Type|Range|Syntax|Reference|URI|Eval)Error$/.test(name);
}

const fillers = new Set([
  'error',
  'a',
  'an',
  'the',
  'there',
  'was',
  'were',
  'or',
  'has',
  'have',
  'been',
  'to',
  'is',
  'are',
  'be',
  'of',
  'in',
  'on',
  'at',
  'for',
  'with',
  'must',
  'and',
]);
