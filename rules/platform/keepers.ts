import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import { namesPackage, otherMention } from '../engine/manifest.ts';
import type { TypeScriptFixContext } from '../engine/typescript/rule.ts';
import { walk } from '../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../engine/typescript/types.ts';
import { is, type Node, type SourceFile, SyntaxKind } from '../engine/typescript.ts';
import type { Usage } from './usages.ts';

/**
 * What else may load the package once its imports are rewritten, in words for a person; undefined where nothing
 * does. Reads the manifest, every file of the package and the configuration files that are no code.
 */
export function keeperIn(usage: Usage, manifest: string, context: TypeScriptFixContext): string | undefined {
  const { info, replacement, imports } = usage;
  const name = replacement.package;
  const mention = otherMention(manifest, name);
  if (mention !== undefined) return `${mention} in package.json names it`;
  const rewritten = new Set(imports.map(({ file }) => file));
  for (const file of context.filesOfPackage(info.dir)) {
    const source = context.view(file)?.source;
    const place = source && placeThatLoads(source, name, rewritten.has(file), context.questions(file));
    if (place !== undefined && source !== undefined) {
      const line = source.getLineAndCharacterOfPosition(place.node.getStart(source)).line + 1;
      return `${posix.relative(info.dir, file)}:${line} ${place.what}`;
    }
  }
  for (const file of [...configurations, ...binaries(manifest)]) {
    const text = context.text(posix.join(info.dir, file));
    if (text !== undefined && namesPackage(text, name)) return `${file} names it`;
  }
  return undefined;
}

/** Files that tools read settings from and that are no code; relative to the manifest. */
const configurations: readonly string[] = [
  '.babelrc',
  '.eslintrc',
  '.eslintrc.json',
  '.eslintrc.yml',
  '.eslintrc.yaml',
  '.mocharc.json',
  '.mocharc.yml',
  '.mocharc.yaml',
  '.nycrc',
  '.swcrc',
  '.travis.yml',
  'Dockerfile',
  'Makefile',
  'jsconfig.json',
  'lerna.json',
  'nx.json',
  'project.json',
  'tsconfig.json',
  'turbo.json',
];

/** What `bin` points to: often code without an extension, which is not analysed. */
function binaries(manifest: string): string[] {
  const { bin }: { bin?: unknown } = parse(manifest) ?? {};
  if (typeof bin === 'string') return [bin];
  const paths = typeof bin === 'object' && bin !== null ? Object.values(bin) : [];
  return paths.filter((path): path is string => typeof path === 'string' && !/\.[cm]?[jt]s$/.test(path));
}

/** A place that names the package otherwise than by an import that goes, or that loads what it computes. */
function placeThatLoads(
  source: SourceFile,
  name: string,
  isRewritten: boolean,
  questions: TypeQuestions | undefined,
): { node: Node; what: string } | undefined {
  let found: { node: Node; what: string } | undefined;
  const named = source.text.includes(name);
  if (!named && !/\b(?:require|import)\b/.test(source.text)) return undefined;
  walk(source, (node) => {
    if (found !== undefined) return 'skip';
    if (named && isText(node) && loads(node.text, name) && !(isRewritten && isImport(node))) {
      found = { node, what: `names \`${name}\`` };
    } else if (loadsComputed(node, questions))
      found = { node, what: 'loads a module whose name is computed' };
    return undefined;
  });
  return found;
}

function isText(node: Node): node is Node & { readonly text: string } {
  return (
    is.isStringLiteral(node) ||
    is.isNoSubstitutionTemplateLiteral(node) ||
    is.isTemplateHead(node) ||
    is.isTemplateMiddle(node) ||
    is.isTemplateTail(node)
  );
}

/** Whether a text is the package, a file of it, or a command that runs it. */
function loads(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  if (text === name || text.startsWith(`${name}/`)) return true;
  return text.split(/&&|\|\||[;|&\n]/).some((command) =>
    command
      .trim()
      .replace(/^(?:npx|yarn|pnpm|exec|bunx)\s+/, '')
      .startsWith(`${name} `),
  );
}

function isImport({ parent }: Node): boolean {
  return (
    is.isImportDeclaration(parent) ||
    is.isExternalModuleReference(parent) ||
    (is.isCallExpression(parent) && isLoader(parent.expression))
  );
}

function isLoader(node: Node): boolean {
  return node.kind === SyntaxKind.ImportKeyword || (is.isIdentifier(node) && node.text === 'require');
}

/** `require(name)` or `import(name)`, unless what is computed is a path by its start, its name or its declaration. */
function loadsComputed(node: Node, questions: TypeQuestions | undefined): boolean {
  if (!is.isCallExpression(node) || !isLoader(node.expression)) return false;
  const [argument] = node.arguments;
  if (
    argument === undefined ||
    is.isStringLiteral(argument) ||
    is.isNoSubstitutionTemplateLiteral(argument)
  ) {
    return false;
  }
  if (isPath(argument)) return false;
  const symbol = is.isIdentifier(argument) ? questions?.symbolAt(argument) : undefined;
  const declared = symbol === undefined ? [] : (questions?.declarations(symbol) ?? []);
  return !declared.some(
    (each) => is.isVariableDeclaration(each) && each.initializer !== undefined && isPath(each.initializer),
  );
}

function isPath(node: Node): boolean {
  const text = node.getText();
  return (
    /^[`'"][./]|^(?:path\.)?(?:join|resolve)\(|^__dirname\b|^pathToFileURL\(|^new URL\(|^require\.resolve\(['"]\./.test(
      text,
    ) || /^[\w.]*(?:path|file|filename|dir|url)\d*$/i.test(text)
  );
}
