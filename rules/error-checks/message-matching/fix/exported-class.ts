import type { TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { is, SyntaxKind } from '../../../engine/typescript.ts';

/** Under which name a module exports a class of its own: that of the class, or `default`; undefined if it does not. */
export function exportOf(name: string, file: string, context: TypeScriptFixContext): string | undefined {
  const view = context.view(file);
  if (view === undefined) return undefined;
  const { statements, text } = view.source;
  if (view.isCommonJs) {
    const isNamed = new RegExp(
      `\\bexports\\.${name}\\s*=|\\bmodule\\.exports\\s*=\\s*\\{[^}]*\\b${name}\\b\\s*[,}]`,
    ).test(text);
    return isNamed ? name : undefined;
  }
  for (const statement of statements) {
    if (is.isClassDeclaration(statement) && statement.name?.text === name) {
      const kinds = new Set((statement.modifiers ?? []).map(({ kind }) => kind));
      if (kinds.has(SyntaxKind.ExportKeyword)) return kinds.has(SyntaxKind.DefaultKeyword) ? 'default' : name;
    }
    const clause = is.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause === undefined || !is.isNamedExports(clause)) continue;
    const found = clause.elements.find((each) => (each.propertyName ?? each.name).text === name);
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}
