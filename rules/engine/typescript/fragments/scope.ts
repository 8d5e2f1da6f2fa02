import { type ast, is, type Node, SyntaxKind, type Type, type TypeSymbol } from '../../typescript.ts';
import { enclosingFunction } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import type { Fragment } from './fragment.ts';

/** Where the answers of the compiler come from: one batch in the analysis, another when a fix is made. */
export interface Lookup {
  readonly symbol: (node: Node) => TypeSymbol | undefined;
  readonly type: (node: Node) => Type | undefined;
}

/**
 * What a name in a fragment refers to. `value`: a variable of the surrounding code, so a parameter of a common function;
 * `inner`: declared within the fragment; `import`, `module` and `global` mean the same thing wherever they stand.
 */
export type Name =
  | { readonly kind: 'value'; readonly id: string }
  | { readonly kind: 'inner'; readonly id: string }
  | { readonly kind: 'import'; readonly imported: string; readonly from: string }
  | { readonly kind: 'module' | 'global'; readonly name: string };

/** What an identifier that is read refers to; undefined where it cannot be told. */
export function nameOf(
  node: ast.Identifier,
  { node: within }: Pick<Fragment, 'node'>,
  lookup: Lookup,
): Name | undefined {
  const symbol = lookup.symbol(node);
  const handle = symbol?.declarations[0];
  const source = node.getSourceFile();
  if (symbol === undefined || handle === undefined || handle.path !== source.path) {
    return { kind: 'global', name: node.text };
  }
  const declaration = handle.resolve();
  if (declaration === undefined) return undefined;
  if (declaration.pos >= within.pos && declaration.end <= within.end) {
    return { kind: 'inner', id: node.text };
  }
  const imported = importOf(declaration);
  if (imported !== undefined) return { kind: 'import', ...imported };
  switch (declaration.kind) {
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.EnumDeclaration:
      return is.isSourceFile(declaration.parent) ? { kind: 'module', name: node.text } : undefined;
    case SyntaxKind.VariableDeclaration:
    case SyntaxKind.BindingElement:
    case SyntaxKind.Parameter:
      return { kind: 'value', id: `${declaration.pos}` };
    default:
      return undefined;
  }
}

/** What a declaration brings in by `import` or `require`, and from which specifier. */
export function importOf(declaration: Node): { imported: string; from: string } | undefined {
  if (is.isImportSpecifier(declaration)) {
    const from = specifierAbove(declaration);
    return from === undefined
      ? undefined
      : { imported: (declaration.propertyName ?? declaration.name).text, from };
  }
  if (is.isImportClause(declaration)) {
    const from = specifierAbove(declaration);
    return from === undefined ? undefined : { imported: 'default', from };
  }
  if (is.isNamespaceImport(declaration)) {
    const from = specifierAbove(declaration);
    return from === undefined ? undefined : { imported: '*', from };
  }
  if (is.isVariableDeclaration(declaration)) {
    const from = requiredBy(declaration);
    return from === undefined ? undefined : { imported: '*', from };
  }
  if (is.isBindingElement(declaration) && is.isVariableDeclaration(declaration.parent.parent)) {
    const from = requiredBy(declaration.parent.parent);
    const name = declaration.propertyName ?? declaration.name;
    return from === undefined || name === undefined ? undefined : { imported: name.getText(), from };
  }
  return undefined;
}

/** The function a fragment stands in, as the offset where it starts; two of one function share it. */
export function functionStart(node: Node): number {
  return enclosingFunction(node).pos;
}

/** Answers for a fix: asked node by node, each node once. */
export function lookupIn(questions: TypeQuestions): Lookup {
  const symbols = new Map<Node, TypeSymbol | undefined>();
  const types = new Map<Node, Type | undefined>();
  return {
    symbol: (node) => once(symbols, node, () => symbolOf(node, questions)),
    type: (node) => once(types, node, () => questions.typeAt(node)),
  };
}

/** The variable behind `{ name }`, not the property that it makes. */
export function symbolOf(node: Node, questions: TypeQuestions): TypeSymbol | undefined {
  return is.isShorthandPropertyAssignment(node.parent)
    ? questions.checker.getShorthandAssignmentValueSymbol(node.parent)
    : questions.symbolAt(node);
}

/** The part of a specifier that tells modules apart however they are reached: its last segment. */
export function moduleTail(specifier: string): string {
  const tail = specifier.slice(specifier.lastIndexOf('/') + 1);
  return tail.replace(/\.[cm]?[jt]sx?$/, '');
}

function once<T>(answers: Map<Node, T | undefined>, node: Node, ask: () => T | undefined): T | undefined {
  if (!answers.has(node)) answers.set(node, ask());
  return answers.get(node);
}

function specifierAbove(node: Node): string | undefined {
  let at = node;
  while (!is.isImportDeclaration(at)) {
    if (at.parent === undefined) return undefined;
    at = at.parent;
  }
  return is.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : undefined;
}

function requiredBy({ initializer }: ast.VariableDeclaration): string | undefined {
  if (initializer === undefined || !is.isCallExpression(initializer)) return undefined;
  const [argument] = initializer.arguments;
  return is.isIdentifier(initializer.expression) &&
    initializer.expression.text === 'require' &&
    argument !== undefined &&
    is.isStringLiteral(argument)
    ? argument.text
    : undefined;
}
