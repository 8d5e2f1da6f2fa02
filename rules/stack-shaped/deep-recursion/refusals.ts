import type { Refusal } from '../../engine/finding.ts';
import { isCalledForEach } from '../../engine/typescript/loops.ts';
import { contains, findAncestor, isFunctionBoundary, walk } from '../../engine/typescript/syntax.ts';
import { is, type Node, NodeFlags, SyntaxKind } from '../../engine/typescript.ts';
import type { Recursion } from './recursion.ts';

/**
 * Why the body of a function cannot run again and again within one call, whatever the calls look like.
 * @param changing names that hold something else in each round.
 */
export function cannotRunInLoop(recursion: Recursion, changing: ReadonlySet<string>): Refusal | undefined {
  const { fn, body, name } = recursion;
  if (!is.isBlock(body)) return { refused: `\`${name}\` is a single expression; give it a body first.` };
  const [first] = body.statements;
  const { text } = body.getSourceFile();
  if (first === undefined || !/\n/.test(text.slice(body.getStart(), first.getStart()))) {
    return { refused: `The body of \`${name}\` stands on one line; put it on lines of its own first.` };
  }
  const { parent } = fn;
  if (is.isVariableDeclaration(parent) && (parent.parent.flags & NodeFlags.Const) === 0) {
    return { refused: `\`${name}\` may be set to another function, which the calls would reach.` };
  }
  let refused: string | undefined;
  walk(body, (node) => {
    if (refused !== undefined) return 'skip';
    if (is.isIdentifier(node) && node.text === 'arguments') {
      refused = `\`${name}\` reads \`arguments\`, which belongs to one call.`;
    } else if (node.kind === SyntaxKind.ThisKeyword && is.isFunctionDeclaration(fn)) {
      refused = `\`${name}\` reads \`this\`, which is another for its own calls.`;
    } else if (is.isVariableDeclarationList(node) && (node.flags & NodeFlags.BlockScoped) === 0) {
      refused = `\`${name}\` declares with \`var\`, which keeps its value from one round to the next.`;
    } else if (is.isFunctionDeclaration(node) || is.isClassDeclaration(node)) {
      refused = `\`${name}\` declares \`${node.name?.text ?? 'a function'}\` anew in each call.`;
    } else if (isLaterFunction(node) && mentions(node, changing)) {
      refused = `A function within \`${name}\` keeps what one call was given.`;
    } else if (is.isTryStatement(node) && recursion.calls.some((call) => contains(node, call))) {
      refused = `\`${name}\` calls itself within \`try\`, which catches what any deeper call throws.`;
    }
    return undefined;
  });
  return refused === undefined ? undefined : { refused };
}

/** Whether a call goes through a method that a subclass may have of its own. */
export function mayBeOverridden({ fn }: Recursion): boolean {
  if (!is.isMethodDeclaration(fn) || is.isPrivateIdentifier(fn.name)) return false;
  const owner = findAncestor(fn, is.isClassLikeDeclaration);
  return owner !== undefined && !fn.modifiers?.some(({ kind }) => kind === SyntaxKind.PrivateKeyword);
}

export function mentions(root: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(root, (node) => {
    if (is.isIdentifier(node) && names.has(node.text) && !isPropertyName(node)) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}

export function hasComment(text: string): boolean {
  return /\/[/*]/.test(text);
}

function isPropertyName(node: Node): boolean {
  const { parent } = node;
  if (is.isPropertyAccessExpression(parent)) return parent.name === node;
  return is.isPropertyAssignment(parent) && parent.name === node;
}

function isLaterFunction(node: Node): boolean {
  return isFunctionBoundary(node) && !isCalledForEach(node);
}
