import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { testRewrites } from '../../../test/harness/rewrites.ts';

await testRewrites('needless-dependencies/native-replacement', {}, [
  {
    name: 'the moment at hand, a date and a number',
    package: 'dayjs',
    before: `import dayjs from 'dayjs';

export const stamp = (at: Date, ms: number): unknown[] => [dayjs().toISOString(), dayjs().valueOf(), dayjs(at).year(), dayjs(ms).toDate()];
`,
    after: `export const stamp = (at: Date, ms: number): unknown[] => [new Date().toISOString(), Date.now(), new Date(at).getFullYear(), new Date(ms)];
`,
    kind: 'safe',
  },
  {
    name: 'required, of the moment at hand',
    package: 'moment',
    file: 'now.cjs',
    before: `const moment = require('moment');\nexports.now = () => moment().unix();\n`,
    after: `exports.now = () => Math.floor(Date.now() / 1000);\n`,
    kind: 'safe',
  },
  {
    name: 'a date that may be none',
    package: 'moment',
    before: `import * as clock from 'moment';\nexport const iso = (at: { on: Date }): string => clock(at.on).toISOString();\n`,
    after: `export const iso = (at: { on: Date }): string => new Date(at.on).toISOString();\n`,
    kind: 'review',
    says: /what changes: a date that is none throws where it gave `null`$/,
  },
  {
    name: 'a locale keeps the package',
    package: 'moment',
    before: `import moment from 'moment';\nimport 'moment/locale/de';\nexport const run = (): number => moment().unix();\n`,
    kind: 'silent',
  },
  ...[
    ['a pattern', `dayjs(at).format('YYYY')`],
    ['a text', `dayjs(text).year()`],
    ['a sum', `dayjs(at).add(1, 'day').toDate()`],
    ['a value of unknown type', `dayjs(open as never).year()`],
    ['another library of its own', `dayjs.utc(at).year()`],
    ['a date that is handed on', `dayjs(at)`],
  ].map(([name = '', expression = '']) => ({
    name: `${name} keeps the package`,
    package: 'dayjs',
    before: `import dayjs from 'dayjs';\nexport const run = (at: Date, text: string, open: unknown): unknown => [${expression}, at, text, open];\n`,
    kind: 'silent' as const,
  })),
]);

for (const name of ['dayjs', 'moment']) {
  test(`${name} and Date answer alike`, () => {
    const library = createRequire(join(process.cwd(), 'package.json'))(name);
    const moment = fc.oneof(fc.date({ noInvalidDate: false }), fc.integer({ min: -8e12, max: 8e12 }));
    const pairs: [string, (date: Date) => unknown][] = [
      ['toISOString', (date) => date.toISOString()],
      ['toDate', (date) => date],
      ['valueOf', (date) => date.getTime()],
      ['unix', (date) => Math.floor(date.getTime() / 1000)],
      ['year', (date) => date.getFullYear()],
      ['month', (date) => date.getMonth()],
      ['date', (date) => date.getDate()],
      ['day', (date) => date.getDay()],
      ['hour', (date) => date.getHours()],
      ['minute', (date) => date.getMinutes()],
      ['second', (date) => date.getSeconds()],
      ['millisecond', (date) => date.getMilliseconds()],
    ];
    const outcome = (run: () => unknown): unknown => {
      try {
        const answer = run();
        // Two dates that are none are unequal for `assert`, and so are told apart by nothing.
        return answer instanceof Date ? ['Date', answer.getTime()] : answer;
      } catch (thrown) {
        return (thrown as Error).name;
      }
    };
    fc.assert(
      fc.property(moment, (value) => {
        for (const [member, of] of pairs) {
          // The title of the fix says this of a date that is none.
          const isNone = name === 'moment' && member === 'toISOString' && Number.isNaN(Number(value));
          const theirs = isNone ? 'RangeError' : outcome(() => library(value)[member]());
          assert.deepEqual(
            outcome(() => of(new Date(value))),
            theirs,
            member,
          );
        }
      }),
    );
  });
}
