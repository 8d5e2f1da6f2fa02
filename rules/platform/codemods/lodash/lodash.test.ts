import { nodeTypes } from '../../../../test/harness/node-types.ts';
import { testRewrites } from '../../../../test/harness/rewrites.ts';

const rule = 'needless-dependencies/native-replacement';

const types = nodeTypes(`
declare module 'node:util' { export function isDeepStrictEqual(a: unknown, b: unknown): boolean; }
declare function require(name: string): any;
`);

await testRewrites(rule, types, [
  {
    name: 'lists that may be missing, properties by name and objects',
    package: 'lodash',
    version: '^4.17.21',
    before: `import _ from 'lodash';
interface User { readonly name: string; readonly isActive: boolean }
export const names = (users: readonly User[], more?: readonly User[]): string[] =>
  _.map(_.filter(users, (user) => user.isActive), 'name').concat(_.map(more, (user) => user.name));
export const count = (totals: Record<string, number> | null): number => _.keys(totals).length;
export const title = (text: string | undefined): string => _.trim(text);
`,
    after: `interface User { readonly name: string; readonly isActive: boolean }
export const names = (users: readonly User[], more?: readonly User[]): string[] =>
  users.filter((user) => user.isActive).map((each) => each.name).concat((more ?? []).map((user) => user.name));
export const count = (totals: Record<string, number> | null): number => Object.keys(totals ?? {}).length;
export const title = (text: string | undefined): string => (text ?? '').trim();
`,
    kind: 'review',
    says: /has to be an array, an entry that is missing throws at `name`/,
  },
  {
    name: 'questions, negated and within others',
    package: 'lodash',
    version: '^4.17.21',
    before: `import { isEmpty, isNil, isString as text, isUndefined } from 'lodash';
export const check = (a: string | undefined, b: number[], c: string | number, d: string[] | null): unknown[] => [
  isNil(a), !isNil(a) && a, !isUndefined(a), isEmpty(b), !isEmpty(b), text(c) ? 1 : 2, isEmpty(d),
];
`,
    after: `export const check = (a: string | undefined, b: number[], c: string | number, d: string[] | null): unknown[] => [
  a == null, a != null && a, a !== undefined, b.length === 0, b.length > 0, typeof c === 'string' ? 1 : 2, !d?.length,
];
`,
    kind: 'safe',
  },
  {
    name: 'a file of its own, in CommonJS, of a value of unknown type',
    package: 'lodash',
    version: '^4.17.21',
    file: 'tags.cjs',
    before: `const uniq = require('lodash/uniq');
const forEach = require('lodash/forEach');
exports.tags = (list) => uniq(list);
exports.show = (list) => { forEach(list, (each) => { console.log(each); }); };
`,
    after: `exports.tags = (list) => [...new Set(list)];
exports.show = (list) => { list.forEach((each) => { console.log(each); }); };
`,
    kind: 'review',
    says: /`list` has to be an array/,
  },
  {
    name: 'a package of one function',
    package: 'lodash.isnil',
    before: `import isNil from 'lodash.isnil';
export const isThere = (value: string | null): boolean => !isNil(value);
`,
    after: `export const isThere = (value: string | null): boolean => value != null;
`,
    kind: 'safe',
  },
  {
    name: 'functions that are handed on',
    package: 'lodash-es',
    version: '^4.17.21',
    before: `import { isArray, noop } from 'lodash-es';
export const settings = { onClose: noop, test: isArray };
`,
    after: `export const settings = { onClose: () => {}, test: Array.isArray };
`,
    kind: 'safe',
  },
  {
    name: 'the loop that a value ends',
    package: 'lodash',
    version: '^4.17.21',
    before: `import forEach from 'lodash/forEach';
export function firstFive(names: string[], show: (name: string) => boolean): void {
  forEach(names, (name) => show(name));
}
`,
    after: `export function firstFive(names: string[], show: (name: string) => boolean): void {
  names.forEach((name) => show(name));
}
`,
    kind: 'review',
    says: /`return false` no longer ends the loop/,
  },
  {
    name: 'plain data, compared and copied in Node',
    package: 'lodash',
    version: '^4.17.21',
    before: `import { cloneDeep, isEqual } from 'lodash';
export const isSame = (a: { name: string }, b: { name: string }): boolean => isEqual(a, b);
export const copy = (a: { size: number }): { size: number } => cloneDeep(a);
`,
    after: `import { isDeepStrictEqual } from 'node:util';
export const isSame = (a: { name: string }, b: { name: string }): boolean => isDeepStrictEqual(a, b);
export const copy = (a: { size: number }): { size: number } => structuredClone(a);
`,
    kind: 'safe',
  },
  {
    name: 'an object where a list is expected',
    package: 'lodash',
    before: `import map from 'lodash/map';
export const names = (users: Record<string, string>): string[] => map(users, (name) => name);
`,
    kind: 'refused',
    says: /`users` is not an array/,
  },
  {
    name: 'a condition on texts and truth values that is written as an object',
    package: 'lodash',
    before: `import { find } from 'lodash';
interface Issue { readonly isOpen: boolean; readonly kind: string }
export const first = (issues: Issue[], kind: string): unknown => find(issues, { kind, isOpen: true });
`,
    after: `interface Issue { readonly isOpen: boolean; readonly kind: string }
export const first = (issues: Issue[], kind: string): unknown => issues.find((each) => each.kind === kind && each.isOpen === true);
`,
    kind: 'safe',
  },
  {
    name: 'a condition that is written as an object',
    package: 'lodash',
    before: `import { filter } from 'lodash';
export const open = (issues: { count: number }[], count: number): unknown[] => filter(issues, { count });
`,
    kind: 'refused',
    says: /is a condition to be written out/,
  },
  {
    name: 'one function that is kept, beside one that is not',
    package: 'lodash',
    before: `import { debounce, isNil } from 'lodash';
export const save = debounce((value: string | null) => isNil(value), 100);
`,
    kind: 'silent',
  },
  {
    name: 'a chain of calls',
    package: 'lodash',
    before: `import _ from 'lodash';
export const names = (list: string[]): string[] => _(list).map((each) => each.trim()).value();
`,
    kind: 'silent',
  },
  {
    name: 'the edition for functions of functions',
    package: 'lodash',
    before: `import { map } from 'lodash/fp';
export const names = map((each: string) => each.trim());
`,
    kind: 'silent',
  },
  {
    name: 'a package of one function that is kept',
    package: 'lodash.debounce',
    before: `import debounce from 'lodash.debounce';
export const save = debounce(() => undefined, 100);
`,
    kind: 'silent',
  },
]);
