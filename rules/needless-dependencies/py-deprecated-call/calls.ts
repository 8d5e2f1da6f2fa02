import type { PythonNode } from '../../engine/python/node.ts';
import type { PythonVersion } from '../../engine/python/packages/version.ts';
import { positional } from '../../platform/python/calls.ts';
import type { Target } from '../../platform/python/replacement.ts';

/** A deprecated function with what does the same. */
export interface DeprecatedCall {
  /** Since when Python warns of it. */
  readonly deprecated: PythonVersion;
  /** Since when there is what replaces it. */
  readonly since: PythonVersion;
  readonly why: string;
  /** The replacement for a reader. */
  readonly shown: string;
  /** Null where behaviour stays exactly the same. */
  readonly differs: string | null;
  /** What is called instead, of the same module or class. */
  readonly member: string;
  /** An argument that is added behind the others. */
  readonly argument: Target | null;
  /** How many arguments the call has to have, all by position; null where they do not matter. */
  readonly count: number | null;
}

/** https://docs.python.org/3/deprecations/ and the pages of the modules. */
const calls: Readonly<Record<string, DeprecatedCall>> = {
  'datetime.datetime.utcnow': inUtc('datetime.now(timezone.utc)', 'now', 0),
  'datetime.datetime.utcfromtimestamp': inUtc('datetime.fromtimestamp(…, timezone.utc)', 'fromtimestamp', 1),
  'logging.warn': renamed(
    '3.3',
    'logging.warning',
    'it only passes on its arguments, after a warning of its own',
  ),
  'threading.currentThread': renamed('3.10', 'threading.current_thread', 'it is an old name of the same'),
  'threading.activeCount': renamed('3.10', 'threading.active_count', 'it is an old name of the same'),
  'base64.encodestring': renamed('3.1', 'base64.encodebytes', 'it is gone since Python 3.9'),
  'base64.decodestring': renamed('3.1', 'base64.decodebytes', 'it is gone since Python 3.9'),
  'inspect.getargspec': {
    ...renamed(
      '3.0',
      'inspect.getfullargspec',
      'it fails for keyword-only arguments and is gone since Python 3.11',
    ),
    differs: 'the result has seven parts, and what was `keywords` is `varkw`',
  },
};

/** Names of the functions, to turn most calls away by. */
export const deprecatedNames: ReadonlySet<string> = new Set(
  Object.keys(calls).map((path) => path.slice(path.lastIndexOf('.') + 1)),
);

/** Undefined where a call is written in another way than the replacement knows. */
export function deprecatedCall(path: string, call?: PythonNode): DeprecatedCall | undefined {
  const known = Object.hasOwn(calls, path) ? calls[path] : undefined;
  if (known === undefined || call === undefined) return known;
  // A function that is imported by itself would have to be imported otherwise.
  if (call.child('function')?.type !== 'attribute') return undefined;
  return known.count === null || positional(call)?.length === known.count ? known : undefined;
}

function inUtc(shown: string, member: string, count: number): DeprecatedCall {
  return {
    deprecated: '3.12',
    since: '3.2',
    why: 'its result has no time zone, and whatever asks it for one takes it for local time',
    shown,
    differs:
      'the result knows its time zone, so comparing it with one that does not fails, and `isoformat()` ends with `+00:00`',
    member,
    argument: 'datetime:timezone.utc',
    count,
  };
}

function renamed(deprecated: PythonVersion, to: string, why: string): DeprecatedCall {
  const member = to.slice(to.lastIndexOf('.') + 1);
  return {
    deprecated,
    since: '3.2',
    why,
    shown: `${to}(…)`,
    differs: null,
    member,
    argument: null,
    count: null,
  };
}
