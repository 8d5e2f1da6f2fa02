import type { PythonNode } from '../../../engine/python/node.ts';
import { callOf, keywordsOf, positional, replaced, withArgument } from '../calls.ts';
import { type PythonReplacement, type Rewrite, sameNames } from '../replacement.ts';

/** Packages of which Python's library has a part since, each with the page that says so. */
export const libraries: readonly PythonReplacement[] = [
  {
    // https://docs.python.org/3/library/zoneinfo.html
    package: 'pytz',
    module: 'pytz',
    builtIn: 'zoneinfo',
    olderPart: { upTo: '3.2', builtIn: 'datetime.timezone.utc' },
    isWhole: true,
    differs:
      'a time zone is no longer one of pytz, `str()` and the daylight saving of computed times may differ, and on Windows `tzdata` is needed',
    members: {
      timezone: { since: '3.9', to: 'zoneinfo:ZoneInfo', unless: oneArgument },
      utc: { since: '3.2', to: 'datetime:timezone.utc', unless: noMember },
      UTC: { since: '3.2', to: 'datetime:timezone.utc', unless: noMember },
      UnknownTimeZoneError: { since: '3.9', to: 'zoneinfo:ZoneInfoNotFoundError' },
      all_timezones: { kept: '`zoneinfo.available_timezones()` is a set in no order' },
      all_timezones_set: { kept: '`zoneinfo.available_timezones()` has more names' },
      common_timezones: { kept: '`zoneinfo` does not say which time zones are common' },
      country_timezones: { kept: '`zoneinfo` knows no countries' },
    },
  },
  json(
    'simplejson',
    'numbers of `Decimal` and named tuples are written otherwise or not at all, and texts in bytes too',
  ),
  { ...json('ujson', 'spaces and escapes in what is written, and the speed'), isTaste: true },
  {
    // https://docs.python.org/3/library/datetime.html#datetime.datetime.fromisoformat
    package: 'python-dateutil',
    module: 'dateutil',
    builtIn: 'datetime',
    isWhole: true,
    differs: 'which forms of a date are read, and how a time zone is called',
    members: {
      'parser.isoparse': { since: '3.11', to: 'datetime:datetime.fromisoformat', unless: oneArgument },
      'tz.UTC': { since: '3.2', to: 'datetime:timezone.utc', unless: noMember },
      'tz.tzutc': { since: '3.2', rewrite: callToValue },
      'tz.gettz': { kept: '`zoneinfo.ZoneInfo` throws where `gettz` gives `None`' },
      'tz.tzlocal': { kept: 'Python has no time zone that follows the computer' },
      'parser.parse': { kept: '`datetime` reads ISO dates alone' },
      relativedelta: { kept: '`timedelta` knows no months' },
      rrule: { kept: 'Python has no repeated dates' },
    },
  },
  {
    // https://docs.python.org/3/library/importlib.metadata.html; https://setuptools.pypa.io/en/latest/pkg_resources.html
    package: 'setuptools',
    module: 'pkg_resources',
    builtIn: 'importlib.metadata',
    isWhole: true,
    differs: 'what is found is what Python finds, without a look at what it requires',
    members: {
      get_distribution: { since: '3.8', rewrite: versionOf },
      DistributionNotFound: { since: '3.8', to: 'importlib.metadata:PackageNotFoundError' },
      parse_version: { kept: '`packaging.version` is a package of its own' },
      parse_requirements: { kept: '`packaging.requirements` is a package of its own' },
      ...Object.fromEntries(
        [
          'resource_filename',
          'resource_string',
          'resource_stream',
          'resource_exists',
          'resource_listdir',
        ].map((name) => [name, { kept: '`importlib.resources` is used in another way' }]),
      ),
    },
  },
  {
    // https://docs.python.org/3/library/itertools.html
    package: 'more-itertools',
    module: 'more_itertools',
    builtIn: 'itertools',
    differs: 'the error where the lengths differ',
    members: {
      pairwise: { since: '3.10', to: 'itertools:pairwise' },
      flatten: { since: '3.0', to: 'itertools:chain.from_iterable' },
      zip_equal: { since: '3.10', rewrite: withArgument('builtins:zip', 'strict=True') },
    },
  },
  {
    package: 'toolz',
    module: 'toolz',
    builtIn: 'itertools',
    differs: 'nothing',
    members: {
      concat: { since: '3.0', to: 'itertools:chain.from_iterable' },
      partial: { since: '3.0', to: 'functools:partial' },
      reduce: { since: '3.0', to: 'functools:reduce' },
    },
  },
];

/** https://docs.python.org/3/library/json.html */
function json(name: string, differs: string): PythonReplacement {
  const members = sameNames('json', {
    '3.0': 'JSONDecoder JSONEncoder dump dumps load loads',
    '3.5': 'JSONDecodeError',
  });
  return {
    package: name,
    module: name,
    builtIn: 'json',
    isWhole: true,
    differs,
    members: Object.fromEntries(
      Object.entries(members).map(([path, member]) => [
        path,
        { ...member, unless: (use: PythonNode) => ownKeywords(use, name) },
      ]),
    ),
  };
}

/** Keywords of `json`; `ujson` has some of the same name that do something else. */
const jsonKeywords =
  /^(?:cls|object_hook|parse_float|parse_int|parse_constant|object_pairs_hook|skipkeys|ensure_ascii|check_circular|allow_nan|indent|separators|default|sort_keys)$/;

function ownKeywords(use: PythonNode, name: string): string | undefined {
  if (use.parent?.type === 'attribute' && use.field === 'object') return undefined;
  const call = callOf(use);
  const keywords = call && keywordsOf(call);
  if (call === undefined) return undefined;
  if (keywords === undefined) return 'nothing shows which keywords a call is given';
  const own = keywords.find((each) => !jsonKeywords.test(each) || name === 'ujson');
  return own === undefined ? undefined : `\`json\` has no \`${own}\` like it`;
}

function oneArgument(use: PythonNode): string | undefined {
  const call = callOf(use);
  return call === undefined || positional(call)?.length === 1
    ? undefined
    : `\`${use.text}\` is not called with one argument`;
}

/** What pytz and dateutil have of their own on a time zone. */
function noMember(use: PythonNode): string | undefined {
  return use.parent?.type === 'attribute' && use.field === 'object'
    ? `\`${use.parent.text}\` is no member of \`timezone.utc\``
    : undefined;
}

function callToValue(...[use, write]: Parameters<Rewrite>): ReturnType<Rewrite> {
  const call = callOf(use);
  const value = write('datetime:timezone.utc');
  if (call === undefined || value === undefined || positional(call)?.length !== 0)
    return `\`${use.text}\` is not called without arguments`;
  return [replaced(call, value)];
}

/** `get_distribution("a").version` to `version("a")`. */
function versionOf(...[use, write]: Parameters<Rewrite>): ReturnType<Rewrite> {
  const call = callOf(use);
  const access = call?.parent;
  const name = write('importlib.metadata:version');
  if (
    call === undefined ||
    positional(call)?.length !== 1 ||
    access?.type !== 'attribute' ||
    access.child('attribute')?.text !== 'version'
  )
    return `\`${use.text}\` is asked for more than a version`;
  if (name === undefined) return '`version` is another thing there';
  return [replaced(use, name), { span: { start: call.end, end: access.end }, newText: '' }];
}
