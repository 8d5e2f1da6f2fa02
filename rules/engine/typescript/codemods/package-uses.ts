import { type ast, is, type Node, SyntaxKind } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { isAssignmentOperator } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';

/** A statement, or one declaration of a `const a = …, b = require('x')`. */
export type ImportNode = ast.ImportDeclaration | ast.ImportEqualsDeclaration | ast.VariableDeclaration;

/** One place where something of a package is used. */
export interface PackageUse {
  /**
   * What is used, from the module's root: `[]` is the module itself (`require('x')`, `import * as x`),
   * `['default']` its default export, `['sync']` for `x.sync` of a required `x`. The step `promisify()` stands for
   * what `util.promisify` made of the function before it.
   */
  readonly path: readonly string[];
  /** The whole expression that gives it: a name, a property access or the `require` call. */
  readonly node: Node;
  readonly role: UseRole;
  /** The call or `new` that `node` is called in. */
  readonly call: ast.CallExpression | ast.NewExpression | null;
}

export type UseRole = 'call' | 'new' | 'value' | 'shorthand' | 'type' | 'export' | 'assigned';

/** Follows what comes out of one import through properties and declarations to every use in the file. */
export class UseFollower {
  readonly uses: PackageUse[] = [];
  readonly declarations: ImportNode[] = [];
  readonly #view: FileView;
  readonly #questions: TypeQuestions;
  #opaque: string | null = null;

  constructor(view: FileView, questions: TypeQuestions) {
    this.#view = view;
    this.#questions = questions;
  }

  get found(): Followed {
    return { uses: this.uses, declarations: this.declarations, opaque: this.#opaque };
  }

  /** Not every use can be known, for a reason in words. */
  giveUp(reason: string): void {
    this.#opaque ??= reason;
  }

  /** All mentions of a local name; the checker tells which mean it, so shadowed ones are left out. */
  name(name: ast.Identifier, path: readonly string[]): void {
    const symbol = this.#questions.symbolAt(name);
    if (symbol === undefined) {
      this.giveUp(`what \`${name.text}\` means is not known`);
      return;
    }
    for (const mention of this.#questions.references(symbol, this.#view.path)) {
      const isHere = mention.getSourceFile().fileName === this.#view.source.fileName;
      if (isHere && mention.pos !== name.pos && !isOtherDeclaration(mention))
        this.value(mention, path, false);
    }
  }

  /**
   * What an expression gives: used where it stands, or declared under names that are followed in turn.
   * @param isRoot false for a name, which stays itself when another name is declared from it.
   */
  value(start: Node, root: readonly string[], isRoot = true): void {
    let { node, path } = alongProperties(start, root);
    const promised = promisifiedBy(node);
    if (promised !== undefined) [node, path] = [promised, [...path, promisified]];
    const declaration = declarationOf(node);
    if (declaration === undefined || (!isRoot && promised === undefined)) {
      this.uses.push(useAt(node, path));
      return;
    }
    this.declarations.push(declaration);
    if (isExported(declaration)) this.giveUp('it is exported again');
    else if (is.isIdentifier(declaration.name)) this.name(declaration.name, path);
    else this.#elements(declaration.name, path);
  }

  #elements(pattern: ast.BindingPattern, path: readonly string[]): void {
    for (const element of pattern.elements) {
      const key = is.isBindingElement(element) ? keyOf(element) : undefined;
      const name = is.isBindingElement(element) ? element.name : undefined;
      if (key === undefined || name === undefined || !is.isIdentifier(name)) {
        this.giveUp(`it is taken apart by \`${pattern.getText()}\``);
        return;
      }
      this.name(name, [...path, key]);
    }
  }
}

/** The step of a path for the function that `util.promisify` makes. */
export const promisified = 'promisify()';

/** What becomes known of an import by following it. */
export interface Followed {
  readonly uses: readonly PackageUse[];
  /** What declares names and goes once no use is left; none for an inline `require('x')(…)`. */
  readonly declarations: readonly ImportNode[];
  /** Why not every use is known, in words for the reader; null where all are in `uses`. */
  readonly opaque: string | null;
}

/** The call that makes a promise of a function with a callback: `promisify(mkdirp)`. */
function promisifiedBy(node: Node): ast.CallExpression | undefined {
  const { parent } = node;
  if (!is.isCallExpression(parent) || parent.arguments.length !== 1 || parent.arguments[0] !== node)
    return undefined;
  return /^(?:(?:\w+\.)?promisify|pify)$/.test(parent.expression.getText()) ? parent : undefined;
}

/** A name that stands for the same symbol but declares or selects it elsewhere, as `v4` in `{ v4: id }`. */
function isOtherDeclaration(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isImportSpecifier(parent) && parent.propertyName === node) ||
    (is.isBindingElement(parent) && parent.propertyName === node)
  );
}

/** The longest chain of static properties on an expression. */
function alongProperties(start: Node, root: readonly string[]): { node: Node; path: readonly string[] } {
  let node = start;
  const path = [...root];
  for (;;) {
    const { parent } = node;
    if (is.isParenthesizedExpression(parent)) {
      // Parentheses count only where a property is read from what they hold: `(await import('x')).default`.
      const outer = parent.parent;
      if (!is.isPropertyAccessExpression(outer) || outer.expression !== parent) break;
      node = parent;
    } else if (
      is.isPropertyAccessExpression(parent) &&
      parent.expression === node &&
      parent.questionDotToken === undefined
    ) {
      path.push(parent.name.text);
      node = parent;
    } else if (
      is.isElementAccessExpression(parent) &&
      parent.expression === node &&
      is.isStringLiteral(parent.argumentExpression) &&
      parent.questionDotToken === undefined
    ) {
      path.push(parent.argumentExpression.text);
      node = parent;
    } else break;
  }
  return { node, path };
}

function useAt(node: Node, path: readonly string[]): PackageUse {
  const { parent } = node;
  const use = (role: UseRole, call: PackageUse['call'] = null): PackageUse => ({ path, node, role, call });
  if (is.isCallExpression(parent) && parent.expression === node && parent.questionDotToken === undefined) {
    return use('call', parent);
  }
  if (is.isNewExpression(parent) && parent.expression === node) return use('new', parent);
  if (is.isShorthandPropertyAssignment(parent)) return use('shorthand');
  if (is.isExportSpecifier(parent) || is.isExportAssignment(parent)) return use('export');
  if (isTypePosition(node)) return use('type');
  if (isAssigned(node)) return use('assigned');
  return use('value');
}

function isTypePosition(node: Node): boolean {
  const { kind } = node.parent;
  return (
    kind === SyntaxKind.TypeReference ||
    kind === SyntaxKind.TypeQuery ||
    kind === SyntaxKind.QualifiedName ||
    (kind === SyntaxKind.ExpressionWithTypeArguments &&
      is.isHeritageClause(node.parent.parent) &&
      node.parent.parent.token === SyntaxKind.ImplementsKeyword)
  );
}

function isAssigned(node: Node): boolean {
  const { parent } = node;
  return (
    (is.isBinaryExpression(parent) && parent.left === node && isAssignmentOperator(parent.operatorToken)) ||
    is.isDeleteExpression(parent)
  );
}

function declarationOf(value: Node): ast.VariableDeclaration | undefined {
  const { parent } = value;
  if (!is.isVariableDeclaration(parent) || parent.initializer !== value) return undefined;
  return is.isVariableDeclarationList(parent.parent) ? parent : undefined;
}

function isExported(declaration: ast.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return is.isVariableStatement(statement) && statement.modifiers !== undefined;
}

/** The property a binding element reads; undefined for rest elements, computed keys and default values. */
function keyOf(element: ast.BindingElement): string | undefined {
  if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return undefined;
  const key = element.propertyName ?? element.name;
  return key !== undefined && (is.isIdentifier(key) || is.isStringLiteral(key)) ? key.text : undefined;
}
