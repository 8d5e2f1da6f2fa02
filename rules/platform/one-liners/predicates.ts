import { numberReceiver, primitiveReceiver } from '../codemods/functions.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

const value: Parameter = { name: 'value', type: 'unknown' };
const number: Parameter = { name: 'number', type: 'number', requires: numberReceiver };
const boxed = (name: string): Parameter => ({
  ...value,
  unless: { kind: primitiveReceiver, difference: `a \`${name}\` object no longer counts` },
});
const is = (type: string, url: string): Pick<OneLiner, 'returns' | 'engines' | 'url'> => ({
  returns: type === '' ? 'boolean' : `value is ${type}`,
  engines: null,
  url: `https://github.com/${url}`,
});

/** Packages that ask what a value is. */
export const predicates: readonly OneLiner[] = [
  {
    package: 'is-even',
    name: 'isEven',
    parameters: [number],
    line: 'number % 2 === 0',
    differences: ['what is no whole number no longer throws'],
    ...is('', 'i-voted-for-trump/is-even'),
  },
  {
    package: 'is-odd',
    name: 'isOdd',
    parameters: [number],
    line: 'Math.abs(number % 2) === 1',
    differences: ['what is no whole number no longer throws'],
    ...is('', 'i-voted-for-trump/is-odd'),
  },
  {
    package: 'is-number',
    majors: [5, 7],
    name: 'isNumber',
    parameters: [value],
    line: "Number.isFinite(typeof value === 'string' && value.trim() !== '' ? +value : value)",
    brief: 'Number.isFinite(value)',
    isOwnFunction: true,
    ...is('', 'jonschlinkert/is-number'),
  },
  {
    package: 'is-number',
    majors: [3, 4],
    name: 'isNumber',
    parameters: [
      {
        ...value,
        unless: { kind: primitiveReceiver, difference: 'a `Number` or `String` object no longer counts' },
      },
    ],
    line: "Number.isFinite(typeof value === 'string' && value.trim() !== '' ? +value : value)",
    brief: 'Number.isFinite(value)',
    isOwnFunction: true,
    ...is('', 'jonschlinkert/is-number'),
    // `Number.isFinite`, which these versions do without.
    engines: { nodejs: '4.0.0', chrome: '19', edge: '12', firefox: '16', safari: '9', safari_ios: '9' },
  },
  {
    package: 'is-string',
    name: 'isString',
    parameters: [boxed('String')],
    line: "typeof value === 'string'",
    ...is('string', 'inspect-js/is-string'),
  },
  {
    package: 'is-function',
    name: 'isFunction',
    parameters: [
      {
        ...value,
        unless: { kind: primitiveReceiver, difference: 'what only calls itself a function no longer counts' },
      },
    ],
    line: "typeof value === 'function'",
    ...is('', 'grncdr/js-is-function'),
  },
  {
    package: 'is-obj',
    name: 'isObject',
    parameters: [value],
    line: "value !== null && (typeof value === 'object' || typeof value === 'function')",
    isOwnFunction: true,
    ...is('object', 'sindresorhus/is-obj'),
  },
  {
    package: 'is-object',
    name: 'isObject',
    parameters: [value],
    line: "typeof value === 'object' && value !== null",
    ...is('', 'inspect-js/is-object'),
  },
  {
    package: 'isobject',
    majors: [2, 4],
    name: 'isObject',
    parameters: [value],
    line: "typeof value === 'object' && value !== null && !Array.isArray(value)",
    isOwnFunction: true,
    ...is('', 'jonschlinkert/isobject'),
  },
  {
    package: 'is-primitive',
    majors: [2, 3],
    name: 'isPrimitive',
    parameters: [value],
    line: "value === null || (typeof value !== 'object' && typeof value !== 'function')",
    isOwnFunction: true,
    ...is('', 'jonschlinkert/is-primitive'),
  },
  {
    package: 'is-plain-obj',
    majors: [4, 4],
    name: 'isPlainObject',
    parameters: [value],
    line: "typeof value === 'object' && value !== null && Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype) === null && !(Symbol.toStringTag in value) && !(Symbol.iterator in value)",
    brief: 'Object.getPrototypeOf(value) === Object.prototype',
    isOwnFunction: true,
    ...is('Record<PropertyKey, unknown>', 'sindresorhus/is-plain-obj'),
    // `??`; the package asks for a Node that may be older.
    engines: {
      nodejs: '14.0.0',
      chrome: '80',
      edge: '80',
      firefox: '72',
      safari: '13.1',
      safari_ios: '13.4',
    },
  },
  {
    package: 'is-plain-obj',
    majors: [1, 3],
    name: 'isPlainObject',
    parameters: [value],
    line: "Object.prototype.toString.call(value) === '[object Object]' && [null, Object.prototype].includes(Object.getPrototypeOf(value))",
    brief: 'Object.getPrototypeOf(value) === Object.prototype',
    isOwnFunction: true,
    ...is('Record<PropertyKey, unknown>', 'sindresorhus/is-plain-obj'),
    engines: { nodejs: '6.0.0', chrome: '51', edge: '15', firefox: '54', safari: '10', safari_ios: '10' },
  },
  {
    package: 'is-plain-object',
    majors: [2, 5],
    members: ['', 'isPlainObject'],
    name: 'isPlainObject',
    parameters: [value],
    line: "Object.prototype.toString.call(value) === '[object Object]' && [null, Object.prototype].includes(Object.getPrototypeOf(value))",
    brief: 'Object.getPrototypeOf(value) === Object.prototype',
    isOwnFunction: true,
    differences: ['an object that has another one for its prototype no longer counts'],
    ...is('', 'jonschlinkert/is-plain-object'),
    engines: { nodejs: '6.0.0', chrome: '51', edge: '15', firefox: '54', safari: '10', safari_ios: '10' },
  },
  {
    package: 'is-promise',
    majors: [2, 4],
    name: 'isPromise',
    parameters: [{ name: 'value', type: 'any' }],
    line: "typeof value?.then === 'function'",
    typedLine: "typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'",
    isOwnFunction: true,
    ...is('PromiseLike<unknown>', 'then/is-promise'),
    // `?.`, of which the packages of 2018 and before know nothing.
    engines: {
      nodejs: '14.0.0',
      chrome: '80',
      edge: '80',
      firefox: '74',
      safari: '13.1',
      safari_ios: '13.4',
    },
  },
  {
    package: 'is-regexp',
    name: 'isRegExp',
    parameters: [value],
    line: "Object.prototype.toString.call(value) === '[object RegExp]'",
    ...is('RegExp', 'sindresorhus/is-regexp'),
  },
];
