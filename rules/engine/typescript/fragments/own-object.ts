import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { hasModifier, isFunctionBoundary } from '../syntax.ts';
import type { FragmentSite } from './fragment.ts';
import type { Role } from './roles.ts';
import type { Shape } from './shape.ts';

/** Whether a fragment needs the object itself that it stands in a method of. */
export function needsOwnObject({ roles }: Shape): boolean {
  return roles.some(({ name }) => name === 'this');
}

/**
 * The class whose methods all places stand in, so that a function of its file can be handed the object; a refusal in words
 * where there is no such class.
 */
export function ownClass(sites: readonly FragmentSite[]): ast.ClassDeclaration | string {
  const classes = new Set(sites.map(({ fragment }) => classAround(fragment.node)));
  const [only] = classes;
  if (classes.size > 1) return 'The places work on `this` of different classes.';
  if (only === undefined)
    return 'The code works on `this`, whose class has no name that a function could use.';
  return only;
}

/** The named class that `this` is an object of. */
function classAround(node: Node): ast.ClassDeclaration | undefined {
  let at = node.parent;
  while (!isFunctionBoundary(at) || is.isArrowFunction(at)) at = at.parent;
  const { parent: owner } = at;
  if (owner === undefined || !is.isClassDeclaration(owner) || owner.name === undefined) return undefined;
  const isStatic = hasModifier(at, SyntaxKind.StaticKeyword);
  return isStatic || owner.typeParameters !== undefined || !is.isSourceFile(owner.parent) ? undefined : owner;
}

/**
 * The shape with a role for each property that is read of `this`, so that a function outside is handed the values, which
 * may be private. As it is where `this` is used otherwise.
 */
export function withOwnValues(shape: Shape): Shape {
  const index = shape.roles.findIndex(({ name }) => name === 'this');
  const role = shape.roles[index];
  const members = role && readMembers(role);
  if (role === undefined || members === undefined) return shape;
  const before = shape.roles.slice(0, index);
  const values = [...members].map(([name, occurrences]): Role => ({ ...role, name, occurrences }));
  const names = [...members.keys()];
  const numbered = (text: string): string =>
    text.replace(/\$(\d+)(?:\.(#?[\w$]+))?/g, (all, digits: string, member: string | undefined) => {
      const old = Number(digits);
      if (old < index) return all;
      if (old === index) return `$${index + names.indexOf(member ?? '')}`;
      return `$${old + names.length - 1}${member === undefined ? '' : `.${member}`}`;
    });
  return {
    ...shape,
    condition: numbered(shape.condition),
    action: numbered(shape.action),
    roles: [...before, ...values, ...shape.roles.slice(index + 1)],
  };
}

/** The expressions that read a property of `this`, by property; undefined where `this` is called, set or handed on. */
function readMembers({ occurrences }: Role): Map<string, Node[]> | undefined {
  const members = new Map<string, Node[]>();
  for (const { parent } of occurrences) {
    if (!is.isPropertyAccessExpression(parent)) return undefined;
    const user = parent.parent;
    const isCalled = is.isCallExpression(user) && user.expression === parent;
    const isSet =
      is.isBinaryExpression(user) &&
      user.left === parent &&
      /(?<![=!<>])=$/.test(user.operatorToken.getText());
    if (isCalled || isSet) return undefined;
    const reads = members.get(parent.name.text);
    if (reads === undefined) members.set(parent.name.text, [parent]);
    else reads.push(parent);
  }
  return members;
}
