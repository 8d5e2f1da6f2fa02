import type { TextEdit } from '../../finding.ts';
import { type ast, is, type Node, type SourceFile, SyntaxKind } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { newLineOf, spanOf, walk } from '../syntax.ts';

/** A name that a file is to have from a module. */
export interface WantedImport {
  readonly specifier: string;
  /** As the module exports it; `default` and `*` for the default export and the whole module. */
  readonly imported: string;
  readonly local: string;
  /** Only used as a type, so erased at run time. */
  readonly isType?: boolean;
}

/** How a file writes what need not be written that way. */
export interface CodeStyle {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly newLine: string;
  readonly indent: string;
}

/**
 * Edits that give a file the wanted names, in its own style: added to a declaration that imports from the same
 * module already, else as a new one after the last. Names the file already has are left out.
 * @param like a neighbour, for what the file does not tell of its style.
 */
export function addImports(
  view: FileView,
  wanted: readonly WantedImport[],
  like: SourceFile = view.source,
): TextEdit[] {
  const { source, path, isCommonJs } = view;
  const style = codeStyle(source, like);
  const missing = wanted.filter((each) => !hasImport(view, each));
  const edits: TextEdit[] = [];
  const additions: string[] = [];
  for (const [specifier, ofModule] of bySpecifier(missing)) {
    const list = isCommonJs ? requiredNames(source, specifier) : importedNames(source, specifier, ofModule);
    const named = ofModule.filter(({ imported }) => imported !== 'default' && imported !== '*');
    if (list !== undefined && named.length > 0) {
      const texts = named.map((each) => elementOf(each, isCommonJs, list.isTypeOnly));
      edits.push({ file: path, label: 'Imports', ...appended(list.elements, texts, source) });
      const others = ofModule.filter((each) => !named.includes(each));
      additions.push(...others.map((each) => importStatement(specifier, [each], style, isCommonJs)));
    } else additions.push(importStatement(specifier, ofModule, style, isCommonJs));
  }
  if (additions.length > 0) {
    edits.push({ file: path, label: 'Imports', ...newStatements(view, additions, style) });
  }
  return edits;
}

/** One statement that brings in all the names of one module. */
export function importStatement(
  specifier: string,
  names: readonly WantedImport[],
  { quote, semicolon }: Pick<CodeStyle, 'quote' | 'semicolon'>,
  isCommonJs: boolean,
): string {
  const from = `${quote}${specifier}${quote}`;
  const isTypeOnly = names.every(({ isType }) => isType === true);
  const whole = names.find(({ imported }) => imported === '*' || (isCommonJs && imported === 'default'));
  const named = names.filter(({ imported }) => imported !== '*' && imported !== 'default');
  const list = `{ ${named.map((each) => elementOf(each, isCommonJs, isTypeOnly)).join(', ')} }`;
  if (isCommonJs) {
    return `const ${whole === undefined ? list : whole.local} = require(${from})${semicolon}`;
  }
  const main = names.find(({ imported }) => imported === 'default');
  const parts = [
    ...(main === undefined ? [] : [main.local]),
    ...(whole === undefined ? [] : [`* as ${whole.local}`]),
    ...(named.length === 0 ? [] : [list]),
  ];
  return `import ${isTypeOnly ? 'type ' : ''}${parts.join(', ')} from ${from}${semicolon}`;
}

/**
 * Read off the file's own imports, texts and statements.
 * @param like a neighbour, which is asked for what the file does not tell; the usual where it tells neither.
 */
export function codeStyle(source: SourceFile, like: SourceFile = source): CodeStyle {
  const own = habitsOf(source);
  const neighbour = like === source ? own : habitsOf(like);
  return {
    quote: own.quote ?? neighbour.quote ?? "'",
    semicolon: own.semicolon ?? neighbour.semicolon ?? ';',
    newLine: newLineOf(/\n/.test(source.text) ? source.text : like.text),
    indent: own.indent ?? neighbour.indent ?? '  ',
  };
}

/** What a file tells of its style; undefined for what it has no example of. */
function habitsOf(source: SourceFile): Partial<CodeStyle> {
  const imports = source.imports.map((node) => source.text[spanOf(node, source).start] ?? '');
  const texts: string[] = [];
  let simple = 0;
  let ended = 0;
  walk(source, (node) => {
    const { kind, end, parent } = node;
    if (kind === SyntaxKind.StringLiteral && !is.isJsxAttribute(parent))
      texts.push(source.text[end - 1] ?? '');
    if (!endsInSemicolon.has(kind)) return;
    simple += 1;
    if (source.text[end - 1] === ';') ended += 1;
  });
  const quote = imports.length > 0 ? preferred(imports) : preferred(texts);
  const indent = /^(\t| {2,8})\S/m.exec(source.text)?.[1];
  return {
    ...(quote === undefined ? {} : { quote }),
    ...(simple === 0 ? {} : { semicolon: ended * 2 >= simple ? ';' : '' }),
    ...(indent === undefined ? {} : { indent }),
  };
}

function preferred(quotes: readonly string[]): CodeStyle['quote'] | undefined {
  if (quotes.length === 0) return undefined;
  return quotes.filter((quote) => quote === "'").length * 2 >= quotes.length ? "'" : '"';
}

const endsInSemicolon = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.VariableStatement,
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.PropertyDeclaration,
]);

function hasImport({ source, isCommonJs }: FileView, { specifier, imported, local }: WantedImport): boolean {
  if (isCommonJs) {
    return requiredNames(source, specifier)?.elements.some((each) => boundName(each) === local) === true;
  }
  return source.statements.some((statement) => {
    if (!is.isImportDeclaration(statement) || specifierOf(statement) !== specifier) return false;
    const { name, namedBindings } = statement.importClause ?? {};
    if (imported === 'default') return name?.text === local;
    if (namedBindings === undefined) return false;
    if (is.isNamespaceImport(namedBindings)) return imported === '*' && namedBindings.name.text === local;
    return namedBindings.elements.some((each) => each.name.text === local);
  });
}

interface NameList {
  readonly elements: readonly Node[];
  readonly isTypeOnly: boolean;
}

/** The `{ … }` of a declaration that imports from the module; one of types alone only takes types. */
function importedNames(
  source: SourceFile,
  specifier: string,
  wanted: readonly WantedImport[],
): NameList | undefined {
  for (const statement of source.statements) {
    if (!is.isImportDeclaration(statement) || specifierOf(statement) !== specifier) continue;
    const { importClause } = statement;
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || !is.isNamedImports(bindings) || bindings.elements.length === 0) continue;
    const isTypeOnly = importClause?.phaseModifier === SyntaxKind.TypeKeyword;
    if (isTypeOnly && !wanted.every(({ isType }) => isType === true)) continue;
    return { elements: bindings.elements, isTypeOnly };
  }
  return undefined;
}

/** The `{ … }` of `const { … } = require('specifier')` at the top level. */
function requiredNames(source: SourceFile, specifier: string): NameList | undefined {
  for (const statement of source.statements) {
    if (!is.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (requiredModule(initializer) !== specifier || !is.isObjectBindingPattern(name)) continue;
      if (name.elements.length > 0) return { elements: name.elements, isTypeOnly: false };
    }
  }
  return undefined;
}

function requiredModule(initializer: ast.Expression | undefined): string | undefined {
  if (initializer === undefined || !is.isCallExpression(initializer)) return undefined;
  const [argument] = initializer.arguments;
  return initializer.expression.getText() === 'require' &&
    argument !== undefined &&
    is.isStringLiteral(argument)
    ? argument.text
    : undefined;
}

function specifierOf({ moduleSpecifier }: ast.ImportDeclaration): string | undefined {
  return is.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

function boundName(element: Node): string | undefined {
  return is.isBindingElement(element) ? element.name?.getText() : undefined;
}

function elementOf(
  { imported, local, isType }: WantedImport,
  isCommonJs: boolean,
  inTypeOnly: boolean,
): string {
  const renamed = imported === local ? local : `${imported}${isCommonJs ? ':' : ' as'} ${local}`;
  return isType === true && !inTypeOnly ? `type ${renamed}` : renamed;
}

/** More elements at the end of a list that keeps its layout: one per line where it has one per line. */
function appended(
  elements: readonly Node[],
  texts: readonly string[],
  source: SourceFile,
): Pick<TextEdit, 'span' | 'newText'> {
  const last = elements.at(-1) as Node;
  const { start, end } = spanOf(last, source);
  const lineStart = source.text.lastIndexOf('\n', start) + 1;
  const before = source.text.slice(lineStart, start);
  const separator = /^[ \t]+$/.test(before) ? `,${newLineOf(source.text)}${before}` : ', ';
  return { span: { start: end, end }, newText: texts.map((text) => separator + text).join('') };
}

function newStatements(
  { source }: FileView,
  statements: readonly string[],
  { newLine }: CodeStyle,
): Pick<TextEdit, 'span' | 'newText'> {
  const last = lastHeadStatement(source);
  if (last === undefined) {
    const start = /^#!.*\r?\n/.exec(source.text)?.[0].length ?? 0;
    return {
      span: { start, end: start },
      newText: statements.map((each) => each + newLine).join('') + newLine,
    };
  }
  const end = last.end;
  const gap = is.isExpressionStatement(last) ? newLine : '';
  return { span: { start: end, end }, newText: gap + statements.map((each) => newLine + each).join('') };
}

/** The last import of a file, else its last directive such as 'use strict'. */
function lastHeadStatement({ statements }: SourceFile): ast.Statement | undefined {
  const imports = statements.filter((statement) => is.isImportDeclaration(statement) || isRequire(statement));
  return imports.at(-1) ?? statements.filter(isDirective).at(-1);
}

function isRequire(statement: ast.Statement): boolean {
  return (
    is.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(
      ({ initializer }) => requiredModule(initializer) !== undefined,
    )
  );
}

function isDirective(statement: ast.Statement): boolean {
  return is.isExpressionStatement(statement) && is.isStringLiteral(statement.expression);
}

/** The wanted names of each module, in order. */
export function bySpecifier(wanted: readonly WantedImport[]): Map<string, WantedImport[]> {
  const lists = new Map<string, WantedImport[]>();
  for (const each of wanted) {
    const list = lists.get(each.specifier);
    if (list === undefined) lists.set(each.specifier, [each]);
    else list.push(each);
  }
  return lists;
}
