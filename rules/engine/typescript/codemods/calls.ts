import type { LocalEdit } from '../../local-edits.ts';
import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { spanOf } from '../syntax.ts';

/**
 * Rewrites what stands around the arguments of a call and leaves the arguments themselves alone, so that calls
 * within them can be rewritten by the same fix. `parts` has one text more than there are arguments: before the
 * first (callee and parenthesis included), between each two, after the last; null leaves that text as it is.
 * @returns undefined where a comment would be lost.
 */
export function aroundArguments(
  call: ast.CallExpression | ast.NewExpression,
  parts: readonly (string | null)[],
): LocalEdit[] | undefined {
  const source = call.getSourceFile();
  const given = call.arguments ?? [];
  if (parts.length !== given.length + 1) {
    throw new RangeError(`${parts.length} texts do not go around ${given.length} arguments.`);
  }
  const edits: LocalEdit[] = [];
  for (const [index, newText] of parts.entries()) {
    if (newText === null) continue;
    const start = index === 0 ? call.getStart(source) : (given[index - 1] as Node).end;
    const end = index === given.length ? call.end : (given[index] as Node).getStart(source);
    const afterCallee = index === 0 ? call.expression.end : start;
    if (/\/[/*]/.test(source.text.slice(afterCallee, end))) return undefined;
    edits.push({ span: { start, end }, newText });
  }
  return edits;
}

/** Puts another expression in place of the one that is called or used as a value. */
export function replaceNode(node: Node, newText: string): LocalEdit {
  const span = spanOf(node);
  if (is.isShorthandPropertyAssignment(node.parent)) {
    return { span: { start: span.end, end: span.end }, newText: `: ${newText}` };
  }
  return { span, newText };
}

/** Whether nobody looks at what the call gives: it is a statement of its own, awaited or not. */
export function isResultUnused(call: Node): boolean {
  const { parent } = call;
  if (is.isAwaitExpression(parent) || is.isVoidExpression(parent)) return isResultUnused(parent);
  return is.isExpressionStatement(parent);
}

/** Whether a property can be read from the expression as it is written, without parentheses around it. */
export function isReceiver(node: ast.Expression): boolean {
  return (
    is.isIdentifier(node) ||
    is.isPropertyAccessExpression(node) ||
    is.isElementAccessExpression(node) ||
    is.isCallExpression(node) ||
    is.isParenthesizedExpression(node) ||
    is.isArrayLiteralExpression(node) ||
    is.isStringLiteral(node) ||
    is.isNoSubstitutionTemplateLiteral(node) ||
    is.isTemplateExpression(node) ||
    is.isNonNullExpression(node) ||
    node.kind === SyntaxKind.ThisKeyword
  );
}

/** Whether an arrow function can stand here without parentheses. */
export function isWholeValue(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isCallExpression(parent) && parent.expression !== node) ||
    (is.isPropertyAssignment(parent) && parent.initializer === node) ||
    (is.isVariableDeclaration(parent) && parent.initializer === node) ||
    is.isArrayLiteralExpression(parent) ||
    is.isJsxExpression(parent)
  );
}
