import type { LocalEdit } from '../../engine/local-edits.ts';
import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { type Codemod, shortText } from './codemod.ts';
import { type FileFunction, fileCallOf, fsMembers } from './file-calls.ts';
import { isNeverEmpty } from './paths.ts';

/**
 * `mkdirp(dir)`, `mkdirp.sync(dir)` and `mkdirp(dir, callback)` of the versions before 1 → `fs.mkdir` in its three
 * forms, with `recursive: true`.
 */
export const mkdirp = makeFolders(1);

/** The version of `mkdirp` before promises, kept under a name of its own. */
export const mkdirpClassic = makeFolders(Number.POSITIVE_INFINITY);

/** `makeDir(dir)` and `makeDir.sync(dir)`; gives the path that was asked for, which `fs.mkdir` does not. */
export const makeDir: Codemod = {
  rewrite(use, site) {
    const call = fileCallOf(use, site, { ...names, promisesFrom: 0 });
    if (!('form' in call) || call.isResultUnused) return makeFolders(0).rewrite(use, site);
    return { blocked: `the path that \`${shortText(use)}\` gives is used` };
  },
};

function makeFolders(promisesFrom: number): Codemod {
  return {
    rewrite(use, site) {
      const call = fileCallOf(use, site, { ...names, promisesFrom });
      if (!('form' in call)) return call;
      const options = withRecursive(call.path, call.options);
      if (options === undefined)
        return { blocked: `the options of \`${shortText(use)}\` are not written out` };
      const differences = [
        ...(call.isResultUnused ? [] : ['the first folder made is told as a path that may be relative']),
        ...(isNeverEmpty(call.path, site) ? [] : ['an empty path is an error']),
      ];
      const edits = [replaceNode(use.node, site.builtins.expression(mkdir[call.form], use.node)), ...options];
      return { edits, differences };
    },
  };
}

const mkdir = fsMembers('mkdir');

const names: Pick<FileFunction, 'synchronous' | 'asynchronous'> = {
  synchronous: new Set([
    'sync',
    'mkdirpSync',
    'mkdirp.sync',
    'mkdirp.mkdirpSync',
    'mkdirP.sync',
    'makeDirectorySync',
  ]),
  asynchronous: new Set(['', 'mkdirp', 'mkdirP', 'mkdirp.mkdirp', 'makeDirectory']),
};

/** Adds `recursive: true` to what was passed: nothing, a mode, or an object with a mode. */
export function withRecursive(
  path: ast.Expression,
  options: ast.Expression | undefined,
): LocalEdit[] | undefined {
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
    return isMode && first !== undefined ? [insert(first.getStart(), 'recursive: true, ')] : undefined;
  }
  if (!is.isNumericLiteral(options) && !is.isStringLiteral(options)) return undefined;
  return [insert(options.getStart(), '{ recursive: true, mode: '), insert(options.end, ' }')];
}
