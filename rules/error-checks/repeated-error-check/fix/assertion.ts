import type { Parameter } from '../../../engine/typescript/fragments/parameters.ts';
import { unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind, TypeFlags } from '../../../engine/typescript.ts';
import type { Site } from './site.ts';

/** What a check tells the compiler when it returns, so that code after it is narrowed as it was by the guard. */
export interface Assertion {
  /** `asserts user`, `user is …` for a check that answers, or null where the guard narrowed nothing that a signature can say. */
  readonly returns: string | null;
  /** `T extends …` where the narrowed type depends on the caller's, else null. */
  readonly typeParameter: string | null;
  /** The parameter whose type becomes `T`; -1 for none. */
  readonly generic: number;
}

const nothing: Assertion = { returns: null, typeParameter: null, generic: -1 };

/**
 * The assertion of a check: what holds when none of the alternatives of its condition does. The compiler takes it from
 * declarations and imports, not from what is required.
 */
export function assertionOf(site: Site, parameters: readonly Parameter[], isRequired: boolean): Assertion {
  if (site.shape.awaits || (isRequired && site.fragment.outcome === 'throw')) return nothing;
  for (const alternative of alternativesOf(site.fragment.condition)) {
    if (site.fragment.outcome === 'return') {
      const absent = absentRole(alternative, site);
      const name = absent && parameters[absent.index]?.name;
      if (absent === undefined || name === undefined) continue;
      const returns = `${name} is Extract<T, ${absent.as}>`;
      return { returns, typeParameter: 'T', generic: absent.index };
    }
    const found = fromAlternative(alternative, site, parameters);
    if (found !== undefined) return found;
  }
  return nothing;
}

/** The operands of a chain of `||`: all of them are false behind the guard. */
function alternativesOf(condition: ast.Expression): ast.Expression[] {
  const node = unwrap(condition);
  return is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.BarBarToken
    ? [...alternativesOf(node.left), ...alternativesOf(node.right)]
    : [node];
}

function fromAlternative(
  node: ast.Expression,
  site: Site,
  parameters: readonly Parameter[],
): Assertion | undefined {
  if (is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    return fromNegation(unwrap(node.operand), site, parameters);
  }
  if (!is.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  if (isEquality(operatorToken.kind)) {
    const index = roleIndex(left, site);
    const excluded = nullishExclusion(operatorToken.kind, unwrap(right));
    const name = parameters[index]?.name;
    if (name === undefined || excluded === undefined) return undefined;
    return { returns: `asserts ${name} is ${excluded}`, typeParameter: 'T', generic: index };
  }
  const tested = unwrap(left);
  if (isInequality(operatorToken.kind) && is.isTypeOfExpression(tested)) {
    const name = parameters[roleIndex(tested.expression, site)]?.name;
    const kind = unwrap(right);
    if (name === undefined || !is.isStringLiteral(kind) || !primitives.has(kind.text)) return undefined;
    return { ...nothing, returns: `asserts ${name} is ${kind.text}` };
  }
  return undefined;
}

/**
 * The role that an alternative finds absent, and as what. The caller leaves wherever the check says so, hence only what it
 * denies must be right: a value that is present.
 */
function absentRole(node: ast.Expression, site: Site): { index: number; as: string } | undefined {
  if (is.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    return { index: roleIndex(unwrap(node.operand), site), as: 'null | undefined' };
  }
  if (!is.isBinaryExpression(node) || !isEquality(node.operatorToken.kind)) return undefined;
  const absence = absenceOf(node.operatorToken.kind, unwrap(node.right));
  return absence === undefined ? undefined : { index: roleIndex(node.left, site), as: absence };
}

function fromNegation(
  operand: ast.Expression,
  site: Site,
  parameters: readonly Parameter[],
): Assertion | undefined {
  const whole = parameters[roleIndex(operand, site)]?.name;
  if (whole !== undefined) return { ...nothing, returns: `asserts ${whole}` };
  if (is.isBinaryExpression(operand) && operand.operatorToken.kind === SyntaxKind.InstanceOfKeyword) {
    const name = parameters[roleIndex(operand.left, site)]?.name;
    const type = unwrap(operand.right);
    if (name === undefined || !is.isIdentifier(type)) return undefined;
    return { ...nothing, returns: `asserts ${name} is ${type.text}` };
  }
  if (!is.isPropertyAccessExpression(operand) || operand.questionDotToken !== undefined) return undefined;
  const index = roleIndex(operand.expression, site);
  const parameter = parameters[index];
  const type = site.lookup.type(operand);
  if (parameter === undefined || type === undefined || (type.flags & TypeFlags.BooleanLike) === 0)
    return undefined;
  const narrowed = `{ ${operand.name.text}: true }`;
  if (parameter.typeSymbol !== null) {
    return { ...nothing, returns: `asserts ${parameter.name} is ${parameter.type} & ${narrowed}` };
  }
  return {
    returns: `asserts ${parameter.name} is T & ${narrowed}`,
    typeParameter: `T extends ${parameter.type}`,
    generic: index,
  };
}

function roleIndex(node: Node, { shape }: Site): number {
  let at: Node = node;
  for (;;) {
    const current = at;
    const index = shape.roles.findIndex(({ occurrences }) => occurrences.includes(current));
    if (index >= 0 || !is.isParenthesizedExpression(current)) return index;
    at = current.expression;
  }
}

function nullishExclusion(operator: SyntaxKind, right: ast.Expression): string | undefined {
  const absence = absenceOf(operator, right);
  if (absence === undefined) return undefined;
  return absence === 'null | undefined' ? 'NonNullable<T>' : `Exclude<T, ${absence}>`;
}

/** What a value is that compares equal. */
function absenceOf(operator: SyntaxKind, right: ast.Expression): string | undefined {
  const isNull = right.kind === SyntaxKind.NullKeyword;
  const isUndefined = is.isIdentifier(right) && right.text === 'undefined';
  if (!isNull && !isUndefined) return undefined;
  if (operator === SyntaxKind.EqualsEqualsToken) return 'null | undefined';
  return isNull ? 'null' : 'undefined';
}

function isEquality(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.EqualsEqualsToken;
}

function isInequality(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.ExclamationEqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsToken;
}

const primitives = new Set(['string', 'number', 'boolean', 'bigint', 'symbol']);
