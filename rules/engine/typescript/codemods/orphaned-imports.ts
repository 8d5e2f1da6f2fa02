import { is, type Node } from '../../typescript.ts';
import type { FileView } from '../rule.ts';
import { walk } from '../syntax.ts';
import type { TypeQuestions } from '../types.ts';
import type { ImportNode } from './package-uses.ts';

/**
 * Imports of one name each that only the removed declarations use, so that they would be left behind without a
 * use: `promisify`, once `const makeFolder = promisify(require('mkdirp'))` goes.
 */
export function orphanedImports(
  removed: readonly ImportNode[],
  view: FileView,
  questions: TypeQuestions,
): ImportNode[] {
  const orphans = new Set<ImportNode>();
  for (const node of removed) {
    if (!is.isVariableDeclaration(node) || node.initializer === undefined) continue;
    walk(node.initializer, (inner) => {
      if (!is.isIdentifier(inner) || isProperty(inner)) return;
      const symbol = questions.symbolAt(inner);
      const [declaration] = symbol === undefined ? [] : questions.declarations(symbol);
      const owner = declaration && ownerOf(declaration, view);
      if (symbol === undefined || owner === undefined || removed.includes(owner)) return;
      const isUnused = questions
        .references(symbol, view.path)
        .every((use) => [owner, ...removed].some((gone) => gone.pos <= use.pos && use.end <= gone.end));
      if (isUnused) orphans.add(owner);
    });
  }
  return [...orphans];
}

/** The import at the top of the file that declares this name and no other. */
function ownerOf(declaration: Node, { source }: FileView): ImportNode | undefined {
  for (let at = declaration; at !== undefined && at !== source; at = at.parent) {
    if (is.isImportDeclaration(at)) return hasOneName(at.importClause) ? at : undefined;
    if (!is.isVariableDeclaration(at)) continue;
    const isRequired = at.initializer !== undefined && /^require\(/.test(at.initializer.getText(source));
    const isTop = at.parent.parent.parent === source;
    return isRequired && isTop && (is.isIdentifier(at.name) || at.name.elements.length === 1)
      ? at
      : undefined;
  }
  return undefined;
}

function hasOneName(clause: Node | undefined): boolean {
  if (clause === undefined || !is.isImportClause(clause)) return false;
  const bindings = clause.namedBindings;
  if (bindings === undefined) return true;
  return clause.name === undefined && (is.isNamespaceImport(bindings) || bindings.elements.length === 1);
}

function isProperty(node: Node): boolean {
  return is.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}
