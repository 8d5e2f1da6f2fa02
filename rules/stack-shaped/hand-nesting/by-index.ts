import { findAncestor, foldedText, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { Nesting } from './nesting.ts';
import { type Cut, stepOf } from './undo/steps.ts';
import { twoStacks } from './undo/two-stacks.ts';

/**
 * An index into a history: `history.splice(index + 1)` before a step is recorded, `index--` to undo it and `index++` to redo
 * it. Two stacks, of what was done and of what was undone, need no index.
 */
export function byIndex(node: Node): Nesting | undefined {
  const cut = cutOf(node);
  if (cut === undefined) return undefined;
  const { history, index } = cut;
  const owner = findAncestor(node, is.isClassLikeDeclaration) ?? node.getSourceFile();
  const steps: Node[] = [];
  let goesBack = false;
  let goesOn = false;
  let looks = false;
  let records = false;
  walk(owner, (each) => {
    const step = stepOf(each, index);
    if (step !== 0) {
      steps.push(each);
      goesBack ||= step < 0;
      goesOn ||= step > 0;
    }
    if (is.isElementAccessExpression(each) && foldedText(each.expression) === history) {
      looks ||= foldedText(each.argumentExpression).includes(index);
    }
    if (is.isCallExpression(each)) records ||= foldedText(each.expression) === `${history}.push`;
  });
  if (!goesBack || !goesOn || !looks || !(records || cut.appends)) return undefined;
  const [name, top] = [history, index].map((each) => each.replace(/^this\./, ''));
  return {
    node,
    severity: 'hint',
    message:
      `\`${name}\` is undone and redone by an index, \`${top}\`, and cut off by hand where a step is recorded after an undo: ${steps.length} places move the index, ` +
      `and each has to agree on whether it stands on a step or between two. Keep two stacks: undo pops from what was done and pushes to what was undone, redo the other way, a new step empties the second.`,
    evidence: steps.map((each) => ({ node: each, message: `moves \`${top}\`` })),
    asks: cut.array,
    accepts: (type, { questions }) => questions.isArray(questions.nonNullable(type)),
    fix: {
      title: `Keep what was done in \`${name}\` and what was undone on a stack beside it; \`${top}\` is the depth then, and \`${name}\` holds no more than can be undone`,
      edits: (type, context) => twoStacks(cut, type, context),
    },
  };
}

/** `history.splice(index + 1)`, `history = history.slice(0, index + 1)`, `history.length = index + 1`. */
function cutOf(node: Node): Cut | undefined {
  if (is.isCallExpression(node)) {
    const callee = node.expression;
    // With a count it takes out one entry or some, and what follows stays.
    if (!is.isPropertyAccessExpression(callee) || callee.name.text !== 'splice' || node.arguments.length > 1)
      return undefined;
    return cutAt(callee.expression, node.arguments[0], false);
  }
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const { left } = node;
  if (is.isPropertyAccessExpression(left) && left.name.text === 'length')
    return cutAt(left.expression, node.right, false);
  let value = unwrap(node.right);
  const first = is.isArrayLiteralExpression(value) ? value.elements[0] : undefined;
  const appends = first !== undefined && is.isSpreadElement(first);
  if (appends) value = unwrap(first.expression);
  if (!is.isCallExpression(value) || !is.isPropertyAccessExpression(value.expression)) return undefined;
  const { name, expression } = value.expression;
  if (name.text !== 'slice' || foldedText(expression) !== foldedText(left)) return undefined;
  return foldedText(value.arguments[0] ?? value) === '0'
    ? cutAt(expression, value.arguments[1], appends)
    : undefined;
}

function cutAt(array: ast.Expression, at: ast.Expression | undefined, appends: boolean): Cut | undefined {
  const index = at && /^((?:this\.)?[#\w]+) \+ 1$/.exec(foldedText(at))?.[1];
  if (at === undefined || index === undefined || !is.isBinaryExpression(at)) return undefined;
  const history = foldedText(array);
  const areFields = history.startsWith('this.') === index.startsWith('this.');
  return areFields ? { history, index, array, position: at.left, appends } : undefined;
}
