import type { FileView } from '../../../engine/typescript/rule.ts';
import { unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is } from '../../../engine/typescript.ts';

/** The value as it is written, without parentheses and words for the compiler around it. */
export function valueText(value: ast.Expression): string {
  return unwrap(value).getText();
}

/** The module that a file imports a type from. */
export function importOfType(name: string, { source }: FileView): string | undefined {
  for (const statement of source.statements) {
    if (!is.isImportDeclaration(statement) || !is.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !is.isNamedImports(bindings)) continue;
    if (bindings.elements.some((element) => element.name.text === name))
      return statement.moduleSpecifier.text;
  }
  return undefined;
}
