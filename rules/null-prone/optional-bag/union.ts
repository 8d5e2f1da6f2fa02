import type { EditPlan, Place, Refusal } from '../../engine/finding.ts';
import type { TypeScriptFixContext } from '../../engine/typescript/rule.ts';
import { newLineOf, nodeAt } from '../../engine/typescript/syntax.ts';
import { ast, is, type Node, type SourceFile, SyntaxKind } from '../../engine/typescript.ts';
import { type BagDeclaration, nameOf, propertiesOf } from './declarations.ts';
import type { BagEvidence, Shape } from './evidence.ts';

/**
 * Writes the declaration as a union of named variants. A member that a variant lacks stays readable there as
 * `undefined` or `null`, whichever the places that build it use: every check that was written for the bag still
 * compiles, narrows from now on, and nothing changes when the program runs.
 */
export function toUnion(
  name: Place,
  evidence: BagEvidence,
  context: TypeScriptFixContext,
): EditPlan | Refusal {
  const source = context.view(name.file)?.source;
  const declaration = source && nodeAt(source, name.span)?.parent;
  if (source === undefined || declaration === undefined || !isBag(declaration)) {
    return { refused: 'The declaration is no longer where it was.' };
  }
  const properties = propertiesOf(declaration);
  if (properties === undefined) return { refused: 'The type has members that are not properties.' };
  const writer = new UnionWriter(declaration, properties, evidence, source);
  const taken = writer.declaredNames().find((each) => new RegExp(`\\b${each}\\b`).test(source.text));
  if (taken !== undefined) return { refused: `The name ${taken} is taken in this file.` };
  const untold = writer.tagsWithoutVariant();
  if (untold.length > 0) {
    return {
      refused: `Nothing in the program builds one whose ${evidence.discriminant} is ${untold.join(' or ')}, so it is open what is set then.`,
    };
  }
  return {
    edits: [
      {
        file: name.file,
        span: { start: declaration.getStart(source), end: declaration.end },
        newText: writer.write(),
        label: 'Definition',
      },
    ],
  };
}

class UnionWriter {
  readonly #declaration: BagDeclaration;
  readonly #properties: readonly ast.PropertySignatureDeclaration[];
  readonly #evidence: BagEvidence;
  readonly #source: SourceFile;
  readonly #involved: ReadonlySet<string>;

  constructor(
    declaration: BagDeclaration,
    properties: readonly ast.PropertySignatureDeclaration[],
    evidence: BagEvidence,
    source: SourceFile,
  ) {
    this.#declaration = declaration;
    this.#properties = properties;
    this.#evidence = evidence;
    this.#source = source;
    this.#involved = new Set(evidence.involved);
  }

  declaredNames(): string[] {
    const variants = this.#evidence.shapes.map((shape) => this.#variantName(shape));
    return this.#shared().length > 0 ? [this.#baseName(), ...variants] : variants;
  }

  /** Values of the discriminant that no construction has. */
  tagsWithoutVariant(): string[] {
    const built = new Set(this.#evidence.shapes.flatMap(({ tags }) => tags));
    return this.#evidence.discriminantValues.filter((value) => !built.has(value));
  }

  write(): string {
    const { shapes } = this.#evidence;
    const blocks: string[] = [];
    const shared = this.#shared();
    // The comment above the declaration stays above what is written first; the alias comes first for that reason.
    const keywords = this.#keywords();
    const name = this.#declaration.name.text;
    const union = shapes.map((shape) => this.#reference(this.#variantName(shape), this.#textOf(shape)));
    blocks.push(`${keywords}type ${name}${this.#typeParameters()} = ${union.join(' | ')};`);
    if (shared.length > 0) {
      blocks.push(
        this.#interface(
          this.#baseName(),
          '',
          shared.map((property) => this.#fullText(property)),
        ),
      );
    }
    for (const shape of shapes) {
      const heritage =
        shared.length > 0 ? ` extends ${this.#reference(this.#baseName(), this.#sharedText())}` : '';
      blocks.push(this.#interface(this.#variantName(shape), heritage, this.#membersOf(shape)));
    }
    return blocks.join('\n\n').replaceAll('\n', newLineOf(this.#source.text));
  }

  #shared(): ast.PropertySignatureDeclaration[] {
    return this.#properties.filter(
      (property) => !this.#involved.has(nameOf(property)) && nameOf(property) !== this.#evidence.discriminant,
    );
  }

  #membersOf(shape: Shape): string[] {
    const members: string[] = [];
    for (const property of this.#properties) {
      const name = nameOf(property);
      const prefix = this.#modifiers(property);
      const key = property.name.getText(this.#source);
      if (name === this.#evidence.discriminant) {
        members.push(
          `${this.#docs(property)}${prefix}${key}: ${shape.tags.map((tag) => this.#quoted(tag)).join(' | ')};`,
        );
      } else if (this.#involved.has(name)) {
        const isOptional = property.postfixToken?.kind === SyntaxKind.QuestionToken;
        const { present, absent } = this.#split(property);
        if (shape.members.includes(name)) members.push(`${this.#docs(property)}${prefix}${key}: ${present};`);
        else members.push(`${prefix}${key}${isOptional ? '?' : ''}: ${absent};`);
      }
    }
    return members;
  }

  /** The type of a member where it is set, and where it is not. */
  #split(property: ast.PropertySignatureDeclaration): { present: string; absent: string } {
    const { type } = property;
    const isOptional = property.postfixToken?.kind === SyntaxKind.QuestionToken;
    if (!is.isUnionTypeNode(type)) return { present: type.getText(this.#source), absent: 'undefined' };
    const nullish = type.types.filter((part) => isNullishNode(part));
    const rest = type.types.filter((part) => !isNullishNode(part));
    const absent = nullish.map((part) => part.getText(this.#source));
    return {
      present: rest.map((part) => part.getText(this.#source)).join(' | '),
      absent: absent.length > 0 ? absent.join(' | ') : isOptional ? 'undefined' : 'never',
    };
  }

  #interface(name: string, heritage: string, members: readonly string[]): string {
    const text = `${members.join(' ')} ${heritage}`;
    const body = members.map((member) => `  ${member.replaceAll('\n', '\n  ')}`).join('\n');
    return `interface ${this.#reference(name, text, true)}${heritage} {\n${body}\n}`;
  }

  /** A name with the type parameters that its text uses; with their bounds where it is declared. */
  #reference(name: string, text: string, declared = false): string {
    const used = (this.#declaration.typeParameters ?? []).filter((parameter) =>
      new RegExp(`\\b${parameter.name.text}\\b`).test(text),
    );
    if (used.length === 0) return name;
    return `${name}<${used.map((each) => (declared ? each.getText(this.#source) : each.name.text)).join(', ')}>`;
  }

  #typeParameters(): string {
    const parameters = this.#declaration.typeParameters ?? [];
    return parameters.length === 0
      ? ''
      : `<${parameters.map((each) => each.getText(this.#source)).join(', ')}>`;
  }

  #keywords(): string {
    return (this.#declaration.modifiers ?? [])
      .map((modifier) => `${modifier.getText(this.#source)} `)
      .join('');
  }

  #baseName(): string {
    return `${this.#declaration.name.text}Base`;
  }

  #variantName(shape: Shape): string {
    const name = this.#declaration.name.text;
    if (
      shape.tags.length > 0 &&
      shape.tags.length <= 2 &&
      shape.tags.every((tag) => /^"[A-Za-z]/.test(tag))
    ) {
      return name + shape.tags.map((tag) => pascal(JSON.parse(tag) as string)).join('Or');
    }
    return shape.members.length === 0
      ? `${name}Plain`
      : `${name}With${shape.members.map(pascal).join('And')}`;
  }

  #textOf(shape: Shape): string {
    return `${this.#membersOf(shape).join(' ')} ${this.#sharedText()}`;
  }

  #sharedText(): string {
    return this.#shared()
      .map((property) => property.getText(this.#source))
      .join(' ');
  }

  #fullText(property: ast.PropertySignatureDeclaration): string {
    return `${this.#docs(property)}${property.getText(this.#source).replace(/[;,]$/, '')};`;
  }

  /** Comments above a member, without their indentation. */
  #docs(property: ast.PropertySignatureDeclaration): string {
    const { text } = this.#source;
    const comments = ast.getLeadingCommentRanges(text, property.pos) ?? [];
    return comments
      .map(({ pos, end }) => `${text.slice(pos, end).replace(/\r?\n[ \t]+/g, '\n ')}\n`)
      .join('');
  }

  #modifiers(property: ast.PropertySignatureDeclaration): string {
    return (property.modifiers ?? []).map((modifier) => `${modifier.getText(this.#source)} `).join('');
  }

  #quoted(tag: string): string {
    const usesSingle = /'[^'\n]*'/.test(this.#source.text);
    return tag.startsWith('"') && usesSingle && !tag.includes("'") ? `'${tag.slice(1, -1)}'` : tag;
  }
}

function isBag(node: Node): node is BagDeclaration {
  return is.isInterfaceDeclaration(node) || is.isTypeAliasDeclaration(node);
}

function isNullishNode(node: Node): boolean {
  return (
    node.kind === SyntaxKind.UndefinedKeyword ||
    (is.isLiteralTypeNode(node) && node.literal.kind === SyntaxKind.NullKeyword)
  );
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
