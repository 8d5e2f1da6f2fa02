import { type ast, is, type Node, type TypeSymbol } from '../../typescript.ts';
import type { FileView, TypeScriptFixContext } from '../rule.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import type { Stored } from './stored.ts';

/**
 * Why the uses in a field's own file may not be all there are.
 * @returns undefined if nothing outside the uses in sight can mean it.
 */
export function useElsewhere(
  array: Stored,
  file: FileView,
  context: TypeScriptFixContext,
): string | undefined {
  if (array.kind !== 'field' || array.name.startsWith('#')) return undefined;
  return array.isVisibleOutside ? useOutside(array, file, context) : useByBrackets(array.name, file, context);
}

/**
 * Why a field that TypeScript keeps private is used elsewhere all the same: brackets get round `private`.
 * @returns undefined if no other file of the package does that.
 */
function useByBrackets(name: string, file: FileView, context: TypeScriptFixContext): string | undefined {
  const inBrackets = new RegExp(`\\[\\s*(['"])${name.replaceAll('$', '\\$')}\\1\\s*\\]`);
  for (const path of context.filesOfPackage(file.package.dir)) {
    const text = path === file.path ? undefined : context.text(path);
    const at = text?.search(inBrackets) ?? -1;
    if (text === undefined || at < 0) continue;
    const line = text.slice(0, at).split('\n').length;
    return `Line ${line} of ${path.slice(file.package.dir.length + 1)} may get at \`${name}\` through brackets.`;
  }
  return undefined;
}

/**
 * Why a field that other files can name cannot be turned round within its own file.
 * @returns undefined if no other place of the package can mean this field.
 */
function useOutside(array: Stored, file: FileView, context: TypeScriptFixContext): string | undefined {
  const owner = array.declaration.parent;
  if (is.isClassLikeDeclaration(owner) && (owner.heritageClauses?.length ?? 0) > 0) {
    return `\`${array.name}\` is not private, and its class extends or implements another, which may use it, too.`;
  }
  for (const path of context.filesOfPackage(file.package.dir)) {
    if (context.text(path)?.includes(array.name) !== true) continue;
    const view = context.view(path);
    const questions = context.questions(path);
    if (view === undefined || questions === undefined) continue;
    const known = path === file.path ? new Set<Node>(array.accesses) : new Set<Node>();
    const found = namings(array.name, view).find(
      ({ node, name }) => !known.has(node) && mayMean(array, name, questions),
    );
    if (found !== undefined) {
      const line = view.source.text.slice(0, found.name.getStart(view.source)).split('\n').length;
      const where =
        path === file.path ? `line ${line}` : `line ${line} of ${path.slice(file.package.dir.length + 1)}`;
      return `\`${array.name}\` is not private, and ${where} may use it, too; make it private first.`;
    }
  }
  return undefined;
}

/** Every place that takes something of this name out of an object. */
function namings(name: string, { source }: FileView): { node: Node; name: Node }[] {
  const found: { node: Node; name: Node }[] = [];
  walk(source, (node) => {
    if (is.isPropertyAccessExpression(node) && node.name.text === name) found.push({ node, name: node.name });
    else if (is.isElementAccessExpression(node) && textOfLiteral(node.argumentExpression) === name) {
      found.push({ node, name: node.argumentExpression });
    } else if (is.isBindingElement(node) && is.isObjectBindingPattern(node.parent)) {
      const property = node.propertyName ?? node.name;
      if (property !== undefined && is.isIdentifier(property) && property.text === name) {
        found.push({ node, name: property });
      }
    }
  });
  return found;
}

function textOfLiteral(node: ast.Expression): string | undefined {
  return is.isStringLiteral(node) ? node.text : undefined;
}

/** A name without a known declaration may mean anything; one that is declared elsewhere means something else. */
function mayMean(array: Stored, name: Node, questions: TypeQuestions): boolean {
  if (is.isBindingElement(name.parent)) return true;
  const symbol: TypeSymbol | undefined = questions.symbolAt(name);
  if (symbol === undefined || symbol.declarations.length === 0) return true;
  const declared = questions.declarations(symbol);
  const { declaration } = array;
  const file = declaration.getSourceFile().fileName;
  return declared.some((node) => node.pos === declaration.pos && node.getSourceFile().fileName === file);
}
