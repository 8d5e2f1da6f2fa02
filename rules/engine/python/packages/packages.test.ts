import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from './manifest.ts';
import { neverHolds } from './marker.ts';
import { pythonPackage } from './python-package.ts';
import { parseRequirement } from './requirement.ts';
import { parseToml, tomlAt } from './toml.ts';
import { oldestIn } from './version.ts';

test('the oldest version that a specifier admits', () => {
  const oldest: Readonly<Record<string, string | null>> = {
    '>=3.8': '3.8',
    '>= 3.8, <4': '3.8',
    '>=3.8 <4': '3.8',
    '>=3.8.1': '3.8',
    '>3.7': '3.7',
    '~=3.9': '3.9',
    '==3.11.*': '3.11',
    '^3.8': '3.8',
    '~3.10': '3.10',
    '3.12': '3.12',
    '>=3': '3.0',
    '3.*': '3.0',
    '>=2.7, !=3.0.*, !=3.1.*': '2.7',
    '^2.7 || ^3.6': '2.7',
    '>=3.13.0rc1': '3.13',
    '<4': null,
    '*': null,
    '': null,
    python3: null,
  };
  assert.deepEqual(Object.fromEntries(Object.keys(oldest).map((each) => [each, oldestIn(each)])), oldest);
});

test('a requirement is a name, extras and a condition; addresses and paths are none', () => {
  assert.deepEqual(parseRequirement('Zope.Interface[a, b] >=1,<2 ; python_version < "3"'), {
    name: 'zope-interface',
    extras: ['a', 'b'],
    marker: 'python_version < "3"',
  });
  assert.deepEqual(parseRequirement('six'), { name: 'six', extras: [], marker: null });
  assert.equal(parseRequirement('kit @ https://example.org/kit.zip')?.name, 'kit');
  for (const text of ['./kit', 'https://example.org/kit.zip', '-r base.txt', ''])
    assert.equal(parseRequirement(text), undefined, text);
});

const pyproject = `# the project
[build-system]
requires = ["setuptools>=61"]

[project]
name = "orders"
requires-python = ">=3.9"
dependencies = [
  "requests[socks]>=2", # for the shop
  'pytz',
]

[project.optional-dependencies]
yaml = ["pyyaml ; python_version < '4'"]

[dependency-groups]
dev = [{ include-group = "lint" }, "mock"]

[[tool.mypy.overrides]]
module = "a.b"
[[tool.mypy.overrides]]
module = """c"""
`;

test('pyproject.toml by PEP 621 and 735', () => {
  const manifest = readManifest('/w/pyproject.toml', pyproject);
  assert.deepEqual([manifest?.name, manifest?.requiresPython], ['orders', '>=3.9']);
  assert.deepEqual(
    manifest?.dependencies.map(({ name, role, list, marker, span }) => [
      name,
      role,
      list,
      marker,
      pyproject.slice(span.start, span.end),
    ]),
    [
      ['setuptools', 'build', null, null, '"setuptools>=61"'],
      ['requests', 'required', null, null, '"requests[socks]>=2"'],
      ['pytz', 'required', null, null, "'pytz'"],
      ['pyyaml', 'extra', 'yaml', "python_version < '4'", `"pyyaml ; python_version < '4'"`],
      ['mock', 'group', 'dev', null, '"mock"'],
    ],
  );
});

test("Poetry's tables", () => {
  const text = `[tool.poetry]
name = "orders"
[tool.poetry.dependencies]
python = "^3.8"
Six = "*"
lxml = { version = "^4", optional = true }
[tool.poetry.dependencies.tomli]
version = "^2"
python = "<3.11"
[tool.poetry.group.dev.dependencies]
mock = "^5"
`;
  const manifest = readManifest('/w/pyproject.toml', text);
  assert.equal(manifest?.requiresPython, '^3.8');
  assert.deepEqual(
    manifest?.dependencies.map(({ name, role, list, marker }) => [name, role, list, marker]),
    [
      ['six', 'required', null, null],
      ['lxml', 'extra', null, null],
      ['tomli', 'required', null, 'python_version < "3.11"'],
      ['mock', 'group', 'dev', null],
    ],
  );
});

test('TOML that is broken is not read in part, and tables of lists go on', () => {
  const root = parseToml(pyproject);
  const overrides = root && tomlAt(root, 'tool', 'mypy', 'overrides');
  assert.equal(overrides?.kind === 'array' && overrides.items.length, 2);
  for (const text of ['a = ', 'a = [1', 'a = 1 b = 2', '[a', 'a = "1', 'a = 1\na = 2', 'a'])
    assert.equal(parseToml(text), undefined, text);
  assert.equal(readManifest('/w/pyproject.toml', '[tool.black]\nline-length = 100\n'), undefined);
  assert.ok(parseToml('a.b = { c = 1979-05-27 07:32:00, d = [ [1, 2], ], }\r\n"e f" = true # g\r\n'));
});

test('setup.cfg, setup.py and lists of requirements', () => {
  const cfg =
    '[metadata]\nname = orders\n[options]\npython_requires = >=3.7\ninstall_requires =\n    six>=1.10  # old\n    requests\n[options.extras_require]\ntest =\n    mock; python_version < "3.3"\n[flake8]\nignore = E1\n';
  const fromCfg = readManifest('/w/setup.cfg', cfg);
  assert.equal(fromCfg?.requiresPython, '>=3.7');
  assert.deepEqual(
    fromCfg?.dependencies.map(({ name, span }) => [name, cfg.slice(span.start, span.end)]),
    [
      ['six', 'six>=1.10'],
      ['requests', 'requests'],
      ['mock', 'mock; python_version < "3.3"'],
    ],
  );
  const setup =
    "REQUIRES = '>=3.6'\nsetup(\n    name='orders',\n    # python_requires='>=3.9',\n    python_requires=REQUIRES,\n)\n";
  assert.equal(readManifest('/w/setup.py', setup)?.requiresPython, '>=3.6');
  assert.equal(readManifest('/w/setup.py', 'setup(python_requires=oldest())\n')?.requiresPython, null);
  const list = '# all\n-r base.txt\nsix==1.16.0 # old\nrequests>=2 \\\n  --hash=sha256:1\npytz\r\n./kit\n';
  assert.deepEqual(readManifest('/w/requirements.txt', list)?.dependencies, []);
  const plain = list.replace(' \\\n  --hash=sha256:1', '');
  assert.deepEqual(
    readManifest('/w/requirements.txt', plain)?.dependencies.map(({ name, span }) => [
      name,
      plain.slice(span.start, span.end),
    ]),
    [
      ['six', 'six==1.16.0'],
      ['requests', 'requests>=2'],
      ['pytz', 'pytz'],
    ],
  );
});

test('what the project states goes before what is installed for it, and the oldest of several holds', () => {
  const read = (files: Readonly<Record<string, string>>) =>
    pythonPackage(
      '/w',
      Object.entries(files).flatMap(([file, text]) => readManifest(`/w/${file}`, text) ?? []),
      null,
    )?.minimum?.version;
  const setup = "setup(python_requires='>=3.6')";
  assert.equal(read({ 'setup.py': setup, '.python-version': '3.12.1\n' }), '3.6');
  assert.equal(
    read({ 'setup.py': setup, 'pyproject.toml': '[project]\nrequires-python = ">=3.9"\n' }),
    '3.6',
  );
  assert.equal(read({ 'requirements.txt': 'six\n', '.python-version': '3.12.1\n' }), '3.12');
  assert.equal(read({ '.python-version': '3.12.1\n' }), undefined);
});

test('a condition that no Python from the oldest on fulfils', () => {
  const never = [
    'python_version < "3.9"',
    "python_version<'3.8'",
    'python_version == "3.8"',
    'python_version == "3.8.*"',
    'python_version <= "3.8"',
    'python_full_version < "3.9.0"',
    'python_version < "3.8" and sys_platform == "win32"',
    'python_version < "3.8" or python_version < "3.9"',
  ];
  const sometimes = [
    'python_version < "3.10"',
    'python_version <= "3.9"',
    'python_version == "3.9"',
    'python_full_version < "3.9.1"',
    'python_version >= "3.8"',
    'python_version < "3.8" or sys_platform == "win32"',
    '(python_version < "3.8") or extra == "a"',
    '"3.8" > python_version',
    'several',
  ];
  assert.deepEqual(
    [...never, ...sometimes].filter((marker) => neverHolds(marker, '3.9')),
    never,
  );
});
