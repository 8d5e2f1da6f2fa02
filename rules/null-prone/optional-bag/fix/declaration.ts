import { type ast, is, type SourceFile, SyntaxKind } from '../../../engine/typescript.ts';
import { type BagDeclaration, isNullishNode, nameOf } from '../declarations.ts';
import type { Split, Variant } from '../variants.ts';
import { commentsOf, layoutOf, quoted, type TypeLayout } from './layout.ts';

/** Everything that the text of the union is made from. */
export interface UnionPlan {
  readonly declaration: BagDeclaration;
  readonly members: readonly ast.PropertySignatureDeclaration[];
  readonly split: Split;
  /** Names of the variants, in their order, and of what they share. */
  readonly names: readonly string[];
  readonly baseName: string;
  readonly source: SourceFile;
}

/**
 * The declaration as a union of named variants. A member that a variant lacks stays readable there as `undefined` or
 * `null`, whichever the places that build it use: every check that was written for the bag still compiles and narrows.
 */
export function unionText(plan: UnionPlan): string {
  const { declaration, members, split, names, baseName, source } = plan;
  const layout = layoutOf(declaration, members, source);
  const shared = members.filter((member) => !isPartOfVariants(member, split));
  const heritage = heritageOf(declaration, source);
  const sharedLines = shared.map((member) => lineOf(member, member.getText(source), plan, layout));
  const needsBase = shared.length > 0;
  const base = reference(baseName, `${sharedLines.join(' ')} ${heritage}`, plan);
  const variants = split.variants.map((variant, index) => {
    const lines = variantLines(variant, plan, layout);
    const used = `${lines.join(' ')} ${needsBase ? base : heritage}`;
    return {
      lines,
      reference: reference(names[index] as string, used, plan),
      declared: declared(names[index] as string, used, plan),
    };
  });
  const keywords = (declaration.modifiers ?? []).map((modifier) => `${modifier.getText(source)} `).join('');
  const alias = `${keywords}type ${declaration.name.text}${typeParameters(plan)} = ${variants.map((each) => each.reference).join(' | ')}${layout.semicolon}`;
  const blocks = [wrapped(alias, layout)];
  const extended = needsBase ? ` extends ${base}` : heritage;
  if (needsBase) {
    blocks.push(
      block(
        `interface ${declared(baseName, `${sharedLines.join(' ')} ${heritage}`, plan)}${heritage}`,
        sharedLines,
        layout,
      ),
    );
  }
  for (const variant of variants)
    blocks.push(block(`${keywords}interface ${variant.declared}${extended}`, variant.lines, layout));
  return blocks.join('\n\n').replaceAll('\n', layout.newLine);
}

function isPartOfVariants(
  member: ast.PropertySignatureDeclaration,
  { discriminant, involved }: Split,
): boolean {
  const name = nameOf(member);
  return name === discriminant || involved.includes(name);
}

function variantLines(variant: Variant, plan: UnionPlan, layout: TypeLayout): string[] {
  const { members, split, source } = plan;
  const lines: string[] = [];
  const values = variant.tags.map((tag) => quoted(tag, layout.quote)).join(' | ');
  const { discriminant } = split;
  if (discriminant !== null && members.every((member) => nameOf(member) !== discriminant)) {
    const modifier = members.every(isReadonly) ? 'readonly ' : '';
    lines.push(`${modifier}${discriminant}: ${values}${layout.separator}`);
  }
  for (const member of members) {
    const name = nameOf(member);
    if (!isPartOfVariants(member, split)) continue;
    const modifiers = (member.modifiers ?? []).map((each) => `${each.getText(source)} `).join('');
    const key = `${modifiers}${member.name.getText(source)}`;
    if (name === split.discriminant) {
      lines.push(lineOf(member, `${key}: ${values}`, plan, layout));
    } else if (variant.holds[name] === 'open')
      lines.push(lineOf(member, member.getText(source), plan, layout));
    else {
      const { present, absent } = halvesOf(member, source);
      if (variant.holds[name] === 'set') lines.push(lineOf(member, `${key}: ${present}`, plan, layout));
      else lines.push(`${key}${isOptional(member) ? '?' : ''}: ${absent}${layout.separator}`);
    }
  }
  return lines;
}

/** The type of a member where it is set, and where it is not. */
function halvesOf(
  member: ast.PropertySignatureDeclaration,
  source: SourceFile,
): { present: string; absent: string } {
  const { type } = member;
  if (type === undefined) return { present: 'unknown', absent: 'undefined' };
  const text = type.getText(source);
  if (!is.isUnionTypeNode(type)) {
    return isOptional(member)
      ? { present: text, absent: 'undefined' }
      : { present: `NonNullable<${text}>`, absent: 'null | undefined' };
  }
  const nullish = type.types.filter(isNullishNode);
  const rest = type.types.filter((part) => !isNullishNode(part));
  return {
    present: rest.map((part) => part.getText(source)).join(' | '),
    absent: nullish.length === 0 ? 'undefined' : nullish.map((part) => part.getText(source)).join(' | '),
  };
}

function isReadonly({ modifiers }: ast.PropertySignatureDeclaration): boolean {
  return modifiers?.some(({ kind }) => kind === SyntaxKind.ReadonlyKeyword) === true;
}

function isOptional(member: ast.PropertySignatureDeclaration): boolean {
  return member.postfixToken?.kind === SyntaxKind.QuestionToken;
}

/** A member with its comments, without the indentation that it had. */
function lineOf(
  member: ast.PropertySignatureDeclaration,
  text: string,
  { source }: UnionPlan,
  layout: TypeLayout,
): string {
  const { above, behind } = commentsOf(member, source);
  const bare = text.replace(/[;,]$/, '');
  return [...above, `${dedented(bare, member, source)}${layout.separator}${behind}`].join('\n');
}

/** Lines of a type over several lines keep their place relative to the member. */
function dedented(text: string, member: ast.PropertySignatureDeclaration, source: SourceFile): string {
  const start = member.getStart(source);
  const column = start - (source.text.lastIndexOf('\n', start - 1) + 1);
  const indentation = source.text.slice(start - column, start);
  return text
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(indentation) ? line.slice(column) : line))
    .join('\n');
}

function block(head: string, lines: readonly string[], { indent }: TypeLayout): string {
  const body = lines.map((line) => `${indent}${line.replaceAll('\n', `\n${indent}`)}`).join('\n');
  return `${head} {\n${body}\n}`;
}

function wrapped(alias: string, { indent }: TypeLayout): string {
  if (alias.length <= 100) return alias;
  const [head, ...rest] = alias.split(/ = | \| /);
  return `${head} =\n${rest.map((each) => `${indent}| ${each}`).join('\n')}`;
}

function heritageOf(declaration: BagDeclaration, source: SourceFile): string {
  if (!is.isInterfaceDeclaration(declaration)) return '';
  return (declaration.heritageClauses ?? []).map((clause) => ` ${clause.getText(source)}`).join('');
}

/** A name with the type parameters that its text uses. */
function reference(name: string, text: string, plan: UnionPlan): string {
  return withParameters(name, text, plan, (parameter) => parameter.name.text);
}

/** The same where it is declared: with the bounds of the parameters. */
function declared(name: string, text: string, plan: UnionPlan): string {
  return withParameters(name, text, plan, (parameter) => parameter.getText(plan.source));
}

function withParameters(
  name: string,
  text: string,
  { declaration }: UnionPlan,
  write: (parameter: ast.TypeParameterDeclaration) => string,
): string {
  const used = (declaration.typeParameters ?? []).filter((parameter) => mentions(text, parameter.name.text));
  return used.length === 0 ? name : `${name}<${used.map(write).join(', ')}>`;
}

function typeParameters({ declaration, source }: UnionPlan): string {
  const parameters = declaration.typeParameters ?? [];
  return parameters.length === 0 ? '' : `<${parameters.map((each) => each.getText(source)).join(', ')}>`;
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
}
