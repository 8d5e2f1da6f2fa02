import type { FindingDraft, FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { defineRule, type FileView } from '../../engine/typescript/rule.ts';
import {
  enclosingFunction,
  foldedText,
  identify,
  spanOf,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import lesson from './lesson.md';
import { Unknown } from './model/values.ts';
import { type Checker, isChecker, type Verdict, verdictOf, verdictOfPart } from './model/verdict.ts';
import { allPairs, isAboutNesting, otherDifference, type Pair, wronglyAccepted } from './nesting.ts';
import { partOf } from './part.ts';
import { stackBody } from './stack-body.ts';

interface Counting {
  readonly checker: Checker;
  readonly pairs: readonly Pair[];
  /** Characters beside the brackets that the function looks for. */
  readonly others: readonly string[];
}

/**
 * Counters for brackets of several kinds, which cannot tell what was opened last. The function is worked through on
 * short texts, so that what is said is what it does; one that does anything unknown is left alone.
 */
export const bracketCounters = defineRule<Counting>({
  meta: {
    id: 'stack-shaped/bracket-counters',
    title: 'Brackets of several kinds counted, so that wrong nesting is accepted',
    severity: 'warning',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.StringLiteral],
  suspect(node) {
    if (!is.isStringLiteral(node) || !allPairs.some(({ opener }) => node.text === opener)) return undefined;
    const checker = checkerAround(node);
    if (checker === undefined) return undefined;
    const literals = literalsIn(checker);
    // The first such literal speaks for the whole function.
    if (literals.find(({ text }) => allPairs.some(({ opener }) => text === opener))?.node !== node)
      return undefined;
    const pairs = pairsIn(literals);
    if (pairs.length < 2) return undefined;
    const isOther = (text: string): boolean =>
      text.length === 1 && !pairs.some(({ opener, closer }) => text === opener || text === closer);
    const others = [...new Set(literals.map(({ text }) => text).filter(isOther))];
    return { data: { checker, pairs, others } };
  },
  judge(counting, _, { file }) {
    const { checker } = counting;
    const counters = countersIn([checker]);
    if (counters.length === 0) return undefined;
    const whole = verdictOf(checker);
    return (
      (whole && orUnknown(() => findingFor(counting, whole, counters, file))) ?? findingForPart(checker, file)
    );
  },
});

/** A function that does more may still count brackets in one part, and say by that part whether they match. */
function findingForPart(checker: Checker, file: FileView): FindingDraft | undefined {
  const part = partOf(checker);
  const accepts = part && verdictOfPart(part.nodes, part.text);
  if (part === undefined || accepts === undefined) return undefined;
  const pairs = pairsIn(part.nodes.flatMap((node) => literalsIn(node)));
  if (pairs.length < 2) return undefined;
  const finding = orUnknown(() =>
    findingFor(
      { checker, pairs, others: [] },
      accepts,
      countersIn(part.nodes),
      file,
      'The count of brackets in ',
    ),
  );
  return finding && { ...finding, fixes: [] };
}

function orUnknown<T>(work: () => T | undefined): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Unknown) return undefined;
    throw thrown;
  }
}

function pairsIn(literals: readonly { readonly text: string }[]): Pair[] {
  const characters = new Set(literals.flatMap(({ text }) => [...text]));
  return allPairs.filter(({ opener, closer }) => characters.has(opener) && characters.has(closer));
}

/** The nearest function that is not just called for each character. */
function checkerAround(node: Node): Checker | undefined {
  let at = enclosingFunction(node);
  while (is.isArrowFunction(at) && is.isCallExpression(at.parent)) at = enclosingFunction(at);
  return isChecker(at) ? at : undefined;
}

function literalsIn(within: Node): { node: Node; text: string }[] {
  const found: { node: Node; text: string }[] = [];
  walk(within, (node) => {
    if (is.isStringLiteral(node)) found.push({ node, text: node.text });
  });
  return found;
}

/** What is counted up and down, with the places where it is counted up. */
function countersIn(nodes: readonly Node[]): { name: string; node: Node }[] {
  const found: { name: string; node: Node }[] = [];
  const counted = (node: Node, operand: Node): void => {
    found.push({ name: foldedText(unwrap(operand as Parameters<typeof unwrap>[0])), node });
  };
  const visit = (node: Node): void => {
    if (is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node)) {
      // What a loop counts its rounds with stands in its head.
      if (node.operator === SyntaxKind.PlusPlusToken && !is.isForStatement(node.parent))
        counted(node, node.operand);
    } else if (is.isBinaryExpression(node) && !is.isForStatement(node.parent)) {
      if (node.operatorToken.kind === SyntaxKind.PlusEqualsToken) counted(node, node.left);
    }
  };
  for (const each of nodes) walk(each, visit);
  return found;
}

function findingFor(
  { checker, pairs, others }: Counting,
  accepts: Verdict,
  counters: readonly { name: string; node: Node }[],
  file: FileView,
  part = '',
): FindingDraft | undefined {
  if (!isAboutNesting(accepts, pairs)) return undefined;
  const wrong = wronglyAccepted(accepts, pairs);
  const [first] = counters;
  if (wrong === undefined || first === undefined) return undefined;
  const names = [...new Set(counters.map(({ name }) => `\`${name}\``))];
  const subject = part + nameOf(checker, part === '');
  return {
    file: file.path,
    span: spanOf(first.node, file.source),
    message:
      `${subject} accepts \`${wrong}\`: ${listed(names)} ${names.length === 1 ? 'counts' : 'count'} how many brackets are open, ` +
      `but not which of the ${pairs.length} kinds was opened last. ` +
      'Put what opens on a stack, and let each closer meet the one on top.',
    ...identify(first.node),
    evidence: counters.slice(1).map(({ name, node }) => ({
      file: file.path,
      span: spanOf(node, file.source),
      message: `\`${name}\` is counted here, too`,
    })),
    fixes: [fixFor({ checker, pairs, others }, accepts, wrong, file)],
  };
}

function fixFor(
  { checker, pairs, others }: Counting,
  accepts: Verdict,
  wrong: string,
  file: FileView,
): FixDraft {
  return {
    title: `Match brackets with a stack and a map of pairs; \`${wrong}\` and all other wrong nesting is then rejected`,
    kind: 'review',
    edits() {
      if (others.length > 3)
        return { refused: 'It does more than match brackets: it looks for other characters, too.' };
      const difference = otherDifference(accepts, pairs, [...others, 'x']);
      if (difference !== undefined) {
        const verb = accepts(difference) ? 'accepts' : 'rejects';
        return { refused: `It does more than match brackets: it also ${verb} \`${difference}\`.` };
      }
      const edit = stackBody(checker, pairs, file);
      return 'refused' in edit ? edit : { edits: inFile(file.path, [edit], 'Stack') };
    },
  };
}

function nameOf(checker: Checker, isFirst: boolean): string {
  const { parent } = checker;
  const isNamed =
    is.isVariableDeclaration(parent) || is.isPropertyDeclaration(parent) || is.isPropertyAssignment(parent);
  const own = is.isArrowFunction(checker) ? undefined : checker.name;
  const name = own ?? (isNamed ? parent.name : undefined);
  if (name === undefined) return isFirst ? 'This function' : 'this function';
  return `\`${name.getText()}\``;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
