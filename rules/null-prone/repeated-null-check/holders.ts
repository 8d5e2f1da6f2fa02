import {
  enclosingFunction,
  isFieldOfThis,
  isFunctionBoundary,
  isStaticMember,
  unwrap,
  walk,
} from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Guard, guardOf } from './guard.ts';

/** One guard that finds a field or a variable missing. */
export interface Check {
  readonly guard: Guard;
  /** What is checked, as it is reached from its class or file: `this.page`, `client`. */
  readonly access: ast.PropertyAccessExpression | ast.Identifier;
  /** `const page = this.page` just before the guard, where the guard asks about that copy. */
  readonly copy: ast.VariableDeclaration | undefined;
}

/** Guards of the fields of a class, by name; what other objects' `this` means is left out. */
export function checksOfFields(owner: ast.ClassLikeDeclaration): Map<string, Check[]> {
  const found = new Map<string, Check[]>();
  for (const member of owner.members) {
    if (isStaticMember(member)) continue;
    walkOwn(member, (node) => {
      const guard = is.isIfStatement(node) ? guardOf(node) : undefined;
      for (const each of guard?.missing ?? []) {
        const check = guard && fieldCheck(guard, each);
        if (check !== undefined) listed(found, check.access.name.text).push(check);
      }
    });
  }
  return found;
}

/** Guards of plain names in a file, by name; which of them mean the same variable is for the checker to say. */
export function checksOfNames(source: Node): Map<string, Check[]> {
  const found = new Map<string, Check[]>();
  walk(source, (node) => {
    const guard = is.isIfStatement(node) ? guardOf(node) : undefined;
    for (const each of guard?.missing ?? []) {
      if (guard !== undefined && is.isIdentifier(each)) {
        listed(found, each.text).push({ guard, access: each, copy: undefined });
      }
    }
  });
  return found;
}

/** The check that a guard makes of one field or variable. */
export function checkIn(guard: Guard, kind: 'field' | 'variable', name: string): Check | undefined {
  for (const each of guard.missing) {
    if (kind === 'variable') {
      if (is.isIdentifier(each) && each.text === name) return { guard, access: each, copy: undefined };
      continue;
    }
    const check = fieldCheck(guard, each);
    if (check !== undefined && (check.access as ast.PropertyAccessExpression).name.text === name)
      return check;
  }
  return undefined;
}

/** Visits what belongs to one object: not the functions that have a `this` of their own. */
export function walkOwn(member: Node, visit: (node: Node) => void): void {
  walk(member, (node) => {
    const hasOwnThis =
      is.isFunctionExpression(node) || is.isFunctionDeclaration(node) || is.isClassLikeDeclaration(node);
    if (node !== member && hasOwnThis) return 'skip';
    visit(node);
    return undefined;
  });
}

/**
 * The function that a reader would count as one place: the outermost below the scope that something is declared in, such as
 * the method of a class whatever callbacks it has. Undefined for code of the scope itself.
 */
export function functionAround(node: Node, scope: Node): Node | undefined {
  let found: Node | undefined;
  for (let at: Node | undefined = node; at !== undefined && at !== scope; at = at.parent) {
    if (isFunctionBoundary(at) || is.isPropertyDeclaration(at)) found = at;
  }
  return found;
}

/** A function that is nothing but the check and the value: what the fix makes. */
export function isAccessor({ guard: { node, isSole }, access }: Check): boolean {
  const body = node.parent;
  if (!isSole || !is.isBlock(body) || !isFunctionBoundary(body.parent)) return false;
  const last = body.statements.at(-1);
  if (last === undefined || !is.isReturnStatement(last) || last.expression === undefined) return false;
  const returned = unwrap(last.expression);
  const [first] = guardOf(node)?.missing ?? [];
  const names = [access.getText(), first?.getText()];
  return body.statements.length <= 3 && names.includes(returned.getText());
}

function fieldCheck(
  guard: Guard,
  missing: ast.Expression,
): (Check & { readonly access: ast.PropertyAccessExpression }) | undefined {
  const copy = is.isIdentifier(missing) ? copyBefore(missing, guard.node) : undefined;
  const access = copy?.initializer === undefined ? missing : unwrap(copy.initializer);
  return isFieldOfThis(access) ? { guard, access, copy } : undefined;
}

function copyBefore(name: ast.Identifier, guard: Node): ast.VariableDeclaration | undefined {
  const block = guard.parent;
  if (!is.isBlock(block)) return undefined;
  const before = block.statements[block.statements.indexOf(guard as ast.Statement) - 1];
  const [copy, ...others] =
    before !== undefined && is.isVariableStatement(before) ? before.declarationList.declarations : [];
  if (copy === undefined || others.length > 0 || !is.isIdentifier(copy.name)) return undefined;
  return copy.name.text === name.text && copy.initializer !== undefined ? copy : undefined;
}

function listed(lists: Map<string, Check[]>, key: string): Check[] {
  const existing = lists.get(key);
  if (existing !== undefined) return existing;
  const created: Check[] = [];
  lists.set(key, created);
  return created;
}

/** The function or file that a variable belongs to. */
export function scopeOf(declaration: ast.VariableDeclaration): Node {
  return enclosingFunction(declaration);
}
