import { numberReceiver, stringReceiver } from '../codemods/functions.ts';
import type { EngineVersions } from '../replacements.ts';
import type { OneLiner, Parameter } from './one-liner.ts';

const text: Parameter = { name: 'text', type: 'string', requires: stringReceiver };
const of = (path: string): Pick<OneLiner, 'returns' | 'engines' | 'url'> => ({
  returns: 'string',
  engines: null,
  url: `https://github.com/${path}`,
});

/** https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/String/repeat */
const repeat: EngineVersions = {
  nodejs: '4.0.0',
  chrome: '41',
  edge: '12',
  firefox: '24',
  safari: '9',
  safari_ios: '9',
};

const withSlashes: Omit<OneLiner, 'package' | 'majors' | 'returns' | 'engines' | 'url'> = {
  name: 'withSlashes',
  parameters: [{ ...text, name: 'path' }],
  line: "path.startsWith('\\\\\\\\?\\\\') ? path : path.replace(/\\\\/g, '/')",
  isOwnFunction: true,
};

/** Packages that make a text of a text. */
export const texts: readonly OneLiner[] = [
  {
    package: 'escape-string-regexp',
    majors: [3, 5],
    name: 'escapeRegExp',
    parameters: [text],
    line: "text.replace(/[.*+?^$(){}|[\\]\\\\]/g, '\\\\$&').replace(/-/g, '\\\\x2d')",
    brief: "text.replace(/[.*+?^$(){}|[\\]\\\\]/g, '\\\\$&')",
    isOwnFunction: true,
    ...of('sindresorhus/escape-string-regexp'),
  },
  {
    package: 'escape-string-regexp',
    majors: [2, 2],
    name: 'escapeRegExp',
    parameters: [text],
    line: "text.replace(/[.*+?^$(){}|[\\]\\\\-]/g, '\\\\$&')",
    isOwnFunction: true,
    ...of('sindresorhus/escape-string-regexp'),
  },
  {
    package: 'escape-string-regexp',
    majors: [1, 1],
    name: 'escapeRegExp',
    parameters: [text],
    line: "text.replace(/[.*+?^$(){}|[\\]\\\\]/g, '\\\\$&')",
    isOwnFunction: true,
    ...of('sindresorhus/escape-string-regexp'),
  },
  { package: 'slash', majors: [5, 5], ...withSlashes, ...of('sindresorhus/slash') },
  {
    package: 'slash',
    majors: [1, 4],
    ...withSlashes,
    differences: ['a path with characters beyond ASCII is changed too'],
    ...of('sindresorhus/slash'),
    // `startsWith` of strings.
    engines: repeat,
  },
  {
    package: 'split-lines',
    name: 'linesOf',
    parameters: [text],
    line: 'text.split(/\\r?\\n/)',
    ...of('sindresorhus/split-lines'),
    returns: 'string[]',
  },
  {
    package: 'strip-bom',
    majors: [2, 5],
    name: 'withoutBom',
    parameters: [text],
    line: "text.replace(/^\\uFEFF/, '')",
    ...of('sindresorhus/strip-bom'),
  },
  {
    package: 'strip-bom-string',
    majors: [1, 1],
    name: 'withoutBom',
    parameters: [text],
    line: "text.replace(/^\\uFEFF/, '')",
    ...of('jonschlinkert/strip-bom-string'),
  },
  {
    package: 'indent-string',
    majors: [3, 5],
    name: 'indented',
    parameters: [text, { name: 'count', type: 'number', initializer: '1', requires: numberReceiver }],
    line: "text.replace(/^(?!\\s*$)/gm, ' '.repeat(count))",
    isOwnFunction: true,
    ...of('sindresorhus/indent-string'),
    // A parameter with a default.
    engines: { ...repeat, nodejs: '6.0.0', chrome: '49', edge: '14', safari: '10', safari_ios: '10' },
  },
  {
    package: 'toidentifier',
    majors: [1, 1],
    name: 'toIdentifier',
    parameters: [text],
    line: "text.split(' ').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('').replace(/[^ _0-9a-z]/gi, '')",
    brief: "text.replace(/[^ _0-9a-z]/gi, '')",
    isOwnFunction: true,
    ...of('component/toidentifier'),
    // Arrow functions; the package itself is older.
    engines: repeat,
  },
];
