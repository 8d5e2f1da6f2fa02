import type { PackageInfo } from '../rule.ts';
import { is, type SourceFile, SyntaxKind } from '../typescript.ts';
import type { FileView } from './rule.ts';
import { walk } from './syntax.ts';

/** What rules are told of a file before any type is asked. */
export function viewOf(path: string, source: SourceFile, info: PackageInfo, isTest: boolean): FileView {
  const isJavaScript = /\.[cm]?jsx?$/.test(path);
  return {
    path,
    source,
    isTest,
    isJavaScript,
    isCommonJs: isJavaScript && isCommonJs(path, source, info),
    package: info,
  };
}

function isCommonJs(path: string, source: SourceFile, info: PackageInfo): boolean {
  if (path.endsWith('.cjs')) return true;
  if (path.endsWith('.mjs') || hasModuleSyntax(source)) return false;
  return info.type === 'commonjs' || callsRequire(source);
}

function hasModuleSyntax(source: SourceFile): boolean {
  return source.statements.some(
    (statement) =>
      is.isImportDeclaration(statement) ||
      is.isExportDeclaration(statement) ||
      is.isExportAssignment(statement) ||
      ('modifiers' in statement &&
        (statement.modifiers as readonly { kind: SyntaxKind }[] | undefined)?.some(
          (modifier) => modifier.kind === SyntaxKind.ExportKeyword,
        ) === true),
  );
}

function callsRequire(source: SourceFile): boolean {
  let found = false;
  walk(source, (node) => {
    if (found) return 'skip';
    found =
      is.isCallExpression(node) && is.isIdentifier(node.expression) && node.expression.text === 'require';
    return undefined;
  });
  return found;
}
