import { runsOn } from '../../../engine/typescript/codemods/builtin-imports.ts';
import { aroundArguments, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import { is } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { isGlobal, shadowed } from '../globals.ts';
import { shapeOf } from '../plain-data.ts';
import { array, keyed, type LodashCall, type LodashFunction, receiverOf, shortCall } from './call.ts';

/** Functions on objects; lodash takes `null` and `undefined` for an empty one, for which one is put in. */
export const objectFunctions: Readonly<Record<string, LodashFunction>> = {
  keys: { builtIn: 'Object.keys', rewrite: (call) => listed('Object.keys', call) },
  values: { builtIn: 'Object.values', rewrite: (call) => listed('Object.values', call) },
  entries: { builtIn: 'Object.entries', rewrite: (call) => listed('Object.entries', call) },
  toPairs: { builtIn: 'Object.entries', rewrite: (call) => listed('Object.entries', call) },
  fromPairs: { builtIn: 'Object.fromEntries', rewrite: (call) => listed('Object.fromEntries', call) },
  assign: { builtIn: 'Object.assign', rewrite: (call) => assign(call, []) },
  assignIn: { builtIn: 'Object.assign', rewrite: (call) => assign(call, [inherited]) },
  extend: { builtIn: 'Object.assign', rewrite: (call) => assign(call, [inherited]) },
  isEqual: { builtIn: 'util.isDeepStrictEqual', rewrite: isEqual },
  cloneDeep: { builtIn: 'structuredClone', rewrite: cloneDeep },
};

const inherited = 'inherited properties are not copied';

function listed(expression: string, { call, args, site }: LodashCall): Verdict {
  if (!isGlobal('Object', call.expression, site)) return shadowed('Object');
  const [value, ...more] = args;
  if (value === undefined || more.length > 0)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const kind = expression === 'Object.fromEntries' ? array : keyed;
  const receiver = receiverOf(value, kind, site);
  if (receiver === undefined) return { blocked: `\`${value.getText().slice(0, 24)}\` is not ${kind.text}` };
  const edits = aroundArguments(call, [`${expression}(`, receiver.isNullable ? ` ?? ${kind.empty})` : ')']);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  return { edits, differences: receiver.condition === null ? [] : [receiver.condition] };
}

/** Keys that are symbols are copied by `Object.assign` alone; an object in place shows that it has none. */
function assign({ call, args, site }: LodashCall, extra: readonly string[]): Verdict {
  if (!isGlobal('Object', call.expression, site)) return shadowed('Object');
  const [target, ...sources] = args;
  if (target === undefined) return { blocked: `\`${shortCall(call)}\` has no argument` };
  const receiver = receiverOf(target, keyed, site);
  if (receiver === undefined || receiver.isNullable) {
    return { blocked: `\`${target.getText().slice(0, 24)}\` is not known to be an object` };
  }
  const isPlain = sources.every(
    (source) =>
      is.isObjectLiteralExpression(source) &&
      source.properties.every(
        (each) =>
          (is.isPropertyAssignment(each) || is.isShorthandPropertyAssignment(each)) &&
          !is.isComputedPropertyName(each.name),
      ),
  );
  const differences = [
    ...(receiver.condition === null ? [] : [receiver.condition]),
    ...(isPlain ? [] : ['keys that are symbols are copied too', ...extra]),
  ];
  return { edits: [replaceNode(call.expression, 'Object.assign')], differences };
}

/** Plain data in Node; what else is compared, lodash compares by rules of its own. */
function isEqual({ call, args, site }: LodashCall): Verdict {
  const [a, b, ...more] = args;
  if (a === undefined || b === undefined || more.length > 0) return { needed: '`_.isEqual`' };
  const shapes = [a, b].map((each) => shapeOf(site.questions.typeAt(each), site));
  if (site.runsInBrowsers || !shapes.every(({ isPlain }) => isPlain)) {
    return { needed: 'a deep comparison' };
  }
  const hasNumbers = shapes.some((shape) => shape.hasNumbers);
  const name = site.builtins.expression({ module: 'util', member: 'isDeepStrictEqual' }, call.expression);
  return {
    edits: [replaceNode(call.expression, name)],
    differences: hasNumbers ? ['`0` and `-0` are different'] : [],
  };
}

/** Plain data in a Node that has the built-in; the browsers that the package names are not asked for each function. */
function cloneDeep({ call, args, site }: LodashCall): Verdict {
  const [value, ...more] = args;
  const isPlain = value !== undefined && shapeOf(site.questions.typeAt(value), site).isPlain;
  if (more.length > 0 || !isPlain || site.runsInBrowsers || !runsOn('17.0.0', site.view)) {
    return { needed: 'a deep copy' };
  }
  return isGlobal('structuredClone', call.expression, site)
    ? { edits: [replaceNode(call.expression, 'structuredClone')] }
    : shadowed('structuredClone');
}
