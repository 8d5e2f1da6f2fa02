import type { Verdict } from './model/verdict.ts';

/** One kind of bracket. */
export interface Pair {
  readonly opener: string;
  readonly closer: string;
}

export const allPairs: readonly Pair[] = [
  { opener: '(', closer: ')' },
  { opener: '[', closer: ']' },
  { opener: '{', closer: '}' },
  { opener: '<', closer: '>' },
];

/** Whether every closer closes the bracket that was opened last, and none stays open. */
export function isNested(text: string, pairs: readonly Pair[]): boolean {
  const open: Pair[] = [];
  for (const character of text) {
    const opened = pairs.find(({ opener }) => opener === character);
    if (opened !== undefined) open.push(opened);
    else if (pairs.some(({ closer }) => closer === character) && open.pop()?.closer !== character)
      return false;
  }
  return open.length === 0;
}

/** Whether a function, by what it says of the plainest texts, is there to tell whether brackets match. */
export function isAboutNesting(accepts: Verdict, pairs: readonly Pair[]): boolean {
  const kinds = pairs.every(
    ({ opener, closer }) =>
      accepts(`${opener}${closer}`) &&
      !accepts(opener) &&
      !accepts(`${opener}${opener}${closer}`) &&
      !accepts(closer),
  );
  return kinds && pairs.every((outer) => pairs.every((inner) => accepts(within(outer, within(inner, '')))));
}

/** The shortest text of brackets that a function accepts though they do not match; four brackets show every way. */
export function wronglyAccepted(accepts: Verdict, pairs: readonly Pair[]): string | undefined {
  for (const text of textsOf(alphabetOf(pairs), 4)) {
    if (!isNested(text, pairs) && accepts(text)) return text;
  }
  return undefined;
}

/**
 * A short text on which a function differs from matching brackets by more than what it wrongly accepts: one that it
 * rejects though it matches, or one with another character that means something to it, such as a quote.
 */
export function otherDifference(
  accepts: Verdict,
  pairs: readonly Pair[],
  others: readonly string[],
): string | undefined {
  for (const text of textsOf([...alphabetOf(pairs), ...others], 4)) {
    const [isAccepted, isRight] = [accepts(text), isNested(text, pairs)];
    const isPlain = !others.some((other) => text.includes(other));
    if (isAccepted !== isRight && (isRight || !isPlain)) {
      // What is accepted wrongly without the other characters is no difference of theirs.
      const plain = [...text].filter((character) => !others.includes(character)).join('');
      if (isRight || !accepts(plain)) return text;
    }
  }
  return undefined;
}

function within({ opener, closer }: Pair, text: string): string {
  return `${opener}${text}${closer}`;
}

function alphabetOf(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ opener, closer }) => [opener, closer]);
}

/** All texts of an alphabet, the shortest first. */
function* textsOf(alphabet: readonly string[], longest: number): Generator<string> {
  let texts = [''];
  for (let length = 0; ; length += 1) {
    yield* texts;
    if (length === longest) return;
    texts = texts.flatMap((text) => alphabet.map((character) => text + character));
  }
}
