import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyManifest } from './py-manifest.ts';

testLesson(pyManifest);

const id = 'needless-dependencies/py-manifest';

function project(dependencies: string, minimum = '3.11'): string {
  return `[project]\nname = "orders"\nrequires-python = ">=${minimum}"\ndependencies = ${dependencies}\n`;
}

const app = { 'orders/app.py': 'print("hello")\n' };

/** What the first fix makes of the manifest. */
async function removed(file: string, before: string, others: Files = app): Promise<string | undefined> {
  const { findings, fixed, errors } = await bench({ [file]: before, ...others });
  const [finding] = findings(id);
  assert.deepEqual(errors, []);
  assert.ok(finding, 'nothing is found');
  assert.equal(finding.file, file);
  return fixed(finding)[file];
}

const layouts: readonly {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
}[] = [
  {
    name: 'a list on one line, last',
    file: 'pyproject.toml',
    before: project('["psycopg2", "requests"]'),
    after: project('["psycopg2"]'),
  },
  {
    name: 'a list on one line, first',
    file: 'pyproject.toml',
    before: project('["requests>=2", "psycopg2"]'),
    after: project('["psycopg2"]'),
  },
  { name: 'the only one', file: 'pyproject.toml', before: project("['requests']"), after: project('[]') },
  {
    name: 'lines, the last without a comma, and ends of lines',
    file: 'pyproject.toml',
    before: project('[\r\n  "psycopg2", # kept\r\n  "requests~=2.0"\r\n]'),
    after: project('[\r\n  "psycopg2", # kept\r\n]'),
  },
  {
    name: 'a condition of Poetry, with the comment on its line',
    file: 'pyproject.toml',
    before:
      '[tool.poetry]\nname = "orders"\n[tool.poetry.dependencies]\npython = "^3.9"\n# below 3.8\nimportlib-metadata = { version = "*", python = "<3.8" } # backport\npsycopg2 = "*"\n',
    after:
      '[tool.poetry]\nname = "orders"\n[tool.poetry.dependencies]\npython = "^3.9"\n# below 3.8\npsycopg2 = "*"\n',
  },
  {
    name: 'a group',
    file: 'pyproject.toml',
    before: `${project('[]')}[dependency-groups]\ntest = ["pytest", "responses"]\n`,
    after: `${project('[]')}[dependency-groups]\ntest = ["pytest"]\n`,
  },
  {
    name: 'a file of requirements',
    file: 'requirements.txt',
    before: 'gunicorn\nrequests>=2\n-r more.txt\n',
    after: 'gunicorn\n-r more.txt\n',
  },
  {
    name: 'the line of a key of setup.cfg',
    file: 'setup.cfg',
    before: '[metadata]\nname = orders\n[options]\ninstall_requires = requests\n',
    after: '[metadata]\nname = orders\n[options]\ninstall_requires = \n',
  },
  {
    name: 'a list of setup.py that is written out',
    file: 'setup.py',
    before:
      'from setuptools import setup\n\nsetup(\n    name="orders",\n    python_requires=">=3.9",\n    install_requires=[\n        "psycopg2",  # the database\n        "dataclasses; python_version < \'3.7\'",\n    ],\n)\n',
    after:
      'from setuptools import setup\n\nsetup(\n    name="orders",\n    python_requires=">=3.9",\n    install_requires=[\n        "psycopg2",  # the database\n    ],\n)\n',
  },
];

for (const { name, file, before, after } of layouts) {
  test(`takes an entry out of ${name}`, async () => {
    assert.equal(await removed(file, before), after);
  });
}

/** Each of these is next to something that is found. */
const silent: Readonly<Record<string, Files>> = {
  'a package of unknown import name': { 'pyproject.toml': project('["orders-kit"]') },
  'a plugin, stubs, a driver and a command': {
    'pyproject.toml': project('["pytest-cov", "types-requests", "psycopg2", "black"]'),
  },
  'what builds the project': {
    'pyproject.toml': `${project('[]')}[build-system]\nrequires = ["numpy"]\n`,
  },
  'a name in a text': {
    'pyproject.toml': project('["requests"]'),
    'orders/load.py': 'import importlib\n\nloader = importlib.import_module("requests.sessions")\n',
  },
  'a name in a command': {
    'pyproject.toml': project('["requests"]'),
    'noxfile.py': 'def tests(session):\n    session.run("pip", "install", "requests")\n',
  },
  'a name in the settings of a tool': {
    'pyproject.toml': `${project('["requests"]')}[tool.loader]\nmodules = ["requests.sessions"]\n`,
  },
  'a name in another file': {
    'pyproject.toml': project('["requests"]'),
    'tox.ini': '[testenv]\ndeps = requests\n',
  },
  'an import in a file that does not parse': {
    'pyproject.toml': project('["requests"]'),
    'orders/old.py': 'import requests\nprint requests\n',
  },
  'an import in Cython': {
    'pyproject.toml': project('["numpy"]'),
    'orders/fast.pyx': 'cimport numpy as np\n',
  },
  'an import for types': {
    'pyproject.toml': project('["requests"]'),
    'orders/a.py':
      'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from requests import Session\n',
  },
  'an import in another project of the workspace': {
    'pyproject.toml': project('["requests"]'),
    'tools/pyproject.toml': '[project]\nname = "tools"\n',
    'tools/a.py': 'import requests\n',
  },
  'a bound from above': { 'pyproject.toml': project('["requests<3"]') },
  'a pin, as lists of what is installed have them': { 'requirements.txt': 'requests==2.31.0\n' },
  'what a tool compiled': {
    'requirements.txt': '# This file is autogenerated by pip-compile\nrequests>=2\n    # via orders\n',
  },
  'an entry with a comment': { 'pyproject.toml': project('[\n  "requests", # for the plugins\n]') },
  'an entry below a comment': { 'requirements.txt': '# for the plugins\nrequests\n' },
  'an extra of it': { 'pyproject.toml': project('["requests[socks]"]') },
  'a condition on the system': { 'pyproject.toml': project('["requests; sys_platform == \'win32\'"]') },
  'a condition that still holds': { 'pyproject.toml': project('["tomli; python_version < \'3.12\'"]') },
  'a condition with a way around': {
    'pyproject.toml': project("[\"tomli; python_version < '3.11' or extra == 'old'\"]"),
  },
  'a list that is put together': {
    'setup.py':
      'from setuptools import setup\n\nsetup(name="orders", python_requires=">=3.9", install_requires=["dataclasses; python_version < \'3.7\'", *others])\n',
  },
  'a star import': {
    'pyproject.toml': project('["tomli"]'),
    'orders/a.py': 'import tomli\nprint(tomli.loads(""))\n',
    'orders/b.py': 'from tomli import *\n',
  },
  'a package that is kept, which the import says': {
    'pyproject.toml': project('["toml"]'),
    'orders/a.py': 'import toml\nprint(toml.loads(""), toml.dumps({}))\n',
  },
};

for (const [name, files] of Object.entries(silent)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ ...app, ...files });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('the entry and the imports of one package are one group, and one fix does all', async () => {
  const { findings, fixed, fix } = await bench({
    'pyproject.toml': project('["six"]', '3.9'),
    'uv.lock': 'version = 1\n',
    'orders/a.py': 'import six\nprint(six.text_type(1))\n',
    'orders/b.py': 'from six import text_type\nprint(text_type(2))\n',
  });
  const [finding, ...others] = findings(id);
  assert.ok(finding);
  assert.deepEqual(others, []);
  assert.match(finding.message, /2 files use it, for nothing else/);
  assert.match(fix(finding).title, /in 2 files, and remove it from pyproject\.toml, then run `uv lock`/);
  const after = fixed(finding);
  assert.equal(after['pyproject.toml'], project('[]', '3.9'));
  assert.equal(after['orders/a.py'], 'print(str(1))\n');
  assert.equal(after['orders/b.py'], 'print(str(2))\n');
  assert.equal(after['uv.lock'], 'version = 1\n');
  assert.deepEqual(
    [...new Set(findings('needless-dependencies/py-native-replacement').map(({ group }) => group))],
    [finding.group],
  );
});

test('an entry with a table of its own is found, and taken out by hand', async () => {
  const { findings, fix } = await bench({
    ...app,
    'pyproject.toml':
      '[tool.poetry]\nname = "orders"\n[tool.poetry.dependencies]\npython = "^3.9"\n[tool.poetry.dependencies.tomli]\nversion = "*"\npython = "<3.8"\n',
  });
  const [finding] = findings(id);
  assert.ok(finding);
  assert.match(fix(finding).reason ?? '', /a table of its own/);
});
