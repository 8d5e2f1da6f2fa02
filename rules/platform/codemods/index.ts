import type { BuiltinMember } from '../../engine/typescript/codemods/builtin-imports.ts';
import { axios } from './axios.ts';
import type { Codemod } from './codemod.ts';
import { dateFns } from './date-fns.ts';
import { dateLibrary } from './dates.ts';
import { deepEqual, fastDeepEqual } from './deep-equality.ts';
import { dotenv } from './dotenv.ts';
import { extendShallow } from './extend-shallow.ts';
import { fetchPackage } from './fetch.ts';
import { fsExtra } from './fs-extra.ts';
import {
  arrayReceiver,
  globalFunction,
  globalGetter,
  globalObject,
  instanceReceiver,
  methodOf,
  nodeFunction,
  numberReceiver,
  propertyOf,
  type ReceiverKind,
  stringReceiver,
} from './functions.ts';
import { fastGlob, glob, globby } from './globs.ts';
import { got } from './got.ts';
import { gracefulFs } from './graceful-fs.ts';
import { leftPad } from './left-pad.ts';
import { lodashCodemod } from './lodash/index.ts';
import { makeDir, mkdirp, mkdirpClassic } from './mkdirp.ts';
import { argumentParser } from './parse-args.ts';
import { qs } from './query-strings.ts';
import { requestPromise } from './request-promise.ts';
import { rfdc } from './rfdc.ts';
import { rimraf } from './rimraf.ts';
import { stripAnsi } from './strip-ansi.ts';
import { deepCopy } from './structured-clone.ts';
import { styles } from './styles.ts';
import { superagent } from './superagent.ts';
import { urlParse } from './url-parse.ts';
import { uuid } from './uuid.ts';
import { xtend } from './xtend.ts';

/**
 * How the uses of a package are rewritten; null where its calls have no one-to-one counterpart.
 * @param builtIn what the catalogue has for it: `Array.prototype.includes`.
 */
export function codemodOf(name: string, builtIn: string): Codemod | null {
  const own = ownCodemods.get(name);
  if (own !== undefined) return own;
  const ofLodash = lodashCodemod(name);
  if (ofLodash !== undefined) return ofLodash;
  return isShim(name) ? shimOf(builtIn) : null;
}

const ownCodemods: ReadonlyMap<string, Codemod> = new Map<string, Codemod>([
  [
    'abort-controller',
    globalObject(
      'AbortController',
      ['AbortController', 'AbortSignal'],
      ['the classes are the ones of the platform'],
    ),
  ],
  ['ansi-colors', styles],
  ['axios', axios],
  ['buffer-alloc', globalFunction('Buffer.alloc')],
  ['buffer-from', globalFunction('Buffer.from')],
  ['chalk', styles],
  ['clone', deepCopy],
  ['colorette', styles],
  ['cross-fetch', fetchPackage],
  ['date-fns', dateFns],
  ['dayjs', dateLibrary([])],
  ['deep-equal', deepEqual],
  ['dotenv', dotenv],
  ['es6-map', globalObject('Map', ['Map'])],
  ['es6-set', globalObject('Set', ['Set'])],
  ['es6-symbol', globalObject('Symbol', ['Symbol'])],
  ['es6-weak-map', globalObject('WeakMap', ['WeakMap'])],
  ['extend-shallow', extendShallow],
  ['fast-deep-equal', fastDeepEqual],
  ['fast-glob', fastGlob],
  ['fs-exists-sync', nodeFunction(memberOf('fs', 'existsSync'))],
  ['fs-extra', fsExtra],
  ['glob', glob],
  ['globalthis', globalGetter('globalThis')],
  ['globby', globby],
  ['got', got],
  ['graceful-fs', gracefulFs],
  ['has', globalFunction('Object.hasOwn')],
  ['has-own-prop', globalFunction('Object.hasOwn')],
  ['hasown', globalFunction('Object.hasOwn')],
  ['inherits', nodeFunction({ module: 'util', member: 'inherits' })],
  ['isomorphic-fetch', fetchPackage],
  ['kleur', styles],
  ['left-pad', leftPad],
  ['lodash.clonedeep', deepCopy],
  ['make-dir', makeDir],
  ['minimist', argumentParser(true)],
  ['mkdirp', mkdirp],
  ['mkdirp-classic', mkdirpClassic],
  ['moment', dateLibrary(['a date that is none throws where it gave `null`'])],
  ['node-fetch', fetchPackage],
  ['node-uuid', uuid],
  ['os-homedir', nodeFunction(memberOf('os', 'homedir'))],
  ['os-tmpdir', nodeFunction(memberOf('os', 'tmpdir'))],
  ['path-is-absolute', nodeFunction(memberOf('path', 'isAbsolute'))],
  ['picocolors', styles],
  ['pinkie-promise', globalObject('Promise', ['Promise'])],
  ['qs', qs],
  ['queue-microtask', globalFunction('queueMicrotask')],
  ['request-promise', requestPromise],
  ['request-promise-native', requestPromise],
  ['rfdc', rfdc],
  ['rimraf', rimraf],
  ['strip-ansi', stripAnsi],
  ['superagent', superagent],
  ['url-parse', urlParse],
  ['util.promisify', nodeFunction(memberOf('util', 'promisify'))],
  ['uuid', uuid],
  ['whatwg-fetch', fetchPackage],
  ['xtend', xtend],
  ['yargs-parser', argumentParser(false)],
]);

/** Shims of the es-shims family that are named otherwise than after what they replace. */
const shims: ReadonlySet<string> = new Set([
  'array-buffer-byte-length',
  'array-includes',
  'data-view-buffer',
  'data-view-byte-length',
  'data-view-byte-offset',
  'date-now',
  'is-nan',
  'isarray',
  'number-is-integer',
  'object-assign',
  'object-is',
  'object-keys',
  'own-keys',
  'setprototypeof',
  'typed-array-buffer',
  'typed-array-byte-length',
  'typed-array-byte-offset',
  'typed-array-length',
]);

/** Named as the family is, but no function that takes what the built-in takes. */
const noFunctions: ReadonlySet<string> = new Set([
  'asynciterator.prototype',
  'iterator.prototype',
  'arraybuffer.slice',
]);

function isShim(name: string): boolean {
  const family =
    /^(?:array|arraybuffer|function|math|number|object|promise|reflect|regexp|string|symbol|typedarray)\.(?:prototype\.)?[a-z]\w*$/;
  return shims.has(name) || (family.test(name) && !noFunctions.has(name));
}

/** A shim's function, called with what the method is called on first, or with the arguments of the static function. */
function shimOf(builtIn: string): Codemod | null {
  const [, owner = '', isMethod, member = ''] = /^(\W?\w+\W?)\.(prototype\.)?(\w+)$/.exec(builtIn) ?? [];
  if (owner === '') return null;
  if (isMethod === undefined) return globalFunction(builtIn, owner === 'Promise');
  const receiver = receivers.get(owner);
  if (receiver === undefined) return null;
  return properties.has(member) ? propertyOf(member, receiver) : methodOf(member, receiver, builtIn);
}

const receivers: ReadonlyMap<string, ReceiverKind> = new Map([
  ['Array', arrayReceiver],
  ['String', stringReceiver],
  ['Number', numberReceiver],
  ['Promise', instanceReceiver('a promise', /^Promise$/)],
  ['RegExp', instanceReceiver('a regular expression', /^RegExp$/)],
  ['Symbol', instanceReceiver('a symbol', /^(?:unique )?symbol$/)],
  ['ArrayBuffer', instanceReceiver('an `ArrayBuffer`', /^ArrayBuffer$/)],
  ['DataView', instanceReceiver('a `DataView`', /^DataView$/)],
  [
    '%TypedArray%',
    instanceReceiver('a typed array', /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/),
  ],
]);

const properties: ReadonlySet<string> = new Set([
  'buffer',
  'byteLength',
  'byteOffset',
  'description',
  'flags',
  'length',
]);

function memberOf(module: string, member: string): BuiltinMember {
  return { module, member };
}
