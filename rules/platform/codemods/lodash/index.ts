import { isWholeValue, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../../engine/typescript/codemods/package-uses.ts';
import { is } from '../../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from '../codemod.ts';
import { isGlobal, shadowed } from '../globals.ts';
import { arrayFunctions } from './arrays.ts';
import type { LodashFunction } from './call.ts';
import { keptFunctions } from './kept.ts';
import { objectFunctions } from './objects.ts';
import { smallFunctions } from './small.ts';
import { textFunctions } from './texts.ts';
import { valueFunctions } from './values.ts';

/**
 * `lodash` as a whole, by its files (`lodash/map`) and by its packages (`lodash.map`): the functions that the
 * platform has, each where the types show that it does the same. One that is kept keeps the package.
 */
export function lodashCodemod(packageName: string): Codemod | undefined {
  const own = functionOfPackage(packageName);
  if (own === undefined && packageName !== 'lodash' && packageName !== 'lodash-es') return undefined;
  return {
    rewrite(use, site) {
      const name = own ?? functionName(use, site);
      if (name === undefined) return { needed: `\`${shortText(use)}\`` };
      const isItself = own === undefined || (site.subpath === '' && memberPath(use) === '');
      const found = isItself && Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (found === undefined)
        return { needed: `\`${name}\`, as ${keptFunctions[name] ?? 'it is no built-in'}` };
      return rewritten(found, use, site);
    },
  };
}

/** What the platform has in place of a package of lodash; undefined where it keeps its place. */
export function lodashBuiltIn(packageName: string): string | undefined {
  if (packageName === 'lodash' || packageName === 'lodash-es') return 'the standard library';
  const name = functionOfPackage(packageName);
  return name === undefined ? undefined : functions[name]?.builtIn;
}

const functions: Readonly<Record<string, LodashFunction>> = {
  ...arrayFunctions,
  ...objectFunctions,
  ...smallFunctions,
  ...textFunctions,
  ...valueFunctions,
};

/** The packages of one function each are named in lower case. */
const byLowerCase: ReadonlyMap<string, string> = new Map(
  Object.keys(functions).map((name) => [name.toLowerCase(), name]),
);

function functionOfPackage(packageName: string): string | undefined {
  return packageName.startsWith('lodash.') ? byLowerCase.get(packageName.slice(7)) : undefined;
}

/** The function that a use is of; undefined where it is the package as a whole, or one of its other editions. */
function functionName(use: PackageUse, { subpath }: Site): string | undefined {
  const member = memberPath(use);
  if (subpath === '' || /^(?:lodash|core)(?:\.min)?(?:\.js)?$/.test(subpath)) {
    return /^\w+$/.test(member) ? member : undefined;
  }
  const file = /^(\w+)(?:\.js)?$/.exec(subpath)?.[1];
  return member === '' ? file : undefined;
}

function rewritten(found: LodashFunction, use: PackageUse, site: Site): Verdict {
  const { call } = use;
  if (use.role === 'call' && call !== null && is.isCallExpression(call)) {
    if (call.arguments.some((each) => is.isSpreadElement(each)) || call.typeArguments !== undefined) {
      return { blocked: `what \`${shortText(use)}\` is called with cannot be told` };
    }
    return found.rewrite({ call, args: [...call.arguments], site });
  }
  if (use.role !== 'value' || found.value === undefined || !isWholeValue(use.node)) return unknownUse(use);
  const [root = ''] = /^[A-Z]\w*/.exec(found.value) ?? [];
  if (root !== '' && !isGlobal(root, use.node, site)) return shadowed(root);
  return { edits: [replaceNode(use.node, found.value)] };
}
