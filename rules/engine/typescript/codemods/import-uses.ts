import { type ast, is, type Node, ScriptKind, type SourceFile, SyntaxKind } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';

/** One `import`, `require`, `import()`, `export … from` or `import('…')` type of a package. */
export interface PackageImport {
  readonly form:
    | 'import'
    | 'import-equals'
    | 'export-from'
    | 'require'
    | 'dynamic-import'
    | 'side-effect'
    | 'import-type';
  readonly specifier: string;
  readonly literal: SpecifierLiteral;
  /** The statement, the declaration or the call that a finding stands at. */
  readonly node: Node;
  /** Erased at run time: `import type`, or an import whose every name is `type`. */
  readonly isTypeOnly: boolean;
  /** Every use in the file, shadowed names left out. */
  readonly uses: readonly PackageUse[];
  /** What declares names and goes once no use is left; null for an inline `require('x')(…)`. */
  readonly declaration: ImportNode | null;
  /** Why not every use is known, in words for the reader; null where all are in `uses`. */
  readonly opaque: string | null;
}

export type SpecifierLiteral = ast.StringLiteral | ast.NoSubstitutionTemplateLiteral;

/** A statement, or one declaration of a `const a = …, b = require('x')`. */
export type ImportNode = ast.ImportDeclaration | ast.ImportEqualsDeclaration | ast.VariableDeclaration;

/** One place where something of a package is used. */
export interface PackageUse {
  /**
   * What is used, from the module's root: `[]` is the module itself (`require('x')`, `import * as x`),
   * `['default']` its default export, `['sync']` for `x.sync` of a required `x`.
   */
  readonly path: readonly string[];
  /** The whole expression that gives it: a name, a property access or the `require` call. */
  readonly node: Node;
  readonly role: UseRole;
  /** The call or `new` that `node` is called in. */
  readonly call: ast.CallExpression | ast.NewExpression | null;
}

export type UseRole = 'call' | 'new' | 'value' | 'shorthand' | 'type' | 'export' | 'assigned';

/**
 * All imports of packages in a file with their uses. Only bare specifiers that `wanted` accepts are looked at;
 * whether they resolve to a package is for the caller to decide.
 */
export function importsOf(
  view: FileView,
  questions: TypeQuestions,
  wanted: (specifier: string) => boolean,
): PackageImport[] {
  return specifiersOf(view.source)
    .filter((literal) => wanted(literal.text))
    .flatMap((literal) => describe(literal, view, questions) ?? []);
}

/** The specifiers of a file as literals: what the compiler collected, and `require` calls in TypeScript. */
export function specifiersOf(source: SourceFile): SpecifierLiteral[] {
  const literals = new Set(source.imports.filter(isLiteral));
  if (!isJavaScript(source) && source.text.includes('require(')) {
    walk(source, (node) => {
      if (!is.isCallExpression(node) || !isRequireName(node.expression)) return;
      const [argument] = node.arguments;
      if (argument !== undefined && isLiteral(argument)) literals.add(argument);
    });
  }
  return [...literals].sort((a, b) => a.pos - b.pos);
}

/** The compiler itself collects `require` calls there. */
function isJavaScript({ scriptKind }: SourceFile): boolean {
  return scriptKind === ScriptKind.JS || scriptKind === ScriptKind.JSX;
}

function describe(
  literal: SpecifierLiteral,
  view: FileView,
  questions: TypeQuestions,
): PackageImport | undefined {
  const { parent } = literal;
  const base = { specifier: literal.text, literal };
  if (is.isImportDeclaration(parent)) return { ...base, ...ofImport(parent, view, questions) };
  if (is.isExternalModuleReference(parent) && is.isImportEqualsDeclaration(parent.parent)) {
    const node = parent.parent;
    return {
      ...base,
      form: 'import-equals',
      node,
      declaration: node,
      isTypeOnly: node.isTypeOnly,
      uses: usesOfName(node.name, [], view, questions),
      opaque: node.modifiers === undefined ? null : 'it is exported again',
    };
  }
  if (is.isExportDeclaration(parent)) {
    return {
      ...base,
      form: 'export-from',
      node: parent,
      declaration: null,
      isTypeOnly: parent.isTypeOnly,
      uses: [],
      opaque: 'it is exported again',
    };
  }
  if (is.isCallExpression(parent)) {
    if (parent.expression.kind === SyntaxKind.ImportKeyword) {
      return { ...base, ...ofDynamicImport(parent, view, questions) };
    }
    if (isRequireName(parent.expression) && isNodesOwn(parent.expression, questions)) {
      return { ...base, form: 'require', isTypeOnly: false, ...ofValue(parent, [], view, questions) };
    }
    return undefined;
  }
  const importType = parent.parent;
  if (importType !== undefined && is.isImportTypeNode(importType)) {
    const use: PackageUse = { path: [], node: importType, role: 'type', call: null };
    return {
      ...base,
      form: 'import-type',
      node: importType,
      declaration: null,
      isTypeOnly: true,
      uses: [use],
      opaque: null,
    };
  }
  return undefined;
}

type Described = Omit<PackageImport, 'specifier' | 'literal'>;

function ofImport(node: ast.ImportDeclaration, view: FileView, questions: TypeQuestions): Described {
  const clause = node.importClause;
  if (clause === undefined) {
    return {
      form: 'side-effect',
      node,
      declaration: null,
      isTypeOnly: false,
      uses: [],
      opaque: 'it is imported for what it does when it is loaded',
    };
  }
  const names: { name: ast.Identifier; path: readonly string[]; isTypeOnly: boolean }[] = [];
  const isTypeOnly = clause.phaseModifier === SyntaxKind.TypeKeyword;
  if (clause.name !== undefined) names.push({ name: clause.name, path: ['default'], isTypeOnly });
  const bindings = clause.namedBindings;
  if (bindings !== undefined && is.isNamespaceImport(bindings)) {
    names.push({ name: bindings.name, path: [], isTypeOnly });
  } else if (bindings !== undefined) {
    for (const element of bindings.elements) {
      const imported = (element.propertyName ?? element.name).text;
      names.push({ name: element.name, path: [imported], isTypeOnly: isTypeOnly || element.isTypeOnly });
    }
  }
  return {
    form: 'import',
    node,
    declaration: node,
    isTypeOnly: isTypeOnly || (names.length > 0 && names.every((each) => each.isTypeOnly)),
    uses: names.flatMap(({ name, path }) => usesOfName(name, path, view, questions)),
    opaque: null,
  };
}

/** `await import('x')`; a promise that goes elsewhere cannot be followed. */
function ofDynamicImport(call: ast.CallExpression, view: FileView, questions: TypeQuestions): Described {
  const form = 'dynamic-import';
  if (!is.isAwaitExpression(call.parent)) {
    const opaque = 'the promise of `import()` is not awaited where it stands';
    return { form, node: call, declaration: null, isTypeOnly: false, uses: [], opaque };
  }
  return { form, isTypeOnly: false, ...ofValue(call.parent, [], view, questions), node: call };
}

/** Follows a module's value from the expression that gives it, through properties, into a declaration. */
function ofValue(
  value: ast.Expression,
  root: readonly string[],
  view: FileView,
  questions: TypeQuestions,
): Pick<PackageImport, 'node' | 'declaration' | 'uses' | 'opaque'> {
  const { node, path } = alongProperties(value, root);
  const declaration = declarationOf(node);
  if (declaration === undefined) {
    return { node: value, declaration: null, uses: [useAt(node, path)], opaque: null };
  }
  const found = { node: declaration, declaration, uses: [] };
  if (isExported(declaration)) return { ...found, opaque: 'it is exported again' };
  if (is.isIdentifier(declaration.name)) {
    return { ...found, uses: usesOfName(declaration.name, path, view, questions), opaque: null };
  }
  const uses: PackageUse[] = [];
  for (const element of declaration.name.elements) {
    const key = is.isBindingElement(element) ? keyOf(element) : undefined;
    if (
      key === undefined ||
      !is.isBindingElement(element) ||
      element.name === undefined ||
      !is.isIdentifier(element.name)
    ) {
      return { ...found, opaque: `it is taken apart by \`${declaration.name.getText()}\`` };
    }
    uses.push(...usesOfName(element.name, [...path, key], view, questions));
  }
  return { ...found, uses, opaque: null };
}

/** Uses of one local name; the checker tells which mentions mean it, so shadowed ones are left out. */
function usesOfName(
  name: ast.Identifier,
  path: readonly string[],
  view: FileView,
  questions: TypeQuestions,
): PackageUse[] {
  const symbol = questions.symbolAt(name);
  if (symbol === undefined) return [];
  return questions
    .references(symbol, view.path)
    .filter((reference) => reference.getSourceFile().fileName === view.source.fileName)
    .filter((reference) => reference.pos !== name.pos && !isOtherDeclaration(reference))
    .map((reference) => {
      const along = alongProperties(reference, path);
      return useAt(along.node, along.path);
    });
}

/** A name that stands for the same symbol but declares or selects it elsewhere, as `v4` in `{ v4: id }`. */
function isOtherDeclaration(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isImportSpecifier(parent) && parent.propertyName === node) ||
    (is.isBindingElement(parent) && parent.propertyName === node)
  );
}

/** The longest chain of static properties on an expression. */
function alongProperties(start: Node, root: readonly string[]): { node: Node; path: readonly string[] } {
  let node = start;
  const path = [...root];
  for (;;) {
    const { parent } = node;
    if (is.isParenthesizedExpression(parent)) {
      // Parentheses count only where a property is read from what they hold: `(await import('x')).default`.
      const outer = parent.parent;
      if (!is.isPropertyAccessExpression(outer) || outer.expression !== parent) break;
      node = parent;
    } else if (
      is.isPropertyAccessExpression(parent) &&
      parent.expression === node &&
      parent.questionDotToken === undefined
    ) {
      path.push(parent.name.text);
      node = parent;
    } else if (
      is.isElementAccessExpression(parent) &&
      parent.expression === node &&
      isLiteral(parent.argumentExpression) &&
      parent.questionDotToken === undefined
    ) {
      path.push(parent.argumentExpression.text);
      node = parent;
    } else break;
  }
  return { node, path };
}

function useAt(node: Node, path: readonly string[]): PackageUse {
  const { parent } = node;
  const use = (role: UseRole, call: PackageUse['call'] = null): PackageUse => ({ path, node, role, call });
  if (is.isCallExpression(parent) && parent.expression === node && parent.questionDotToken === undefined) {
    return use('call', parent);
  }
  if (is.isNewExpression(parent) && parent.expression === node) return use('new', parent);
  if (is.isShorthandPropertyAssignment(parent)) return use('shorthand');
  if (is.isExportSpecifier(parent) || is.isExportAssignment(parent)) return use('export');
  if (isTypePosition(node)) return use('type');
  if (isAssigned(node)) return use('assigned');
  return use('value');
}

function isTypePosition(node: Node): boolean {
  const { kind } = node.parent;
  return (
    kind === SyntaxKind.TypeReference ||
    kind === SyntaxKind.TypeQuery ||
    kind === SyntaxKind.QualifiedName ||
    (kind === SyntaxKind.ExpressionWithTypeArguments &&
      is.isHeritageClause(node.parent.parent) &&
      node.parent.parent.token === SyntaxKind.ImplementsKeyword)
  );
}

function isAssigned(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind >= SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= SyntaxKind.LastAssignment) ||
    is.isDeleteExpression(parent)
  );
}

function declarationOf(value: Node): ast.VariableDeclaration | undefined {
  const { parent } = value;
  if (!is.isVariableDeclaration(parent) || parent.initializer !== value) return undefined;
  return is.isVariableDeclarationList(parent.parent) ? parent : undefined;
}

function isExported(declaration: ast.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return is.isVariableStatement(statement) && statement.modifiers !== undefined;
}

/** The property a binding element reads; undefined for rest elements, computed keys and default values. */
function keyOf(element: ast.BindingElement): string | undefined {
  if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return undefined;
  const key = element.propertyName ?? element.name;
  return key !== undefined && (is.isIdentifier(key) || is.isStringLiteral(key)) ? key.text : undefined;
}

function isLiteral(node: Node): node is SpecifierLiteral {
  return is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node);
}

function isRequireName(node: Node): node is ast.Identifier {
  return is.isIdentifier(node) && node.text === 'require';
}

/** Whether `require` is the one that Node gives to a module, not a parameter or variable of that name. */
function isNodesOwn(name: ast.Identifier, questions: TypeQuestions): boolean {
  return questions.localSymbol('require', name) === undefined;
}
