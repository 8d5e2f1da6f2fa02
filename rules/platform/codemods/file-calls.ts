import type { BuiltinMember } from '../../engine/typescript/codemods/builtin-imports.ts';
import { isResultUnused } from '../../engine/typescript/codemods/calls.ts';
import { type PackageUse, promisified } from '../../engine/typescript/codemods/package-uses.ts';
import { isUnresolved } from '../../engine/typescript/types.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';

/** The three forms in which packages for files, and `fs` itself, offer one function. */
export type Form = 'sync' | 'callback' | 'promise';

/** Which members of a package are which form. */
export interface FileFunction {
  readonly synchronous: ReadonlySet<string>;
  /** With a callback before version `promisesFrom`, for a promise from then on. */
  readonly asynchronous: ReadonlySet<string>;
  readonly promisesFrom: number;
}

/** A call of such a function: a path, perhaps options, and what is done with the result. */
export interface FileCall {
  readonly form: Form;
  readonly path: ast.Expression;
  readonly options: ast.Expression | undefined;
  /** Nobody looks at what the function gives, errors aside. */
  readonly isResultUnused: boolean;
}

/** Reads a use as a call of the function, or says why it is none. */
export function fileCallOf(use: PackageUse, site: Site, names: FileFunction): FileCall | Verdict {
  const { call } = use;
  if (site.subpath !== '' || call === null || !is.isCallExpression(call)) return unknownUse(use);
  const isPromisified = use.path.at(-1) === promisified;
  const member = memberPath(isPromisified ? { ...use, path: use.path.slice(0, -1) } : use);
  const isSync = names.synchronous.has(member) && !isPromisified;
  if (!isSync && !names.asynchronous.has(member)) return unknownUse(use);
  const form = isSync ? 'sync' : formOf(call, isPromisified, site, names.promisesFrom);
  const callback = form === 'callback' ? call.arguments.at(-1) : undefined;
  const [path, options, ...others] = call.arguments.filter((each) => each !== callback);
  const isClear = form !== undefined && others.length === 0 && !call.arguments.some(is.isSpreadElement);
  if (!isClear || path === undefined)
    return { blocked: `what \`${shortText(use)}\` is called with cannot be told` };
  const isUnused = callback === undefined ? isResultUnused(call) : takesAtMostOne(callback);
  return { form, path, options, isResultUnused: isUnused };
}

/** The function of `fs` for each form, its name as `fs.…Sync` has it. */
export function fsMembers(name: string): Readonly<Record<Form, BuiltinMember>> {
  return {
    sync: { module: 'fs', member: `${name}Sync` },
    callback: { module: 'fs', member: name },
    promise: { module: 'fs', member: name, isPromised: true },
  };
}

/** Without a callback where one is due, nobody would hear of an error: no form that `fs` has. */
function formOf(
  call: ast.CallExpression,
  isPromisified: boolean,
  { version, questions }: Site,
  promisesFrom: number,
): Form | undefined {
  const givesPromise = version === null ? undefined : version.major >= promisesFrom;
  if (isPromisified) return givesPromise === true ? undefined : 'promise';
  const last = call.arguments.length > 1 ? call.arguments.at(-1) : undefined;
  const hasCallback = last === undefined ? false : isFunction(last, questions);
  if (hasCallback === true) return givesPromise === true ? undefined : 'callback';
  return hasCallback === false && givesPromise === true ? 'promise' : undefined;
}

/** Whether an argument is a function; undefined where neither its syntax nor its type tells. */
export function isFunction(node: ast.Expression, questions: Site['questions']): boolean | undefined {
  if (is.isArrowFunction(node) || is.isFunctionExpression(node)) return true;
  const type = questions.typeAt(node);
  if (isUnresolved(type)) return undefined;
  return questions.callSignatures(questions.nonNullable(type)).length > 0;
}

/** Whether a callback that is written in place looks at its first argument, the error, at most. */
function takesAtMostOne(node: ast.Expression): boolean {
  if (!is.isArrowFunction(node) && !is.isFunctionExpression(node)) return false;
  const { parameters } = node;
  if (parameters.length > 1 || parameters.some((each) => each.dotDotDotToken !== undefined)) return false;
  return is.isArrowFunction(node) || !/\barguments\b/.test(node.body?.getText() ?? '');
}
