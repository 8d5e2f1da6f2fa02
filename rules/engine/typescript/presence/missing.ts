import { type Node, SyntaxKind, type Type, TypeFlags } from '../../typescript.ts';
import { hasModifier } from '../syntax.ts';
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
