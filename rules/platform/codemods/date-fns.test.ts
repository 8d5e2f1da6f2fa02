import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as dateFns from 'date-fns';
import fc from 'fast-check';
import { testRewrites } from '../../../test/harness/rewrites.ts';
import { functions } from './date-functions.ts';

const version = '^4.1.0';

await testRewrites('needless-dependencies/native-replacement', {}, [
  {
    name: 'comparisons and sums of dates',
    package: 'date-fns',
    version,
    before: `import { addMinutes, compareAsc, differenceInMilliseconds, isAfter, isBefore, isEqual, subHours } from 'date-fns';

export const run = (a: Date, b: Date, ms: number): unknown[] => [
  isBefore(a, b) && !isAfter(a, new Date(ms)),
  isEqual(a, ms) === true,
  differenceInMilliseconds(a, b) / 2 > 3,
  compareAsc(a, b),
  addMinutes(a, ms + 1).toISOString(),
  [isBefore(a, b), isAfter(a, ms > 0 ? a : b)],
  isBefore(a, ms) ? subHours(Date.now(), 2) : a,
];
`,
    after: `export const run = (a: Date, b: Date, ms: number): unknown[] => [
  a < b && !(a > new Date(ms)),
  (a.getTime() === new Date(ms).getTime()) === true,
  (a.getTime() - b.getTime()) / 2 > 3,
  Math.sign(a.getTime() - b.getTime()),
  new Date(a.getTime() + (ms + 1) * 60_000).toISOString(),
  [(a < b), a > (ms > 0 ? a : b)],
  a.getTime() < new Date(ms).getTime() ? new Date(Date.now() - 2 * 3_600_000) : a,
];
`,
    kind: 'safe',
  },
  {
    name: 'questions, a list, and what is no date',
    package: 'date-fns',
    version,
    before: `import * as dates from 'date-fns';

export const run = (a: Date, b: Date, ms: number): unknown[] => [
  dates.getYear(a) + dates.getDay(ms),
  dates.isMonday(a) || dates.isFirstDayOfMonth(b),
  !dates.isValid(a) && dates.isValid(ms),
  dates.max([a, b]),
  dates.toDate(a),
  dates.fromUnixTime(-ms),
  dates.getUnixTime(a),
];
`,
    after: `export const run = (a: Date, b: Date, ms: number): unknown[] => [
  a.getFullYear() + new Date(ms).getDay(),
  a.getDay() === 1 || b.getDate() === 1,
  Number.isNaN(a.getTime()) && !Number.isNaN(new Date(ms).getTime()),
  new Date(Math.max(a.getTime(), b.getTime())),
  new Date(a),
  new Date((-ms) * 1000),
  Math.trunc(a.getTime() / 1000),
];
`,
    kind: 'safe',
  },
  {
    name: 'whole units, from a module of one function',
    package: 'date-fns',
    version,
    before: `import differenceInHours from 'date-fns/differenceInHours';\nexport const run = (a: Date): number => differenceInHours(a, Date.now());\n`,
    after: `export const run = (a: Date): number => Math.trunc((a.getTime() - Date.now()) / 3_600_000);\n`,
    kind: 'review',
    says: /what changes: less than one unit before is `-0`$/,
  },
  {
    name: 'a question about anything, required',
    package: 'date-fns',
    version,
    file: 'ask.cjs',
    before: `const { isDate } = require('date-fns');\n/** @param {unknown} value */\nexports.ask = (value) => !isDate(value);\n`,
    after: `/** @param {unknown} value */\nexports.ask = (value) => !(value instanceof Date);\n`,
    kind: 'review',
    says: /what changes: a date of another realm is none$/,
  },
  ...[
    ['a pattern', `dates.format(a, 'yyyy')`],
    ['a calendar', `dates.addDays(a, 1)`],
    ['a text', `dates.parseISO(text)`],
    ['a date that may be missing', `dates.isBefore(maybe as Date | undefined, a)`],
    ['a text as a date', `dates.getYear(text)`],
    ['options', `dates.differenceInHours(a, a, { roundingMethod: 'ceil' })`],
    ['a list from elsewhere', `dates.max(list)`],
    ['a function that is handed on', `list.sort(dates.compareAsc)`],
    ['a value of unknown type', `dates.getTime(open as any)`],
  ].map(([name = '', expression = '']) => ({
    name: `${name} keeps the package`,
    package: 'date-fns',
    version,
    before: `import * as dates from 'date-fns';\nexport const run = (a: Date, text: string, list: Date[], maybe: unknown, open: unknown): unknown => [${expression}, a, text, list, maybe, open];\n`,
    kind: 'silent' as const,
  })),
  {
    name: 'an amount of a version that drops its fraction',
    package: 'date-fns',
    version: '^2.30.0',
    before: `import { addSeconds } from 'date-fns';\nexport const run = (a: Date): Date => addSeconds(a, 0.5);\n`,
    kind: 'silent',
  },
]);

test('date-fns and Date answer alike, dates that are none included', () => {
  const date = fc.oneof(
    fc.date({ noInvalidDate: false }),
    fc.date({ min: new Date(1e9), max: new Date(1e9 + 5000) }),
  );
  // Every difference but that of the sign of zero would be one of another kind.
  const outcome = (run: () => unknown): unknown => {
    try {
      const answer = run();
      return answer instanceof Date ? ['Date', answer.getTime()] : answer === 0 ? 0 : answer;
    } catch (thrown) {
      return (thrown as Error).name;
    }
  };
  const exported = new Map<string, unknown>(Object.entries(dateFns));
  for (const [name, known] of functions) {
    const { takes, isMethod, ofDates } = known;
    if (name === 'isPast' || name === 'isFuture') continue;
    const theirs = exported.get(name) as (...given: unknown[]) => unknown;
    const isList = takes[0] === 'dates';
    const kinds = isList ? (['date', 'date', 'date'] as const) : takes;
    const inputs = kinds.map((kind) =>
      kind === 'number'
        ? fc.double({ min: -1e6, max: 1e6 })
        : kind === 'any'
          ? fc.anything({ withDate: true })
          : date,
    );
    const written = (
      [head, between, tail]: readonly string[],
      dates: boolean,
    ): ((...given: unknown[]) => unknown) => {
      const texts = kinds.map((kind, index) => `x${index}${kind === 'date' && !dates ? '.getTime()' : ''}`);
      const names = kinds.map((_, index) => `x${index}`);
      return new Function(...names, `return ${head}${texts.join(between)}${tail}`) as () => unknown;
    };
    const forms = [written([known.head, known.between, known.tail], isMethod)];
    if (ofDates !== undefined) forms.push(written([ofDates.head, ofDates.between, ofDates.tail], true));
    fc.assert(
      fc.property(fc.tuple(...inputs), (given) => {
        const expected = outcome(() => (isList ? theirs(given) : theirs(...given)));
        for (const form of forms)
          assert.deepEqual(
            outcome(() => form(...given)),
            expected,
            name,
          );
      }),
      { numRuns: 300 },
    );
  }
});
