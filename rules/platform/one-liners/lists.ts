import { arrayReceiver, primitiveReceiver } from '../codemods/functions.ts';
import type { EngineVersions } from '../replacements.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

const list: Parameter = { name: 'list', type: 'readonly T[]', requires: arrayReceiver };
const github = (path: string): string => `https://github.com/${path}`;

/** https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Set, and spread. */
const sets: EngineVersions = {
  nodejs: '6.0.0',
  chrome: '49',
  edge: '13',
  firefox: '36',
  safari: '10',
  safari_ios: '10',
};

/** https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/flat */
const flat: EngineVersions = {
  nodejs: '11.0.0',
  chrome: '69',
  edge: '79',
  firefox: '62',
  safari: '12',
  safari_ios: '12',
};

/** https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/at */
const at: EngineVersions = {
  nodejs: '16.6.0',
  chrome: '92',
  edge: '92',
  firefox: '90',
  safari: '15.4',
  safari_ios: '15.4',
};

const flatten: Omit<OneLiner, 'package' | 'url'> = {
  name: 'flatten',
  parameters: [{ name: 'list', type: 'readonly unknown[]', requires: arrayReceiver }],
  line: 'list.flat(Infinity)',
  returns: 'unknown[]',
  engines: flat,
};

const toArray: Omit<OneLiner, 'package' | 'url' | 'majors' | 'parameters'> = {
  name: 'toArray',
  line: 'value === null || value === undefined ? [] : Array.isArray(value) ? value : [value]',
  brief: 'Array.isArray(value) ? value : [value]',
  generic: 'T',
  returns: 'T[]',
  isOwnFunction: true,
  engines: null,
};

/** Packages that make a list of lists or values. Holes, which some of them fill and some leave out, no type shows. */
export const lists: readonly OneLiner[] = [
  { package: 'arr-flatten', ...flatten, url: github('jonschlinkert/arr-flatten') },
  {
    package: 'array-flatten',
    majors: [1, 3],
    members: ['', 'flatten'],
    ...flatten,
    url: github('blakeembrey/array-flatten'),
  },
  {
    package: 'array-uniq',
    name: 'unique',
    generic: 'T',
    parameters: [list],
    line: '[...new Set(list)]',
    returns: 'T[]',
    engines: sets,
    url: github('sindresorhus/array-uniq'),
  },
  {
    package: 'array-union',
    name: 'union',
    generic: 'T',
    parameters: [{ name: 'lists', type: '(readonly T[])', between: ', ...', requires: arrayReceiver }],
    line: '[...new Set(lists.flat())]',
    inlineLine: '[...new Set([...lists])]',
    returns: 'T[]',
    engines: flat,
    url: github('sindresorhus/array-union'),
  },
  {
    package: 'arr-diff',
    majors: [2, 4],
    name: 'difference',
    generic: 'T',
    parameters: [list, { name: 'others', type: 'readonly T[]', requires: arrayReceiver }],
    line: 'list.filter((each) => !others.includes(each))',
    returns: 'T[]',
    isOwnFunction: true,
    differences: ['`NaN` counts as equal to itself'],
    engines: sets,
    url: github('jonschlinkert/arr-diff'),
  },
  {
    package: 'array-last',
    majors: [1, 1],
    name: 'last',
    generic: 'T',
    parameters: [list],
    line: 'list.at(-1)',
    returns: 'T | undefined',
    differences: ['an empty list gives `undefined`, not `null`'],
    engines: at,
    url: github('jonschlinkert/array-last'),
  },
  {
    package: 'arrify',
    majors: [1, 1],
    ...toArray,
    parameters: [{ name: 'value', type: 'T | T[] | null | undefined' }],
    url: github('sindresorhus/arrify'),
  },
  {
    package: 'arrify',
    majors: [2, 3],
    ...toArray,
    parameters: [
      {
        name: 'value',
        type: 'T | T[] | null | undefined',
        unless: {
          kind: {
            text: 'an array or no object',
            accepts: (type, site) =>
              primitiveReceiver.accepts(type, site) || arrayReceiver.accepts(type, site),
          },
          difference: 'a set, a map or what else can be iterated becomes one entry',
        },
      },
    ],
    url: github('sindresorhus/arrify'),
  },
  {
    package: 'defined',
    name: 'firstDefined',
    generic: 'T',
    parameters: [{ name: 'values', type: 'T', between: ', ' }],
    line: 'values.find((value) => value !== undefined)',
    inlineLine: '[values].find((value) => value !== undefined)',
    returns: 'T | undefined',
    engines: sets,
    url: github('inspect-js/defined'),
  },
];
