import type { FindingDraft, Span } from '../finding.ts';
import { ast, is, type Node, type SourceFile, SyntaxKind } from '../typescript.ts';

/** The text of a node without the trivia before it. */
export function spanOf(node: Node, source: SourceFile = node.getSourceFile()): Span {
  return { start: node.getStart(source), end: node.end };
}

/** Where a finding stands and what identifies it when lines move. */
export function identify(node: Node): Pick<FindingDraft, 'symbol' | 'syntax'> {
  return { symbol: enclosingSymbol(node), syntax: foldedText(node) };
}

/** Dotted names of the declarations around a node, outermost first; '' at the top of a file. */
export function enclosingSymbol(node: Node): string {
  const names: string[] = [];
  for (let at: Node | undefined = node.parent; at !== undefined; at = at.parent) {
    const name = declaredName(at);
    if (name !== undefined) names.push(name);
  }
  return names.reverse().join('.');
}

/** The node's text with white space and comments folded, so that formatting does not change its identity. */
export function foldedText(node: Node): string {
  const source = node.getSourceFile();
  const text = source.text.slice(node.getStart(source), node.end);
  if (!text.includes('//') && !text.includes('/*')) return text.replace(/\s+/g, ' ');
  const tokens: string[] = [];
  forEachToken(node, (token) => {
    tokens.push(source.text.slice(token.getStart(source), token.end));
  });
  return tokens.join(' ');
}

/**
 * Visits a node and everything below it, parents first, without recursion: nesting may be thousands deep.
 * A visit that returns 'skip' leaves out what is below its node.
 */
export function walk(root: Node, visit: (node: Node) => unknown): void {
  const open: Node[] = [root];
  const children: Node[] = [];
  const collect = (child: Node): undefined => {
    children.push(child);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (visit(node) === 'skip') continue;
    children.length = 0;
    node.forEachChild(collect);
    for (let index = children.length - 1; index >= 0; index -= 1) open.push(children[index] as Node);
  }
}

export function findAncestor<T extends Node>(
  node: Node | undefined,
  accept: (node: Node) => node is T,
): T | undefined {
  for (let at = node; at !== undefined; at = at.parent) if (accept(at)) return at;
  return undefined;
}

/** The nearest function-like node or source file around a node, the node itself excluded. */
export function enclosingFunction(node: Node): Node {
  let at = node.parent;
  while (!isFunctionBoundary(at)) at = at.parent;
  return at;
}

export function isFunctionBoundary(node: Node): boolean {
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.Constructor:
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
    case SyntaxKind.ClassStaticBlockDeclaration:
    case SyntaxKind.SourceFile:
      return true;
    default:
      return false;
  }
}

/** The expression inside parentheses, `as`, `satisfies` and `!`. */
export function unwrap(node: ast.Expression): ast.Expression {
  let at = node;
  while (
    is.isParenthesizedExpression(at) ||
    is.isAsExpression(at) ||
    is.isSatisfiesExpression(at) ||
    is.isNonNullExpression(at) ||
    is.isTypeAssertion(at)
  ) {
    at = at.expression;
  }
  return at;
}

/** White space at the start of the line that contains an offset. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** The line break a file uses. */
export function newLineOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The node of the given kind whose own text is exactly at the span; how a fix finds what a fact told of. */
export function nodeAt(source: SourceFile, span: Span, kind?: SyntaxKind): Node | undefined {
  let at: Node | undefined = ast.getTokenAtPosition(source, span.start);
  while (at !== undefined && at.end <= span.end) {
    if (
      at.end === span.end &&
      at.getStart(source) === span.start &&
      (kind === undefined || at.kind === kind)
    ) {
      return at;
    }
    at = at.parent;
  }
  return undefined;
}

function declaredName(node: Node): string | undefined {
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ClassExpression:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.PropertyDeclaration:
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
    case SyntaxKind.InterfaceDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
    case SyntaxKind.EnumDeclaration:
    case SyntaxKind.ModuleDeclaration:
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.PropertyAssignment: {
      const name = (node as { name?: Node }).name;
      return name?.getText();
    }
    case SyntaxKind.Constructor:
      return 'constructor';
    default:
      return undefined;
  }
}

function forEachToken(node: Node, visit: (token: Node) => void): void {
  const source = node.getSourceFile();
  for (let position = node.getStart(source); position < node.end; ) {
    const token = ast.getTokenAtPosition(source, position);
    if (token.end <= position) break;
    visit(token);
    position = token.end;
  }
}

/** Whether a node is, or lies in, another of the same file. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** `=` and its compounds. */
export function isAssignmentOperator({ kind }: Node): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

/** Whether a comment stands right before a node. */
export function hasCommentBefore(node: Node): boolean {
  return /\/[/*]/.test(node.getSourceFile().text.slice(node.pos, node.getStart()));
}

export function hasModifier(node: Node, kind: SyntaxKind): boolean {
  const { modifiers } = node as { modifiers?: readonly Node[] };
  return modifiers?.some((modifier) => modifier.kind === kind) === true;
}

/** Whether a member belongs to the class itself, so that its `this` is no object of it. */
export function isStaticMember(member: Node): boolean {
  return is.isClassStaticBlockDeclaration(member) || hasModifier(member, SyntaxKind.StaticKeyword);
}

/** `this.name`. */
export function isFieldOfThis(node: Node): node is ast.PropertyAccessExpression {
  return is.isPropertyAccessExpression(node) && node.expression.kind === SyntaxKind.ThisKeyword;
}
