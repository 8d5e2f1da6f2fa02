import { isWritten } from '../../engine/typescript/arrays/array-uses.ts';
import { isNumber } from '../../engine/typescript/arrays/method-uses.ts';
import { type Stored, withWrappers } from '../../engine/typescript/arrays/stored.ts';
import { foldedText, unwrap } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** What one access does with a text that is used as a stack of characters; `node` is all that would change. */
export type TextUse = { readonly access: ast.Expression } & (
  | { readonly role: 'push'; readonly node: ast.BinaryExpression; readonly value: ast.Expression }
  | { readonly role: 'pop'; readonly node: ast.BinaryExpression }
  | { readonly role: 'cleared'; readonly value: ast.Expression }
  /** `text[text.length - 1]`, which reads the same of an array. */
  | { readonly role: 'last'; readonly node: ast.ElementAccessExpression }
  | { readonly role: 'last-by-at' }
  | { readonly role: 'length' }
  | { readonly role: 'emptiness'; readonly node: ast.BinaryExpression; readonly isEmpty: boolean }
  /** The characters together; here an array would have to be joined. */
  | { readonly role: 'whole' }
  /** Belongs to another use: the right-hand side of a pop, or a length that is part of one. */
  | { readonly role: 'part' }
  | { readonly role: 'replaced' }
);

export function usesOfText({ accesses }: Stored): TextUse[] {
  return accesses.map((access) => ({ access, ...useOf(access) }));
}

type Use = TextUse extends infer U ? (U extends unknown ? Omit<U, 'access'> : never) : never;

function useOf(access: ast.Expression): Use {
  const whole = withWrappers(access);
  const { parent } = whole;
  if (is.isBinaryExpression(parent)) return binaryUse(access, whole, parent);
  if (is.isElementAccessExpression(parent) && parent.expression === whole) {
    const isLast = foldedText(unwrap(parent.argumentExpression)) === `${foldedText(access)}.length - 1`;
    return isLast && !isWritten(parent) ? { role: 'last', node: parent } : { role: 'whole' };
  }
  if (!is.isPropertyAccessExpression(parent)) return { role: 'whole' };
  if (isWithin(access, isShortening)) return { role: 'part' };
  if (parent.name.text === 'length') return { role: 'length' };
  const call = withWrappers(parent).parent;
  const isAt = parent.name.text === 'at' && is.isCallExpression(call) && foldedText(call).endsWith('.at(-1)');
  return isAt ? { role: 'last-by-at' } : { role: 'whole' };
}

function binaryUse(access: ast.Expression, whole: ast.Expression, parent: ast.BinaryExpression): Use {
  const isStatement = is.isExpressionStatement(parent.parent);
  switch (parent.operatorToken.kind) {
    case SyntaxKind.PlusEqualsToken:
      return parent.left === whole && isStatement
        ? { role: 'push', node: parent, value: parent.right }
        : { role: parent.left === whole ? 'replaced' : 'whole' };
    case SyntaxKind.EqualsToken:
      if (parent.left !== whole) return { role: 'whole' };
      if (!isStatement) return { role: 'replaced' };
      if (isEmptyText(parent.right)) return { role: 'cleared', value: parent.right };
      return isShortening(parent) ? { role: 'pop', node: parent } : { role: 'replaced' };
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken: {
      const other = parent.left === whole ? parent.right : parent.left;
      if (!isEmptyText(other)) return { role: 'whole' };
      const isEmpty = parent.operatorToken.kind === SyntaxKind.EqualsEqualsEqualsToken;
      return { role: 'emptiness', node: parent, isEmpty };
    }
    default:
      return isWithin(access, isShortening) ? { role: 'part' } : { role: 'whole' };
  }
}

/** `text = text.slice(0, -1)`, also by `substring` and the length. */
export function isShortening(node: Node): node is ast.BinaryExpression {
  if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return false;
  const call = unwrap(node.right);
  if (!is.isCallExpression(call) || !is.isPropertyAccessExpression(call.expression)) return false;
  const { name, expression } = call.expression;
  const text = foldedText(unwrap(node.left));
  const [start, end, ...others] = call.arguments;
  if (end === undefined || others.length > 0 || !isNumber(start, '0')) return false;
  if (foldedText(unwrap(expression)) !== text) return false;
  const bound = foldedText(unwrap(end));
  if (name.text === 'slice' && bound === '-1') return true;
  return /^(?:slice|substring|substr)$/.test(name.text) && bound === `${text}.length - 1`;
}

function isWithin(access: Node, accept: (node: Node) => boolean): boolean {
  for (let at: Node | undefined = access.parent; at !== undefined && !is.isStatement(at); at = at.parent) {
    if (accept(at)) return true;
  }
  return false;
}

export function isEmptyText(node: ast.Expression | undefined): boolean {
  const value = node && unwrap(node);
  return (
    value !== undefined &&
    (is.isStringLiteral(value) || is.isNoSubstitutionTemplateLiteral(value)) &&
    value.text === ''
  );
}
