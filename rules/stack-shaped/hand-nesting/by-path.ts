import { isLoop } from '../../engine/typescript/loops.ts';
import { findAncestor, foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import type { Nesting } from './nesting.ts';

const advice =
  'Segments are a stack: push each one, and pop at `..`. `path.posix.normalize` does that for paths, `new URL` for addresses.';

/** Segments of a path that `..` takes away, by splicing them out of the list or by replacing them in the text. */
export function byPath(node: Node): Nesting | undefined {
  return is.isBinaryExpression(node) ? bySplicing(node) : byReplacing(node);
}

/** `if (segments[index] === '..') segments.splice(…)` in a loop, where the segment before goes, too. */
function bySplicing(node: ast.BinaryExpression): Nesting | undefined {
  const asked = segmentAsked(node);
  const loop = asked && findAncestor(node, isAnyLoop);
  if (asked === undefined || loop === undefined) return undefined;
  const splices: ast.CallExpression[] = [];
  walk(loop, (each) => {
    if (is.isCallExpression(each) && foldedText(each.expression).endsWith('.splice')) splices.push(each);
  });
  const [first] = splices;
  const array = first && (first.expression as ast.PropertyAccessExpression).expression;
  if (first === undefined || array === undefined || !isFrom(asked, array, loop)) return undefined;
  const ofIt = splices.filter((each) => foldedText(each.expression) === foldedText(first.expression));
  // One that takes out `..` and nothing before it filters; two at once, or one more place, fold.
  const takesTwo = ofIt.some((each) => foldedText(each.arguments[1] ?? each) === '2');
  if (!takesTwo && ofIt.length < 2) return undefined;
  return {
    node,
    severity: 'hint',
    message:
      `\`..\` takes the segment before it away, and \`${foldedText(array)}\` has both cut out of its middle: each cut moves all that follows, and the position has to be put right by hand. ` +
      advice,
    evidence: ofIt.map((each) => ({ node: each, message: 'cuts a segment out' })),
    asks: array,
    accepts: (type, { questions }) => questions.isArray(questions.nonNullable(type)),
  };
}

/** What is compared with `'..'`. */
function segmentAsked(node: ast.BinaryExpression): ast.Expression | undefined {
  switch (node.operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken: {
      const right = unwrap(node.right);
      return is.isStringLiteral(right) && right.text === '..' ? unwrap(node.left) : undefined;
    }
    default:
      return undefined;
  }
}

/** `segments[index]`, or a name that is given it in the loop. */
function isFrom(segment: ast.Expression, array: ast.Expression, loop: Node): boolean {
  const name = foldedText(array);
  const isEntry = (value: Node | undefined): boolean =>
    value !== undefined && is.isElementAccessExpression(value) && foldedText(value.expression) === name;
  if (!is.isIdentifier(segment)) return isEntry(segment);
  let found = false;
  walk(loop, (each) => {
    if (!is.isVariableDeclaration(each) || each.name.getText() !== segment.text) return;
    found ||= each.initializer !== undefined && isEntry(unwrap(each.initializer));
  });
  return found;
}

/** `path = path.replace(/[^/]+\/\.\.\//, '')` in a loop, until nothing is left to replace. */
function byReplacing(node: Node): Nesting | undefined {
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  const pattern = node.arguments[0] && unwrap(node.arguments[0]);
  if (name.text !== 'replace' || pattern === undefined || !is.isRegularExpressionLiteral(pattern))
    return undefined;
  if (!foldsSegment.test(pattern.text)) return undefined;
  const assignment = findAncestor(node, is.isBinaryExpression);
  const loop = findAncestor(node, isAnyLoop);
  if (assignment?.operatorToken.kind !== SyntaxKind.EqualsToken || loop === undefined) return undefined;
  const path = foldedText(assignment.left);
  if (loop.pos > assignment.pos || foldedText(startOfChain(node)) !== path) return undefined;
  return {
    node,
    severity: 'hint',
    message:
      `\`..\` takes the segment before it away, one for each round over all of \`${path}\`, so that the work grows with the square of its length. ` +
      advice,
    evidence: [],
    asks: expression,
    accepts: ({ flags }) => (flags & TypeFlags.StringLike) !== 0,
  };
}

/** `path` of `path.replace(…).replace(…)`. */
function startOfChain(call: ast.Expression): ast.Expression {
  let at = call;
  while (is.isCallExpression(at) && is.isPropertyAccessExpression(at.expression))
    at = unwrap(at.expression.expression);
  return at;
}

/** A segment, or the end of one, that is followed by `/..`. */
const foldsSegment = /[+*\])]\)?\\?\/\\\.\\\.(?!.*\^\\\.)/;

const isAnyLoop = (node: Node): node is Node => isLoop(node);
