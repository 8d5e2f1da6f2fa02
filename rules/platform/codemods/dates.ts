import { spanOf } from '../../engine/typescript/syntax.ts';
import { type ast, is, TypeFlags } from '../../engine/typescript.ts';
import { type Codemod, memberPath, type Site, shortText } from './codemod.ts';
import { isGlobal, shadowed } from './globals.ts';
import { proofOf } from './proofs.ts';

/**
 * `dayjs().toISOString()`, `moment(date).year()` → `new Date().toISOString()`, `new Date(date).getFullYear()`: the moment at
 * hand, a `Date` or a number, and one question that `Date` answers alike. A text is read by rules of each package's own, and
 * patterns, locales, durations and time zones are what they are for.
 * @param differences what changes for a date that is none.
 */
export function dateLibrary(differences: readonly string[]): Codemod {
  return {
    rewrite(use, site) {
      const { call } = use;
      const needed = { needed: `\`${shortText(use)}\`` };
      if (site.subpath !== '' || memberPath(use) !== '' || call === null || !is.isCallExpression(call))
        return needed;
      const read = call.parent;
      const asked = is.isPropertyAccessExpression(read) && read.expression === call ? read.parent : undefined;
      const isQuestion =
        asked !== undefined &&
        is.isCallExpression(asked) &&
        asked.expression === read &&
        asked.arguments.length === 0;
      if (!isQuestion || !is.isPropertyAccessExpression(read)) return needed;
      const [given, ...others] = call.arguments;
      if (others.length > 0 || (given !== undefined && !isMoment(given, site))) return needed;
      const answer = answers.get(read.name.text);
      if (answer === undefined) return { needed: `\`${read.name.text}\` of a date` };
      if (!isGlobal('Date', use.node, site)) return shadowed('Date');
      const isNow = given === undefined;
      const newText =
        isNow && answer.now !== undefined ? answer.now : answer.of(`new Date(${given?.getText() ?? ''})`);
      return { edits: [{ span: spanOf(asked), newText }], differences: isNow ? [] : differences };
    },
    // A locale, loaded for all that is written out elsewhere.
    load: ({ specifier }) => ({ needed: `\`${specifier}\`` }),
  };
}

/** A name or a number whose type is a `Date` or a number; what is written as a call stays, as it may use the package too. */
function isMoment(node: ast.Expression, site: Site): boolean {
  if (!is.isIdentifier(node) && !is.isNumericLiteral(node) && !is.isPropertyAccessExpression(node))
    return false;
  if (proofOf(node, TypeFlags.NumberLike, site) === 'proven') return true;
  const type = site.questions.typeAt(node);
  return type !== undefined && site.questions.text(type) === 'Date';
}

interface Answer {
  /** Of the moment at hand, where it is said in a shorter way. */
  readonly now?: string;
  of(date: string): string;
}

const method = (name: string): Answer => ({ of: (date) => `${date}.${name}()` });

/** The questions of the packages, and how `Date` answers them. */
const answers: ReadonlyMap<string, Answer> = new Map([
  ['toISOString', method('toISOString')],
  ['toDate', { of: (date) => date }],
  ['valueOf', { now: 'Date.now()', of: (date) => `${date}.getTime()` }],
  ['unix', { now: 'Math.floor(Date.now() / 1000)', of: (date) => `Math.floor(${date}.getTime() / 1000)` }],
  ['year', method('getFullYear')],
  ['month', method('getMonth')],
  ['date', method('getDate')],
  ['day', method('getDay')],
  ['hour', method('getHours')],
  ['minute', method('getMinutes')],
  ['second', method('getSeconds')],
  ['millisecond', method('getMilliseconds')],
]);
