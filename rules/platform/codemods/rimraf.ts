import type { LocalEdit } from '../../engine/local-edits.ts';
import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, type Site, shortText } from './codemod.ts';
import { type FileFunction, fileCallOf, fsMembers } from './file-calls.ts';

/**
 * `rimraf(path)`, `rimraf.sync(path)` and `rimraf(path, callback)` of the versions before 4 → `fs.rm` in its three
 * forms. Always a fix to review: the package tries again while Windows holds a file, and expanded patterns once.
 */
export const rimraf: Codemod = {
  rewrite(use, site) {
    const call = fileCallOf(use, site, names);
    if (!('form' in call)) return call;
    const { form, path, options } = call;
    const paths = pathsOf(path, options, site);
    if (paths === 'several') return { blocked: `\`${shortText(use)}\` takes several paths` };
    const force = withForce(path, options);
    if (force === undefined) return { blocked: `the options of \`${shortText(use)}\` have no counterpart` };
    if (form === 'sync' && !call.isResultUnused)
      return { blocked: `the result of \`${shortText(use)}\` is used` };
    return {
      edits: [replaceNode(use.node, site.builtins.expression(rm[form], use.node)), ...force],
      differences: [
        'a file that Windows holds is not tried again',
        ...(paths === 'pattern' ? ['a pattern like `*.log` is not expanded'] : []),
        ...(paths === 'unknown' ? ['one path only'] : []),
        ...(call.isResultUnused || form === 'callback'
          ? []
          : ['the promise gives nothing instead of `true`']),
      ],
    };
  },
};

const rm = fsMembers('rm');

const names: FileFunction = {
  synchronous: new Set(['sync', 'rimrafSync', 'rimraf.sync', 'rimraf.rimrafSync']),
  asynchronous: new Set(['', 'rimraf', 'rimraf.rimraf']),
  promisesFrom: 4,
};

/** What the first argument may mean: one path, a pattern in versions that expand these, or several paths. */
function pathsOf(
  path: ast.Expression,
  options: ast.Expression | undefined,
  site: Site,
): 'one' | 'pattern' | 'several' | 'unknown' {
  const isOneByVersion = site.version !== null && site.version.major >= 4;
  if (is.isArrayLiteralExpression(path)) return 'several';
  if (!isOneByVersion) {
    if (options !== undefined && /\b(?:disableGlob: *true|glob: *false)\b/.test(options.getText()))
      return 'one';
    if (!is.isStringLiteral(path)) return /['"`/][^'"`]*[*?[{]/.test(path.getText()) ? 'several' : 'pattern';
    return /[*?[\]{}!+@()]/.test(path.text) ? 'several' : 'one';
  }
  const type = site.questions.typeAt(path);
  if (isUnresolved(type)) return 'unknown';
  const parts = site.questions.constituents(site.questions.nonNullable(type));
  return parts.every(({ flags }) => flags & TypeFlags.StringLike) ? 'one' : 'several';
}

/** The options that `fs.rm` has too, with the two that make it what the package does. */
function withForce(path: ast.Expression, options: ast.Expression | undefined): LocalEdit[] | undefined {
  const insert = (offset: number, newText: string): LocalEdit => ({
    span: { start: offset, end: offset },
    newText,
  });
  if (options === undefined) return [insert(path.end, ', { recursive: true, force: true }')];
  if (!is.isObjectLiteralExpression(options)) return undefined;
  const names = options.properties.map((each) => (is.isPropertyAssignment(each) ? each.name.getText() : '…'));
  if (names.every((name) => name === 'maxRetries' || name === 'retryDelay')) {
    const [first] = options.properties;
    if (first === undefined)
      return [{ span: { start: options.getStart(), end: options.end }, newText: both }];
    return [insert(first.getStart(), 'recursive: true, force: true, ')];
  }
  const isAboutPatterns = /^\{\s*(?:disableGlob: *true|glob: *false)\s*,?\s*\}$/.test(options.getText());
  return isAboutPatterns
    ? [{ span: { start: options.getStart(), end: options.end }, newText: both }]
    : undefined;
}

const both = '{ recursive: true, force: true }';
