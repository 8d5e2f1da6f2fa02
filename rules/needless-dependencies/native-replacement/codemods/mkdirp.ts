import type { LocalEdit } from '../../../engine/local-edits.ts';
import type { BuiltinMember } from '../../../engine/typescript/codemods/builtin-imports.ts';
import { isResultUnused, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import { type ast, is } from '../../../engine/typescript.ts';
import { isFunction, takesAtMost } from './callbacks.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse } from './codemod.ts';
import { isNeverEmpty } from './paths.ts';

/**
 * `mkdirp(dir)`, `mkdirp.sync(dir)` and `mkdirp(dir, callback)` of the versions before 1 → `fs.mkdir` in its three
 * forms, with `recursive: true`.
 */
export const mkdirp: Codemod = {
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
    const optionEdits = withRecursive(path, options);
    if (optionEdits === undefined)
      return { blocked: `the options of \`${shortText(use)}\` are not written out` };
    const edits = [replaceNode(use.node, site.builtins.expression(members[form], use.node)), ...optionEdits];
    const differences = differencesOf(form, call, path, site);
    return differences.length === 0 ? { edits } : { edits, difference: differences.join(', ') };
  },
};

type Form = 'sync' | 'callback' | 'promise';

const asynchronous: ReadonlySet<string> = new Set(['', 'mkdirp', 'mkdirP', 'mkdirp.mkdirp']);
const synchronous: ReadonlySet<string> = new Set([
  'sync',
  'mkdirpSync',
  'mkdirp.sync',
  'mkdirp.mkdirpSync',
  'mkdirP.sync',
]);

const members: Readonly<Record<Form, BuiltinMember>> = {
  sync: { module: 'fs', member: 'mkdirSync' },
  callback: { module: 'fs', member: 'mkdir' },
  promise: { module: 'fs', member: 'mkdir', isPromised: true },
};

/** Before version 1 a callback, from then on a promise; without a callback nobody would hear of an error. */
function formOf(call: ast.CallExpression, site: Site): 'callback' | 'promise' | undefined {
  const last = call.arguments.at(-1);
  const isCallback = last === undefined || call.arguments.length === 1 ? false : isFunction(last, site);
  if (isCallback === true) return site.version === null || site.version.major < 1 ? 'callback' : undefined;
  return isCallback === false && site.version !== null && site.version.major >= 1 ? 'promise' : undefined;
}

/** Adds `recursive: true` to what was passed: nothing, a mode, or an object with a mode. */
function withRecursive(path: ast.Expression, options: ast.Expression | undefined): LocalEdit[] | undefined {
  const insert = (offset: number, newText: string): LocalEdit => ({
    span: { start: offset, end: offset },
    newText,
  });
  if (options === undefined) return [insert(path.end, ', { recursive: true }')];
  if (is.isObjectLiteralExpression(options)) {
    const [first] = options.properties;
    const isMode = options.properties.every(
      (each) => is.isPropertyAssignment(each) && each.name.getText() === 'mode',
    );
    if (!isMode || first === undefined) return undefined;
    return [insert(first.getStart(), 'recursive: true, ')];
  }
  const isMode = is.isNumericLiteral(options) || is.isStringLiteral(options);
  if (!isMode) return undefined;
  return [insert(options.getStart(), '{ recursive: true, mode: '), insert(options.end, ' }')];
}

function differencesOf(form: Form, call: ast.CallExpression, path: ast.Expression, site: Site): string[] {
  const differences: string[] = [];
  const callback = form === 'callback' ? call.arguments.at(-1) : undefined;
  const isIgnored = callback === undefined ? isResultUnused(call) : takesAtMost(callback, 1);
  if (!isIgnored) differences.push('the first folder made is told as a path that may be relative');
  if (!isNeverEmpty(path, site)) differences.push('an empty path is an error');
  return differences;
}
