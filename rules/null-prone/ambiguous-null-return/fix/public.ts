import { posix } from 'node:path';
import type { FileView, TypeScriptFixContext } from '../../../engine/typescript/rule.ts';
import { findAncestor, hasModifier } from '../../../engine/typescript/syntax.ts';
import { is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import type { NamedFunction } from '../functions.ts';

/** Why code that is not in the workspace may call a function; undefined where none can. */
export function publicObstacle(
  { fn, name }: NamedFunction,
  view: FileView,
  context: TypeScriptFixContext,
): string | undefined {
  const exported = exportedName(fn);
  if (exported === undefined) return undefined;
  const { text } = name;
  if (exported === 'default') return `\`${text}\` is a default export, which each file gives its own name.`;
  const { dependencies, devDependencies } = view.package;
  const framework = ['vue', 'svelte', 'astro'].find(
    (each) => each in dependencies || each in devDependencies,
  );
  if (framework !== undefined) {
    return `\`${text}\` is exported, and components of ${framework} that may call it are not read.`;
  }
  const entry = publicEntries(view, context).find((file) => exports(file, exported, view, context));
  return entry && `\`${text}\` is exported from the package by ${posix.relative(view.package.dir, entry)}.`;
}

/** The name under which a file exports the function or its class; undefined where it keeps both to itself. */
export function exportedName(fn: Node): string | undefined {
  const statement = findAncestor(fn, isTopLevel);
  if (statement === undefined) return undefined;
  if (hasModifier(statement, SyntaxKind.DefaultKeyword)) return 'default';
  if (hasModifier(fn, SyntaxKind.PrivateKeyword) || hasModifier(fn.parent, SyntaxKind.PrivateKeyword))
    return undefined;
  const name = is.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]?.name.getText()
    : (statement as { name?: Node }).name?.getText();
  if (name === undefined) return undefined;
  if (hasModifier(statement, SyntaxKind.ExportKeyword)) return name;
  const { statements } = statement.getSourceFile();
  if (statements.some((each) => is.isExportAssignment(each) && each.expression.getText() === name))
    return 'default';
  const word = new RegExp(
    `^export\\s*\\{[^}]*\\b${name.replaceAll('$', '\\$')}\\b|^module\\.exports|^exports\\.`,
  );
  return statements.some((each) => word.test(each.getText())) ? name : undefined;
}

/** The modules by which others use the package; none where it is private. */
function publicEntries({ package: { dir, manifest } }: FileView, context: TypeScriptFixContext): string[] {
  const text = manifest === null ? undefined : context.text(manifest);
  if (text === undefined || /"private"\s*:\s*true/.test(text)) return [];
  const named = [...text.matchAll(/"\.?\/?([\w./-]+\.[cm]?[jt]sx?)"/g)].map(([, path]) => path as string);
  const stems = named.flatMap((path) => {
    const stem = path.replace(/\.[cm]?[jt]sx?$/, '');
    return [
      stem,
      stem.replace(/^(dist|lib|build|out)\//, 'src/'),
      stem.replace(/^(dist|lib|build|out)\//, ''),
    ];
  });
  const files = ['index', 'src/index', 'lib/index', ...stems].flatMap((stem) =>
    ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs'].map((ending) => posix.join(dir, stem + ending)),
  );
  return [...new Set(files)].filter(context.exists);
}

function exports(entry: string, name: string, view: FileView, context: TypeScriptFixContext): boolean {
  if (entry === view.path) return true;
  const source = context.view(entry)?.source;
  const questions = context.questions(entry);
  const module = source && questions?.symbolAt(source);
  if (questions === undefined || module === undefined) return false;
  return questions.checker.getExportsOfModule(module).some((symbol) => {
    const declared = questions.declarationOf(symbol);
    return symbol.name === name && declared?.getSourceFile().fileName === view.path;
  });
}

function isTopLevel(node: Node): node is Node {
  return node.parent !== undefined && is.isSourceFile(node.parent);
}
