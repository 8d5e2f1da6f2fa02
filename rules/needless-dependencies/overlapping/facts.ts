import type { Span } from '../../engine/finding.ts';
import { specifiersOf } from '../../engine/typescript/codemods/import-uses.ts';
import { findAncestor, spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type SourceFile, SyntaxKind } from '../../engine/typescript.ts';
import { packageOfSpecifier } from '../../platform/catalogue.ts';
import type { Fact as ReplacementFact } from '../../platform/facts.ts';
import { jobOf } from './jobs.ts';

export type Fact = ReplacementFact | LoadFact;

/** A file loads a package that does a job of which others do, too. */
export interface LoadFact {
  readonly kind: 'load';
  readonly package: string;
  readonly span: Span;
}

/** The first import of each package that is there at run time. */
export function loadsIn(source: SourceFile): LoadFact[] {
  const loads = new Map<string, LoadFact>();
  for (const literal of specifiersOf(source)) {
    const name = packageOfSpecifier(literal.text);
    if (name === undefined || loads.has(name) || jobOf(name) === undefined || isErased(literal)) continue;
    loads.set(name, { kind: 'load', package: name, span: spanOf(literal, source) });
  }
  return [...loads.values()];
}

function isErased(literal: ast.StringLiteral | ast.NoSubstitutionTemplateLiteral): boolean {
  const { parent } = literal;
  if (is.isExportDeclaration(parent)) return parent.isTypeOnly;
  if (!is.isImportDeclaration(parent)) return findAncestor(literal, is.isImportTypeNode) !== undefined;
  const clause = parent.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !is.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}
