import { because } from '../because.ts';
import type { Binding } from './precedence.ts';

/** How a function of `date-fns` is written with `Date`: its arguments between these texts. */
export interface DateFunction extends Frame {
  /** `date`: a moment that becomes a number; `moment`: one that stays what it is; `dates`: a list that is written out. */
  readonly takes: readonly ('date' | 'moment' | 'number' | 'any' | 'dates')[];
  /** The same for dates alone, which need not be made numbers. */
  readonly ofDates?: Frame;
  /** A method is called on the first argument, so it has to be a `Date`. */
  readonly isMethod: boolean;
  /** The head where the call is denied by a `!` in front, which goes. */
  readonly denied?: string;
  /** The first major version that does this. */
  readonly since: number;
  /** What changes; none where nothing does. */
  readonly differences: readonly string[];
}

interface Frame {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  readonly binds: Binding;
}

/**
 * Every function is compared with the package by generated dates. In versions before 2 texts were read too, and before 3 a
 * fraction of an amount was dropped, so what takes an amount is left alone there.
 */
export const functions: ReadonlyMap<string, DateFunction> = new Map<string, DateFunction>([
  ['isBefore', compared('<', 'relational')],
  ['isAfter', compared('>', 'relational')],
  ['isEqual', binary('', ' === ', '', 'equality')],
  ['compareAsc', binary('Math.sign(', ' - ', ')', 'primary')],
  // The order of the arguments stays, as does that in which they are worked out.
  ['compareDesc', binary('Math.sign(-', ' + ', ')', 'primary')],
  ['differenceInMilliseconds', binary('', ' - ', '', 'additive')],
  ['differenceInSeconds', whole(1000)],
  ['differenceInMinutes', whole(60_000)],
  ['differenceInHours', whole(3_600_000)],
  ['isPast', unary('', ' < Date.now()', 'relational')],
  ['isFuture', unary('', ' > Date.now()', 'relational')],
  ['isValid', { ...unary('!Number.isNaN(', ')', 'unary'), denied: 'Number.isNaN(' }],
  [
    'isDate',
    {
      ...unary('', ' instanceof Date', 'relational'),
      takes: ['any'],
      differences: ['a date of another realm is none'],
    },
  ],
  ['getTime', unary('', '', 'primary')],
  ['getUnixTime', { ...unary('Math.trunc(', ' / 1000)', 'primary'), since: 3 }],
  ['fromUnixTime', { ...unary('new Date(', ' * 1000)', 'primary'), takes: ['number'], since: 3 }],
  ['toDate', { ...unary('new Date(', ')', 'primary'), takes: ['moment'] }],
  ...Object.entries({
    getYear: 'getFullYear',
    getMonth: 'getMonth',
    getDate: 'getDate',
    getDay: 'getDay',
    getHours: 'getHours',
    getMinutes: 'getMinutes',
    getSeconds: 'getSeconds',
    getMilliseconds: 'getMilliseconds',
  }).map(([name, method]): [string, DateFunction] => [name, asked(`.${method}()`, 'primary')]),
  ...['isSunday', 'isMonday', 'isTuesday', 'isWednesday', 'isThursday', 'isFriday', 'isSaturday'].map(
    (name, day): [string, DateFunction] => [name, asked(`.getDay() === ${day}`, 'equality')],
  ),
  ['isFirstDayOfMonth', asked('.getDate() === 1', 'equality')],
  ...Object.entries({
    Milliseconds: '',
    Seconds: ' * 1000',
    Minutes: ' * 60_000',
    Hours: ' * 3_600_000',
  }).flatMap(([unit, factor]): [string, DateFunction][] => [
    [`add${unit}`, moved(' + ', factor)],
    [`sub${unit}`, moved(' - ', factor)],
  ]),
  ['max', list('Math.max')],
  ['min', list('Math.min')],
]);

function frame(head: string, between: string, tail: string, binds: Binding): Frame {
  return { head, between, tail, binds };
}

const plain = { isMethod: false, since: 2, differences: [] };

function unary(head: string, tail: string, binds: Binding): DateFunction {
  return { ...plain, ...frame(head, '', tail, binds), takes: ['date'] };
}

function binary(head: string, between: string, tail: string, binds: Binding): DateFunction {
  return { ...plain, ...frame(head, between, tail, binds), takes: ['date', 'date'] };
}

function compared(operator: string, binds: Binding): DateFunction {
  const ofBoth = frame('', ` ${operator} `, '', binds);
  return { ...plain, ...ofBoth, takes: ['date', 'date'], ofDates: ofBoth };
}

/** Whole units between two moments. */
function whole(unit: number): DateFunction {
  return {
    ...binary(
      'Math.trunc((',
      ' - ',
      `) / ${`${unit}`.replace(/\B(?=(?:\d{3})+$)/g, unit > 9999 ? '_' : '')})`,
      'primary',
    ),
    differences: ['less than one unit before is `-0`'],
  };
}

function asked(tail: string, binds: Binding): DateFunction {
  return { ...unary('', tail, binds), isMethod: true };
}

function moved(operator: string, factor: string): DateFunction {
  return {
    ...plain,
    ...frame('new Date(', operator, `${factor})`, 'primary'),
    takes: ['date', 'number'],
    since: 3,
  };
}

function list(name: string): DateFunction {
  return { ...plain, ...frame(`new Date(${name}(`, ', ', '))', 'primary'), takes: ['dates'] };
}

/** Functions that keep the package, with the reason; those that are not named have none that is worth a sentence. */
export const keptFunctions: Readonly<Record<string, string>> = {
  ...because('dates are written and read by patterns and in languages', [
    'format',
    'formatDate',
    'formatDistance',
    'formatDistanceStrict',
    'formatDistanceToNow',
    'formatDistanceToNowStrict',
    'formatDuration',
    'formatRelative',
    'intlFormat',
    'intlFormatDistance',
    'isMatch',
    'lightFormat',
    'parse',
  ]),
  ...because('it writes the time of the place with its offset, and `toISOString` that of Greenwich', [
    'formatISO',
    'formatISO9075',
    'formatRFC3339',
    'formatRFC7231',
  ]),
  ...because('it takes a day without a time for one of the place, and `Date` for one of Greenwich', [
    'parseISO',
    'parseJSON',
  ]),
  ...because('days, weeks, months and years differ in length', [
    'add',
    'addBusinessDays',
    'addDays',
    'addMonths',
    'addQuarters',
    'addWeeks',
    'addYears',
    'differenceInBusinessDays',
    'differenceInCalendarDays',
    'differenceInDays',
    'differenceInMonths',
    'differenceInWeeks',
    'differenceInYears',
    'eachDayOfInterval',
    'sub',
    'subDays',
    'subMonths',
    'subWeeks',
    'subYears',
  ]),
  ...because('the built-in changes a date in place', [
    'endOfDay',
    'endOfMonth',
    'endOfWeek',
    'endOfYear',
    'set',
    'setDate',
    'setDay',
    'setHours',
    'setMilliseconds',
    'setMinutes',
    'setMonth',
    'setSeconds',
    'setYear',
    'startOfDay',
    'startOfHour',
    'startOfMinute',
    'startOfMonth',
    'startOfSecond',
    'startOfToday',
    'startOfWeek',
    'startOfYear',
  ]),
  ...because('it asks more than one thing of a date', [
    'areIntervalsOverlapping',
    'clamp',
    'isSameDay',
    'isSameMonth',
    'isSameYear',
    'isThisWeek',
    'isToday',
    'isTomorrow',
    'isWeekend',
    'isWithinInterval',
    'isYesterday',
  ]),
};
