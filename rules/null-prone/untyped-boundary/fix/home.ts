import { resolveRelative } from '../../../engine/typescript/codemods/new-module.ts';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import type { TypeQuestions } from '../../../engine/typescript/types.ts';
import { is, ModifierFlags, type SourceFile, type Type } from '../../../engine/typescript.ts';
import type { Promised } from '../promises.ts';
import { entryOf } from '../type-key.ts';

/** A module that declares a type for others, where one check of it serves them all. */
export interface Home {
  readonly view: FileView;
  /** The module as the project of the reader has it. */
  readonly source: SourceFile;
  /** The type as that module writes it. */
  readonly text: string;
}

/**
 * The module of the type, if it may get code beside its types: it belongs to the same package, and a file that had only its
 * types so far brings in nothing else with it.
 */
export function homeOf(
  declared: Type,
  { parts, isList }: Promised,
  user: FileView,
  questions: TypeQuestions,
  context: TypeScriptFixContext,
): Home | undefined {
  const entry = entryOf(declared, questions);
  const symbol = entry.getAliasSymbol() ?? entry.getSymbol();
  const declaration = symbol && questions.declarationOf(symbol);
  if (symbol === undefined || declaration === undefined || parts.length !== 1) return undefined;
  if (!is.isInterfaceDeclaration(declaration) && !is.isTypeAliasDeclaration(declaration)) return undefined;
  const source = declaration.parent;
  const isOpen = (declaration.modifierFlags & ModifierFlags.Export) !== 0 && is.isSourceFile(source);
  if (!isOpen || questions.text(entry) !== symbol.name) return undefined;
  const view = context.view(source.fileName);
  if (view === undefined || view.path === user.path || view.package.dir !== user.package.dir)
    return undefined;
  if (view.isTest || view.isJavaScript || view.isCommonJs || user.isCommonJs) return undefined;
  if (/\.d\.[cm]?ts$/.test(view.path) || !hasOnlyDeclarations(source) || isHandedOut(view, context))
    return undefined;
  return { view, source, text: symbol.name + (isList ? '[]' : '') };
}

/** Nothing happens and nothing is loaded when a file of types begins to be loaded for its check. */
function hasOnlyDeclarations({ statements }: SourceFile): boolean {
  return statements.every((statement) => {
    if (is.isImportDeclaration(statement)) return /^import\s+type\b/.test(statement.getText());
    return (
      is.isInterfaceDeclaration(statement) ||
      is.isTypeAliasDeclaration(statement) ||
      is.isFunctionDeclaration(statement)
    );
  });
}

/** Whether another module exports all that this one has, so that a check would become part of what the package offers. */
function isHandedOut({ path, package: { dir } }: FileView, context: TypeScriptFixContext): boolean {
  return context.filesOfPackage(dir).some((file) => {
    const text = context.text(file);
    if (text === undefined || !/\bexport\s+\*/.test(text)) return false;
    return [...text.matchAll(/\bexport\s+\*(?:\s+as\s+\w+)?\s+from\s+['"](\.[^'"]*)['"]/g)].some(
      ([, specifier]) => resolveRelative(file, specifier as string, context.exists) === path,
    );
  });
}
