import { isBuiltin } from 'node:module';
import { isResultUnused, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { indentationAt, newLineOf, spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, type Node, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { proofOf } from './proofs.ts';

/**
 * `dotenv.config({ path })` → `process.loadEnvFile(path)`, in a `try` as the package never throws for a file that
 * is not there. `dotenv.parse(text)` → `util.parseEnv(text)`. Both leave variables alone that are set already.
 */
export const dotenv: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const member = memberPath(use);
    if (/^config(?:\.js)?$/.test(site.subpath) && is.isExpressionStatement(use.node.parent)) {
      return loadedBy(use.node.parent, '', site);
    }
    if (site.subpath !== '' || call === null || !is.isCallExpression(call)) return unknownUse(use);
    if (member === 'parse') return parsed(use, call, site);
    if (member !== 'config' && member !== 'configDotenv') return { needed: `\`${shortText(use)}\`` };
    if (!isResultUnused(call)) return { blocked: `what \`${shortText(use)}\` gives is used` };
    const path = pathOf(call);
    if (typeof path !== 'string') return path;
    return loadedBy(call.parent, path, site);
  },
  load: ({ node, specifier }, site) => {
    if (!/^dotenv\/config(?:\.js)?$/.test(specifier)) return { blocked: `\`${specifier}\` is not known` };
    const follower = site.view.source.statements
      .filter((each) => is.isImportDeclaration(each) && each.pos > node.pos)
      .find((each) => !isBuiltinImport(each));
    if (follower !== undefined) {
      return {
        blocked: `\`${follower.getText().slice(0, 50)}\` is loaded after it and might find no settings yet; \`node --env-file\` loads them earlier`,
      };
    }
    return loadedBy(node, '', site);
  },
};

const rareLines = 'rare lines of the file may be read differently';

/** What to hand on: '' for the file that both look for; else a verdict. */
function pathOf(call: ast.CallExpression): string | Verdict {
  const [options, ...others] = call.arguments;
  if (options === undefined) return '';
  if (others.length > 0 || !is.isObjectLiteralExpression(options)) {
    return { blocked: `the options in \`${options.getText().slice(0, 30)}\` are not written out` };
  }
  let path = '';
  for (const property of options.properties) {
    const name = is.isSpreadAssignment(property) ? '…' : (property.name?.getText() ?? '…');
    const value = is.isPropertyAssignment(property) ? property.initializer.getText() : name;
    if (name === 'path' && !value.startsWith('[')) path = value;
    else if (name === 'override' && value !== 'false') return { needed: 'overriding variables that are set' };
    else if (!['quiet', 'debug', 'override'].includes(name))
      return { blocked: `the option \`${name}\` has no counterpart` };
  }
  return path;
}

function isBuiltinImport(node: Node): boolean {
  const specifier = is.isImportDeclaration(node) ? node.moduleSpecifier : undefined;
  return specifier !== undefined && is.isStringLiteral(specifier) && isBuiltin(specifier.text);
}

function loadedBy(statement: Node, path: string, site: Site): Verdict {
  const { source } = site.view;
  const { parent } = statement;
  const isStatement = is.isImportDeclaration(statement) || is.isExpressionStatement(statement);
  if (!isStatement || (!is.isSourceFile(parent) && !is.isBlock(parent)))
    return { blocked: 'it stands within another statement' };
  if (!isGlobal('process', statement, site)) return shadowed('process');
  const span = spanOf(statement);
  const newLine = newLineOf(source.text);
  const outer = indentationAt(source.text, span.start);
  const inner = `${outer}${/^\t/m.test(source.text) ? '\t' : '  '}`;
  const end = source.text[span.end - 1] === ';' ? ';' : '';
  const lines = [
    'try {',
    `${inner}process.loadEnvFile(${path})${end}`,
    `${outer}} catch {`,
    `${inner}// There need not be a file.`,
    `${outer}}`,
  ];
  return { edits: [{ span, newText: lines.join(newLine) }], differences: [rareLines] };
}

function parsed(use: PackageUse, call: ast.CallExpression, site: Site): Verdict {
  const [content, ...others] = call.arguments;
  if (content === undefined || others.length > 0) return unknownUse(use);
  const proof = proofOf(content, TypeFlags.StringLike, site);
  if (proof === 'refuted') return { blocked: '`util.parseEnv` takes a text, not a buffer' };
  const name = site.builtins.expression({ module: 'util', member: 'parseEnv' }, use.node);
  return {
    edits: [replaceNode(use.node, name)],
    differences: [rareLines, ...(proof === 'proven' ? [] : ['a buffer has to be made a text first'])],
  };
}
