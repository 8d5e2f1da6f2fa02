import { type ast, is, type Node } from '../../typescript.ts';
import { siblings } from '../flow.ts';
import { isFunctionBoundary } from '../syntax.ts';

/** What gives a name its value, as far as syntax tells. */
export type Binding =
  /** `const name = source`, or a part of it. */
  | { readonly kind: 'value'; readonly source: ast.Expression; readonly declaration: ast.VariableDeclaration }
  /** One after the other out of `source`: a loop's variable, a parameter of `source.map(name => …)`. */
  | { readonly kind: 'each'; readonly source: ast.Expression }
  /** A parameter of a function that is called elsewhere. */
  | { readonly kind: 'parameter'; readonly declaration: ast.ParameterDeclaration };

/** The nearest declaration of a name around the place that uses it; undefined for imports, globals and functions. */
export function bindingOf(name: ast.Identifier): Binding | undefined {
  for (let at: Node = name; at.parent !== undefined; at = at.parent) {
    const found = bindingIn(at.parent, at, name.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bindingIn(scope: Node, from: Node, name: string): Binding | undefined {
  if (is.isForOfStatement(scope) || is.isForInStatement(scope)) {
    const { initializer, expression } = scope;
    if (from === expression || !is.isVariableDeclarationList(initializer)) return undefined;
    return initializer.declarations.some((each) => binds(each.name, name))
      ? { kind: 'each', source: expression }
      : undefined;
  }
  if (is.isForStatement(scope)) {
    const { initializer } = scope;
    return initializer !== undefined && is.isVariableDeclarationList(initializer)
      ? declaredIn(initializer, name)
      : undefined;
  }
  if (isFunctionBoundary(scope) && !is.isSourceFile(scope)) return parameterOf(scope, name);
  for (const statement of siblings(from) ?? []) {
    if (!is.isVariableStatement(statement)) continue;
    const found = declaredIn(statement.declarationList, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredIn(list: ast.VariableDeclarationList, name: string): Binding | undefined {
  const declaration = list.declarations.find((each) => binds(each.name, name));
  return declaration?.initializer === undefined
    ? undefined
    : { kind: 'value', source: declaration.initializer, declaration };
}

function parameterOf(scope: Node, name: string): Binding | undefined {
  // A static block is a function without parameters.
  const { parameters } = scope as { parameters?: readonly ast.ParameterDeclaration[] };
  const declaration = parameters?.find((each) => binds(each.name, name));
  if (declaration === undefined) return undefined;
  const source = walkedBy(scope);
  return source === undefined ? { kind: 'parameter', declaration } : { kind: 'each', source };
}

/** `items` of `items.map(callback)` and of `map(items, callback)`. */
function walkedBy(callback: Node): ast.Expression | undefined {
  const { parent } = callback;
  if (!is.isCallExpression(parent) || parent.expression === callback) return undefined;
  if (is.isPropertyAccessExpression(parent.expression) && parent.arguments[0] === callback) {
    return parent.expression.expression;
  }
  const [first] = parent.arguments;
  return first === callback ? undefined : first;
}

function binds(pattern: Node, name: string): boolean {
  if (is.isIdentifier(pattern)) return pattern.text === name;
  if (!is.isObjectBindingPattern(pattern) && !is.isArrayBindingPattern(pattern)) return false;
  return pattern.elements.some(
    (element) => is.isBindingElement(element) && element.name !== undefined && binds(element.name, name),
  );
}
