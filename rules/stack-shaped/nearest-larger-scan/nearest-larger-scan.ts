import type { FindingDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { defineRule, type JudgeContext } from '../../engine/typescript/rule.ts';
import { foldedText, identify, spanOf } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import { callScan } from './calls.ts';
import { forScan } from './for-scan.ts';
import { goesOver } from './lengths.ts';
import lesson from './lesson.md';
import { withStack } from './monotonic.ts';
import { changes } from './outer.ts';
import type { Scan } from './scan.ts';
import { whileScan } from './while-scan.ts';

/** For each entry a search of its own for the nearest larger or smaller one, where one pass with a stack finds all. */
export const nearestLargerScan = defineRule<Scan>({
  meta: {
    id: 'stack-shaped/nearest-larger-scan',
    title: 'A search for the nearest larger entry, anew for each entry',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.ForStatement, SyntaxKind.WhileStatement, SyntaxKind.CallExpression],
  suspect(node) {
    const scan = scanOf(node);
    if (scan === undefined) return undefined;
    const { array, sides } = scan.comparison;
    if (!goesOver(scan.outer, array) || changes(scan.outer, foldedText(array))) return undefined;
    return { data: scan, types: [array, ...sides] };
  },
  judge(scan, { types: [array, ...sides] }, context) {
    if (isUnresolved(array) || !context.questions.isArray(context.questions.nonNullable(array)))
      return undefined;
    return sides.every((side) => isOrdered(side, context)) ? report(scan, array, context) : undefined;
  },
});

function scanOf(node: Node): Scan | undefined {
  if (is.isForStatement(node)) return forScan(node);
  if (is.isWhileStatement(node)) return whileScan(node);
  return is.isCallExpression(node) ? callScan(node) : undefined;
}

/** Numbers, texts and dates have an order, so that what one entry hides it hides for all before it. */
function isOrdered(type: Type | undefined, { questions }: JudgeContext): boolean {
  if (isUnresolved(type)) return false;
  const ordered = TypeFlags.NumberLike | TypeFlags.StringLike | TypeFlags.BigIntLike;
  const kinds = questions.constituents(questions.nonNullable(type)).map(({ flags }) => flags & ordered);
  const isOne = [TypeFlags.NumberLike, TypeFlags.StringLike, TypeFlags.BigIntLike].some((kind) =>
    kinds.every((flags) => (flags & kind) !== 0),
  );
  return isOne && kinds.length > 0;
}

function report(scan: Scan, arrayType: Type, context: JudgeContext): FindingDraft {
  const { file } = context;
  const { comparison, direction, node, outer } = scan;
  const array = foldedText(comparison.array);
  const what = `${direction > 0 ? 'next' : 'previous'} ${sizes[comparison.operator]} entry of \`${array}\``;
  const edits = withStack(scan, arrayType, context);
  return {
    file: file.path,
    span: spanOf(node, file.source),
    message:
      `For each \`${outer.index}\` the ${what} is searched for anew, which takes a number of steps that grows with the square of its length. ` +
      `Keep a stack of the entries that are still waiting for theirs: one pass finds all.`,
    ...identify(node),
    evidence: [{ file: file.path, span: headOf(outer.loop), message: 'starts a search for each entry' }],
    fixes: [
      {
        title: `Find each ${what} in one pass with a stack; entries that are \`NaN\` compare otherwise`,
        kind: 'review',
        edits: () => ('refused' in edits ? edits : { edits: inFile(file.path, edits, 'Scan') }),
      },
    ],
  };
}

const sizes = { '>': 'larger', '>=': 'larger or equal', '<': 'smaller', '<=': 'smaller or equal' } as const;

/** The first line of a loop; the rest of it is in plain sight. */
function headOf(loop: Node): { start: number; end: number } {
  const { start, end } = spanOf(loop);
  const lineEnd = loop.getSourceFile().text.indexOf('\n', start);
  return { start, end: lineEnd < 0 ? end : Math.min(end, lineEnd) };
}
