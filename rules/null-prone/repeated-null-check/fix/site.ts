import type { Refusal } from '../../../engine/finding.ts';
import type { LocalEdit } from '../../../engine/local-edits.ts';
import { linesOf } from '../../../engine/local-edits.ts';
import type { Layout } from '../../../engine/typescript/layout.ts';
import { isLoop } from '../../../engine/typescript/loops.ts';
import {
  enclosingFunction,
  isFieldOfThis,
  isFunctionBoundary,
  spanOf,
  walk,
} from '../../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { HolderFact } from '../facts.ts';
import { type Check, walkOwn } from '../holders.ts';
import { bareName } from '../naming.ts';
import { type Agreement, messageOf } from './agreement.ts';

/** What replaces one guard: a call of the accessor, and its result in the reads behind it. */
export interface Rewrite {
  readonly edits: readonly LocalEdit[];
}

export function rewriteSite(
  check: Check,
  fact: HolderFact,
  accessor: string,
  { differsInMessage }: Agreement,
  { text, end }: Layout,
): Rewrite | Refusal {
  const { guard, copy } = check;
  const { node } = guard;
  const span = spanOf(node);
  if (/\/[/*]/.test(text.slice(span.start, span.end).replace(/https?:\/\//g, ''))) {
    return { refused: 'a comment stands in it' };
  }
  const call = `${accessor}(${differsInMessage ? (messageOf(check)?.getText() ?? '') : ''})`;
  if (copy?.initializer !== undefined) {
    return {
      edits: [
        { span: spanOf(copy.initializer), newText: call },
        { span: linesOf(text, span), newText: '' },
      ],
    };
  }
  const block = node.parent;
  if (!is.isBlock(block)) return { refused: 'it does not stand in a block of its own' };
  const own = enclosingFunction(node);
  const all =
    fact.is === 'field' ? fieldUsesIn(own, fact.name) : usesIn(own, (at) => isVariable(at, fact.name));
  const uses = all.filter((use) => use.pos < node.pos || use.pos >= node.end);
  const behind = uses.filter((use) => use.pos >= node.end && use.end <= block.end);
  const refused = obstacle(uses, behind, node, block);
  if (refused !== undefined) return { refused };
  return fact.is === 'field'
    ? fieldRewrite(behind, node, call, bareName(fact.name), end)
    : variableRewrite(uses, behind, node, call, fact.name, end);
}

/** Why a value that was taken once would not be what the reads behind the guard see. */
function obstacle(
  uses: readonly Node[],
  behind: readonly Node[],
  node: Node,
  block: Node,
): string | undefined {
  const outside = uses.some((use) => use.pos >= block.end);
  if (outside && !isFunctionBoundary(block.parent))
    return 'it is read again outside of the block that was checked';
  const written = uses.filter(isWritten);
  if (written.length === 0) return undefined;
  const first = Math.min(...written.filter((use) => use.pos >= node.end).map(({ pos }) => pos));
  if (behind.some((use) => use.pos > first)) return 'it is set anew and then read again';
  const isRepeated = isInLoop(node);
  return isRepeated ? 'it is set anew in a loop' : undefined;
}

function fieldRewrite(
  behind: readonly Node[],
  node: Node,
  call: string,
  name: string,
  end: string,
): Rewrite | Refusal {
  const own = enclosingFunction(node);
  const reads = behind.filter((use) => !isWritten(use) && enclosingFunction(use) === own);
  // A callback reads the field when it runs; only where it claims that the field is there is it the checked one.
  const claimed = behind.filter(
    (use) => enclosingFunction(use) !== own && is.isNonNullExpression(use.parent),
  );
  const replaced = [...reads, ...claimed];
  if (replaced.length === 0) return { edits: [{ span: spanOf(node), newText: call + end }] };
  if (namesOf(own).has(name)) return { refused: `\`${name}\` is already the name of something else` };
  return {
    edits: [
      { span: spanOf(node), newText: `const ${name} = ${call}${end}` },
      ...replaced.flatMap((use) => readEdits(use, name)),
    ],
  };
}

/** The result takes the variable's own name, so the reads stay as they are. */
function variableRewrite(
  uses: readonly Node[],
  behind: readonly Node[],
  node: Node,
  call: string,
  name: string,
  end: string,
): Rewrite | Refusal {
  const own = enclosingFunction(node);
  if (behind.length === 0) return { edits: [{ span: spanOf(node), newText: call + end }] };
  const before = uses.some((use) => use.pos < node.pos && use.pos >= node.parent.pos);
  if (before) return { refused: 'it is read before the check, too' };
  if (behind.some(isWritten)) return { refused: 'it is set anew behind the check' };
  const late = behind.some((use) => enclosingFunction(use) !== own && !is.isNonNullExpression(use.parent));
  if (late) return { refused: 'a callback reads it when it runs' };
  const claims = behind.filter((use) => is.isNonNullExpression(use.parent));
  return {
    edits: [
      { span: spanOf(node), newText: `const ${name} = ${call}${end}` },
      ...claims.map((use) => ({ span: spanOf(use.parent), newText: name })),
    ],
  };
}

/** The read as a name, without the `!` and `?` that it no longer needs. */
function readEdits(use: Node, name: string): LocalEdit[] {
  const whole = is.isNonNullExpression(use.parent) ? use.parent : use;
  const edits = [{ span: spanOf(whole), newText: name }];
  const { parent } = whole;
  const { questionDotToken } = parent as { questionDotToken?: Node };
  if (questionDotToken !== undefined && (parent as { expression?: Node }).expression === whole) {
    edits.push({ span: spanOf(questionDotToken), newText: is.isPropertyAccessExpression(parent) ? '.' : '' });
  }
  return edits;
}

function usesIn(within: Node, isSame: (node: Node) => boolean): Node[] {
  const uses: Node[] = [];
  walk(within, (node) => {
    if (isSame(node)) uses.push(node);
  });
  return uses;
}

/** Functions with a `this` of their own mean another field. */
function fieldUsesIn(within: Node, name: string): Node[] {
  const uses: Node[] = [];
  walkOwn(within, (node) => {
    if (isFieldOfThis(node) && node.name.text === name) uses.push(node);
  });
  return uses;
}

function isInLoop(node: Node): boolean {
  for (let at = node.parent; !isFunctionBoundary(at); at = at.parent) if (isLoop(at)) return true;
  return false;
}

function isVariable(node: Node, name: string): boolean {
  if (!is.isIdentifier(node) || node.text !== name) return false;
  const { parent } = node;
  if (is.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(is.isPropertyAssignment(parent) && parent.name === node);
}

function isWritten(use: Node): boolean {
  const { parent } = use;
  if (is.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.left === use && kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  return (
    is.isDeleteExpression(parent) ||
    (is.isPrefixUnaryExpression(parent) && parent.operator !== SyntaxKind.ExclamationToken) ||
    is.isPostfixUnaryExpression(parent)
  );
}

/** Names that a function declares or reads; what stands after a dot or before a colon is none. */
function namesOf(within: Node): Set<string> {
  const names = new Set<string>();
  walk(within, (node) => {
    if (!is.isIdentifier(node)) return;
    const { parent } = node;
    const isMember =
      (is.isPropertyAccessExpression(parent) && parent.name === node) ||
      (is.isPropertyAssignment(parent) && parent.name === node);
    if (!isMember) names.add(node.text);
  });
  return names;
}
