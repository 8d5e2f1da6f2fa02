import { hasModifier, unwrap, walk } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';

/** One piece of state that a component or a class keeps, with everything that sets it. */
export interface State {
  readonly kind: 'hook' | 'field';
  /** How it is read: `isOpen`, `isOpen` of `this.isOpen`. */
  readonly name: string;
  /** The declarator of the hook, or the property. */
  readonly declaration: ast.VariableDeclaration | ast.PropertyDeclaration;
  /** What it starts as; undefined where nothing is said. */
  readonly initial: ast.Expression | undefined;
  readonly writes: readonly Write[];
}

/** A statement that sets a state and does nothing else. */
export interface Write {
  readonly statement: ast.ExpressionStatement;
  readonly value: ast.Expression;
}

/** The states of a function that calls `useState`; one whose setter is handed on is left out, as others may call it. */
export function hookStates(body: ast.Block): State[] {
  const found = new Map<string, { state: Omit<State, 'writes'>; writes: Write[] }>();
  for (const statement of body.statements) {
    const [declaration] = is.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    if (declaration === undefined || !is.isArrayBindingPattern(declaration.name)) continue;
    const call = declaration.initializer;
    const [value, setter, ...others] = declaration.name.elements;
    if (call === undefined || !isUseState(call) || others.length > 0) continue;
    const name = value && bindingName(value);
    const set = setter && bindingName(setter);
    if (name === undefined || set === undefined) continue;
    const state = { kind: 'hook', name, declaration, initial: call.arguments[0] } as const;
    found.set(set, { state, writes: [] });
  }
  if (found.size < 2) return [];
  walk(body, (node) => {
    if (!is.isIdentifier(node) || is.isBindingElement(node.parent)) return;
    const entry = found.get(node.text);
    if (entry === undefined || isMemberName(node) || isDependency(node)) return;
    const write = writeByCall(node);
    if (write === undefined) found.delete(node.text);
    else entry.writes.push(write);
  });
  return [...found.values()].map(({ state, writes }) => ({ ...state, writes }));
}

/** The fields of a class that are set by plain assignments to `this` alone. */
export function fieldStates(owner: ast.ClassLikeDeclaration): State[] {
  const found = new Map<string, { state: Omit<State, 'writes'>; writes: Write[] }>();
  for (const member of owner.members) {
    if (!is.isPropertyDeclaration(member) || hasModifier(member, SyntaxKind.StaticKeyword)) continue;
    if (!is.isIdentifier(member.name) && !is.isPrivateIdentifier(member.name)) continue;
    const name = member.name.text;
    const state = { kind: 'field', name, declaration: member, initial: member.initializer } as const;
    found.set(name, { state, writes: [] });
  }
  if (found.size < 2 || /Object\.assign\(\s*this\b/.test(owner.getText())) return [];
  walk(owner, (node) => {
    if (!is.isPropertyAccessExpression(node)) return;
    const name = node.name.text;
    const entry = found.get(name);
    if (entry === undefined) return;
    const { parent } = node;
    if (!isChange(node)) return;
    const isPlain =
      node.expression.kind === SyntaxKind.ThisKeyword &&
      is.isBinaryExpression(parent) &&
      parent.operatorToken.kind === SyntaxKind.EqualsToken &&
      is.isExpressionStatement(parent.parent);
    if (isPlain)
      entry.writes.push({ statement: parent.parent as ast.ExpressionStatement, value: parent.right });
    // `other.isOpen = true` may be the same field of another object.
    else found.delete(name);
  });
  return [...found.values()].map(({ state, writes }) => ({ ...state, writes }));
}

function isUseState(node: ast.Expression): node is ast.CallExpression {
  return is.isCallExpression(node) && /^(React\.)?useState$/.test(node.expression.getText());
}

function bindingName(element: ast.ArrayBindingElement): string | undefined {
  return is.isBindingElement(element) && element.name !== undefined && is.isIdentifier(element.name)
    ? element.name.text
    : undefined;
}

function writeByCall(name: ast.Identifier): Write | undefined {
  const { parent } = name;
  if (!is.isCallExpression(parent) || parent.expression !== name || parent.arguments.length !== 1)
    return undefined;
  const [value] = parent.arguments;
  const statement = parent.parent;
  return value !== undefined && is.isExpressionStatement(statement)
    ? { statement, value: unwrap(value) }
    : undefined;
}

/** In the list of what an effect or a callback depends on. */
function isDependency({ parent }: Node): boolean {
  return is.isArrayLiteralExpression(parent) && is.isCallExpression(parent.parent);
}

function isMemberName(node: ast.Identifier): boolean {
  const { parent } = node;
  return (
    (is.isPropertyAccessExpression(parent) && parent.name === node) ||
    (is.isPropertyAssignment(parent) && parent.name === node)
  );
}

function isChange(access: Node): boolean {
  const { parent } = access;
  if (is.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.left === access && kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  // `[this.first, this.second] = pair` and `({ first: this.first } = given)` may set it.
  if (is.isArrayLiteralExpression(parent)) return isTarget(parent);
  if (is.isPropertyAssignment(parent)) return isTarget(parent.parent);
  return (
    is.isDeleteExpression(parent) ||
    is.isPostfixUnaryExpression(parent) ||
    (is.isPrefixUnaryExpression(parent) && parent.operator !== SyntaxKind.ExclamationToken)
  );
}

function isTarget({ parent }: Node): boolean {
  return is.isParenthesizedExpression(parent) || is.isForOfStatement(parent) || is.isBinaryExpression(parent);
}
