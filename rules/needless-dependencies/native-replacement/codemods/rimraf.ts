import type { LocalEdit } from '../../../engine/local-edits.ts';
import type { BuiltinMember } from '../../../engine/typescript/codemods/builtin-imports.ts';
import { isResultUnused, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../../engine/typescript/types.ts';
import { type ast, is, TypeFlags } from '../../../engine/typescript.ts';
import { isFunction, takesAtMost } from './callbacks.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse } from './codemod.ts';

/**
 * `rimraf(path)`, `rimraf.sync(path)` and `rimraf(path, callback)` of the versions before 4 → `fs.rm` in its three
 * forms. Always a fix to review: the package tries again while Windows holds a file, and expanded patterns once.
 */
export const rimraf: Codemod = {
  rewrite(use, site) {
    const isSync = synchronous.has(memberPath(use));
    const { call } = use;
    if (site.subpath !== '' || call === null || !is.isCallExpression(call)) return unknownUse(use);
    if (!isSync && !asynchronous.has(memberPath(use))) return unknownUse(use);
    const form = isSync ? 'sync' : formOf(call, site);
    const given = form === 'callback' ? call.arguments.slice(0, -1) : [...call.arguments];
    const [path, options] = given;
    if (
      form === undefined ||
      path === undefined ||
      given.length > 2 ||
      call.arguments.some(is.isSpreadElement)
    ) {
      return { blocked: `what \`${shortText(use)}\` is called with cannot be told` };
    }
    const paths = pathsOf(path, options, site);
    if (paths === 'several') return { blocked: `\`${shortText(use)}\` takes several paths` };
    const optionEdits = withForce(path, options);
    if (optionEdits === undefined)
      return { blocked: `the options of \`${shortText(use)}\` have no counterpart` };
    const callback = form === 'callback' ? call.arguments.at(-1) : undefined;
    const isIgnored = callback === undefined ? isResultUnused(call) : takesAtMost(callback, 1);
    if (!isIgnored && form === 'sync') return { blocked: `the result of \`${shortText(use)}\` is used` };
    return {
      edits: [replaceNode(use.node, site.builtins.expression(members[form], use.node)), ...optionEdits],
      difference: [
        'a file that Windows holds is not tried again',
        ...(paths === 'pattern' ? ['a pattern like `*.log` is not expanded'] : []),
        ...(paths === 'unknown' ? ['one path only'] : []),
        ...(!isIgnored && form === 'promise' ? ['the promise gives nothing instead of `true`'] : []),
      ].join(', '),
    };
  },
};

type Form = 'sync' | 'callback' | 'promise';

const asynchronous: ReadonlySet<string> = new Set(['', 'rimraf', 'rimraf.rimraf']);
const synchronous: ReadonlySet<string> = new Set(['sync', 'rimrafSync', 'rimraf.sync', 'rimraf.rimrafSync']);

const members: Readonly<Record<Form, BuiltinMember>> = {
  sync: { module: 'fs', member: 'rmSync' },
  callback: { module: 'fs', member: 'rm' },
  promise: { module: 'fs', member: 'rm', isPromised: true },
};

/** Before version 4 a callback, from then on a promise. */
function formOf(call: ast.CallExpression, site: Site): 'callback' | 'promise' | undefined {
  const last = call.arguments.at(-1);
  const isCallback = last === undefined || call.arguments.length === 1 ? false : isFunction(last, site);
  if (isCallback === true) return site.version === null || site.version.major < 4 ? 'callback' : undefined;
  return isCallback === false && site.version !== null && site.version.major >= 4 ? 'promise' : undefined;
}

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
      return [{ span: { start: options.getStart(), end: options.end }, newText: force }];
    return [insert(first.getStart(), 'recursive: true, force: true, ')];
  }
  const isAboutPatterns = /^\{\s*(?:disableGlob: *true|glob: *false)\s*,?\s*\}$/.test(options.getText());
  return isAboutPatterns
    ? [{ span: { start: options.getStart(), end: options.end }, newText: force }]
    : undefined;
}

const force = '{ recursive: true, force: true }';
