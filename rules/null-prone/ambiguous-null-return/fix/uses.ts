import { posix } from 'node:path';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { findAncestor, walk } from '../../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { type ast, is, type Node } from '../../../engine/typescript.ts';
import type { NamedFunction } from '../functions.ts';
import { exportedName } from './public.ts';

/** All calls of a function, by file. */
export interface Uses {
  readonly calls: ReadonlyMap<FileView, readonly ast.CallExpression[]>;
}

/** A use that no caller's code shows the whole of. */
export interface Obstacle {
  readonly obstacle: string;
}

export function isObstacle(uses: Uses | Obstacle): uses is Obstacle {
  return 'obstacle' in uses;
}

/** Every call of a function over all files, or the first use of it that is no call. */
export function usesOf(named: NamedFunction, home: FileView, context: TypeScriptFixContext): Uses | Obstacle {
  const { text } = named.name;
  const isLocal = exportedName(named.fn) === undefined;
  const calls = new Map<FileView, ast.CallExpression[]>();
  for (const file of isLocal ? [home.path] : context.files()) {
    if (context.text(file)?.includes(text) !== true) continue;
    const view = context.view(file);
    const questions = context.questions(file);
    if (view === undefined || questions === undefined) continue;
    const found = usesIn(view, questions, named, home.path);
    if (!Array.isArray(found)) return found;
    if (found.length > 0) calls.set(view, found);
  }
  return { calls };
}

function usesIn(
  view: FileView,
  questions: TypeQuestions,
  { name, fn }: NamedFunction,
  home: string,
): ast.CallExpression[] | Obstacle {
  const calls: ast.CallExpression[] = [];
  let obstacle: string | undefined;
  const locals = localNames(view, name.text);
  const isMember = !is.isFunctionDeclaration(fn) && !is.isVariableDeclaration(fn.parent);
  const where = posix.relative(home.slice(0, home.lastIndexOf('/')), view.path) || posix.basename(view.path);
  walk(view.source, (node) => {
    if (obstacle !== undefined) return 'skip';
    if (is.isStringLiteral(node) && node.text === name.text && !is.isImportDeclaration(node.parent)) {
      if (view.isTest || is.isElementAccessExpression(node.parent))
        obstacle = `\`${name.text}\` is named by a text in ${where}.`;
      return undefined;
    }
    if (!is.isIdentifier(node) || !locals.has(node.text) || node === name) return undefined;
    const meaning = meaningOf(node, questions, name);
    if (meaning === 'other') return undefined;
    if (meaning === 'unknown') {
      if (isMember || view.isTest) obstacle = `What \`${name.text}\` means in ${where} cannot be told.`;
      return undefined;
    }
    const call = callOf(node);
    if (call !== undefined) calls.push(call);
    else if (!isDeclaration(node))
      obstacle = `\`${name.text}\` is used as a value in ${where}, so not all of its calls are known.`;
    return undefined;
  });
  return obstacle === undefined ? calls : { obstacle };
}

/** The names under which a file may know the function: its own, and what an import makes of it. */
function localNames({ source }: FileView, name: string): ReadonlySet<string> {
  const names = new Set([name]);
  walk(source, (node) => {
    if (
      (is.isImportSpecifier(node) || is.isBindingElement(node)) &&
      node.propertyName?.getText(source) === name
    ) {
      if (node.name !== undefined && is.isIdentifier(node.name)) names.add(node.name.text);
    }
  });
  return names;
}

function meaningOf(
  node: ast.Identifier,
  questions: TypeQuestions,
  name: ast.Identifier,
): 'this' | 'other' | 'unknown' {
  if (is.isPropertyAssignment(node.parent) && node.parent.name === node) {
    // A stand-in for the function, such as a mock, keeps the old shape without an error.
    return 'unknown';
  }
  const symbol = is.isShorthandPropertyAssignment(node.parent)
    ? questions.checker.getShorthandAssignmentValueSymbol(node.parent)
    : questions.symbolAt(node);
  if (symbol === undefined || symbol.declarations.length === 0) return 'unknown';
  const declared = questions.declarationOf(symbol);
  if (declared === undefined) return 'other';
  const own = (declared as { name?: Node }).name;
  const isSame = own?.pos === name.pos && declared.getSourceFile().fileName === name.getSourceFile().fileName;
  if (isSame) return 'this';
  return isOverride(node, name) ? 'unknown' : 'other';
}

/** A member of the same name in a class that extends the function's. */
function isOverride(node: ast.Identifier, name: ast.Identifier): boolean {
  const base = findAncestor(name, is.isClassLikeDeclaration)?.name?.text;
  const owner = node.parent.parent;
  if (base === undefined || owner === undefined || !is.isClassLikeDeclaration(owner)) return false;
  return (
    owner.heritageClauses?.some((clause) =>
      clause.types.some((type) => type.expression.getText() === base),
    ) === true
  );
}

function callOf(node: ast.Identifier): ast.CallExpression | undefined {
  const access = is.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const { parent } = access;
  return is.isCallExpression(parent) && parent.expression === access ? parent : undefined;
}

/** Names that bring the function from one file into another, or that export it. */
function isDeclaration(node: ast.Identifier): boolean {
  const { parent } = node;
  if (is.isImportSpecifier(parent) || is.isExportSpecifier(parent) || is.isImportClause(parent)) return true;
  if (is.isBindingElement(parent)) return /require\(/.test(parent.parent.parent.getText());
  const statement = findAncestor(parent, is.isExpressionStatement);
  return statement !== undefined && /^(module\.)?exports\b/.test(statement.getText());
}
