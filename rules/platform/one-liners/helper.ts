import { codeStyle } from '../../engine/typescript/codemods/imports.ts';
import { namesIn, unusedName } from '../../engine/typescript/codemods/names.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import type { FileView } from '../../engine/typescript/rule.ts';
import { is } from '../../engine/typescript.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

/** The line as a function of the project's own, in the file's language and style. */
export function functionText(liner: OneLiner, name: string, view: FileView): string {
  const { quote, semicolon, newLine, indent } = codeStyle(view.source);
  const { parameters } = liner;
  const line = (view.isJavaScript ? liner.line : (liner.typedLine ?? liner.line)).replaceAll("'", quote);
  const body = `${indent}return ${line.length > 90 ? broken(line, indent, newLine) : line}${semicolon}`;
  if (view.isJavaScript) {
    const list = parameters.map(({ name: each, initializer, between }) =>
      between === undefined ? `${each}${initializer === undefined ? '' : ` = ${initializer}`}` : `...${each}`,
    );
    return [...documented(liner, parameters), `function ${name}(${list.join(', ')}) {`, body, '}'].join(
      newLine,
    );
  }
  const list = parameters.map(({ name: each, type, initializer, between }) => {
    if (between !== undefined) return `...${each}: ${type}[]`;
    return initializer === undefined ? `${each}: ${type}` : `${each} = ${initializer}`;
  });
  const generic = liner.generic === undefined ? '' : `<${liner.generic}>`;
  return [`function ${name}${generic}(${list.join(', ')}): ${liner.returns} {`, body, '}'].join(newLine);
}

/** The name of the function in a file: the one that its uses have already, where it is free once the import goes. */
export function localNameIn(uses: readonly PackageUse[], liner: OneLiner, view: FileView): string {
  const [first] = uses;
  const texts = new Set(uses.map(({ node }) => (is.isIdentifier(node) ? node.text : '')));
  const name = first !== undefined && is.isIdentifier(first.node) ? first.node.text : '';
  if (texts.size === 1 && name !== '' && isDeclaredOnceAtTop(name, view)) return name;
  const taken = namesIn(view.source);
  return unusedName(liner.name, (each) => taken.has(each));
}

function isDeclaredOnceAtTop(name: string, { source }: FileView): boolean {
  const declared = source.statements.filter((statement) => {
    if (is.isImportDeclaration(statement)) {
      const { name: main, namedBindings } = statement.importClause ?? {};
      if (main?.text === name) return true;
      if (namedBindings === undefined) return false;
      if (is.isNamespaceImport(namedBindings)) return namedBindings.name.text === name;
      return namedBindings.elements.some((each) => each.name.text === name);
    }
    if (is.isImportEqualsDeclaration(statement)) return statement.name.text === name;
    if (!is.isVariableStatement(statement)) return false;
    return statement.declarationList.declarations.some((each) =>
      new RegExp(`\\b${name}\\b`).test(each.name.getText(source)),
    );
  });
  return declared.length === 1;
}

/** In JavaScript a comment tells the checker, and the reader, what the function takes. */
function documented({ generic, returns }: OneLiner, parameters: readonly Parameter[]): string[] {
  const lines = [
    ...(generic === undefined ? [] : [`@template ${generic}`]),
    ...parameters.map(({ name, type, initializer, between }) => {
      const shown = initializer === undefined ? name : `[${name}]`;
      return `@param {${between === undefined ? type : `...${type}`}} ${shown}`;
    }),
    `@returns {${returns}}`,
  ];
  return ['/**', ...lines.map((line) => ` * ${line}`), ' */'];
}

function broken(line: string, indent: string, newLine: string): string {
  const inner = `${newLine}${indent}${indent}`;
  if (!/ && | \|\| /.test(line)) return line.replace(/\)\.(?=\w+\()/g, `)${inner}.`);
  return `(${inner}${line.replace(/ (&&|\|\|) /g, ` $1${inner}`)}${newLine}${indent})`;
}
