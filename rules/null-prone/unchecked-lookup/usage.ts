import { siblings } from '../../engine/typescript/flow.ts';
import { isNothing } from '../../engine/typescript/presence/conditions.ts';
import { walk } from '../../engine/typescript/syntax.ts';
import { isTest } from '../../engine/typescript/value-tests.ts';
import { type ast, is, type Node, NodeFlags, SyntaxKind } from '../../engine/typescript.ts';
import { isAssertion } from './known.ts';

/** What is done with what a look-up gave. `value` is the look-up with the `await` and parentheses around it. */
export type Usage =
  /** `!` says that it is there. */
  | { readonly kind: 'asserted'; readonly value: ast.Expression; readonly mark: ast.NonNullExpression }
  /** It is used as if it were there, and nothing says so. */
  | { readonly kind: 'bare'; readonly value: ast.Expression }
  /** Something is done about its not being there. */
  | { readonly kind: 'checked'; readonly value: ast.Expression }
  /** It gets a name, and the name is used. */
  | {
      readonly kind: 'named';
      readonly value: ast.Expression;
      readonly declaration: NamedDeclaration;
      readonly uses: readonly NamedUse[];
    };

export interface NamedUse {
  readonly kind: 'asserted' | 'bare' | 'checked';
  readonly name: ast.Identifier;
}

export interface NamedDeclaration extends ast.VariableDeclaration {
  readonly name: ast.Identifier;
}

/** How many uses of a name are looked at. */
const mostUses = 12;

/** Undefined where the value is handed on as it is: whoever gets it has to check. */
export function usageOf(lookup: ast.Expression): Usage | undefined {
  const value = withAwait(lookup);
  const kind = directUse(value);
  if (kind === 'asserted') return { kind, value, mark: value.parent as ast.NonNullExpression };
  if (kind !== undefined) return { kind, value };
  const { parent } = value;
  if (!is.isVariableDeclaration(parent) || parent.initializer !== value || !is.isIdentifier(parent.name))
    return undefined;
  if ((parent.parent.flags & NodeFlags.Const) === 0) return undefined;
  const declaration = parent as NamedDeclaration;
  const uses = usesOf(declaration);
  return uses.length === 0 ? undefined : { kind: 'named', value, declaration, uses };
}

function withAwait(node: ast.Expression): ast.Expression {
  let at = node;
  while (is.isParenthesizedExpression(at.parent) || is.isAwaitExpression(at.parent)) at = at.parent;
  return at;
}

function directUse(value: ast.Expression): NamedUse['kind'] | undefined {
  const { parent } = value;
  if (is.isNonNullExpression(parent)) return 'asserted';
  const isHandedToCheck = is.isCallExpression(parent) && parent.expression !== value && isAssertion(parent);
  if (isChecked(value, parent) || isHandedToCheck) return 'checked';
  return isTakenApart(value, parent) ? 'bare' : undefined;
}

/** Whether the value is tested, other than by being compared with another value. */
function isChecked(value: ast.Expression, parent: Node): boolean {
  if (!isTest(value)) return false;
  if (!is.isBinaryExpression(parent)) return true;
  const { kind } = parent.operatorToken;
  const isComparison =
    kind >= SyntaxKind.EqualsEqualsToken && kind <= SyntaxKind.ExclamationEqualsEqualsToken;
  return !isComparison || isNothing(parent.left === value ? parent.right : parent.left);
}

function declaresAgain(node: ast.Identifier): boolean {
  const { parent } = node;
  return (
    (is.isVariableDeclaration(parent) ||
      is.isBindingElement(parent) ||
      is.isParameterDeclaration(parent) ||
      is.isFunctionDeclaration(parent)) &&
    parent.name === node
  );
}

/** Whether `undefined` would throw here at once. */
function isTakenApart(value: ast.Expression, parent: Node): boolean {
  if (
    is.isPropertyAccessExpression(parent) ||
    is.isElementAccessExpression(parent) ||
    is.isCallExpression(parent)
  ) {
    return parent.expression === value && parent.questionDotToken === undefined;
  }
  if (is.isVariableDeclaration(parent)) return parent.initializer === value && !is.isIdentifier(parent.name);
  if (is.isForOfStatement(parent)) return parent.expression === value;
  return is.isSpreadElement(parent);
}

/** The uses of the constant that an expression is the value of; none where it is something else. */
export function usesOfDeclared(value: ast.Expression): NamedUse[] {
  const { parent } = value;
  const isNamed =
    is.isVariableDeclaration(parent) && parent.initializer === value && is.isIdentifier(parent.name);
  return isNamed ? usesOf(parent as NamedDeclaration) : [];
}

/** Uses of a constant in the block that declares it, in order of position. */
function usesOf(declaration: NamedDeclaration): NamedUse[] {
  const statement = declaration.parent.parent;
  const beside = siblings(statement);
  if (beside === undefined) return [];
  const uses: NamedUse[] = [];
  let isShadowed = false;
  for (const each of beside.slice(beside.indexOf(statement as ast.Statement) + 1)) {
    walk(each, (node) => {
      if (!is.isIdentifier(node) || node.text !== declaration.name.text || uses.length >= mostUses) return;
      if (declaresAgain(node)) isShadowed = true;
      if ('name' in node.parent && node.parent.name === node) return;
      const kind = directUse(node);
      if (kind !== undefined) uses.push({ kind, name: node });
    });
  }
  return isShadowed ? [] : uses;
}
