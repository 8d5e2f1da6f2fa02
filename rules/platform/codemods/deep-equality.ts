import type { LocalEdit } from '../../engine/local-edits.ts';
import { replaceNode } from '../../engine/typescript/codemods/calls.ts';
import type { PackageUse } from '../../engine/typescript/codemods/package-uses.ts';
import { type ast, is } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, unknownUse, type Verdict } from './codemod.ts';
import { shapeOf } from './plain-data.ts';

/**
 * `equal(a, b)` → `isDeepStrictEqual(a, b)`. On texts, truth values and plain objects and arrays of these both say
 * the same. Numbers differ in `-0`; what has a class is compared by its constructor and its own properties by the
 * package, by what it holds by Node.
 */
export const fastDeepEqual: Codemod = {
  rewrite(use, site) {
    if (/react/.test(site.subpath)) return { needed: 'comparing elements of React' };
    if (!/^(?:es6(?:\/index(?:\.js)?)?)?$/.test(site.subpath) || memberPath(use) !== '')
      return unknownUse(use);
    if (use.role === 'value' || use.role === 'shorthand') {
      return replaced(use, site, [ofNumbers, ofClasses], []);
    }
    if (use.call === null || !is.isCallExpression(use.call)) return unknownUse(use);
    return compared(use, use.call, site, []);
  },
};

/** `deepEqual(a, b, { strict: true })`; without `strict` it compares as `==` does, which Node has only to assert. */
export const deepEqual: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    if (site.subpath !== '' || memberPath(use) !== '') return unknownUse(use);
    if (call === null || !is.isCallExpression(call)) return { needed: 'comparing as `==` does' };
    const [, second, options, ...others] = call.arguments;
    const isStrict = options !== undefined && /^\{\s*strict: *(?:true|!0)\s*,?\s*\}$/.test(options.getText());
    if (second === undefined || options === undefined || !isStrict || others.length > 0) {
      return { needed: 'comparing as `==` does' };
    }
    const rest: LocalEdit = { span: { start: second.end, end: options.end }, newText: '' };
    return compared(use, call, site, [rest]);
  },
};

const ofNumbers = '`0` and `-0` are different';
const ofClasses = 'errors, maps, sets and other class instances are compared by what they hold';

function compared(
  use: PackageUse,
  call: ast.CallExpression,
  site: Site,
  more: readonly LocalEdit[],
): Verdict {
  const [a, b] = call.arguments;
  if (a === undefined || b === undefined || call.arguments.some((each) => is.isSpreadElement(each))) {
    return { blocked: `\`${shortText(use)}\` does not name two values` };
  }
  const shapes = [a, b].map((each) => shapeOf(site.questions.typeAt(each), site));
  const differences = [
    ...(shapes.every(({ isPlain, hasNumbers }) => isPlain && !hasNumbers) ? [] : [ofNumbers]),
    ...(shapes.every(({ isPlain }) => isPlain) ? [] : [ofClasses]),
  ];
  return replaced(use, site, differences, more);
}

function replaced(
  use: PackageUse,
  site: Site,
  differences: readonly string[],
  more: readonly LocalEdit[],
): Verdict {
  const name = site.builtins.expression({ module: 'util', member: 'isDeepStrictEqual' }, use.node);
  return { edits: [replaceNode(use.node, name), ...more], differences };
}
