import { type ast, is, type Node, ScriptKind, type SourceFile, SyntaxKind } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import { type Followed, UseFollower } from './package-uses.ts';

/** One `import`, `require`, `import()`, `export … from` or `import('…')` type of a package. */
export interface PackageImport extends Followed {
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
}

export type SpecifierLiteral = ast.StringLiteral | ast.NoSubstitutionTemplateLiteral;

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
    for (const literal of required(source, () => true)) literals.add(literal);
  }
  return [...literals].sort((a, b) => a.pos - b.pos);
}

/**
 * The specifiers that may go to something that took the place of `require`, by the syntax alone: those with an alias beside them, as
 * caches take it, and all where the name is assigned to.
 */
export function handedElsewhere(source: SourceFile): SpecifierLiteral[] {
  const isReplaced = assignsRequire.test(source.text);
  if (!isReplaced && !withMore.test(source.text)) return [];
  return required(source, ({ arguments: { length } }) => isReplaced || length > 1);
}

/** What is written out as the first argument of calls of a `require`, whichever that is. */
function required(source: SourceFile, fits: (call: ast.CallExpression) => boolean): SpecifierLiteral[] {
  const literals: SpecifierLiteral[] = [];
  walk(source, (node) => {
    if (!is.isCallExpression(node) || !isRequireName(node.expression) || !fits(node)) return;
    const [first] = node.arguments;
    if (first !== undefined && isLiteral(first)) literals.push(first);
  });
  return literals;
}

/** `require('x', 'alias')`; Node's own takes one argument. */
const withMore = /(?<![.\w$])require\(\s*(['"`])[^'"`\n]*\1\s*,/;

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
  const follow = new UseFollower(view, questions);
  const base = { specifier: literal.text, literal };
  if (is.isImportDeclaration(parent)) return { ...base, ...ofImport(parent, follow) };
  if (is.isExternalModuleReference(parent) && is.isImportEqualsDeclaration(parent.parent)) {
    const node = parent.parent;
    if (node.modifiers !== undefined) follow.giveUp('it is exported again');
    else follow.name(node.name, []);
    follow.declarations.push(node);
    return { ...base, form: 'import-equals', node, isTypeOnly: node.isTypeOnly, ...follow.found };
  }
  if (is.isExportDeclaration(parent)) {
    follow.giveUp('it is exported again');
    return { ...base, form: 'export-from', node: parent, isTypeOnly: parent.isTypeOnly, ...follow.found };
  }
  if (is.isCallExpression(parent)) {
    if (parent.expression.kind === SyntaxKind.ImportKeyword) {
      return { ...base, ...ofDynamicImport(parent, follow) };
    }
    if (!isRequireName(parent.expression) || !isNodesOwn(parent.expression, questions)) return undefined;
    if (parent.arguments.length > 1 || assignsRequire.test(view.source.text)) return undefined;
    follow.value(parent, []);
    const node = follow.declarations[0] ?? parent;
    return { ...base, form: 'require', node, isTypeOnly: false, ...follow.found };
  }
  const importType = parent.parent;
  if (importType === undefined || !is.isImportTypeNode(importType)) return undefined;
  follow.uses.push({ path: [], node: importType, role: 'type', call: null });
  return { ...base, form: 'import-type', node: importType, isTypeOnly: true, ...follow.found };
}

/** `require = utils`, as files do that put a cache or a stub in its place. */
const assignsRequire = /(?<![.\w$])require\s*=(?!=)/;

type Described = Omit<PackageImport, 'specifier' | 'literal'>;

function ofImport(node: ast.ImportDeclaration, follow: UseFollower): Described {
  const clause = node.importClause;
  if (clause === undefined) {
    follow.giveUp('it is imported for what it does when it is loaded');
    return { form: 'side-effect', node, isTypeOnly: false, ...follow.found };
  }
  follow.declarations.push(node);
  if (clause.name !== undefined) follow.name(clause.name, ['default']);
  const bindings = clause.namedBindings;
  const named = bindings !== undefined && is.isNamedImports(bindings) ? [...bindings.elements] : [];
  if (bindings !== undefined && is.isNamespaceImport(bindings)) follow.name(bindings.name, []);
  for (const { name, propertyName } of named) follow.name(name, [(propertyName ?? name).text]);
  const isTypeOnly =
    clause.phaseModifier === SyntaxKind.TypeKeyword ||
    (clause.name === undefined && named.length > 0 && named.every((each) => each.isTypeOnly));
  return { form: 'import', node, isTypeOnly, ...follow.found };
}

/** `await import('x')`; a promise that goes elsewhere cannot be followed. */
function ofDynamicImport(call: ast.CallExpression, follow: UseFollower): Described {
  if (is.isAwaitExpression(call.parent)) follow.value(call.parent, []);
  else follow.giveUp('the promise of `import()` is not awaited where it stands');
  return { form: 'dynamic-import', node: call, isTypeOnly: false, ...follow.found };
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
