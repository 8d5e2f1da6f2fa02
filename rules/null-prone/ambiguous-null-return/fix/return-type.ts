import type { LocalEdit } from '../../../engine/local-edits.ts';
import { namesIn, pascalCase, unusedName } from '../../../engine/typescript/codemods/names.ts';
import { layoutOf } from '../../../engine/typescript/layout.ts';
import type { FileView } from '../../../engine/typescript/rule.ts';
import { findAncestor, hasModifier, indentationAt, spanOf } from '../../../engine/typescript/syntax.ts';
import { isNullish, type TypeQuestions } from '../../../engine/typescript/types.ts';
import { ast, is, type Node, SyntaxKind, type Type } from '../../../engine/typescript.ts';
import type { FunctionNode, NamedFunction } from '../functions.ts';
import { exportedName } from './public.ts';

/** The return type of a function that gives a result; nothing where it is left to be inferred. */
export function returnTypeEdits(
  named: NamedFunction,
  reasons: readonly string[],
  values: readonly (Type | undefined)[],
  view: FileView,
  questions: TypeQuestions,
): LocalEdit[] | string {
  const { fn, name } = named;
  if (view.isJavaScript) return documentedType(fn, reasons, values, questions);
  const { type } = fn;
  if (type === undefined) return [];
  const inner = promised(type) ?? type;
  const value = withoutNothing(inner);
  const union = unionText(value, reasons);
  const statement = findAncestor(fn, isTopLevel);
  const isGeneric = typeParametersAround(fn).some((each) => new RegExp(`\\b${each}\\b`).test(value));
  if (statement === undefined || isGeneric) return [{ span: spanOf(inner), newText: union }];
  const taken = namesIn(view.source);
  const alias = unusedName(`${pascalCase(name.text)}Result`, (each) => taken.has(each));
  const isExported = exportedName(fn) !== undefined || hasModifier(statement, SyntaxKind.ExportKeyword);
  const { newLine, end, step } = layoutOf(fn);
  const start = startWithComments(statement, view);
  const variants = [`{ ok: true; value: ${value} }`, `{ ok: false; reason: ${reasons.join(' | ')} }`];
  const oneLine = `${isExported ? 'export ' : ''}type ${alias} = ${variants.join(' | ')}${end}`;
  const declared =
    oneLine.length <= 100
      ? oneLine
      : `${isExported ? 'export ' : ''}type ${alias} =${variants.map((each) => `${newLine}${step}| ${each}`).join('')}${end}`;
  return [
    { span: { start, end: start }, newText: `${declared}${newLine}${newLine}` },
    { span: spanOf(inner), newText: alias },
  ];
}

function unionText(value: string, reasons: readonly string[]): string {
  return `{ ok: true; value: ${value} } | { ok: false; reason: ${reasons.join(' | ')} }`;
}

/** `T` of `Promise<T>` as it is written. */
function promised(type: ast.TypeNode): ast.TypeNode | undefined {
  if (!is.isTypeReferenceNode(type) || type.typeName.getText() !== 'Promise') return undefined;
  return type.typeArguments?.[0];
}

/** The text of a type without `null` and `undefined`, also where these hide behind a name. */
function withoutNothing(type: ast.TypeNode): string {
  if (!is.isUnionTypeNode(type)) return `NonNullable<${type.getText()}>`;
  const rest = type.types.filter((part) => !/^(null|undefined|void)$/.test(part.getText()));
  if (rest.length === type.types.length) return `NonNullable<${type.getText()}>`;
  return rest.map((part) => part.getText()).join(' | ');
}

function typeParametersAround(fn: FunctionNode): string[] {
  const names: string[] = [];
  for (let at: Node | undefined = fn; at !== undefined; at = at.parent) {
    const { typeParameters } = at as { typeParameters?: readonly ast.TypeParameterDeclaration[] };
    if (Array.isArray(typeParameters)) names.push(...typeParameters.map(({ name }) => name.text));
  }
  return names;
}

/** Where a declaration starts with the comments that belong to it. */
function startWithComments(statement: Node, { source: { text } }: FileView): number {
  let start = statement.getStart();
  for (const { pos, end } of [...(ast.getLeadingCommentRanges(text, statement.pos) ?? [])].reverse()) {
    if (/\n[ \t]*\r?\n/.test(text.slice(end, start))) break;
    start = pos;
  }
  return start;
}

/** In plain JavaScript the type stands in the comment above, as nothing else tells `true` from a boolean. */
function documentedType(
  fn: FunctionNode,
  reasons: readonly string[],
  values: readonly (Type | undefined)[],
  questions: TypeQuestions,
): LocalEdit[] | string {
  const isAsync = hasModifier(fn, SyntaxKind.AsyncKeyword);
  const holder = findAncestor(fn, isDocumented) ?? fn;
  const source = fn.getSourceFile();
  const comment = (ast.getLeadingCommentRanges(source.text, holder.pos) ?? [])
    .filter(({ pos }) => source.text.startsWith('/**', pos))
    .at(-1);
  const wrap = (value: string): string => {
    const union = `{ ok: true, value: ${value} } | { ok: false, reason: ${reasons.join(' | ')} }`;
    return isAsync ? `Promise<${union}>` : union;
  };
  if (comment !== undefined) {
    const documented = source.text.slice(comment.pos, comment.end);
    const tag = /(@returns?\s*)\{([^{}]+)\}/.exec(documented);
    if (tag !== null) {
      const start = comment.pos + tag.index + (tag[1] as string).length + 1;
      const written = tag[2] as string;
      const bare = /^Promise<(.*)>$/.exec(written.trim())?.[1] ?? written;
      const rest = bare.split('|').filter((part) => !/^\s*\??(null|undefined|void)\s*$/.test(part));
      const value = rest
        .join('|')
        .trim()
        .replace(/^\(|\)$/g, '')
        .replace(/^\?/, '');
      return [{ span: { start, end: start + written.length }, newText: wrap(value) }];
    }
    return 'The comment above it does not say what it returns.';
  }
  const texts = new Set<string>();
  for (const type of values) {
    if (type === undefined) return 'The type of what it returns is not known.';
    for (const part of questions.constituents(type)) if (!isNullish(part)) texts.add(questions.text(part));
  }
  const start = holder.getStart();
  const { newLine, text } = layoutOf(fn);
  const newText = `/** @returns {${wrap([...texts].join(' | '))}} */${newLine}${indentationAt(text, start)}`;
  return [{ span: { start, end: start }, newText }];
}

function isDocumented(node: Node): node is Node {
  return (
    is.isFunctionDeclaration(node) ||
    is.isMethodDeclaration(node) ||
    is.isPropertyDeclaration(node) ||
    is.isVariableStatement(node)
  );
}

function isTopLevel(node: Node): node is Node {
  return node.parent !== undefined && is.isSourceFile(node.parent);
}
