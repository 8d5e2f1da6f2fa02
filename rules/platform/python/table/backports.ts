import { type PythonReplacement, sameNames } from '../replacement.ts';

/** Copies of what a later Python has, under a name of their own. The source of each version is the module's page in Python's documentation. */
export const backports: readonly PythonReplacement[] = [
  {
    package: 'mock',
    module: 'mock',
    builtIn: 'unittest.mock',
    differs: 'what the package has of versions of Python after yours',
    members: {
      '': { since: '3.3', to: 'unittest.mock:' },
      ...sameNames('unittest.mock', {
        '3.3':
          'ANY DEFAULT FILTER_DIR MagicMock Mock NonCallableMagicMock NonCallableMock PropertyMock call create_autospec mock_open patch sentinel',
        '3.7': 'seal',
        '3.8': 'AsyncMock',
        '3.13': 'ThreadingMock',
      }),
    },
  },
  {
    package: 'tomli',
    module: 'tomli',
    builtIn: 'tomllib',
    differs: 'nothing, as `tomllib` is made of this package',
    members: {
      '': { since: '3.11', to: 'tomllib:' },
      ...sameNames('tomllib', { '3.11': 'load loads TOMLDecodeError' }),
    },
  },
  {
    package: 'toml',
    module: 'toml',
    builtIn: 'tomllib',
    isWhole: true,
    differs: '`tomllib` reads TOML 1.0, so what it rejects may be something else',
    members: {
      loads: { since: '3.11', to: 'tomllib:loads', unless: (use) => manyArguments(use) },
      TomlDecodeError: { since: '3.11', to: 'tomllib:TOMLDecodeError' },
      load: { kept: '`tomllib.load` takes a file that is opened for bytes, neither a path nor text' },
      dump: { kept: '`tomllib` does not write' },
      dumps: { kept: '`tomllib` does not write' },
    },
  },
  {
    package: 'importlib-metadata',
    module: 'importlib_metadata',
    builtIn: 'importlib.metadata',
    differs: 'what the package has of versions of Python after yours',
    members: {
      '': { since: '3.8', to: 'importlib.metadata:' },
      ...sameNames('importlib.metadata', {
        '3.8':
          'Distribution PackageNotFoundError PackagePath distribution distributions files metadata requires version',
        '3.10': 'packages_distributions',
        // Before it, some forms of the call give a dictionary.
        '3.12': 'EntryPoint EntryPoints entry_points',
      }),
    },
  },
  {
    package: 'importlib-resources',
    module: 'importlib_resources',
    builtIn: 'importlib.resources',
    differs: 'what the package has of versions of Python after yours',
    members: {
      '': { since: '3.10', to: 'importlib.resources:' },
      ...sameNames('importlib.resources', { '3.10': 'Package files', '3.12': 'as_file' }),
    },
  },
  {
    package: 'backports-zoneinfo',
    module: 'backports.zoneinfo',
    builtIn: 'zoneinfo',
    differs: 'nothing, as both are the same code',
    members: {
      '': { since: '3.9', to: 'zoneinfo:' },
      ...sameNames('zoneinfo', {
        '3.9': 'InvalidTZPathWarning TZPATH ZoneInfo ZoneInfoNotFoundError available_timezones reset_tzpath',
      }),
    },
  },
  named('backports-cached-property', 'backports.cached_property', 'functools', { '3.8': 'cached_property' }),
  {
    ...named('cached-property', 'cached_property', 'functools', { '3.8': 'cached_property' }),
    differs: 'two threads may compute the value at once, and the class needs a `__dict__`',
  },
  named('backports-functools-lru-cache', 'backports.functools_lru_cache', 'functools', {
    '3.3': 'lru_cache',
  }),
  named('backports-shutil-get-terminal-size', 'backports.shutil_get_terminal_size', 'shutil', {
    '3.3': 'get_terminal_size',
  }),
  named('backports-tempfile', 'backports.tempfile', 'tempfile', { '3.2': 'TemporaryDirectory' }),
  named('backports-strenum', 'backports.strenum', 'enum', { '3.11': 'StrEnum' }),
  named('backports-csv', 'backports.csv', 'csv', {
    '3.0': 'DictReader DictWriter QUOTE_ALL QUOTE_MINIMAL reader writer',
  }),
  named('pathlib2', 'pathlib2', 'pathlib', {
    '3.6': 'Path PosixPath PurePath PurePosixPath PureWindowsPath WindowsPath',
  }),
  named('contextlib2', 'contextlib2', 'contextlib', {
    '3.7':
      'AbstractContextManager AsyncExitStack ContextDecorator ExitStack asynccontextmanager closing contextmanager nullcontext redirect_stderr redirect_stdout suppress',
    '3.10': 'aclosing',
  }),
  named('unittest2', 'unittest2', 'unittest', {
    '3.4': 'TestCase TestSuite expectedFailure main skip skipIf skipUnless',
  }),
  named('ordereddict', 'ordereddict', 'collections', { '3.1': 'OrderedDict' }),
  named('funcsigs', 'funcsigs', 'inspect', { '3.3': 'BoundArguments Parameter Signature signature' }),
  named('monotonic', 'monotonic', 'time', { '3.3': 'monotonic' }),
  named('scandir', 'scandir', 'os', { '3.5': 'scandir walk' }),
  named('singledispatch', 'singledispatch', 'functools', { '3.4': 'singledispatch' }),
  named('subprocess32', 'subprocess32', 'subprocess', {
    '3.3': 'CalledProcessError PIPE Popen STDOUT TimeoutExpired call check_call check_output',
    '3.5': 'run',
  }),
  {
    ...named('exceptiongroup', 'exceptiongroup', 'builtins', { '3.11': 'BaseExceptionGroup ExceptionGroup' }),
    builtIn: 'ExceptionGroup',
  },
  {
    ...named('async-timeout', 'async_timeout', 'asyncio', { '3.11': 'timeout timeout_at' }),
    isWhole: true,
    differs: 'the objects that the calls give have other methods',
  },
];

function named(
  name: string,
  module: string,
  target: string,
  names: Parameters<typeof sameNames>[1],
): PythonReplacement {
  return {
    package: name,
    module,
    builtIn: target,
    members: sameNames(target, names),
    differs: 'what the package has of versions of Python after yours',
  };
}

function manyArguments(use: {
  readonly parent: { readonly type: string; readonly text: string } | null;
}): string | undefined {
  return use.parent?.type === 'call' && use.parent.text.includes('_dict=')
    ? '`tomllib` makes plain dictionaries'
    : undefined;
}
