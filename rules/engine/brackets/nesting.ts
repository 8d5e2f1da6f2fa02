/** One kind of bracket, tag, word or quote. A quote may open and close alike. */
export interface Pair {
  readonly opener: string;
  readonly closer: string;
}

/** Whether what is given, openers, closers and other things one after the other, is accepted. */
export type Verdict = (tokens: readonly string[]) => boolean;

/** Whether every closer closes what was opened last, and nothing stays open; between two quotes everything is text. */
export function isNested(tokens: Iterable<string>, pairs: readonly Pair[]): boolean {
  const open: Pair[] = [];
  for (const token of tokens) {
    const top = open.at(-1);
    if (top !== undefined && isQuote(top)) {
      if (token === top.closer) open.pop();
      continue;
    }
    const opened = pairs.find(({ opener }) => opener === token);
    if (opened !== undefined) open.push(opened);
    else if (pairs.some(({ closer }) => closer === token) && open.pop()?.closer !== token) return false;
  }
  return open.length === 0;
}

export function isQuote({ opener, closer }: Pair): boolean {
  return opener === closer;
}

/**
 * The kinds that a function, by what it says of the plainest texts, is there to match: it takes them closed and within
 * one another, and not open. Fewer than two are none, as one counter is enough for one kind.
 */
export function matchedKinds(accepts: Verdict, pairs: readonly Pair[]): readonly Pair[] {
  const matched = pairs.filter(
    ({ opener, closer }) =>
      accepts([opener, closer]) &&
      !accepts([opener]) &&
      !accepts([opener, opener, closer]) &&
      !accepts([closer]),
  );
  const isAll = matched.every((outer) =>
    matched.every((inner) => accepts([outer.opener, inner.opener, inner.closer, outer.closer])),
  );
  return matched.length > 1 && isAll ? matched : [];
}

/** The shortest text that a function accepts though it does not match; four tokens of some kinds show every way. */
export function wronglyAccepted(accepts: Verdict, pairs: readonly Pair[]): readonly string[] | undefined {
  for (const tokens of textsOf(alphabetOf(pairs.slice(0, 4)), 4)) {
    if (!isNested(tokens, pairs) && accepts(tokens)) return tokens;
  }
  return undefined;
}

/**
 * A short text on which a function differs from matching pairs by more than what it wrongly accepts: one that it
 * rejects though it matches, or one with something else that means something to it, such as a quote.
 */
export function otherDifference(
  accepts: Verdict,
  pairs: readonly Pair[],
  others: readonly string[],
): readonly string[] | undefined {
  for (const tokens of textsOf([...alphabetOf(pairs), ...others], 4)) {
    const [isAccepted, isRight] = [accepts(tokens), isNested(tokens, pairs)];
    const plain = tokens.filter((token) => !others.includes(token));
    if (isAccepted !== isRight && (isRight || plain.length < tokens.length)) {
      // What is accepted wrongly without the others is no difference of theirs.
      if (isRight || !accepts(plain)) return tokens;
    }
  }
  return undefined;
}

function alphabetOf(pairs: readonly Pair[]): string[] {
  return [...new Set(pairs.flatMap(({ opener, closer }) => [opener, closer]))];
}

/** All texts of an alphabet, the shortest first. */
function* textsOf(alphabet: readonly string[], longest: number): Generator<readonly string[]> {
  let texts: string[][] = [[]];
  for (let length = 0; ; length += 1) {
    yield* texts;
    if (length === longest) return;
    texts = texts.flatMap((text) => alphabet.map((token) => [...text, token]));
  }
}
