import { ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import { unwrap } from '../syntax.ts';
import type { Fragment } from './fragment.ts';
import { type Role, rolesOf } from './roles.ts';
import { type Lookup, moduleTail, nameOf } from './scope.ts';

/** A fragment in normal form, with the roles that its numbers stand for. */
export interface Shape {
  /** '' where the fragment has none. */
  readonly condition: string;
  readonly action: string;
  readonly roles: readonly Role[];
  /** A name of its own file is part of it, so it equals fragments of that file alone. */
  readonly isBoundToFile: boolean;
  readonly awaits: boolean;
}

/**
 * The normal form of a fragment: names replaced by role, parentheses, braces, casts and formatting dropped, comparisons
 * written one way. Conditions that accept different values stay different. Undefined where it holds
 * something that has no normal form, a function for instance: such fragments are never called the same.
 * @param hole this part of the action is left open.
 */
export function shapeOf(fragment: Fragment, lookup: Lookup, hole?: Node): Shape | undefined {
  const roles = rolesOf(fragment, lookup, hole);
  if (roles === undefined) return undefined;
  const shaper = new Shaper(fragment, lookup, roles, hole);
  const condition = fragment.condition === undefined ? '' : shaper.expression(fragment.condition);
  const action = fragment.statements.map((statement) => shaper.statement(statement)).join('; ');
  if (shaper.failed) return undefined;
  return { condition, action, roles, isBoundToFile: shaper.isBoundToFile, awaits: shaper.awaits };
}

class Shaper {
  failed = false;
  isBoundToFile = false;
  awaits = false;
  readonly #fragment: Fragment;
  readonly #lookup: Lookup;
  readonly #roles = new Map<Node, number>();
  readonly #hole: Node | undefined;
  readonly #inner = new Map<string, number>();

  constructor(fragment: Fragment, lookup: Lookup, roles: readonly Role[], hole: Node | undefined) {
    this.#fragment = fragment;
    this.#lookup = lookup;
    this.#hole = hole;
    for (const [index, { occurrences }] of roles.entries()) {
      for (const node of occurrences) this.#roles.set(node, index);
    }
  }

  statement(node: ast.Statement): string {
    if (is.isExpressionStatement(node)) return this.#effect(node.expression);
    if (is.isThrowStatement(node)) return `throw ${this.expression(node.expression)}`;
    if (is.isReturnStatement(node)) {
      const value = node.expression === undefined ? 'undefined' : this.expression(node.expression);
      return value === 'undefined' ? 'return' : `return ${value}`;
    }
    if (is.isVariableStatement(node)) {
      return node.declarationList.declarations.map((each) => this.#declaration(each)).join(', ');
    }
    if (is.isBlock(node)) return node.statements.map((each) => this.statement(each)).join('; ');
    if (is.isIfStatement(node)) {
      const { expression, thenStatement, elseStatement } = node;
      const otherwise = elseStatement === undefined ? '' : ` else { ${this.statement(elseStatement)} }`;
      return `if ${this.expression(expression)} { ${this.statement(thenStatement)} }${otherwise}`;
    }
    return this.#fail();
  }

  expression(node: ast.Expression): string {
    for (let at: Node = node; ; at = (at as ast.ParenthesizedExpression).expression) {
      if (at === this.#hole) return '<hole>';
      const role = this.#roles.get(at);
      if (role !== undefined) return `$${role}`;
      if (!is.isParenthesizedExpression(at) && !is.isAsExpression(at) && !is.isNonNullExpression(at)) break;
    }
    const inner = unwrap(node);
    return inner === node ? this.#plain(node) : this.expression(inner);
  }

  #plain(node: ast.Expression): string {
    if (is.isIdentifier(node)) return this.#identifier(node);
    if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node))
      return JSON.stringify(node.text);
    if (is.isPropertyAccessExpression(node)) {
      return `${this.expression(node.expression)}${node.questionDotToken ? '?.' : '.'}${node.name.text}`;
    }
    if (is.isElementAccessExpression(node) && node.argumentExpression !== undefined) {
      return `${this.expression(node.expression)}${node.questionDotToken ? '?.' : ''}[${this.expression(node.argumentExpression)}]`;
    }
    if (is.isCallExpression(node)) {
      return `${this.expression(node.expression)}${node.questionDotToken ? '?.' : ''}(${this.#list(node.arguments)})`;
    }
    if (is.isNewExpression(node))
      return `new ${this.expression(node.expression)}(${this.#list(node.arguments ?? [])})`;
    if (is.isPrefixUnaryExpression(node)) return this.#prefix(node);
    if (is.isBinaryExpression(node)) return this.#binary(node);
    if (is.isTypeOfExpression(node)) return `typeof ${this.expression(node.expression)}`;
    if (is.isAwaitExpression(node)) {
      this.awaits = true;
      return `await ${this.expression(node.expression)}`;
    }
    if (is.isConditionalExpression(node)) {
      return `(${this.expression(node.condition)} ? ${this.expression(node.whenTrue)} : ${this.expression(node.whenFalse)})`;
    }
    if (is.isTemplateExpression(node)) return this.#template(node);
    if (is.isTaggedTemplateExpression(node))
      return `${this.expression(node.tag)}${this.expression(node.template)}`;
    if (is.isObjectLiteralExpression(node)) {
      return `{${node.properties.map((property) => this.#property(property)).join(', ')}}`;
    }
    if (is.isArrayLiteralExpression(node)) return `[${this.#list(node.elements)}]`;
    switch (node.kind) {
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.BigIntLiteral:
      case SyntaxKind.RegularExpressionLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.NullKeyword:
        return node.getText();
      default:
        return this.#fail();
    }
  }

  #identifier(node: ast.Identifier): string {
    if (node.text === 'undefined') return node.text;
    const name = nameOf(node, this.#fragment, this.#lookup);
    switch (name?.kind) {
      case 'inner':
        return this.#innerName(name.id);
      case 'import':
        return `@${name.imported === 'default' || name.imported === '*' ? '' : name.imported}:${moduleTail(name.from)}`;
      case 'module':
        this.isBoundToFile = true;
        return `~${name.name}`;
      case 'global':
        return name.name;
      default:
        return this.#fail();
    }
  }

  #innerName(name: string): string {
    const index = this.#inner.get(name) ?? this.#inner.size;
    this.#inner.set(name, index);
    return `%${index}`;
  }

  #declaration({ name, initializer }: ast.VariableDeclaration): string {
    if (initializer === undefined) return this.#fail();
    const value = this.expression(initializer);
    if (is.isIdentifier(name)) return `${this.#innerName(name.text)} := ${value}`;
    if (!is.isObjectBindingPattern(name)) return this.#fail();
    const parts = name.elements.map((element) => {
      const { name: bound, propertyName, initializer: fallback, dotDotDotToken } = element;
      if (
        bound === undefined ||
        !is.isIdentifier(bound) ||
        fallback !== undefined ||
        dotDotDotToken !== undefined
      ) {
        return this.#fail();
      }
      return `${(propertyName ?? bound).getText()}: ${this.#innerName(bound.text)}`;
    });
    return `{${parts.join(', ')}} := ${value}`;
  }

  /** A statement's expression; assignments are allowed to properties alone, as in `res.statusCode = 404`. */
  #effect(node: ast.Expression): string {
    if (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
      const target = unwrap(node.left);
      if (!is.isPropertyAccessExpression(target) || this.#roles.has(target)) return this.#fail();
      return `${this.expression(node.left)} = ${this.expression(node.right)}`;
    }
    return this.expression(node);
  }

  #prefix({ operator, operand }: ast.PrefixUnaryExpression): string {
    if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken) return this.#fail();
    const inner = unwrap(operand);
    if (operator === SyntaxKind.ExclamationToken && is.isBinaryExpression(inner)) {
      const opposite = opposites.get(inner.operatorToken.kind);
      if (opposite !== undefined) return this.#compare(inner, opposite);
    }
    return `${ast.tokenToString(operator) ?? ''}${this.expression(operand)}`;
  }

  #binary(node: ast.BinaryExpression): string {
    const { kind } = node.operatorToken;
    if (kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment) return this.#fail();
    return this.#compare(node, kind);
  }

  /** Literals go to the right; `typeof x === 'undefined'` and the pair of null and undefined are written one way. */
  #compare({ left, right }: ast.BinaryExpression, operator: SyntaxKind): string {
    let [first, second] = [this.expression(left), this.expression(right)];
    let kind = operator;
    if (isLiteral(unwrap(left)) && !isLiteral(unwrap(right)) && mirrored.has(kind)) {
      [first, second] = [second, first];
      kind = mirrored.get(kind) as SyntaxKind;
    }
    if (first.startsWith('typeof ') && second === '"undefined"') {
      [first, second] = [first.slice('typeof '.length), 'undefined'];
    }
    if (isLoose(kind) && second === 'undefined') second = 'null';
    return `(${first} ${ast.tokenToString(kind) ?? ''} ${second})`;
  }

  #template({ head, templateSpans }: ast.TemplateExpression): string {
    const spans = templateSpans.map(({ expression, literal }) => {
      return `\${${this.expression(expression)}}${JSON.stringify(literal.text)}`;
    });
    return `t(${JSON.stringify(head.text)}${spans.join('')})`;
  }

  #property(property: ast.ObjectLiteralElementLike): string {
    if (is.isPropertyAssignment(property)) {
      if (is.isComputedPropertyName(property.name)) return this.#fail();
      return `${property.name.getText()}: ${this.expression(property.initializer)}`;
    }
    if (is.isShorthandPropertyAssignment(property)) {
      return `${property.name.getText()}: ${this.expression(property.name as ast.Identifier)}`;
    }
    return is.isSpreadAssignment(property) ? `...${this.expression(property.expression)}` : this.#fail();
  }

  #list(expressions: readonly ast.Expression[]): string {
    return expressions
      .map((each) =>
        is.isSpreadElement(each) ? `...${this.expression(each.expression)}` : this.expression(each),
      )
      .join(', ');
  }

  #fail(): string {
    this.failed = true;
    return '';
  }
}

function isLiteral({ kind }: Node): boolean {
  return (
    kind === SyntaxKind.NullKeyword ||
    kind === SyntaxKind.StringLiteral ||
    kind === SyntaxKind.NumericLiteral ||
    kind === SyntaxKind.TrueKeyword ||
    kind === SyntaxKind.FalseKeyword
  );
}

function isLoose(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.EqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsToken;
}

const opposites = new Map<SyntaxKind, SyntaxKind>([
  [SyntaxKind.EqualsEqualsToken, SyntaxKind.ExclamationEqualsToken],
  [SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
  [SyntaxKind.ExclamationEqualsToken, SyntaxKind.EqualsEqualsToken],
  [SyntaxKind.ExclamationEqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken],
]);

const mirrored = new Map<SyntaxKind, SyntaxKind>([
  [SyntaxKind.EqualsEqualsToken, SyntaxKind.EqualsEqualsToken],
  [SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.EqualsEqualsEqualsToken],
  [SyntaxKind.ExclamationEqualsToken, SyntaxKind.ExclamationEqualsToken],
  [SyntaxKind.ExclamationEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken],
  [SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken],
  [SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken],
  [SyntaxKind.GreaterThanToken, SyntaxKind.LessThanToken],
  [SyntaxKind.GreaterThanEqualsToken, SyntaxKind.LessThanEqualsToken],
]);
