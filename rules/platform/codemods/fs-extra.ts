import type { LocalEdit } from '../../engine/local-edits.ts';
import { runsOn } from '../../engine/typescript/codemods/builtin-imports.ts';
import { isResultUnused, replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { type ast, is, type Node } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { type Form, fsMembers, isFunction } from './file-calls.ts';
import { isSynchronous, onPaths, others } from './fs-names.ts';
import { handedThrough } from './graceful-fs.ts';
import { withRecursive } from './mkdirp.ts';
import { isNeverEmpty } from './paths.ts';

/**
 * What `fs-extra` hands through from `fs`, for a callback or for a promise, and of its own functions those that are
 * one call of `fs` today. The others (`move`, `emptyDir`, `outputFile`, `ensureFile` …) are what the package is for.
 */
export const fsExtra: Codemod = {
  rewrite(use, site) {
    const member = memberPath(use);
    if (site.subpath !== '') return unknownUse(use);
    const isPlain = isSynchronous(member) || others.has(member) || /^(?:promises|constants)\./.test(member);
    if (isPlain) return handedThrough(use, site);
    const { call } = use;
    const [, base = '', sync] = /^(\w+?)(Sync)?$/.exec(member) ?? [];
    const rewrite = own.get(base) ?? (onPaths.has(base) ? handed(base) : undefined);
    if (rewrite === undefined) return member === '' ? unknownUse(use) : { needed: `\`${member}\`` };
    if (
      call === null ||
      !is.isCallExpression(call) ||
      call.arguments.some((each) => is.isSpreadElement(each))
    )
      return unknownUse(use);
    const form = sync === undefined ? formOf(call, site) : 'sync';
    if (form === undefined)
      return { blocked: `whether \`${shortText(use)}\` gives a promise cannot be told` };
    const given = form === 'callback' ? call.arguments.slice(0, -1) : [...call.arguments];
    return rewrite({ use, call, form, given, site });
  },
};

interface Call {
  readonly use: PackageUse;
  readonly call: ast.CallExpression;
  readonly form: Form;
  /** The arguments without the callback. */
  readonly given: readonly ast.Expression[];
  readonly site: Site;
}

type Rewrite = (call: Call) => Verdict;

const own: ReadonlyMap<string, Rewrite> = new Map([
  ...['ensureDir', 'mkdirs', 'mkdirp'].map((name): [string, Rewrite] => [name, ensureDir]),
  ...['readJson', 'readJSON'].map((name): [string, Rewrite] => [name, readJson]),
  ...['writeJson', 'writeJSON'].map((name): [string, Rewrite] => [name, writeJson]),
  ['copy', copy],
  ['exists', pathExists],
  ['pathExists', pathExists],
  ['remove', remove],
]);

function formOf(call: ast.CallExpression, { version, questions }: Site): Form | undefined {
  const last = call.arguments.length > 1 ? call.arguments.at(-1) : undefined;
  const isCallback = last === undefined ? false : isFunction(last, questions);
  if (isCallback === true) return 'callback';
  const isWaitedFor = is.isAwaitExpression(call.parent) || isThen(call);
  return isWaitedFor || (isCallback === false && version !== null && version.major >= 3)
    ? 'promise'
    : undefined;
}

function isThen({ parent }: Node): boolean {
  return is.isPropertyAccessExpression(parent) && /^(?:then|catch|finally)$/.test(parent.name.text);
}

function handed(name: string): Rewrite {
  return ({ use, form, site }) => ({ edits: [renamed(use, name, form, site)] });
}

function renamed({ node }: PackageUse, name: string, form: Form, site: Site): LocalEdit {
  return replaceNode(node, site.builtins.expression(fsMembers(name)[form], node));
}

function insert(offset: number, newText: string): LocalEdit {
  return { span: { start: offset, end: offset }, newText };
}

function ensureDir({ use, call, form, given: [path, options, ...more], site }: Call): Verdict {
  const added = path === undefined || more.length > 0 ? undefined : withRecursive(path, options);
  if (path === undefined || added === undefined) return noCounterpart(use);
  const isSame = site.version !== null && site.version.major >= 9;
  const differences = [
    ...(isSame || isNeverEmpty(path, site) ? [] : ['an empty path is an error']),
    ...(isSame || isResultUnused(call) ? [] : ['the first folder made is told otherwise']),
  ];
  return { edits: [renamed(use, 'mkdir', form, site), ...added], differences };
}

function remove({ use, form, given: [path, ...more], site }: Call): Verdict {
  if (path === undefined || more.length > 0) return noCounterpart(use);
  const isSame = site.version !== null && site.version.major >= 10;
  return {
    edits: [renamed(use, 'rm', form, site), insert(path.end, ', { recursive: true, force: true }')],
    differences: isSame ? [] : ['a file that Windows holds is not tried again'],
  };
}

function copy({ use, form, given: [from, to, ...more], site }: Call): Verdict {
  if (from === undefined || to === undefined || more.length > 0) return { needed: `\`${shortText(use)}\`` };
  if (!runsOn('16.7.0', site.view)) return { needed: '`copy`' };
  return {
    edits: [renamed(use, 'cp', form, site), insert(to.end, ', { recursive: true }')],
    differences: [
      'links are copied as `fs.cp` does it',
      ...(runsOn('22.3.0', site.view) ? [] : ['`fs.cp` is called experimental up to Node 22.3']),
    ],
  };
}

function pathExists({ use, call, form, given: [path, ...more], site }: Call): Verdict {
  if (path === undefined || more.length > 0 || form === 'callback') return noCounterpart(use);
  if (form === 'sync') return { edits: [renamed(use, 'exists', form, site)] };
  return {
    edits: [renamed(use, 'access', form, site), insert(call.end, '.then(() => true, () => false)')],
  };
}

function readJson({ use, call, form, given: [path, ...more], site }: Call): Verdict {
  if (path === undefined || more.length > 0 || form === 'callback') return noCounterpart(use);
  const edits = [renamed(use, 'readFile', form, site), insert(path.end, ", 'utf8'")];
  const differences = ['a byte order mark is an error, and errors do not name the file'];
  const { parent } = call;
  const whole = form === 'sync' ? call : is.isAwaitExpression(parent) ? parent : undefined;
  if (whole === undefined) {
    return { edits: [...edits, insert(call.end, '.then((text) => JSON.parse(text))')], differences };
  }
  // The callee is replaced where the call starts, so what goes before it joins that edit.
  const [callee, ...rest] = edits as [LocalEdit, ...LocalEdit[]];
  const first =
    form === 'sync'
      ? [{ ...callee, newText: `JSON.parse(${callee.newText}` }]
      : [insert(whole.getStart(), 'JSON.parse('), callee];
  return { edits: [...first, ...rest, insert(whole.end, ')')], differences };
}

function writeJson({ use, call, form, given: [path, value, options, ...more], site }: Call): Verdict {
  const spaces = options === undefined ? '' : spacesOf(options);
  const isKnown = path !== undefined && value !== undefined && spaces !== undefined && more.length === 0;
  if (!isKnown || form === 'callback') return noCounterpart(use);
  const { text } = call.getSourceFile();
  if (/\/[/*]/.test(text.slice(path.end, value.getStart()) + text.slice(value.end, call.end)))
    return noCounterpart(use);
  return {
    edits: [
      renamed(use, 'writeFile', form, site),
      insert(value.getStart(), '`${JSON.stringify('),
      { span: { start: value.end, end: call.end }, newText: `${spaces})}\\n\`)` },
    ],
  };
}

/** The indentation as further arguments of `JSON.stringify`; undefined where the options ask for more. */
function spacesOf(options: ast.Expression): string | undefined {
  const found = /^\{\s*spaces: *(\d+|'[^']*'|"[^"]*")\s*,?\s*\}$/.exec(options.getText());
  return found === null ? undefined : `, null, ${found[1]}`;
}

function noCounterpart(use: PackageUse): Verdict {
  return { needed: `\`${shortText(use)}\`` };
}
