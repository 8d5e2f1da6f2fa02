import type { Pair } from './nesting.ts';

const brackets: readonly Pair[] = ['()', '[]', '{}', '<>', '«»', '‹›', '“”', '‘’', '„“'].map(both);

/** Quotes that open and close alike: what stands between two of them is text. */
const quotes: readonly Pair[] = ['""', "''", '``'].map(both);

/** Words that close others without naming them. */
const closingWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['end', ['begin', 'start', 'do', 'if', 'case', 'function']],
  ['fi', ['if']],
  ['done', ['do']],
  ['esac', ['case']],
  ['until', ['repeat']],
  ['close', ['open']],
]);

/** Whether a literal may be about pairs: the cheapest question, asked of every literal of the program. */
export function mayPair(text: string): boolean {
  if (text.length === 1) return '([{<"\'`«‹“‘„'.includes(text);
  return text.length < 40 && (/^<\/?[a-z]/i.test(text) || isClosingWord(text.toLowerCase()));
}

/** The kinds of brackets, quotes, tags and words of which opener and closer are both looked for. */
export function pairsIn(texts: readonly string[]): Pair[] {
  const withoutTags = texts.map((text) => text.replace(/<\/?[a-z][\w-]*>?/gi, ''));
  const characters = new Set(withoutTags.flatMap((text) => [...text]));
  const alone = new Set(texts);
  return [
    ...brackets.filter(({ opener, closer }) => characters.has(opener) && characters.has(closer)),
    ...quotes.filter(({ opener }) => alone.has(opener)),
    ...tagsIn(texts),
    ...wordsIn(texts),
  ];
}

/** What a person calls pairs of these kinds. */
export function nounFor(pairs: readonly Pair[]): 'brackets' | 'quotes' | 'tags' | 'words' | 'pairs' {
  const isAll = (test: (pair: Pair) => boolean): boolean => pairs.every(test);
  if (isAll(({ opener }) => opener.length === 1 && /[()[\]{}<>]/.test(opener))) return 'brackets';
  if (isAll(({ opener }) => opener.length === 1 && !/[()[\]{}<>]/.test(opener))) return 'quotes';
  if (isAll(({ opener }) => opener.startsWith('<') && opener.length > 1)) return 'tags';
  return isAll(isWord) ? 'words' : 'pairs';
}

export function isWord({ opener }: Pair): boolean {
  return /^\w/.test(opener);
}

function both(text: string): Pair {
  const [opener = '', closer = ''] = text;
  return { opener, closer };
}

function tagsIn(texts: readonly string[]): Pair[] {
  const opened = new Set<string>();
  const closed = new Set<string>();
  for (const text of texts) {
    for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][\w-]*)/gi))
      (slash ? closed : opened).add(name);
  }
  return [...opened]
    .filter((name) => closed.has(name))
    .map((name) => ({ opener: `<${name}>`, closer: `</${name}>` }));
}

function wordsIn(texts: readonly string[]): Pair[] {
  const found: Pair[] = [];
  for (const closer of new Set(texts)) {
    const lower = closer.toLowerCase();
    if (!isClosingWord(lower)) continue;
    const named = /^end[ _-]?(\w+)$/.exec(lower)?.[1];
    const wanted = closingWords.get(lower) ?? (named === undefined ? [] : [named]);
    const opener = texts.find((text) => wanted.includes(text.toLowerCase()));
    if (opener !== undefined) found.push({ opener, closer });
  }
  return found;
}

function isClosingWord(lower: string): boolean {
  return closingWords.has(lower) || /^end[ _-]?[a-z]+$/.test(lower);
}
