/** The first version of each engine that has a built-in; an engine that is not named does not have it. */
export type EngineVersions = Readonly<Record<string, string>>;

/** What this rule knows better than the data of `module-replacements`. */
export interface OwnReplacement {
  /** The built-in as code. */
  readonly builtIn: string;
  readonly engines: EngineVersions;
  /** Where the versions come from. */
  readonly url: string;
  /** The package itself runs on Node only, so whatever imports it does too. */
  readonly isNodeOnly?: true;
}

/** Node's `Object.hasOwn` and the browsers', for the packages that were written before it. */
const hasOwn: OwnReplacement = {
  builtIn: 'Object.hasOwn',
  // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Object/hasOwn
  engines: { nodejs: '16.9.0', chrome: '93', edge: '93', firefox: '92', safari: '15.4', safari_ios: '15.4' },
  url: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Object/hasOwn',
};

const randomUuid: OwnReplacement = {
  builtIn: 'crypto.randomUUID()',
  // https://nodejs.org/api/crypto.html#cryptorandomuuidoptions: in `node:crypto` since 14.17, as a global later.
  // https://developer.mozilla.org/en-US/docs/Web/API/Crypto/randomUUID
  engines: { nodejs: '14.17.0', chrome: '92', edge: '92', firefox: '95', safari: '15.4', safari_ios: '15.4' },
  url: 'https://nodejs.org/api/crypto.html#cryptorandomuuidoptions',
};

const recursiveMkdir: OwnReplacement = {
  builtIn: 'fs.mkdir(path, { recursive: true })',
  // https://nodejs.org/api/fs.html#fsmkdirpath-options-callback: `recursive` since 10.12; the data has `mkdir` itself.
  engines: { nodejs: '10.12.0' },
  url: 'https://nodejs.org/api/fs.html#fsmkdirpath-options-callback',
  isNodeOnly: true,
};

const styleText: OwnReplacement = {
  builtIn: 'util.styleText',
  // https://nodejs.org/api/util.html#utilstyletextformat-text-options: since 20.12, but before 20.18 it wrote colours
  // into files and pipes too, which none of these packages does.
  engines: { nodejs: '20.18.0' },
  url: 'https://nodejs.org/api/util.html#utilstyletextformat-text-options',
};

const isDeepStrictEqual: OwnReplacement = {
  builtIn: 'util.isDeepStrictEqual',
  // https://nodejs.org/api/util.html#utilisdeepstrictequalval1-val2-options: since 9.0.
  engines: { nodejs: '9.0.0' },
  url: 'https://nodejs.org/api/util.html#utilisdeepstrictequalval1-val2-options',
};

export const fetch: OwnReplacement = {
  builtIn: 'fetch',
  // https://nodejs.org/api/globals.html#fetch: since 18.0 without a flag. Browsers: with `signal`, which requests need
  // to be cancelled: https://developer.mozilla.org/en-US/docs/Web/API/AbortController
  engines: { nodejs: '18.0.0', chrome: '66', edge: '16', firefox: '57', safari: '12.1', safari_ios: '12.2' },
  url: 'https://nodejs.org/api/globals.html#fetch',
};

const parseArgs: OwnReplacement = {
  builtIn: 'util.parseArgs',
  // https://nodejs.org/api/util.html#utilparseargsconfig: since 18.3, with `default` for an option since 18.11.
  engines: { nodejs: '18.11.0' },
  url: 'https://nodejs.org/api/util.html#utilparseargsconfig',
  isNodeOnly: true,
};

const structuredClone: OwnReplacement = {
  builtIn: 'structuredClone',
  // https://developer.mozilla.org/en-US/docs/Web/API/Window/structuredClone, Node since 17.0.
  engines: { nodejs: '17.0.0', chrome: '98', edge: '98', firefox: '94', safari: '15.4', safari_ios: '15.4' },
  url: 'https://developer.mozilla.org/en-US/docs/Web/API/Window/structuredClone',
};

const date: OwnReplacement = {
  builtIn: 'Date',
  // https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date
  engines: { nodejs: '0.10.0', chrome: '5', edge: '12', firefox: '4', safari: '5', safari_ios: '5' },
  url: 'https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Date',
};

/**
 * For what stands in for functions of lodash: `Object.fromEntries`, `flat` and `??`, the youngest of it.
 * https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/Nullish_coalescing
 */
export const lodashEngines: EngineVersions = {
  nodejs: '14.0.0',
  chrome: '80',
  edge: '80',
  firefox: '74',
  safari: '13.1',
  safari_ios: '13.4',
};

/** Packages for which the built-in, its versions or both have to be said more exactly than the data says them. */
export const ownReplacements: Readonly<Record<string, OwnReplacement>> = {
  'ansi-colors': styleText,
  chalk: styleText,
  colorette: styleText,
  kleur: styleText,
  picocolors: styleText,
  'deep-equal': isDeepStrictEqual,
  'fast-deep-equal': isDeepStrictEqual,
  axios: fetch,
  'cross-fetch': fetch,
  'isomorphic-fetch': fetch,
  'node-fetch': fetch,
  'whatwg-fetch': fetch,
  // https://nodejs.org/api/process.html#processloadenvfilepath: since 20.12.
  dotenv: {
    builtIn: 'process.loadEnvFile',
    engines: { nodejs: '20.12.0' },
    url: 'https://nodejs.org/api/process.html#processloadenvfilepath',
    isNodeOnly: true,
  },
  // https://developer.mozilla.org/en-US/docs/Web/API/URLSearchParams; the data also names packages for nested queries.
  qs: {
    builtIn: 'URLSearchParams',
    engines: {
      nodejs: '10.0.0',
      chrome: '49',
      edge: '17',
      firefox: '29',
      safari: '10.1',
      safari_ios: '10.3',
    },
    url: 'https://developer.mozilla.org/en-US/docs/Web/API/URLSearchParams',
  },
  'date-fns': date,
  dayjs: date,
  moment: date,
  clone: structuredClone,
  'lodash.clonedeep': structuredClone,
  rfdc: structuredClone,
  // https://nodejs.org/api/fs.html#fsrmpath-options-callback: `rm`, the youngest of its functions that stands in for
  // one of the package's wherever it is used, is there since 14.14.
  'fs-extra': {
    builtIn: 'fs',
    engines: { nodejs: '14.14.0' },
    url: 'https://nodejs.org/api/fs.html',
    isNodeOnly: true,
  },
  // https://www.npmjs.com/package/graceful-fs: hands out the functions of whatever Node it runs on.
  'graceful-fs': {
    builtIn: 'fs',
    engines: { nodejs: '14.0.0' },
    url: 'https://nodejs.org/api/fs.html',
    isNodeOnly: true,
  },
  'make-dir': recursiveMkdir,
  minimist: parseArgs,
  'yargs-parser': parseArgs,
  mkdirp: recursiveMkdir,
  'mkdirp-classic': recursiveMkdir,
  // https://nodejs.org/api/fs.html#fsrmpath-options-callback: since 14.14.
  rimraf: {
    builtIn: 'fs.rm(path, { recursive: true, force: true })',
    engines: { nodejs: '14.14.0' },
    url: 'https://nodejs.org/api/fs.html#fsrmpath-options-callback',
    isNodeOnly: true,
  },
  // https://nodejs.org/api/util.html#utilstripvtcontrolcharactersstr: since 16.11.
  'strip-ansi': {
    builtIn: 'util.stripVTControlCharacters',
    engines: { nodejs: '16.11.0' },
    url: 'https://nodejs.org/api/util.html#utilstripvtcontrolcharactersstr',
  },
  uuid: randomUuid,
  'node-uuid': randomUuid,
  // The data has `Object.prototype.hasOwnProperty`, which would need `.call` at every use.
  has: hasOwn,
  hasown: hasOwn,
  'has-own-prop': hasOwn,
  // https://nodejs.org/api/buffer.html#static-method-bufferfromarray: since 5.10; the data has `Buffer` itself.
  'buffer-from': {
    builtIn: 'Buffer.from',
    engines: { nodejs: '5.10.0' },
    url: 'https://nodejs.org/api/buffer.html#static-method-bufferfromarray',
  },
  // https://nodejs.org/api/buffer.html#static-method-bufferallocsize-fill-encoding: since 5.10.
  'buffer-alloc': {
    builtIn: 'Buffer.alloc',
    engines: { nodejs: '5.10.0' },
    url: 'https://nodejs.org/api/buffer.html#static-method-bufferallocsize-fill-encoding',
  },
  // https://nodejs.org/api/util.html#utilinheritsconstructor-superconstructor: what the package hands out in Node.
  inherits: {
    builtIn: 'util.inherits',
    engines: { nodejs: '0.3.0' },
    url: 'https://nodejs.org/api/util.html#utilinheritsconstructor-superconstructor',
  },
};

/**
 * Mappings of the data that this rule does not repeat, because the built-in does another job, does a part of it,
 * or is no reason to drop the package. Each was read in the package's own documentation.
 */
export const notRepeated: ReadonlySet<string> = new Set([
  // Another function of the same name: https://lodash.com/docs/4.17.15#at picks paths, `at` takes an index.
  'lodash.at',
  // A shallow copy that keeps prototypes; `structuredClone` is deep: https://lodash.com/docs/4.17.15#clone
  'lodash.clone',
  // Deep, and undefined properties are filled or skipped: not what `Object.assign` does.
  'node.extend',
  'defaults',
  // Accepts array-likes: https://www.npmjs.com/package/is-arrayish
  'is-arrayish',
  'validate.io-array',
  // Number types with methods of their own, not a call that a built-in replaces.
  'big-integer',
  'long',
  'node-int64',
  // Formats by pattern; `Intl.DateTimeFormat` takes none.
  'dateformat',
  // Enumerations and phrases beyond `http.STATUS_CODES`.
  'http-status-codes',
  // Streams with a design of their own; `node:stream` is where to build another, not a replacement of calls.
  'duplexer',
  'duplexer2',
  'duplexer3',
  'duplexify',
  'dev-null',
  'event-stream',
  'from',
  'from2',
  'mississippi',
  'readable-stream',
  'stream-buffers',
  'stream-combiner2',
  'stream-shift',
  'through',
  'through2',
  'through2-map',
  '@ljharb/through',
  'unpipe',
  // Gives `window` or `document` on either platform, not the global object alone.
  'global',
  // Internals of polyfills, of no use to an application that replaces them one by one.
  'es-shim-unscopables',
  'es-create-array-iterator',
  'math-intrinsics',
  'core-util-is',
  // A dynamic path: https://lodash.com/docs/4.17.15#get
  'lodash.get',
  // Chosen for conformance or for algorithms that the platform's object does not offer.
  'tweetnacl',
  'whatwg-url',
  'timezone-support',
  // Half of what these packages do has no counterpart in `fs`.
  'fs.extra',
  // Reads streams with limits and encodings.
  'get-stream',
  'concat-stream',
  'simple-concat',
  // Identifiers of a given length, safe in URLs; no UUIDs.
  'uid-safe',
  // Identifiers of a chosen length that are safe in URLs, half as long as a UUID: https://www.npmjs.com/package/nanoid
  'nanoid',
  // Types only.
  'typed-emitter',
  // The reader of binary floats that `Buffer` itself is built on in browsers.
  'ieee754',
  'to-data-view',
  // Cleans up after itself when the process ends.
  'tmp',
  'tmp-promise',
  'temp',
  'tempy',
]);
