import { isWord, mayPair, pairsIn } from '../../engine/brackets/kinds.ts';
import { matchedKinds, type Pair, type Verdict, wronglyAccepted } from '../../engine/brackets/nesting.ts';
import type { FindingDraft } from '../../engine/finding.ts';
import { defineRule, type FileView } from '../../engine/typescript/rule.ts';
import { enclosingFunction, identify, spanOf, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import { type Counter, countersIn } from './counting.ts';
import { type Counted, fixFor } from './fix.ts';
import lesson from './lesson.md';
import { spelledOut } from './model/patterns.ts';
import { Unknown } from './model/values.ts';
import { type Checker, isChecker, type Judgement, judgementOf, judgementOfPart } from './model/verdict.ts';
import { type Part, partOf } from './part.ts';
import { messageFor, nameOf } from './words.ts';

interface Suspected {
  readonly checker: Checker;
  readonly literals: readonly Literal[];
}

interface Literal {
  readonly node: Node;
  readonly text: string;
}

/**
 * Counters for pairs of several kinds, which cannot tell what was opened last. The function is worked through on
 * short texts, so that what is said is what it does; one that does anything unknown with them is left alone.
 */
export const bracketCounters = defineRule<Suspected>({
  meta: {
    id: 'stack-shaped/bracket-counters',
    title: 'Brackets, tags or words of several kinds counted, so that wrong nesting is accepted',
    severity: 'warning',
    syntaxOnly: true,
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.StringLiteral, SyntaxKind.RegularExpressionLiteral],
  suspect(node) {
    if (!mayMatter(node)) return undefined;
    const checker = checkerAround(node);
    if (checker === undefined) return undefined;
    const literals = literalsOf(checker);
    // The first such literal speaks for the whole function.
    if (literals.find((literal) => mayMatter(literal.node))?.node !== node) return undefined;
    if (pairsIn(literals.map(({ text }) => text)).length < 2) return undefined;
    return { data: { checker, literals } };
  },
  judge({ checker, literals }, _, { file }) {
    if (countersIn([checker]).length === 0) return undefined;
    const judgement = judgementOf(checker);
    return (
      (judgement && orUnknown(() => findingFor(checker, literals, judgement, undefined, file))) ??
      findingForPart(checker, file)
    );
  },
});

/** A function that does more may still count pairs in one part, and say by that part whether they match. */
function findingForPart(checker: Checker, file: FileView): FindingDraft | undefined {
  const part = partOf(checker);
  const judgement = part && judgementOfPart(part.nodes, part.text);
  if (part === undefined || judgement === undefined) return undefined;
  const literals = part.nodes.flatMap((node) => literalsIn(node));
  return orUnknown(() => findingFor(checker, literals, judgement, part, file));
}

function findingFor(
  checker: Checker,
  literals: readonly Literal[],
  judgement: Judgement,
  part: Part | undefined,
  file: FileView,
): FindingDraft | undefined {
  const counters = countersIn(part?.nodes ?? [checker]);
  const [first] = counters;
  if (first === undefined || isAboutAnEnd(checker)) return undefined;
  const counted = countedIn(literals, judgement, counters);
  if (counted === undefined) return undefined;
  return {
    file: file.path,
    span: spanOf(first.node, file.source),
    message: messageFor(checker, counted, counters, part !== undefined),
    // That as many open as close is often meant as a first look.
    ...(first.isTotal && { severity: 'info' }),
    ...identify(first.node),
    evidence: counters.slice(1).map(({ name, node }) => ({
      file: file.path,
      span: spanOf(node, file.source),
      message: `\`${name}\` is counted here, too`,
    })),
    fixes: fixFor(checker, counted, part, file),
  };
}

/**
 * Reads a judgement as an answer to "does it match?", or as one to "is there a mismatch?", of a text or of a list;
 * undefined where it is neither, or where nothing is accepted wrongly.
 */
function countedIn(
  literals: readonly Literal[],
  judgement: Judgement,
  counters: readonly Counter[],
): Counted | undefined {
  const texts = literals.map(({ text }) => text);
  const pairs = pairsIn(texts);
  const separator = pairs.some(isWord) ? ' ' : '';
  const isSpelledOut = pairs.every(({ opener }) => opener.length === 1);
  for (const isList of isSpelledOut ? [false] : [false, true]) {
    for (const isInverted of [false, true]) {
      const accepts: Verdict = (tokens) => judgement(isList ? tokens : tokens.join(separator)) !== isInverted;
      const kinds = matchedKinds(accepts, pairs);
      const wrong = kinds.length === 0 ? undefined : wronglyAccepted(accepts, kinds);
      if (wrong === undefined) continue;
      return {
        accepts,
        kinds,
        wrong: wrong.join(separator),
        others: othersIn(texts, kinds),
        isList,
        isInverted,
        separator,
        isExact: isExact(literals, kinds),
        isTotal: counters.every(({ isTotal }) => isTotal),
      };
    }
  }
  return undefined;
}

/** Single characters beside the pairs that the function looks for. */
function othersIn(texts: readonly string[], kinds: readonly Pair[]): string[] {
  const isOther = (text: string): boolean =>
    text.length === 1 && !kinds.some(({ opener, closer }) => text === opener || text === closer);
  return [...new Set(texts.filter(isOther))];
}

/** Whether the pairs are looked for as they are, not by a pattern that stands for more. */
function isExact(literals: readonly Literal[], kinds: readonly Pair[]): boolean {
  const exact = literals.filter(
    ({ node, text }) => is.isStringLiteral(node) || node.getText().replace(/\\/g, '') === `/${text}/g`,
  );
  return kinds.every(
    ({ opener, closer }) =>
      opener.length === 1 ||
      (exact.some(({ text }) => text === opener) && exact.some(({ text }) => text === closer)),
  );
}

/** Whether a text is right as far as it goes, the name says, and only asked for its end: for that, as many closers as openers are enough. */
function isAboutAnEnd(checker: Checker): boolean {
  return /trunc|complete|partial|stream|unfinished/i.test(nameOf(checker) ?? '');
}

function mayMatter(node: Node): boolean {
  if (is.isStringLiteral(node)) return mayPair(node.text);
  return is.isRegularExpressionLiteral(node) && node.text.length < 40 && /[[({<“«‹‘„]|end/i.test(node.text);
}

function orUnknown<T>(work: () => T | undefined): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Unknown) return undefined;
    throw thrown;
  }
}

/** The nearest function that is not just called for each character. */
function checkerAround(node: Node): Checker | undefined {
  let at = enclosingFunction(node);
  while (is.isArrowFunction(at) && is.isCallExpression(at.parent)) at = enclosingFunction(at);
  return isChecker(at) ? at : undefined;
}

const literalsOfCheckers = new WeakMap<Checker, readonly Literal[]>();

/** Each literal of a function asks for all of them, so they are kept as long as the function is. */
function literalsOf(checker: Checker): readonly Literal[] {
  const known = literalsOfCheckers.get(checker) ?? literalsIn(checker);
  literalsOfCheckers.set(checker, known);
  return known;
}

function literalsIn(within: Node): Literal[] {
  const found: Literal[] = [];
  walk(within, (node) => {
    if (is.isStringLiteral(node)) found.push({ node, text: node.text });
    else if (is.isRegularExpressionLiteral(node)) found.push({ node, text: spelledOut(node.text) });
  });
  return found;
}
