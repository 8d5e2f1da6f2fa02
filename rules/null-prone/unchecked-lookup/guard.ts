import type { Refusal } from '../../engine/finding.ts';
import type { LocalEdit } from '../../engine/local-edits.ts';
import { isInert } from '../../engine/typescript/arrays/purity.ts';
import { unusedName } from '../../engine/typescript/codemods/names.ts';
import { siblings } from '../../engine/typescript/flow.ts';
import { layoutOf, startsLine } from '../../engine/typescript/layout.ts';
import {
  enclosingFunction,
  indentationAt,
  isFunctionBoundary,
  spanOf,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, NodeFlags, SyntaxKind } from '../../engine/typescript.ts';
import { type Place, removeMark } from './fixes.ts';
import { guardText, insertAfter, insertBefore } from './guard-text.ts';
import { nameFor } from './thrown.ts';

/** Checks a value before the statement that uses it, under a name of its own where it has none. */
export function guardFirst(place: Place): LocalEdit[] | Refusal {
  const { usage, view } = place;
  const used = usage.kind === 'asserted' ? usage.mark : usage.value;
  const declared = declarationOf(used);
  if (declared !== undefined) {
    const guard = insertAfter(declared.parent.parent, guardText(declared.name.text, place));
    return usage.kind === 'asserted' ? [removeMark(usage.mark), guard] : [guard];
  }
  const host = hostOf(used);
  if ('refused' in host) return host;
  if (runsBefore(host.node, used)) {
    return { refused: 'Something that may have an effect runs before it in the same statement.' };
  }
  const taken = variablesIn(enclosingFunction(host.node));
  const name = unusedName(nameFor(place), (each) => taken.has(each));
  const value = view.source.text.slice(usage.value.getStart(), usage.value.end);
  const { end } = layoutOf(view.source);
  const lines = [`const ${name} = ${unindented(value)}${end}`, ...guardText(name, place)];
  const replaced = { span: spanOf(used), newText: name };
  return host.kind === 'statement'
    ? besides(host.node, lines, replaced)
    : asBlock(host.node, lines, replaced);
}

/** Every identifier that may name a variable, so not the names of properties. */
function variablesIn(scope: Node): Set<string> {
  const names = new Set<string>();
  walk(scope, (node) => {
    if (!is.isIdentifier(node)) return;
    const { parent } = node;
    const isProperty = is.isPropertyAccessExpression(parent) || is.isPropertyAssignment(parent);
    if (!isProperty || parent.name !== node) names.add(node.text);
  });
  return names;
}

/** `const user = users.get(id)!`, where the guard can go by that name. */
function declarationOf(
  used: ast.Expression,
): (ast.VariableDeclaration & { name: ast.Identifier }) | undefined {
  const { parent } = used;
  if (!is.isVariableDeclaration(parent) || parent.initializer !== used || !is.isIdentifier(parent.name))
    return undefined;
  const list = parent.parent;
  if (!is.isVariableDeclarationList(list)) return undefined;
  const isPlain =
    parent.type === undefined && (list.flags & NodeFlags.Const) !== 0 && list.declarations.length === 1;
  return isPlain && is.isVariableStatement(list.parent) && siblings(list.parent) !== undefined
    ? (parent as ast.VariableDeclaration & { name: ast.Identifier })
    : undefined;
}

type Host =
  | { readonly kind: 'statement'; readonly node: ast.Statement }
  /** An arrow function whose body is an expression. */
  | { readonly kind: 'arrow'; readonly node: ast.ArrowFunction };

/** What the guard goes before: it has to run whenever the value is used, and just as often. */
function hostOf(used: ast.Expression): Host | Refusal {
  for (let at: Node = used; ; at = at.parent) {
    const { parent } = at;
    if (is.isArrowFunction(parent) && parent.body === at) return { kind: 'arrow', node: parent };
    if (isFunctionBoundary(parent) || is.isClassLikeDeclaration(parent)) {
      return { refused: 'There is no statement here that a check could go before.' };
    }
    if (isOnlySometimes(at, parent)) {
      return {
        refused: 'It is looked up only sometimes within its statement; a check before it would always run.',
      };
    }
    if (!is.isStatement(parent)) continue;
    switch (parent.kind) {
      case SyntaxKind.ExpressionStatement:
      case SyntaxKind.ForOfStatement:
      case SyntaxKind.ReturnStatement:
      case SyntaxKind.SwitchStatement:
      case SyntaxKind.ThrowStatement:
      case SyntaxKind.VariableStatement:
        return { kind: 'statement', node: parent };
      case SyntaxKind.IfStatement:
        if (siblings(parent) !== undefined) return { kind: 'statement', node: parent };
        return {
          refused: 'It stands in an `else if`, where a check would have to go into a block of its own.',
        };
      default:
        return { refused: 'It stands in the head of a loop, where it is looked up again and again.' };
    }
  }
}

/** The right side of `&&` and its like, a branch of `?:`, an argument behind `?.`. */
function isOnlySometimes(at: Node, parent: Node): boolean {
  if (is.isConditionalExpression(parent)) return parent.condition !== at;
  if (is.isBinaryExpression(parent)) {
    switch (parent.operatorToken.kind) {
      case SyntaxKind.AmpersandAmpersandToken:
      case SyntaxKind.BarBarToken:
      case SyntaxKind.QuestionQuestionToken:
      case SyntaxKind.AmpersandAmpersandEqualsToken:
      case SyntaxKind.BarBarEqualsToken:
      case SyntaxKind.QuestionQuestionEqualsToken:
        return parent.right === at;
      default:
        return false;
    }
  }
  if (is.isCallExpression(parent) || is.isElementAccessExpression(parent)) {
    return parent.expression !== at && hasOptionalLink(parent);
  }
  return is.isBindingElement(parent) || is.isParameterDeclaration(parent);
}

function hasOptionalLink(node: Node): boolean {
  if (
    is.isCallExpression(node) ||
    is.isElementAccessExpression(node) ||
    is.isPropertyAccessExpression(node)
  ) {
    return node.questionDotToken !== undefined || hasOptionalLink(node.expression);
  }
  return false;
}

/** Whether something with an effect comes before the value in its statement, which would come after it then. */
function runsBefore(host: Node, used: Node): boolean {
  let found = false;
  walk(host, (node) => {
    if (found || node.pos >= used.pos) return 'skip';
    if (node.end > used.pos) return undefined;
    found = !isInert(node);
    return 'skip';
  });
  return found;
}

function besides(host: ast.Statement, lines: readonly string[], replaced: LocalEdit): LocalEdit[] | Refusal {
  const { text, newLine, step } = layoutOf(host);
  if (siblings(host) !== undefined) {
    return startsLine(host, text) ? [insertBefore(host, lines), replaced] : unfolded(host, lines, replaced);
  }
  // The only statement of an `if` or a loop: it gets a block.
  const owner = host.parent;
  const start = host.getStart();
  const indentation = indentationAt(text, owner.getStart());
  const before = text.slice(host.pos, start);
  if (before.trim() !== '' || text.slice(start, host.end).includes('\n')) {
    return { refused: 'The statement has no block around it that a check could go into.' };
  }
  const inner = `${newLine}${indentation}${step}`;
  const open = {
    span: { start: host.pos, end: start },
    newText: ` {${lines.map((line) => inner + line).join('')}${inner}`,
  };
  return [open, replaced, { span: { start: host.end, end: host.end }, newText: `${newLine}${indentation}}` }];
}

/** `{ return f(x); }` on one line gets a line for each of its statements. */
function unfolded(host: ast.Statement, lines: readonly string[], replaced: LocalEdit): LocalEdit[] | Refusal {
  const { text, newLine, step } = layoutOf(host);
  const block = host.parent;
  const [start, end] = [host.getStart(), block.end - 1];
  const around = text.slice(block.getStart() + 1, start) + text.slice(host.end, end);
  if (!is.isBlock(block) || around.trim() !== '') {
    return { refused: 'The statement shares its line with others, between which a check has no place.' };
  }
  const outer = newLine + indentationAt(text, block.getStart());
  const inner = outer + step;
  return [
    {
      span: { start: block.getStart() + 1, end: start },
      newText: [...lines, ''].map((line) => inner + line).join(''),
    },
    replaced,
    { span: { start: host.end, end }, newText: outer },
  ];
}

/** `x => f(x)` becomes `x => { …; return f(x); }`. */
function asBlock(
  host: ast.ArrowFunction,
  lines: readonly string[],
  replaced: LocalEdit,
): LocalEdit[] | Refusal {
  const { text, newLine, step, end } = layoutOf(host);
  const start = host.body.getStart();
  if (text.slice(host.equalsGreaterThanToken.end, start).trim() !== '') {
    return { refused: 'A comment stands before the body of the function, which would become a block.' };
  }
  const indentation = indentationAt(text, host.getStart());
  const inner = `${newLine}${indentation}${step}`;
  return [
    {
      span: { start: host.equalsGreaterThanToken.end, end: start },
      newText: ` {${lines.map((line) => inner + line).join('')}${inner}return `,
    },
    replaced,
    { span: { start: host.body.end, end: host.body.end }, newText: `${end}${newLine}${indentation}}` },
  ];
}

/** A look-up that was broken over lines goes onto one where that changes nothing but white space. */
function unindented(value: string): string {
  return /\/[/*]|`/.test(value) ? value : value.replace(/\s*\n\s*/g, '').replace(/,(?=[)\]])/g, '');
}
