import { isLoop } from '../../engine/typescript/loops.ts';
import { foldedText, isFunctionBoundary, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import type { Nesting } from './nesting.ts';

/** Properties that lead to what is around. */
const outward = /^(?:parent|outer|enclosing|up)$/;

/**
 * `current = { …, parent: current }` on the way in and `current = current.parent` on the way out, with the property there
 * for nothing else: a stack of linked nodes.
 */
export function byParent(node: Node): Nesting | undefined {
  const pop = popOf(node);
  if (pop === undefined) return undefined;
  const { current, property } = pop;
  const around = pushesAround(node, current, property);
  if (around === undefined || isReadElsewhere(node.getSourceFile(), current, property)) return undefined;
  const { owner, pushes } = around;
  const pops: Node[] = [];
  walk(owner, (each) => {
    if (popOf(each)?.current === current) pops.push(each);
  });
  // One finding for each stack: the first way out speaks for all.
  if (pops[0] !== node) return undefined;
  const places = (count: number, what: string): string =>
    count === 1 ? `one place ${what}s` : `${count} places ${what}`;
  return {
    node,
    severity: 'hint',
    message:
      `\`${current}\` is the top of a stack kept by hand: ${places(pushes.length, 'link')} a new one to it by \`${property}\`, ${places(pops.length, 'put')} back the one before. ` +
      `A way out that forgets it leaves the nesting wrong from there on. Keep what is open in an array: \`push\` on the way in, \`pop\` on the way out, \`at(-1)\` for \`${current}\`.`,
    evidence: [
      ...pushes.map((each) => ({ node: each, message: 'goes one deeper' })),
      ...pops.slice(1).map((each) => ({ node: each, message: 'also goes back' })),
    ],
    asks: pop.from,
    accepts: (type, { questions }) =>
      questions
        .constituents(questions.nonNullable(type))
        .every(({ flags }) => (flags & TypeFlags.Object) !== 0),
  };
}

interface Pop {
  readonly current: string;
  readonly property: string;
  readonly from: ast.Expression;
}

/** `current = current.parent`, and with a default for the outermost. */
function popOf(node: Node): Pop | undefined {
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return undefined;
  const back = unwrap(withoutDefault(node.right));
  if (!is.isPropertyAccessExpression(back) || !outward.test(back.name.text)) return undefined;
  const current = foldedText(node.left);
  const isOwn = foldedText(unwrap(back.expression)) === current;
  return isOwn ? { current, property: back.name.text, from: back.expression } : undefined;
}

/** `current.parent ?? root` and `current.parent || root` without what stands in for nothing. */
function withoutDefault(value: ast.Expression): ast.Expression {
  const inner = unwrap(value);
  const isDefault =
    is.isBinaryExpression(inner) &&
    (inner.operatorToken.kind === SyntaxKind.QuestionQuestionToken ||
      inner.operatorToken.kind === SyntaxKind.BarBarToken);
  return isDefault ? inner.left : inner;
}

/**
 * The places that go in, in the function or class around the one that goes out, if both may run again and again: in a
 * loop, in functions within that one, or in methods.
 */
function pushesAround(
  node: Node,
  current: string,
  property: string,
): { owner: Node; pushes: Node[] } | undefined {
  let isRepeated = false;
  for (let at = node.parent; !is.isSourceFile(at); at = at.parent) {
    isRepeated ||= isLoop(at);
    const isOwner = isFunctionBoundary(at) || (is.isClassLikeDeclaration(at) && current.startsWith('this.'));
    if (!isOwner) continue;
    const pushes = linksTo(at, current, property);
    if (pushes.length > 0) return isRepeated ? { owner: at, pushes } : undefined;
    isRepeated = true;
  }
  return undefined;
}

/** Where an object with `parent: current` becomes the current one, at once or by a name. */
function linksTo(fn: Node, current: string, property: string): Node[] {
  const linked = new Set<string>();
  const pushes: Node[] = [];
  walk(fn, (node) => {
    if (
      is.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      links(node.initializer, current, property)
    ) {
      linked.add(node.name.getText());
    }
    if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return;
    const [left, right] = [foldedText(node.left), unwrap(node.right)];
    if (
      is.isPropertyAccessExpression(node.left) &&
      node.left.name.text === property &&
      foldedText(right) === current
    ) {
      linked.add(foldedText(node.left.expression));
    }
    if (left === current && (links(right, current, property) || linked.has(foldedText(right))))
      pushes.push(node);
  });
  return pushes;
}

function links(value: ast.Expression, current: string, property: string): boolean {
  const object = unwrap(value);
  if (!is.isObjectLiteralExpression(object)) return false;
  return object.properties.some(
    (each) =>
      is.isPropertyAssignment(each) &&
      each.name.getText() === property &&
      foldedText(unwrap(each.initializer)) === current,
  );
}

/** Whether the file reads the property of anything but the top: then it is part of a tree, not the link of a stack. */
function isReadElsewhere(source: Node, current: string, property: string): boolean {
  let found = false;
  walk(source, (node) => {
    if (!is.isPropertyAccessExpression(node) || node.name.text !== property) return;
    const { parent } = node;
    const isWritten = is.isBinaryExpression(parent) && parent.left === node;
    if (!isWritten && foldedText(unwrap(node.expression)) !== current) found = true;
  });
  return found;
}
