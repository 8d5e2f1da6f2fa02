import { is, type Node, SyntaxKind, type Type, TypeFlags } from '../../typescript.ts';
import { hasModifier, isFieldOfThis, isStaticMember } from '../syntax.ts';
import { isNullish, isUnresolved, type TypeQuestions } from '../types.ts';

/**
 * A flag is no value that may be missing, nor is a number, whose zero may stand for no. What the type says is always there but is
 * checked all the same may be missing until something has set it.
 */
export function mayBeMissing(type: Type | undefined, questions: TypeQuestions): type is Type {
  if (isUnresolved(type)) return false;
  const parts = questions.constituents(type);
  const present = parts.filter((part) => !isNullish(part));
  const answers = TypeFlags.BooleanLike | TypeFlags.NumberLike | TypeFlags.BigIntLike;
  if (present.length === 0 || present.some(({ flags }) => (flags & answers) !== 0)) return false;
  return present.length < parts.length || present.every(({ flags }) => (flags & TypeFlags.Object) !== 0);
}

/** Columns of a table and what a framework injects are missing for reasons of their own. */
export function hasDecorator(declaration: Node): boolean {
  return hasModifier(declaration, SyntaxKind.Decorator);
}

/** A field that may be missing, as one member of its class asks for it. */
export interface AskedField {
  /** Tells the field from all others of its file. */
  readonly field: string;
  /** Offset of the member that asks. */
  readonly member: number;
}

/** The field of its class that `this.name` is, where it may be missing; null for any other place. */
export function askedField(
  access: Node | undefined,
  type: Type | undefined,
  questions: TypeQuestions,
): AskedField | null {
  if (access === undefined || !isFieldOfThis(access) || !mayBeMissing(type, questions)) return null;
  const member = memberAround(access);
  if (member === undefined || !is.isClassLikeDeclaration(member.parent) || isStaticMember(member))
    return null;
  const name = access.name.text;
  const isInjected = member.parent.members.some(
    (each) => (each as { name?: Node }).name?.getText() === name && hasDecorator(each),
  );
  return isInjected ? null : { field: `${member.parent.getStart()} ${name}`, member: member.getStart() };
}

/** The member of a class whose `this` a node sees. */
function memberAround(node: Node): Node | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent) {
    if (is.isFunctionExpression(at) || is.isFunctionDeclaration(at)) return undefined;
    if (at.parent !== undefined && is.isClassLikeDeclaration(at.parent)) return at;
  }
  return undefined;
}
