import { hasDecorator, mayBeMissing } from '../../engine/typescript/presence/missing.ts';
import type { Answers, JudgeContext, Suspect } from '../../engine/typescript/rule.ts';
import { enclosingFunction, enclosingSymbol, foldedText, spanOf } from '../../engine/typescript/syntax.ts';
import { isNullish } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind } from '../../engine/typescript.ts';
import type { MemberFact } from './facts.ts';
import { type Guard, guardOf } from './guard.ts';

/** A guard that throws because a member of some object is missing. */
export interface MemberSuspect {
  readonly is: 'member';
  readonly guard: Guard;
  readonly access: ast.PropertyAccessExpression;
}

export function suspectMember(node: ast.IfStatement): Suspect<MemberSuspect> | undefined {
  const guard = guardOf(node);
  if (guard?.outcome !== 'throw' || !guard.isSole || guard.statements.length !== 1) return undefined;
  const [access] = guard.missing;
  if (access === undefined || !is.isPropertyAccessExpression(access)) return undefined;
  if (access.expression.kind === SyntaxKind.ThisKeyword) return undefined;
  return { data: { is: 'member', guard, access }, types: [access], symbols: [access.name] };
}

export function memberFact(
  { guard, access }: MemberSuspect,
  { types: [type], symbols: [symbol] }: Answers,
  { questions }: JudgeContext,
): MemberFact | undefined {
  if (!mayBeMissing(type, questions) || !questions.constituents(type).some(isNullish)) return undefined;
  const [declaration, ...others] = symbol === undefined ? [] : questions.declarations(symbol);
  if (declaration === undefined || others.length > 0 || !isMember(declaration)) return undefined;
  const file = declaration.getSourceFile().fileName;
  if (isForeign(file) || hasDecorator(declaration)) return undefined;
  const owner = ownerOf(declaration);
  const [thrown] = guard.statements;
  if (owner === undefined || thrown === undefined) return undefined;
  return {
    is: 'member',
    name: access.name.text,
    owner,
    declared: { file, span: spanOf(declaration.name) },
    symbol: enclosingSymbol(declaration.name),
    syntax: `member ${access.name.text}`,
    span: spanOf(guard.node),
    within: enclosingFunction(guard.node).getStart(),
    thrown: foldedText(thrown),
  };
}

type Member = ast.PropertySignatureDeclaration | ast.PropertyDeclaration | ast.GetAccessorDeclaration;

/** What a type declares for itself; members of schemas, literals and tables are given by the data. */
function isMember(node: Node): node is Member {
  return (
    is.isPropertySignatureDeclaration(node) ||
    is.isPropertyDeclaration(node) ||
    is.isGetAccessorDeclaration(node)
  );
}

function ownerOf(declaration: Node): string | undefined {
  const { parent } = declaration;
  if (is.isInterfaceDeclaration(parent) || is.isClassLikeDeclaration(parent)) return parent.name?.text;
  const alias = parent.parent;
  return is.isTypeAliasDeclaration(alias) ? alias.name.text : undefined;
}

function isForeign(file: string): boolean {
  return (
    file.includes('/node_modules/') || /\.d\.[cm]?ts$/.test(file) || /[./_-](generated|gen)[./]/.test(file)
  );
}
