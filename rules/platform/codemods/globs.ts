import type { LocalEdit } from '../../engine/local-edits.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import { type Failure, inShort, isFailure } from './clients/failure.ts';
import { hasComment, optionsOf } from './clients/options.ts';
import { type Codemod, memberPath, type Site, shortText } from './codemod.ts';
import { fsMembers } from './file-calls.ts';
import { isGlobal, shadowed } from './globals.ts';
import { proofOf } from './proofs.ts';

interface GlobPackage {
  /** Members that give a list, and those that give a promise of one. */
  readonly synchronous: ReadonlySet<string>;
  readonly asynchronous: ReadonlySet<string>;
  /** The first major version that gives promises. */
  readonly promisesFrom: number;
  /** Whether folders are left out unless the options ask for them. */
  readonly isOfFiles: boolean;
  /** The first major version that writes paths as the system does; before, with `/` everywhere; null for none. */
  readonly nativeFrom: number | null;
}

/** https://github.com/isaacs/node-glob/blob/main/changelog.md: promises and the system's own separators since 9. */
export const glob = globPackage({
  synchronous: new Set(['sync', 'globSync', 'glob.sync', 'glob.globSync']),
  asynchronous: new Set(['', 'glob', 'glob.glob']),
  promisesFrom: 9,
  isOfFiles: false,
  nativeFrom: 9,
});

export const fastGlob = globPackage({
  synchronous: new Set(['sync', 'globSync']),
  asynchronous: new Set(['', 'glob', 'async']),
  promisesFrom: 2,
  isOfFiles: true,
  nativeFrom: null,
});

export const globby = globPackage({
  synchronous: new Set(['sync', 'globbySync']),
  asynchronous: new Set(['', 'globby']),
  promisesFrom: 1,
  isOfFiles: true,
  nativeFrom: null,
});

/**
 * `globSync('a/*.ts', { ignore: 'b/**' })` → `fs.globSync('a/*.ts', { exclude: ['b/**'] })`, and what gives a promise →
 * `Array.fromAsync(fs.promises.glob(…))`. Only patterns that are written out and that both read alike, with a folder and
 * patterns of what is left out; every other option keeps the package.
 */
function globPackage(pack: GlobPackage): Codemod {
  return {
    rewrite(use, site) {
      const { call } = use;
      const member = memberPath(use);
      const isSync = pack.synchronous.has(member);
      const isCall = call !== null && is.isCallExpression(call);
      if (site.subpath !== '' || !isCall || (!isSync && !pack.asynchronous.has(member)))
        return { needed: `\`${shortText(use)}\`` };
      const major = site.version?.major ?? Number.POSITIVE_INFINITY;
      const [patterns, options, ...others] = call.arguments;
      if (patterns === undefined || others.length > 0 || (!isSync && major < pack.promisesFrom))
        return { needed: `\`${shortText(use)}\`` };
      const text = call.getText();
      if (hasComment(text)) return { blocked: `there is a comment within \`${inShort(text)}\`` };
      const init = initOf(options, pack, site);
      if (isFailure(init)) return init;
      const isOfFiles = pack.isOfFiles || init.isOfFiles;
      const isNative = pack.nativeFrom !== null && major >= pack.nativeFrom;
      const failure = reasonAgainst(patterns, isOfFiles ? files : anything, isNative);
      if (failure !== undefined) return failure;
      if (!isSync && !isGlobal('Array', use.node, site)) return shadowed('Array');
      const callee = site.builtins.expression(fsMembers('glob')[isSync ? 'sync' : 'promise'], use.node);
      const newText = `${callee}(${patterns.getText()}${init.text})`;
      return {
        edits: [
          { span: spanOf(call), newText: isSync ? newText : `Array.fromAsync(${newText})` },
          ...init.edits,
        ],
        differences: [
          'the order of the paths',
          'links to folders are not followed',
          ...(isOfFiles ? ['folders whose names match are found too'] : []),
          ...(isNative ? [] : ['paths have `\\` on Windows']),
        ],
      };
    },
  };
}

interface Init {
  /** The second argument, comma included. */
  readonly text: string;
  readonly isOfFiles: boolean;
  readonly edits: readonly LocalEdit[];
}

function initOf(options: ast.Expression | undefined, pack: GlobPackage, site: Site): Init | Failure {
  const read = optionsOf(options, site);
  if (isFailure(read)) return read;
  const parts: string[] = [];
  let isOfFiles = false;
  for (const [name, value] of read.given) {
    const isTrue = value.kind === SyntaxKind.TrueKeyword;
    if (name === 'cwd') {
      if (proofOf(value, TypeFlags.StringLike | TypeFlags.Undefined, site) === 'refuted')
        return { needed: `\`cwd: ${inShort(value.getText())}\`` };
      parts.push(value.getText() === 'cwd' ? 'cwd' : `cwd: ${value.getText()}`);
    } else if (name === 'ignore') {
      const failure = reasonAgainst(value, filesOrContents, false);
      if (failure !== undefined) return failure;
      const text = value.getText();
      parts.push(`exclude: ${is.isArrayLiteralExpression(value) ? text : `[${text}]`}`);
    } else if (name === (pack.isOfFiles ? 'onlyFiles' : 'nodir') && isTrue) isOfFiles = true;
    else if ((name === 'dot' || name === 'absolute') && value.kind === SyntaxKind.FalseKeyword) continue;
    else return { needed: `the option \`${name}\`` };
  }
  const text = parts.length === 0 ? '' : `, { ${parts.join(', ')} }`;
  return { text, isOfFiles, edits: read.edits };
}

/**
 * Why patterns cannot be handed to `fs.glob`; undefined where they can.
 * @param ends what a pattern has to end in.
 * @param dropsDot whether a path that is found by `./a` begins with `a`, as that of `fs.glob` does.
 */
function reasonAgainst(node: ast.Expression, ends: RegExp, dropsDot: boolean): Failure | undefined {
  const patterns = is.isArrayLiteralExpression(node) ? [...node.elements] : [node];
  const other = patterns.find(
    (each) =>
      !is.isStringLiteral(each) || !isPlain(dropsDot ? each.text.replace(/^\.\//, '') : each.text, ends),
  );
  if (other === undefined && patterns.length > 0) return undefined;
  return { needed: `a pattern like \`${inShort((other ?? node).getText())}\`` };
}

/**
 * Whether the packages and `fs.glob` find the same by a pattern, compared on Node 22.17, 24.1, 24.21 and 26.12: no
 * negation, no extended pattern, nothing escaped, no `?`, which `fast-glob` takes for a part of such a pattern, and no name
 * with a dot in front, which `fs.glob` does not find behind `**`.
 */
function isPlain(pattern: string, ends: RegExp): boolean {
  const isOdd = /^[!#]|\\|\?|[*+@!]\(|\.\.|(?:^|[/{,])\.|\/$|\[\[/.test(pattern);
  return !isOdd && pattern.includes('*') && ends.test(pattern);
}

const anything = /./;

/** Files by their extension, as folders seldom have one: `*.ts`, `*.{ts,tsx}`. */
const files = /\.(?:\w+|\{[\w,]+\})$/;

/** Files, or everything in a folder; `fs.glob` leaves out what lies in a folder that is left out, too. */
const filesOrContents = /\.(?:\w+|\{[\w,]+\})$|\/\*\*$/;
