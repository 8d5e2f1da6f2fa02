import type { LocalEdit } from '../../../engine/local-edits.ts';
import { aroundArguments, replaceNode } from '../../../engine/typescript/codemods/calls.ts';
import { isUnresolved } from '../../../engine/typescript/types.ts';
import { is, type Node, SyntaxKind, TypeFlags } from '../../../engine/typescript.ts';
import type { Verdict } from '../codemod.ts';
import { isGlobal, shadowed } from '../globals.ts';
import {
  array,
  type LodashCall,
  type LodashFunction,
  receiverOf,
  record,
  shortCall,
  takesComparison,
  text,
} from './call.ts';

/** Functions that ask what a value is. Boxed texts, numbers and truth values (`new String('a')`) are none to `typeof`. */
export const valueFunctions: Readonly<Record<string, LodashFunction>> = {
  isArray: ofGlobal('Array.isArray'),
  isFinite: ofGlobal('Number.isFinite'),
  isInteger: ofGlobal('Number.isInteger'),
  isSafeInteger: ofGlobal('Number.isSafeInteger'),
  isNaN: { ...ofGlobal('Number.isNaN'), rewrite: (call) => boxed(call, globalCall('Number.isNaN', call)) },
  isUndefined: comparison('=== undefined', '!== undefined', ''),
  isNull: comparison('=== null', '!== null', ''),
  isNil: comparison('== null', '!= null', ''),
  isFunction: comparison("=== 'function'", "!== 'function'", 'typeof '),
  isString: comparison("=== 'string'", "!== 'string'", 'typeof ', true),
  isNumber: comparison("=== 'number'", "!== 'number'", 'typeof ', true),
  isBoolean: comparison("=== 'boolean'", "!== 'boolean'", 'typeof ', true),
  isSymbol: comparison("=== 'symbol'", "!== 'symbol'", 'typeof ', true),
  isDate: instance('Date'),
  isRegExp: instance('RegExp'),
  isMap: instance('Map'),
  isSet: instance('Set'),
  isEmpty: { builtIn: 'a length', rewrite: isEmpty },
};

/** A function that the platform has as a static one with the same arguments. */
export function ofGlobal(expression: string): LodashFunction {
  return { builtIn: expression, value: expression, rewrite: (call) => globalCall(expression, call) };
}

export function globalCall(expression: string, { call, args, site }: LodashCall): Verdict {
  const [root = ''] = expression.split('.');
  if (!isGlobal(root, call.expression, site)) return shadowed(root);
  if (args.length !== 1) return { blocked: `\`${shortCall(call)}\` has further arguments` };
  return { edits: [replaceNode(call.expression, expression)] };
}

const ofBoxes = 'a boxed value like `new String()` is no longer one';

/** Adds what holds of boxed primitives, unless the types show that there are none. */
function boxed({ args, site }: LodashCall, verdict: Verdict): Verdict {
  const type = args[0] === undefined ? undefined : site.questions.typeAt(args[0]);
  const parts = isUnresolved(type) ? [] : site.questions.constituents(type);
  const unclear = TypeFlags.Unknown | TypeFlags.TypeParameter | TypeFlags.NonPrimitive;
  const isSure =
    parts.length > 0 &&
    parts.every(
      (part) =>
        !isUnresolved(part) &&
        !(part.flags & unclear) &&
        !/^(?:String|Number|Boolean|Symbol|Object|\{\})$/.test(site.questions.text(part)),
    );
  if (isSure || !('edits' in verdict)) return verdict;
  return { ...verdict, differences: [...(verdict.differences ?? []), ofBoxes] };
}

/** `_.isNil(x)` → `x == null`, and `!_.isNil(x)` → `x != null`. */
function comparison(is: string, isNot: string, before: string, mayBeBoxed = false): LodashFunction {
  return {
    builtIn: `${before}x ${is}`.trim(),
    rewrite(lodash) {
      const verdict = compared(lodash, before, ` ${is}`, ` ${isNot}`);
      return mayBeBoxed ? boxed(lodash, verdict) : verdict;
    },
  };
}

function instance(name: string): LodashFunction {
  return {
    builtIn: `instanceof ${name}`,
    rewrite(lodash) {
      const { args, call, site } = lodash;
      if (!isGlobal(name, call.expression, site)) return shadowed(name);
      const [value] = args;
      const type = value === undefined ? undefined : site.questions.typeAt(value);
      // The right side of `instanceof` takes no primitives on its left.
      if (
        !isUnresolved(type) &&
        site.questions.constituents(type).every(({ flags }) => flags & TypeFlags.StringLike)
      )
        return { blocked: `\`${shortCall(call)}\` is never true` };
      const verdict = compared(lodash, '', ` instanceof ${name}`, null);
      return 'edits' in verdict
        ? { ...verdict, differences: [`a \`${name}\` of another window or context is none`] }
        : verdict;
    },
  };
}

/**
 * Writes a test around the one argument: `before`, the argument, `positive`.
 * @param negative what `!` before the call makes of `positive`; null where it stays before the whole in parentheses.
 */
function compared(
  { call, args }: LodashCall,
  before: string,
  positive: string,
  negative: string | null,
): Verdict {
  const [value, ...more] = args;
  if (value === undefined || more.length > 0)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const { parent } = call;
  const isNegated = is.isPrefixUnaryExpression(parent) && parent.operator === SyntaxKind.ExclamationToken;
  const turned = isNegated && negative !== null;
  const whole: Node = turned ? parent : call;
  const [open, close] = takesComparison(whole) ? ['', ''] : ['(', ')'];
  const [inner, innerEnd] = isOperand(value) ? ['', ''] : ['(', ')'];
  const operator = turned ? negative : positive;
  const edits = aroundArguments(call, [`${open}${before}${inner}`, `${innerEnd}${operator}${close}`]);
  if (edits === undefined) return { blocked: `there is a comment within \`${shortCall(call)}\`` };
  if (!turned) return { edits };
  const [first, ...rest] = edits as [LocalEdit, ...LocalEdit[]];
  const start = parent.getStart();
  return { edits: [{ ...first, span: { start, end: first.span.end } }, ...rest] };
}

/** Whether an expression can stand beside `===` and behind `typeof` as it is. */
function isOperand(node: Node): boolean {
  return (
    is.isIdentifier(node) ||
    is.isPropertyAccessExpression(node) ||
    is.isElementAccessExpression(node) ||
    is.isCallExpression(node) ||
    is.isParenthesizedExpression(node) ||
    is.isNonNullExpression(node) ||
    is.isStringLiteral(node) ||
    is.isNumericLiteral(node) ||
    node.kind === SyntaxKind.ThisKeyword
  );
}

function isEmpty(lodash: LodashCall): Verdict {
  const { args, call, site } = lodash;
  const [value, ...more] = args;
  if (value === undefined || more.length > 0)
    return { blocked: `\`${shortCall(call)}\` has further arguments` };
  const type = site.questions.typeAt(value);
  if (isUnresolved(type)) return { blocked: `what \`${value.getText().slice(0, 24)}\` is cannot be told` };
  const listed = receiverOf(value, array, site) ?? receiverOf(value, text, site);
  if (listed !== undefined && listed.condition === null) {
    return listed.isNullable ? withoutLength(lodash) : compared(lodash, '', '.length === 0', '.length > 0');
  }
  const plain = receiverOf(value, record, site);
  if (plain === undefined || plain.condition !== null) {
    return {
      blocked: `\`${value.getText().slice(0, 24)}\` is not known to be an array, a string or a plain object`,
    };
  }
  const end = plain.isNullable ? ' ?? {}).length' : ').length';
  return compared(lodash, 'Object.keys(', `${end} === 0`, `${end} > 0`);
}

/** What may be missing or has no length: `!list?.length`. */
function withoutLength({ call, args }: LodashCall): Verdict {
  const [open, close] = args[0] !== undefined && isOperand(args[0]) ? ['', ''] : ['(', ')'];
  const edits = aroundArguments(call, [`!${open}`, `${close}?.length`]);
  return edits === undefined ? { blocked: `there is a comment within \`${shortCall(call)}\`` } : { edits };
}
