import { aroundArguments, isReceiver } from '../../engine/typescript/codemods/calls.ts';
import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, SyntaxKind, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText, type Verdict } from './codemod.ts';
import { type DateFunction, functions, keptFunctions } from './date-functions.ts';
import { isGlobal, shadowed } from './globals.ts';
import { bindsTighter } from './precedence.ts';
import { proofOf } from './proofs.ts';

/**
 * `isBefore(a, b)` → `a < b`, `addMinutes(at, 5)` → `new Date(at.getTime() + 5 * 60_000)`: functions about moments, for
 * values that the types show to be a `Date` or a number. Calendars, patterns, locales and time zones are what the
 * package is for.
 */
export const dateFns: Codemod = {
  rewrite(use, site) {
    const { call } = use;
    const name = memberPath(use) || site.subpath;
    const known = functions.get(name);
    const isFunction = site.subpath === '' || memberPath(use) === '' || site.subpath === name;
    if (known === undefined || !isFunction || call === null || !is.isCallExpression(call))
      return neededFor(name, shortText(use));
    const { dependencies, devDependencies } = site.view.package;
    const zones = Object.keys({ ...dependencies, ...devDependencies }).find((each) =>
      /^@date-fns\/(?:tz|utc)$|^date-fns-tz$/.test(each),
    );
    if (zones !== undefined) return { needed: `dates of \`${zones}\`` };
    if ((site.version?.major ?? known.since) < known.since) return neededFor(name, shortText(use));
    for (const global of ['Date', 'Math', 'Number'])
      if (!isGlobal(global, use.node, site)) return shadowed(global);
    return rewritten(call, known, shortText(use), site);
  },
};

function neededFor(name: string, text: string): Verdict {
  const reason = Object.hasOwn(keptFunctions, name) ? keptFunctions[name] : undefined;
  return { needed: reason === undefined ? `\`${text}\`` : `\`${name}\`, as ${reason}` };
}

function rewritten(call: ast.CallExpression, known: DateFunction, text: string, site: Site): Verdict {
  const list = call.arguments[0];
  const isList = known.takes[0] === 'dates';
  if (isList && (list === undefined || !is.isArrayLiteralExpression(list))) return { needed: `\`${text}\`` };
  const given =
    isList && list !== undefined && is.isArrayLiteralExpression(list)
      ? [...list.elements]
      : [...call.arguments];
  const takes = isList ? given.map(() => 'date' as const) : known.takes;
  const isCounted =
    given.length === takes.length && given.length > 0 && (!isList || call.arguments.length === 1);
  if (!isCounted) return { needed: `\`${text}\`` };
  const forms = given.map((node, index) => formOf(node, takes[index], site));
  if (!forms.every((each) => each !== undefined))
    return { needed: `\`${text}\`, which may not be about dates` };
  const areDates = known.ofDates !== undefined && forms.every(({ kind }) => kind === 'date');
  const { head, between, tail, binds } = (areDates ? known.ofDates : undefined) ?? known;
  const wrap = forms.map((form) => (areDates || known.isMethod ? form.asDate : form.asNumber));
  const { parent } = call;
  const isDenied =
    known.denied !== undefined &&
    is.isPrefixUnaryExpression(parent) &&
    parent.operator === SyntaxKind.ExclamationToken;
  const isLikeTypes = (between + tail).includes('<') && isBeforeComparison(call);
  const isWrapped = !isDenied && (isLikeTypes || bindsTighter(parent, call, binds));
  const outer = isWrapped ? ['(', ')'] : ['', ''];
  const parts = wrap.map(([open], index) => {
    const before =
      index === 0 ? outer[0] + (isDenied ? known.denied : head) : (wrap[index - 1]?.[1] ?? '') + between;
    return before + open;
  });
  parts.push((wrap.at(-1)?.[1] ?? '') + tail + outer[1]);
  const edits = isList ? aroundElements(call, given, parts) : aroundArguments(call, parts);
  if (edits === undefined) return { blocked: `there is a comment within \`${text}\`` };
  const denial = isDenied
    ? [{ span: { start: spanOf(parent).start, end: spanOf(call).start }, newText: '' }]
    : [];
  return { edits: [...denial, ...edits], differences: known.differences };
}

/** Whether a `>` may follow in the same list: `f(a < b, c > (d))` would be a call of `a` with types. */
function isBeforeComparison(call: ast.CallExpression): boolean {
  const { parent } = call;
  const isList =
    is.isCallExpression(parent) || is.isNewExpression(parent) || is.isArrayLiteralExpression(parent);
  const after = isList ? parent.getSourceFile().text.slice(call.end, parent.end) : '';
  return /^\s*,/.test(after) && />|\bis(?:After|Future)\b/.test(after);
}

/** The same as around arguments, for the elements of the one list that is passed. */
function aroundElements(
  call: ast.CallExpression,
  elements: readonly ast.Expression[],
  parts: readonly string[],
) {
  const { text } = call.getSourceFile();
  const edits = parts.map((newText, index) => {
    const start = index === 0 ? spanOf(call).start : spanOf(elements[index - 1] as ast.Expression).end;
    const end = index === elements.length ? call.end : spanOf(elements[index] as ast.Expression).start;
    return { span: { start, end }, newText };
  });
  return edits.some(({ span }) => /\/[/*]/.test(text.slice(span.start, span.end))) ? undefined : edits;
}

type Wrap = readonly [open: string, close: string];

interface Form {
  readonly kind: 'date' | 'number' | 'any';
  /** What makes a `Date` of it, and the number that stands for the moment or for the amount. */
  readonly asDate: Wrap;
  readonly asNumber: Wrap;
}

/** How an argument is used; undefined where the types do not show what the function takes. */
function formOf(
  node: ast.Expression,
  takes: DateFunction['takes'][number] | undefined,
  site: Site,
): Form | undefined {
  if (is.isSpreadElement(node)) return undefined;
  const [open, close] = isPrimary(node) ? ['', ''] : ['(', ')'];
  const itself: Wrap = [open, close];
  if (takes === 'any') return { kind: 'any', asDate: itself, asNumber: itself };
  const isNumber = proofOf(node, TypeFlags.NumberLike, site) === 'proven';
  if (takes === 'number') return isNumber ? { kind: 'number', asDate: itself, asNumber: itself } : undefined;
  const type = site.questions.typeAt(node);
  const isDate = type !== undefined && site.questions.text(type) === 'Date';
  if (takes === 'moment' && (isDate || isNumber)) return { kind: 'any', asDate: itself, asNumber: itself };
  if (isDate) return { kind: 'date', asDate: itself, asNumber: [open, `${close}.getTime()`] };
  if (!isNumber) return undefined;
  const isNow = node.getText() === 'Date.now()';
  return {
    kind: 'number',
    asDate: ['new Date(', ')'],
    asNumber: isNow ? ['', ''] : ['new Date(', ').getTime()'],
  };
}

function isPrimary(node: ast.Expression): boolean {
  return (
    isReceiver(node) ||
    is.isNumericLiteral(node) ||
    (is.isNewExpression(node) && node.arguments !== undefined)
  );
}
