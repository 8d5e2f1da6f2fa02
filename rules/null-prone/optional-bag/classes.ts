import type { FileView } from '../../engine/typescript/rule.ts';
import {
  enclosingSymbol,
  hasModifier,
  isFieldOfThis,
  spanOf,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, ModifierFlags, type Node, SyntaxKind, type Type } from '../../engine/typescript.ts';
import { type BagMember, mayBeMissingBySyntax, memberFact, nameOf, openBags } from './declarations.ts';
import type { DeclarationFact, Known, Origin } from './facts.ts';
import { knownOf } from './known.ts';
import { declarationKey } from './type-key.ts';

/** A class whose constructor takes what its instances are to be, and whose fields may then be missing. */
export interface BagClass {
  readonly declaration: ast.ClassDeclaration & { readonly name: ast.Identifier };
  readonly members: readonly BagMember[];
  readonly constructed: Readonly<Record<string, Origin>>;
}

/**
 * The class if its fields could be alternatives as far as syntax tells. What inherits has members that are not seen here, and
 * what is decorated is made by a framework.
 */
export function suspectClass(node: ast.ClassDeclaration): BagClass | undefined {
  if (!isNamed(node) || !is.isSourceFile(node.parent) || openBags.test(node.name.text)) return undefined;
  const inherits = node.heritageClauses?.some(({ token }) => token === SyntaxKind.ExtendsKeyword) === true;
  const maker = node.members.find(
    (member): member is ast.ConstructorDeclaration =>
      is.isConstructorDeclaration(member) && member.body !== undefined,
  );
  if (maker === undefined || inherits || isSpecial(node)) return undefined;
  const fields = node.members.filter(
    (member): member is ast.PropertyDeclaration =>
      is.isPropertyDeclaration(member) && (member.modifierFlags & ModifierFlags.Static) === 0,
  );
  const members = [...fields, ...maker.parameters.filter(isParameterProperty)];
  if (members.some((member) => !is.isIdentifier(member.name as Node) || isSpecial(member))) return undefined;
  if (members.length > 40 || members.filter(mayBeMissingBySyntax).length < 2) return undefined;
  const constructed = originsIn(maker, fields);
  return constructed && { declaration: node, members, constructed };
}

export function classFact(
  { declaration, members, constructed }: BagClass,
  types: readonly (Type | undefined)[],
  file: FileView,
  questions: TypeQuestions,
): DeclarationFact {
  const { name } = declaration;
  return {
    kind: 'declaration',
    type: declarationKey(file.path, name.text),
    name: name.text,
    span: spanOf(name, file.source),
    symbol: enclosingSymbol(name),
    members: members.map((member, index) => memberFact(member, types[index], questions)),
    exported: (declaration.modifierFlags & ModifierFlags.Export) !== 0,
    constructed,
  };
}

function originsIn(
  maker: ast.ConstructorDeclaration,
  fields: readonly ast.PropertyDeclaration[],
): Record<string, Origin> | undefined {
  const parameters = parametersOf(maker);
  const origins: Record<string, Origin> = {};
  for (const field of fields) origins[nameOf(field)] = givenBy(field.initializer);
  for (const parameter of maker.parameters.filter(isParameterProperty)) {
    const origin = parameters.get(nameOf(parameter));
    if (origin !== undefined) origins[nameOf(parameter)] = origin;
  }
  const statements = new Set<Node>(maker.body?.statements ?? []);
  let isPlain = true;
  walk(maker, (node) => {
    if (is.isCallExpression(node) && /^Object\.assign$/.test(node.expression.getText())) isPlain = false;
    if (!is.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return;
    const name = fieldOfThis(node.left);
    if (name === undefined) return;
    // What is set under a condition is set in some instances.
    const isCertain = is.isExpressionStatement(node.parent) && statements.has(node.parent);
    origins[name] = isCertain ? originOf(node.right, parameters) : unclear;
  });
  return isPlain ? origins : undefined;
}

const unclear: Origin = { kind: 'known', known: { presence: 'unknown' } };

const missing: Known = { presence: 'missing' };

/** The names that a constructor knows its arguments by, and the members that it takes out of them. */
function parametersOf({ parameters }: ast.ConstructorDeclaration): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const [index, { name, initializer, dotDotDotToken }] of parameters.entries()) {
    if (dotDotDotToken !== undefined) continue;
    if (is.isIdentifier(name)) {
      origins.set(name.text, { kind: 'argument', index, member: null, otherwise: ifLeftOut(initializer) });
    } else if (is.isObjectBindingPattern(name)) {
      for (const element of name.elements) {
        if (element.dotDotDotToken !== undefined || !element.name || !is.isIdentifier(element.name)) continue;
        const member = element.propertyName?.getText() ?? element.name.text;
        const otherwise = ifLeftOut(element.initializer);
        origins.set(element.name.text, { kind: 'argument', index, member, otherwise });
      }
    }
  }
  return origins;
}

/** What a field gets by `this.field = value` in the constructor. */
function originOf(value: ast.Expression, parameters: ReadonlyMap<string, Origin>): Origin {
  const at = unwrap(value);
  const parameter = is.isIdentifier(at) ? parameters.get(at.text) : undefined;
  if (parameter !== undefined) return parameter;
  if (is.isPropertyAccessExpression(at) && is.isIdentifier(at.expression) && is.isIdentifier(at.name)) {
    const owner = parameters.get(at.expression.text);
    if (owner?.kind === 'argument' && owner.member === null) return { ...owner, member: at.name.text };
  }
  if (is.isBinaryExpression(at) && at.operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
    const origin = originOf(at.left, parameters);
    if (origin.kind === 'argument') return { ...origin, otherwise: ifLeftOut(at.right) };
  }
  return givenBy(at);
}

function givenBy(value: ast.Expression | undefined): Origin {
  const known = value === undefined ? missing : knownOf(unwrap(value));
  return known === undefined ? unclear : { kind: 'known', known };
}

function ifLeftOut(standIn: ast.Expression | undefined): Known {
  return standIn === undefined ? missing : (knownOf(standIn) ?? { presence: 'unknown' });
}

function fieldOfThis(node: ast.Expression): string | undefined {
  return isFieldOfThis(node) ? node.name.text : undefined;
}

function isParameterProperty(parameter: ast.ParameterDeclaration): boolean {
  return (parameter.modifierFlags & ModifierFlags.ParameterPropertyModifier) !== 0;
}

function isNamed(node: ast.ClassDeclaration): node is BagClass['declaration'] {
  return node.name !== undefined;
}

function isSpecial(node: Node): boolean {
  const kinds = [SyntaxKind.Decorator, SyntaxKind.AbstractKeyword, SyntaxKind.DeclareKeyword];
  return kinds.some((kind) => hasModifier(node, kind));
}
