import { isWord, pairsIn } from '../../engine/brackets/kinds.ts';
import { matchedKinds, type Pair, type Verdict, wronglyAccepted } from '../../engine/brackets/nesting.ts';
import type { PythonNode } from '../../engine/python/node.ts';
import { type Judgement, judgementOf } from './model/verdict.ts';

/** What was found out about a function that counts pairs. */
export interface Counted {
  readonly accepts: Verdict;
  /** The kinds that it matches, two and more. */
  readonly kinds: readonly Pair[];
  /** The shortest text that it accepts wrongly. */
  readonly wrong: string;
  /** Characters beside the pairs that it looks for. */
  readonly others: readonly string[];
  /** It goes through a list of openers, closers and other things, not through a text. */
  readonly isList: boolean;
  /** It answers whether something is wrong, not whether all is right. */
  readonly isInverted: boolean;
}

/** Reads the function as an answer to "does it match?", or to "is there a mismatch?"; undefined where it is neither, or right. */
export function countedIn(checker: PythonNode): Counted | undefined {
  const texts = textsIn(checker);
  const pairs = pairsIn(texts);
  const judgement = pairs.length > 1 ? judgementOf(checker) : undefined;
  if (judgement === undefined) return undefined;
  const separator = pairs.some(isWord) ? ' ' : '';
  const isSpelledOut = pairs.every(({ opener }) => opener.length === 1);
  for (const isList of isSpelledOut ? [false] : [false, true]) {
    for (const isInverted of [false, true]) {
      const accepts = verdictOf(judgement, isList, isInverted, separator);
      const kinds = matchedKinds(accepts, pairs);
      const wrong = kinds.length === 0 ? undefined : wronglyAccepted(accepts, kinds);
      if (wrong !== undefined)
        return {
          accepts,
          kinds,
          wrong: wrong.join(separator),
          others: othersIn(texts, kinds),
          isList,
          isInverted,
        };
    }
  }
  return undefined;
}

/** The plain texts that a function mentions. */
export function textsIn(checker: PythonNode): string[] {
  return checker.below(['string'], true).flatMap(({ text, parent }) => {
    // What stands alone explains.
    if (parent?.type === 'expression_statement') return [];
    const match = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(text);
    return match?.[1] ?? match?.[2] ?? [];
  });
}

function verdictOf(judgement: Judgement, isList: boolean, isInverted: boolean, separator: string): Verdict {
  return (tokens) => judgement(isList ? tokens : tokens.join(separator)) !== isInverted;
}

function othersIn(texts: readonly string[], kinds: readonly Pair[]): string[] {
  const isOther = (text: string): boolean =>
    text.length === 1 && !kinds.some(({ opener, closer }) => text === opener || text === closer);
  return [...new Set(texts.filter(isOther))];
}
