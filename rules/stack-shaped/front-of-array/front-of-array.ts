import type { Evidence, FixDraft } from '../../engine/finding.ts';
import { inFile } from '../../engine/local-edits.ts';
import { usesOfArray } from '../../engine/typescript/arrays/array-uses.ts';
import { useElsewhere } from '../../engine/typescript/arrays/elsewhere.ts';
import { isNamedBefore } from '../../engine/typescript/arrays/named-before.ts';
import { findStored, nameOf } from '../../engine/typescript/arrays/stored.ts';
import {
  defineRule,
  type FileView,
  type JudgeContext,
  type TypeScriptFixContext,
} from '../../engine/typescript/rule.ts';
import { identify, spanOf, unwrap } from '../../engine/typescript/syntax.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { type FrontStack, frontStack } from './discipline.ts';
import lesson from './lesson.md';
import { turningOf } from './steps.ts';
import { isTurned, turnRound } from './turn.ts';

interface FrontInsertion {
  readonly node: Node;
  readonly array: ast.Expression;
}

/** An array used as a stack whose top is its front, so that every push and pop moves all other entries. */
export const frontOfArray = defineRule<FrontInsertion>({
  meta: {
    id: 'stack-shaped/front-of-array',
    title: 'A stack whose top is the front of an array',
    severity: 'info',
    language: 'typescript',
    lesson,
  },
  kinds: [SyntaxKind.CallExpression, SyntaxKind.BinaryExpression],
  suspect(node, file) {
    const array = arrayPushedTo(node);
    const name = array && nameOf(array);
    if (array === undefined || name === undefined || !isNamedBefore(frontRemovals, name.text, file.source))
      return undefined;
    return { data: { node, array }, types: [array], symbols: [name] };
  },
  judge({ node, array }, { types: [type], symbols: [symbol] }, context) {
    if (isUnresolved(type) || !isChangeableArray(type, context)) return undefined;
    const stored = findStored(array, symbol, context.file.path, context.questions);
    const stack = stored && frontStack(stored, usesOfArray(stored));
    // One finding for each array: the first insertion speaks for all.
    if (stack === undefined || stack.insertions[0]?.node !== node) return undefined;
    return {
      file: context.file.path,
      span: spanOf(node, context.file.source),
      message: messageFor(stack),
      // Whoever gets the array may want the innermost entry first.
      ...(stack.uses.some(({ role }) => role === 'escapes') && { severity: 'hint' }),
      ...identify(node),
      evidence: evidenceOf(stack, context.file),
      fixes: [fixFor(stack, context.questions.nonNullable(type), context)],
    };
  },
});

/** `stack` of `stack.unshift(x)`, `stack.splice(0, 0, x)` and `stack = [x, ...stack]`. */
function arrayPushedTo(node: Node): ast.Expression | undefined {
  if (is.isCallExpression(node)) {
    if (!is.isPropertyAccessExpression(node.expression)) return undefined;
    const { name, expression } = node.expression;
    if (name.text === 'unshift' && node.arguments.length > 0) return unwrap(expression);
    if (name.text !== 'splice' || node.arguments.length < 3) return undefined;
    return node.arguments.slice(0, 2).every(isZero) ? unwrap(expression) : undefined;
  }
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const value = unwrap(node.right);
  if (!is.isArrayLiteralExpression(value) || value.elements.length < 2) return undefined;
  const last = value.elements.at(-1);
  return last !== undefined && is.isSpreadElement(last) ? unwrap(node.left) : undefined;
}

/** What takes something out at the front, by method. */
const frontRemovals = /\.\s*(?:shift|splice|slice)\b/g;

function isZero(node: Node): boolean {
  return is.isNumericLiteral(node) && node.text === '0';
}

/** Neither a tuple, whose places have meanings, nor a `readonly` array, which is copied on purpose. */
function isChangeableArray(type: Type, { questions }: JudgeContext): boolean {
  const array = questions.nonNullable(type);
  return (
    questions.isArray(array) &&
    !questions.checker.isTupleType(array) &&
    questions.property(array, 'unshift') !== undefined
  );
}

function messageFor({ array, insertions, removals }: FrontStack): string {
  const inn = insertions.length === 1 ? 'one place puts' : `${insertions.length} places put`;
  const out = removals.length === 1 ? 'one takes' : `${removals.length} take`;
  return (
    `\`${array.name}\` is a stack whose top is the front of the array: ${inn} entries in there and ${out} them out, ` +
    `each time moving every other entry. Make the end its top: \`push\` and \`pop\` move nothing.`
  );
}

function evidenceOf({ insertions, removals }: FrontStack, { path, source }: FileView): Evidence[] {
  const places = [
    ...insertions.slice(1).map(({ node }) => ({ node, message: 'also goes in at the front' })),
    ...removals.map(({ node }) => ({ node, message: 'comes out at the front' })),
  ];
  return places
    .map(({ node, message }) => ({ file: path, span: spanOf(node, source), message }))
    .sort((a, b) => a.span.start - b.span.start);
}

function fixFor(stack: FrontStack, type: Type, context: JudgeContext): FixDraft {
  const { file } = context;
  const { array } = stack;
  const turned = turnRound(turningOf(stack, type, context));
  if (!isTurned(turned)) {
    return {
      title: `Turn \`${array.name}\` round to \`push\` and \`pop\` at its end`,
      kind: 'review',
      edits: () => turned,
    };
  }
  return {
    title: turned.title,
    kind: turned.kind,
    edits(fixContext) {
      const refused = useElsewhere(array, file, fixContext as TypeScriptFixContext);
      return refused === undefined ? { edits: inFile(file.path, turned.edits, 'Stack') } : { refused };
    },
  };
}
