import type { FileView } from '../../../engine/typescript/rule.ts';
import { hasModifier } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { isUnresolved } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { NamedFunction } from '../functions.ts';

/** Why a function's return type is not its own to change; undefined where it is. */
export function obstacleTo(
  { fn, name }: NamedFunction,
  view: FileView,
  questions: TypeQuestions,
): string | undefined {
  const { text } = name;
  const owner = fn.parent;
  if (is.isVariableDeclaration(owner) || is.isPropertyDeclaration(owner)) {
    if (owner.type !== undefined)
      return `The type of \`${text}\` is declared apart from the function, for others as well.`;
  }
  if (fn.type !== undefined && is.isTypePredicateNode(fn.type)) return `\`${text}\` is a predicate.`;
  const isField = is.isPropertyDeclaration(owner);
  if (hasModifier(isField ? owner : fn, SyntaxKind.Decorator)) {
    return `A decorator takes \`${text}\`, so others than its callers may use what it returns.`;
  }
  if (isOverloaded(fn, view)) return `\`${text}\` has overloads, which each promise another return type.`;
  const member = is.isMethodDeclaration(fn) ? fn : is.isPropertyDeclaration(owner) ? owner : undefined;
  return member && inheritedObstacle(member, text, questions);
}

function isOverloaded(fn: Node, { source }: FileView): boolean {
  if (!is.isFunctionDeclaration(fn) && !is.isMethodDeclaration(fn)) return false;
  const name = fn.name?.getText();
  const beside: readonly Node[] = is.isClassLikeDeclaration(fn.parent)
    ? fn.parent.members
    : source.statements;
  return beside.some(
    (other) =>
      other !== fn &&
      (is.isFunctionDeclaration(other) || is.isMethodDeclaration(other)) &&
      other.body === undefined &&
      other.name?.getText() === name,
  );
}

/** A method that a base class or an interface declares keeps the type that is promised there. */
function inheritedObstacle(
  member: ast.MethodDeclaration | ast.PropertyDeclaration,
  name: string,
  questions: TypeQuestions,
): string | undefined {
  const { parent } = member;
  if (!is.isClassLikeDeclaration(parent)) return `\`${name}\` is a member of an object.`;
  for (const { types } of parent.heritageClauses ?? []) {
    for (const base of types) {
      const type = questions.typeAt(base);
      const text = base.getText();
      if (isUnresolved(type)) return `It cannot be told whether \`${text}\` declares \`${name}\` too.`;
      const declares =
        questions.property(type, name) !== undefined ||
        (hasModifier(member, SyntaxKind.StaticKeyword) && isDeclaredStatically(base, name, questions));
      if (declares) return `\`${text}\` declares \`${name}\` too, and its return type would no longer fit.`;
    }
  }
  return undefined;
}

function isDeclaredStatically(
  base: ast.ExpressionWithTypeArguments,
  name: string,
  questions: TypeQuestions,
): boolean {
  const type = questions.typeAt(base.expression);
  return isUnresolved(type) || questions.property(type, name) !== undefined;
}
