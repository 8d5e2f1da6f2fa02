import { isInert } from '../../engine/typescript/arrays/purity.ts';
import { hasMethod } from '../../engine/typescript/arrays/support.ts';
import { layoutOf } from '../../engine/typescript/layout.ts';
import { isLoop } from '../../engine/typescript/loops.ts';
import {
  enclosingFunction,
  findAncestor,
  foldedText,
  indentationAt,
  isAssignmentOperator,
  spanOf,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, type Type, TypeFlags } from '../../engine/typescript.ts';
import type { Nesting } from './nesting.ts';

/**
 * `lastAtDepth[depth] = node` beside `lastAtDepth[depth - 1]`: the array holds what is open at each depth, which is a
 * stack, but nothing takes off it what is no longer open.
 */
export function byDepth(node: Node): Nesting | undefined {
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const { left } = node;
  if (!is.isElementAccessExpression(left) || !is.isExpressionStatement(node.parent)) return undefined;
  const depth = foldedText(left.argumentExpression);
  if (!/^[\w.]*(?:depth|level|indent|nesting)\w*$/i.test(depth)) return undefined;
  const array = foldedText(left.expression);
  const fn = enclosingFunction(node);
  const reads: ast.ElementAccessExpression[] = [];
  const others: Node[] = [];
  let isCounter = false;
  walk(fn, (each) => {
    if (is.isForStatement(each))
      isCounter ||= each.incrementor !== undefined && foldedText(each.incrementor).includes(depth);
    if (!is.isIdentifier(each) && !is.isPropertyAccessExpression(each)) return;
    const { parent } = each;
    if (foldedText(each) !== array || each === left.expression || is.isVariableDeclaration(parent)) return;
    const isRead = is.isElementAccessExpression(parent) && parent.expression === each;
    if (isRead && foldedText(parent.argumentExpression) === `${depth} - 1`) reads.push(parent);
    else others.push(each);
  });
  const [read] = reads;
  // A table that is filled from the row before is worked through by a counter.
  if (read === undefined || isCounter || !isInLoop(node, fn)) return undefined;
  return {
    node,
    severity: 'info',
    message:
      `\`${array}\` holds what is open at each \`${depth}\`, which is a stack, but what has ended stays in it: where \`${depth}\` grows by more than one ` +
      `at once, \`${array}[${depth} - 1]\` is left over from another branch. Cut \`${array}\` off at \`${depth}\`, then push; its last entry is the parent.`,
    evidence: reads.map((each) => ({ node: each, message: 'takes the parent from one less' })),
    asks: left.expression,
    accepts: (type, { questions }) =>
      questions.checker.isArrayType(questions.nonNullable(type)) && holdsObjects(questions.typeAt(left)),
    fix: {
      title: `Keep \`${array}\` as a stack; what has ended is no longer taken for a parent, and a \`${depth}\` below 0 throws`,
      edits(type, context) {
        const reading = findAncestor(read, is.isStatement);
        const writing = node.parent as ast.Statement;
        if (reads.length > 1 || others.length > 0)
          return { refused: `\`${array}\` is used in other ways, too.` };
        if (reading === undefined || reading.parent !== writing.parent || reading.pos >= writing.pos) {
          return { refused: `\`${array}\` is not read and then written one after the other.` };
        }
        if (!isInert(read.argumentExpression) || changesBetween(depth, reading, writing)) {
          return { refused: `\`${depth}\` changes between the two.` };
        }
        const { text, newLine, end } = layoutOf(writing);
        const { start } = spanOf(reading);
        const top = hasMethod('at', context.questions.nonNullable(type), context.file, context.questions)
          ? `${array}.at(-1)`
          : `${array}[${array}.length - 1]`;
        return [
          {
            span: { start, end: start },
            newText: `${array}.length = ${depth}${end}${newLine}${indentationAt(text, start)}`,
          },
          { span: spanOf(read), newText: top },
          { span: { start: node.getStart(), end: node.right.getStart() }, newText: `${array}.push(` },
          { span: { start: node.end, end: node.end }, newText: ')' },
        ];
      },
    },
  };
}

/** Numbers by level are a table, things by level are what is open. */
function holdsObjects(type: Type | undefined): boolean {
  const plain =
    TypeFlags.NumberLike | TypeFlags.StringLike | TypeFlags.BooleanLike | TypeFlags.Any | TypeFlags.Unknown;
  return type !== undefined && (type.flags & plain) === 0;
}

function isInLoop(node: Node, fn: Node): boolean {
  for (let at = node; at !== fn; at = at.parent) if (isLoop(at)) return true;
  return is.isArrowFunction(fn) || is.isFunctionExpression(fn);
}

function changesBetween(depth: string, reading: Node, writing: Node): boolean {
  let changed = false;
  walk(reading.parent, (node) => {
    if (node.pos < reading.pos || node.end > writing.end) return;
    const isStep = is.isPrefixUnaryExpression(node) || is.isPostfixUnaryExpression(node);
    if (isStep && foldedText(unwrap(node.operand as ast.Expression)) === depth) changed = true;
    if (
      is.isBinaryExpression(node) &&
      foldedText(node.left) === depth &&
      node.operatorToken.kind !== SyntaxKind.MinusToken
    ) {
      changed ||= isAssignmentOperator(node.operatorToken);
    }
  });
  return changed;
}
