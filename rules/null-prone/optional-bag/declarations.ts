import type { FileView } from '../../engine/typescript/rule.ts';
import { enclosingSymbol, spanOf } from '../../engine/typescript/syntax.ts';
import { isNullish, type TypeQuestions } from '../../engine/typescript/types.ts';
import {
  type ast,
  is,
  ModifierFlags,
  type Node,
  SyntaxKind,
  type Type,
  TypeFlags,
} from '../../engine/typescript.ts';
import type { DeclarationFact, MemberFact } from './facts.ts';
import { literalsOf } from './literal-values.ts';
import { declarationKey } from './type-key.ts';

/** A member of a type, of a class, or a parameter that becomes one. */
export type BagMember = ast.PropertySignatureDeclaration | ast.PropertyDeclaration | ast.ParameterDeclaration;

export type BagDeclaration = ast.InterfaceDeclaration | ast.TypeAliasDeclaration;

/** Bags of options are what optional members are for: each may be given or not, whatever the others are. */
export const openBags =
  /(?:Options?|Opts|Config(?:uration)?s?|Settings?|Props?|Params?|Args|Arguments|Attributes|Attrs|Overrides|Defaults|Filters?|Query|Where|Patch|Update|Theme|Styles?|Dto|DTO|Env|Flags|Hooks|Handlers|Callbacks|Meta|Metadata|Manifest|PackageJson|Schema|Preferences|Headers)$/;

/** The declaration if its members could be alternatives as far as syntax tells; undefined otherwise. */
export function suspectDeclaration(
  node: Node,
): { declaration: BagDeclaration; members: readonly Node[] } | undefined {
  if (!is.isInterfaceDeclaration(node) && !is.isTypeAliasDeclaration(node)) return undefined;
  if (!is.isSourceFile(node.parent) || openBags.test(node.name.text)) return undefined;
  const members = propertiesOf(node);
  if (members === undefined || members.length < 2 || members.length > 40) return undefined;
  if (members.filter(mayBeMissingBySyntax).length < 2) return undefined;
  return { declaration: node, members: members.map((member) => member.name) };
}

export function propertiesOf(
  declaration: BagDeclaration,
): readonly ast.PropertySignatureDeclaration[] | undefined {
  const elements = is.isInterfaceDeclaration(declaration)
    ? declaration.members
    : is.isTypeLiteralNode(declaration.type)
      ? declaration.type.members
      : undefined;
  if (elements === undefined) return undefined;
  const properties = elements.filter(is.isPropertySignatureDeclaration);
  const named = properties.every(
    (property) => is.isIdentifier(property.name) || is.isStringLiteral(property.name),
  );
  // Methods, call and index signatures make it something else than a record of data.
  return named && properties.length === elements.length ? properties : undefined;
}

export function declarationFact(
  declaration: BagDeclaration,
  types: readonly (Type | undefined)[],
  file: FileView,
  questions: TypeQuestions,
): DeclarationFact {
  const properties = propertiesOf(declaration) ?? [];
  return {
    kind: 'declaration',
    type: declarationKey(file.path, declaration.name.text),
    name: declaration.name.text,
    span: spanOf(declaration.name, file.source),
    symbol: enclosingSymbol(declaration.name),
    members: properties.map((property, index) => memberFact(property, types[index], questions)),
    exported: (declaration.modifierFlags & ModifierFlags.Export) !== 0,
    constructed: null,
  };
}

export function nameOf({ name }: BagMember): string {
  return (name as ast.Identifier | ast.StringLiteral).text;
}

export function isNullishNode(node: Node): boolean {
  return (
    node.kind === SyntaxKind.UndefinedKeyword ||
    (is.isLiteralTypeNode(node) && node.literal.kind === SyntaxKind.NullKeyword)
  );
}

export function memberFact(
  property: BagMember,
  type: Type | undefined,
  questions: TypeQuestions,
): MemberFact {
  const parts = type === undefined ? [] : questions.constituents(type);
  const rest = parts.filter((part) => !isNullish(part));
  const values = type === undefined ? undefined : literalsOf(type, questions);
  return {
    name: nameOf(property),
    mayBeMissing: mayBeMissingBySyntax(property) || parts.some(isNullish),
    values: values !== undefined && values.length >= 2 ? inWrittenOrder(values, property) : null,
    isFunction: rest.length > 0 && rest.every((part) => questions.callSignatures(part).length > 0),
    isAlwaysTruthy: rest.length > 0 && rest.every(({ flags }) => (flags & TypeFlags.Object) !== 0),
  };
}

/** Readers know the order of the declaration; what it does not spell, such as the values of an enum, comes last. */
function inWrittenOrder(values: readonly string[], { type }: BagMember): string[] {
  const text = type?.getText() ?? '';
  if (values.includes('true')) return ['true', 'false'];
  const position = (value: string): number => {
    const bare = value.startsWith('"') ? value.slice(1, -1) : value;
    const at = text.search(new RegExp(`(?<![\\w-])${bare.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`));
    return at < 0 ? text.length : at;
  };
  return [...values].sort((a, b) => position(a) - position(b));
}

export function mayBeMissingBySyntax(property: BagMember): boolean {
  const { type } = property;
  const mark = is.isParameterDeclaration(property) ? property.questionToken : property.postfixToken;
  if (mark?.kind === SyntaxKind.QuestionToken) return true;
  return type !== undefined && is.isUnionTypeNode(type) && type.types.some(isNullishNode);
}
