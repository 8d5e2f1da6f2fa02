import { runsOn } from '../../../engine/typescript/codemods/builtin-imports.ts';
import { aroundArguments, isResultUnused } from '../../../engine/typescript/codemods/calls.ts';
import { type ast, is, TypeFlags } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { startsStatement } from '../functions.ts';
import {
  array,
  isAll,
  type LodashCall,
  type LodashFunction,
  onReceiver,
  receiverOf,
  shortCall,
  text,
} from './call.ts';
import { neverEnds, withIteratee } from './iteratees.ts';

/**
 * Functions on lists. Direct where the types show an array: they do what the method does, also for `null` and
 * `undefined`, for which an empty array is put in. Holes in arrays, which lodash visits, no type shows.
 */
export const arrayFunctions: Readonly<Record<string, LodashFunction>> = {
  ...Object.fromEntries(
    ['map', 'filter', 'some', 'every', 'find', 'findIndex', 'flatMap'].map((name) => [
      name,
      { builtIn: `Array.prototype.${name}`, rewrite: (call: LodashCall) => withIteratee(name, call) },
    ]),
  ),
  forEach: { builtIn: 'Array.prototype.forEach', rewrite: forEach },
  each: { builtIn: 'Array.prototype.forEach', rewrite: forEach },
  reduce: { builtIn: 'Array.prototype.reduce', rewrite: (call) => reduce('reduce', call) },
  reduceRight: { builtIn: 'Array.prototype.reduceRight', rewrite: (call) => reduce('reduceRight', call) },
  includes: { builtIn: 'Array.prototype.includes', rewrite: includes },
  indexOf: { builtIn: 'Array.prototype.indexOf', rewrite: (call) => indexOf('indexOf', call) },
  lastIndexOf: { builtIn: 'Array.prototype.lastIndexOf', rewrite: (call) => indexOf('lastIndexOf', call) },
  join: { builtIn: 'Array.prototype.join', rewrite: (call) => method('join', call, 2) },
  concat: { builtIn: 'Array.prototype.concat', rewrite: (call) => method('concat', call, 99) },
  slice: { builtIn: 'Array.prototype.slice', rewrite: (call) => method('slice', call, 3) },
  reverse: { builtIn: 'Array.prototype.reverse', rewrite: (call) => present(call, 'reverse()') },
  flatten: { builtIn: 'Array.prototype.flat', rewrite: (call) => one(call, '.flat()') },
  flattenDeep: { builtIn: 'Array.prototype.flat', rewrite: (call) => one(call, '.flat(Infinity)') },
  compact: { builtIn: 'Array.prototype.filter', rewrite: (call) => one(call, '.filter(Boolean)') },
  tail: { builtIn: 'Array.prototype.slice', rewrite: (call) => one(call, '.slice(1)') },
  initial: { builtIn: 'Array.prototype.slice', rewrite: (call) => one(call, '.slice(0, -1)') },
  take: { builtIn: 'Array.prototype.slice', rewrite: take },
  drop: { builtIn: 'Array.prototype.slice', rewrite: drop },
  head: { builtIn: 'an index', rewrite: (call) => present(call, '[0]') },
  first: { builtIn: 'an index', rewrite: (call) => present(call, '[0]') },
  last: { builtIn: 'Array.prototype.at', rewrite: last },
  uniq: { builtIn: 'Set', rewrite: uniq },
  size: { builtIn: 'Array.prototype.length', rewrite: (call) => one(call, '.length') },
};

function forEach(lodash: LodashCall): Verdict {
  const { call, args } = lodash;
  if (!isResultUnused(call)) return { blocked: `what \`${shortCall(call)}\` gives is used` };
  const [, callback] = args;
  const ends = callback !== undefined && !neverEnds(callback, lodash);
  return withIteratee('forEach', lodash, ends ? ['`return false` no longer ends the loop'] : []);
}

function reduce(name: string, lodash: LodashCall): Verdict {
  const { call, args } = lodash;
  const [, run] = args;
  const isFunction = run !== undefined && (is.isArrowFunction(run) || is.isFunctionExpression(run));
  if (!isFunction || args.length !== 3)
    return { blocked: `\`${shortCall(call)}\` has no start or no function in place` };
  return onReceiver(lodash, array, () => [`.${name}(`, null, null]);
}

function includes(lodash: LodashCall): Verdict {
  const { args, site } = lodash;
  if (args.length !== 2) return { blocked: `\`${shortCall(lodash.call)}\` does not name a list and a value` };
  const isText = args[0] !== undefined && receiverOf(args[0], text, site)?.condition === null;
  return onReceiver(lodash, isText ? text : array, () => ['.includes(', null]);
}

/** lodash finds `NaN`, the method does not. */
function indexOf(name: string, lodash: LodashCall): Verdict {
  const [, value] = lodash.args;
  const mayBeNaN =
    value === undefined || !isAll(value, ~(TypeFlags.NumberLike | TypeFlags.Unknown), lodash.site);
  return method(name, lodash, 2, mayBeNaN ? ['`NaN` is not found'] : []);
}

function method(name: string, lodash: LodashCall, most: number, extra: readonly string[] = []): Verdict {
  const { args, call } = lodash;
  if (args.length > most) return { blocked: `\`${shortCall(call)}\` has further arguments` };
  if (args.length === 1) return onReceiver(lodash, array, () => [`.${name}()`], extra);
  return onReceiver(lodash, array, () => [`.${name}(`, ...args.slice(1).map(() => null)], extra);
}

function one(lodash: LodashCall, tail: string): Verdict {
  if (lodash.args.length !== 1) return { blocked: `\`${shortCall(lodash.call)}\` has further arguments` };
  return onReceiver(lodash, array, () => [tail]);
}

/** For what lodash gives `null` or `undefined` back, or nothing: `list?.[0]`. */
function present(lodash: LodashCall, tail: string): Verdict {
  const { args, call, site } = lodash;
  const [list] = args;
  if (list === undefined || args.length !== 1)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const receiver = receiverOf(list, array, site);
  if (receiver === undefined) return { blocked: `\`${list.getText().slice(0, 24)}\` is not ${array.text}` };
  if (receiver.isNullable && tail === 'reverse()') return { blocked: 'what is reversed may be missing' };
  const access = tail.startsWith('[') ? (receiver.isNullable ? `?.${tail}` : tail) : `.${tail}`;
  return withoutDefault(lodash, list, access, receiver.condition);
}

function withoutDefault(
  { call }: LodashCall,
  list: ast.Expression,
  access: string,
  condition: string | null,
): Verdict {
  const isSimple = is.isIdentifier(list) || is.isPropertyAccessExpression(list) || is.isCallExpression(list);
  const [open, close] = isSimple ? ['', ''] : ['(', ')'];
  if (open !== '' && startsStatement(call))
    return { blocked: `\`${shortCall(call)}\` would start with a bracket` };
  const edits = aroundArguments(call, [open, `${close}${access}`]);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  return { edits, differences: condition === null ? [] : [condition] };
}

function last(lodash: LodashCall): Verdict {
  const { args, call, site } = lodash;
  const [list] = args;
  if (list === undefined || args.length !== 1)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const receiver = receiverOf(list, array, site);
  if (receiver === undefined) return { blocked: `\`${list.getText().slice(0, 24)}\` is not ${array.text}` };
  const mark = receiver.isNullable ? '?.' : '';
  if (!site.runsInBrowsers && runsOn('16.6.0', site.view)) {
    return withoutDefault(lodash, list, `${mark === '' ? '.' : mark}at(-1)`, receiver.condition);
  }
  if (!/^[\w$.]+$/.test(list.getText()) || receiver.isNullable) {
    return { blocked: `\`${shortCall(call)}\` would name its list twice` };
  }
  return withoutDefault(lodash, list, `[${list.getText()}.length - 1]`, receiver.condition);
}

function take(lodash: LodashCall): Verdict {
  const [, count] = lodash.args;
  if (count === undefined) return one(lodash, '.slice(0, 1)');
  if (lodash.args.length !== 2 || !is.isNumericLiteral(count))
    return { blocked: 'how many are taken may be negative' };
  return onReceiver(lodash, array, () => ['.slice(0, ', null]);
}

function drop(lodash: LodashCall): Verdict {
  const [, count] = lodash.args;
  if (count === undefined) return one(lodash, '.slice(1)');
  if (lodash.args.length !== 2 || !is.isNumericLiteral(count))
    return { blocked: 'how many are dropped may be negative' };
  return onReceiver(lodash, array, () => ['.slice(', null]);
}

function uniq({ call, args, site }: LodashCall): Verdict {
  const [list] = args;
  if (list === undefined || args.length !== 1)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const receiver = receiverOf(list, array, site);
  if (receiver === undefined) return { blocked: `\`${list.getText().slice(0, 24)}\` is not ${array.text}` };
  if (startsStatement(call)) return { blocked: `\`${shortCall(call)}\` would start with a bracket` };
  const edits = aroundArguments(call, ['[...new Set(', receiver.isNullable ? ' ?? [])]' : ')]']);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  return { edits, differences: receiver.condition === null ? [] : [receiver.condition] };
}
