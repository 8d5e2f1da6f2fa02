import { isWord, nounFor } from '../../engine/brackets/kinds.ts';
import { isQuote, otherDifference, type Pair, type Verdict } from '../../engine/brackets/nesting.ts';
import type { FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import type { Checker } from './model/verdict.ts';
import type { Part } from './part.ts';
import { isReplaceable, stackBody, stackInPart } from './stack-body.ts';

/** What was found out about code that counts pairs. */
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
  /** What stands between words of a text. */
  readonly separator: string;
  /** It looks for the openers and closers as they are, not for a pattern that stands for more. */
  readonly isExact: boolean;
  /** It compares how many there are in the whole text. */
  readonly isTotal: boolean;
}

/** A stack in place of the counters, where all that the code does is to match pairs. */
export function fixFor(
  checker: Checker,
  counted: Counted,
  part: Part | undefined,
  file: FileView,
): FixDraft[] {
  const { kinds, wrong } = counted;
  if (part !== undefined && !isReplaceable(checker, part)) return [];
  const noun = nounFor(kinds);
  return [
    {
      title: `Match ${noun} with a stack and a map of pairs; \`${wrong}\` and all other wrong nesting is then rejected`,
      kind: 'review',
      edits() {
        const refused = moreThanMatching(counted, noun);
        if (refused !== undefined) return { refused };
        const edit =
          part === undefined ? stackBody(checker, counted, file) : stackInPart(checker, part, counted, file);
        return 'refused' in edit ? edit : { edits: inFile(file.path, [edit], 'Stack') };
      },
    },
  ];
}

function moreThanMatching(
  { accepts, kinds, others, separator, isList, isExact }: Counted,
  noun: string,
): string | undefined {
  if (kinds.some(isQuote)) return 'Between quotes brackets are only text, which a stack alone does not tell.';
  if (!isExact) return `It looks for ${noun} by patterns that stand for more than one text.`;
  if (!isList && kinds.some(isWord)) return 'How it tells words apart in the text would have to be kept.';
  if (kinds.length > 5) return `There are too many kinds of ${noun} to try out all that it does with them.`;
  if (others.length > 3) return `It does more than match ${noun}: it looks for other characters, too.`;
  const difference = otherDifference(accepts, kinds, [...others, 'x']);
  if (difference === undefined) return undefined;
  const verb = accepts(difference) ? 'accepts' : 'rejects';
  return `It does more than match ${noun}: it also ${verb} \`${difference.join(separator)}\`.`;
}
