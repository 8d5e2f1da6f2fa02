import type { TextEdit } from '../../finding.ts';
import { type ast, is } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { addImports, bySpecifier, type CodeStyle, importStatement, type WantedImport } from './imports.ts';
import type { Target } from './target.ts';

/** Something to be declared in the target, without `export`. */
export interface Declaration {
  readonly name: string;
  readonly text: string;
}

/** The edits that put declarations into the target, exported where other files need them; undefined if it cannot export. */
export function declareIn(
  target: Target,
  declarations: readonly Declaration[],
  imports: readonly WantedImport[],
  isExported: boolean,
  like: FileView,
  style: CodeStyle,
): TextEdit[] | undefined {
  const isCommonJs = target.view?.isCommonJs ?? like.isCommonJs;
  const texts = declarations.map(({ text }) => (isExported && !isCommonJs ? exported(text) : text));
  const names = declarations.map(({ name }) => name);
  if (target.view === undefined) return [created(target.file, texts, names, imports, like, style)];
  const added = addImports(target.view, imports, like.source);
  if (!isExported || !isCommonJs) return [...added, ...atEnd(target.view, texts, style)];
  const exporting = exportsOf(target.view, texts, names, style);
  return exporting && [...added, ...exporting];
}

function created(
  file: string,
  texts: readonly string[],
  names: readonly string[],
  imports: readonly WantedImport[],
  like: FileView,
  style: CodeStyle,
): TextEdit {
  const { newLine, semicolon } = style;
  const head = [...bySpecifier(imports)].map(([specifier, list]) =>
    importStatement(specifier, list, style, like.isCommonJs),
  );
  const strict = like.isCommonJs && /^\s*['"]use strict['"]/m.test(like.source.text.slice(0, 2000));
  const parts = [
    ...(strict ? [`${style.quote}use strict${style.quote}${semicolon}`] : []),
    ...(head.length === 0 ? [] : [head.join(newLine)]),
    ...texts,
    ...(like.isCommonJs ? [`module.exports = { ${names.join(', ')} }${semicolon}`] : []),
  ];
  return {
    file,
    span: { start: 0, end: 0 },
    newText: parts.join(newLine + newLine) + newLine,
    create: true,
    label: 'Definition',
  };
}

function atEnd(view: FileView, texts: readonly string[], { newLine }: CodeStyle): TextEdit[] {
  const { text } = view.source;
  const end = text.trimEnd().length;
  const newText =
    texts.map((each) => newLine + newLine + each).join('') + (text.endsWith('\n') ? '' : newLine);
  return [{ file: view.path, span: { start: end, end }, newText, label: 'Definition' }];
}

/** `export` goes before the declaration, behind the comment that documents it. */
function exported(text: string): string {
  return text.replace(/^((?:async )?function |class )/m, 'export $1');
}

/** CommonJS: classes are not hoisted, so declarations stand before the `module.exports = { … }` that names them. */
function exportsOf(
  view: FileView,
  texts: readonly string[],
  names: readonly string[],
  style: CodeStyle,
): TextEdit[] | undefined {
  const { source, path: file } = view;
  const assignments = source.statements.flatMap((statement) => {
    const target = exportTarget(statement);
    return target === undefined ? [] : { statement, ...target };
  });
  const whole = assignments.find(({ name }) => name === 'module.exports');
  if (whole === undefined) {
    if (assignments.length === 0) return undefined;
    const prefix = assignments[0]?.name.startsWith('module') ? 'module.exports' : 'exports';
    const lines = names.map((name) => `${prefix}.${name} = ${name}${style.semicolon}`);
    return atEnd(view, [...texts, lines.join(style.newLine)], style);
  }
  if (!is.isObjectLiteralExpression(whole.value)) return undefined;
  const start = whole.statement.getStart(source);
  const last = whole.value.properties.at(-1);
  const position = last?.end ?? whole.value.getStart(source) + 1;
  const lineStart = source.text.lastIndexOf('\n', last?.getStart(source) ?? 0) + 1;
  const before = source.text.slice(lineStart, last?.getStart(source) ?? lineStart);
  const separator = /^[ \t]+$/.test(before) ? `,${style.newLine}${before}` : ', ';
  const listed =
    last === undefined ? ` ${names.join(', ')} ` : names.map((name) => separator + name).join('');
  return [
    {
      file,
      span: { start, end: start },
      newText: texts.map((text) => text + style.newLine + style.newLine).join(''),
      label: 'Definition',
    },
    { file, span: { start: position, end: position }, newText: listed, label: 'Definition' },
  ];
}

function exportTarget(statement: ast.Statement): { name: string; value: ast.Expression } | undefined {
  if (!is.isExpressionStatement(statement) || !is.isBinaryExpression(statement.expression)) return undefined;
  const name = statement.expression.left.getText();
  return /^(module\.)?exports(\.\w+)?$/.test(name) ? { name, value: statement.expression.right } : undefined;
}
