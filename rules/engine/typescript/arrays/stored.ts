import { type ast, is, type Node, type SourceFile, SyntaxKind, type TypeSymbol } from '../../typescript.ts';
import { findAncestor, hasModifier, walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';

/** What lives under a name, an array or its index for instance, with every place of its file that says the name. */
export interface Stored {
  readonly kind: 'variable' | 'parameter' | 'field';
  /** As written after the last dot: `stack`, `#stack`. */
  readonly name: string;
  readonly symbol: TypeSymbol;
  /** The variable, parameter or property; for a field of plain JavaScript its first assignment. */
  readonly declaration: Node;
  /** What it starts as where it is declared. */
  readonly initializer: ast.Expression | undefined;
  /** Every use in the file in order of position, as whole access: `stack`, `this.#stack`. Declarations are left out. */
  readonly accesses: readonly ast.Expression[];
  /** Other files can name it: an exported variable, or a field that is neither `private` nor `#private`. */
  readonly isVisibleOutside: boolean;
}

/**
 * What is behind an expression, if it is a variable, a parameter or a field of a class of the same file.
 * @returns undefined for anything else: a call's result, a property of an object literal or an interface.
 */
export function findStored(
  access: ast.Expression,
  symbol: TypeSymbol | undefined,
  file: string,
  questions: TypeQuestions,
): Stored | undefined {
  const name = nameOf(access);
  if (name === undefined || symbol === undefined) return undefined;
  const declarations = questions.declarations(symbol);
  const [declaration] = declarations;
  const source = access.getSourceFile();
  if (declaration === undefined || declarations.some((each) => each.getSourceFile() !== source))
    return undefined;
  if (is.isPrivateIdentifier(name)) return privateField(name, symbol, declaration);
  const uses = usesOf(symbol, file, questions);
  const basics = { name: name.text, symbol, declaration };
  if (
    declarations.length === 1 &&
    is.isVariableDeclaration(declaration) &&
    is.isIdentifier(declaration.name)
  ) {
    return {
      ...basics,
      kind: 'variable',
      initializer: declaration.initializer,
      accesses: uses.filter((use) => use !== declaration.name),
      isVisibleOutside: isExported(declaration) || uses.some(isExportedByName),
    };
  }
  if (
    declarations.length === 1 &&
    is.isParameterDeclaration(declaration) &&
    is.isIdentifier(declaration.name)
  ) {
    // A parameter that declares a field has two symbols, and so two sets of uses.
    if ((declaration.modifiers?.length ?? 0) > 0) return undefined;
    return {
      ...basics,
      kind: 'parameter',
      initializer: declaration.initializer,
      accesses: uses.filter((use) => use !== declaration.name),
      isVisibleOutside: false,
    };
  }
  if (declarations.length === 1 && is.isPropertyDeclaration(declaration)) {
    return {
      ...basics,
      kind: 'field',
      initializer: declaration.initializer,
      accesses: [...uses.filter((use) => use !== declaration.name), ...destructured(name.text, source)],
      isVisibleOutside: !hasModifier(declaration, SyntaxKind.PrivateKeyword),
    };
  }
  // JavaScript declares a field by assigning to it; each assignment is a use, too.
  if (declarations.every(isFieldAssignment)) {
    const accesses = [...uses, ...destructured(name.text, source)];
    return { ...basics, kind: 'field', initializer: undefined, accesses, isVisibleOutside: true };
  }
  return undefined;
}

/** The name that tells what an access means: an identifier, or what stands after the dot. */
export function nameOf(access: Node): ast.Identifier | ast.PrivateIdentifier | undefined {
  if (is.isIdentifier(access)) return access;
  return is.isPropertyAccessExpression(access)
    ? (access.name as ast.Identifier | ast.PrivateIdentifier)
    : undefined;
}

/** The expression with the parentheses, `!`, `as` and `satisfies` around it. */
export function withWrappers(expression: ast.Expression): ast.Expression {
  let at: ast.Expression = expression;
  for (;;) {
    const { parent } = at;
    if (
      is.isParenthesizedExpression(parent) ||
      is.isNonNullExpression(parent) ||
      is.isAsExpression(parent) ||
      is.isSatisfiesExpression(parent)
    ) {
      at = parent;
    } else return at;
  }
}

/** The compiler names no references of `#private` fields, but they can only stand in the body of their class. */
function privateField(
  name: ast.PrivateIdentifier,
  symbol: TypeSymbol,
  declaration: Node,
): Stored | undefined {
  if (!is.isPropertyDeclaration(declaration)) return undefined;
  const owner = declaration.parent;
  const accesses: ast.Expression[] = [];
  let isShadowed = false;
  walk(owner, (node) => {
    if (!is.isPrivateIdentifier(node) || node.text !== name.text || node === declaration.name) return;
    const { parent } = node;
    if (is.isPropertyAccessExpression(parent) && parent.name === node) accesses.push(parent);
    // A class within the class with the same name, or `#stack in object`.
    else isShadowed = true;
  });
  if (isShadowed) return undefined;
  const { initializer } = declaration;
  return {
    kind: 'field',
    name: name.text,
    symbol,
    declaration,
    initializer,
    accesses,
    isVisibleOutside: false,
  };
}

function usesOf(symbol: TypeSymbol, file: string, questions: TypeQuestions): ast.Expression[] {
  return questions
    .references(symbol, file)
    .filter((node) => !standsInTypesOrComments(node))
    .map((node) => {
      const { parent } = node;
      return (
        is.isPropertyAccessExpression(parent) && parent.name === node ? parent : node
      ) as ast.Expression;
    })
    .sort((a, b) => a.pos - b.pos || a.end - b.end);
}

/** `const { stack } = this` is no reference to the field for the compiler, so every such name may be one. */
function destructured(name: string, source: SourceFile): ast.Identifier[] {
  const found: ast.Identifier[] = [];
  walk(source, (node) => {
    if (!is.isBindingElement(node) || !is.isObjectBindingPattern(node.parent)) return;
    const property = node.propertyName ?? node.name;
    if (property !== undefined && is.isIdentifier(property) && property.text === name) found.push(property);
  });
  return found;
}

function standsInTypesOrComments(node: Node): boolean {
  for (let at: Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (is.isTypeQueryNode(at) || is.isJSDocNodeKind(at.kind)) return true;
    if (is.isStatement(at)) return false;
  }
  return false;
}

function isFieldAssignment(node: Node): boolean {
  return (
    is.isBinaryExpression(node) &&
    is.isPropertyAccessExpression(node.left) &&
    node.left.expression.kind === SyntaxKind.ThisKeyword &&
    findAncestor(node, is.isClassLikeDeclaration) !== undefined
  );
}

function isExported(declaration: ast.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return hasModifier(statement, SyntaxKind.ExportKeyword);
}

function isExportedByName({ parent }: Node): boolean {
  return is.isExportSpecifier(parent) || is.isExportAssignment(parent);
}
