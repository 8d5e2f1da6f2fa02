import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, type Files } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyNativeReplacement } from './py-native-replacement.ts';

testLesson(pyNativeReplacement);

const id = 'needless-dependencies/py-native-replacement';

function pyproject(minimum: string): string {
  return `[project]\nname = "orders"\nrequires-python = ">=${minimum}"\n`;
}

/** What the first fix makes of one file. */
async function fixed(code: string, minimum = '3.13', others: Files = {}): Promise<string | undefined> {
  const result = await bench({ 'pyproject.toml': pyproject(minimum), 'orders/a.py': code, ...others });
  const [finding] = result.findings(id);
  assert.deepEqual(result.errors, []);
  assert.ok(finding, 'nothing is found');
  return result.fixed(finding)['orders/a.py'];
}

const rewrites: readonly { readonly name: string; readonly before: string; readonly after: string }[] = [
  {
    name: 'a module with another name',
    before: 'import mock\nm = mock.Mock()\n',
    after: 'from unittest import mock\nm = mock.Mock()\n',
  },
  {
    name: 'a name of its own is kept',
    before: 'import simplejson as json\nprint(json.dumps({}, indent=2))\n',
    after: 'import json\nprint(json.dumps({}, indent=2))\n',
  },
  {
    name: 'names that a module has, others stay',
    before:
      'from typing_extensions import (\n    Literal,\n    Doc,  # not there\n    Self as Me,\n)\nx: Literal["a"]\ny: Me\nz: Doc\n',
    after:
      'from typing import Literal, Self as Me\nfrom typing_extensions import (\n    Doc,  # not there\n)\nx: Literal["a"]\ny: Me\nz: Doc\n',
  },
  {
    name: 'time zones',
    before:
      'from datetime import datetime\nimport pytz\n\nnow = datetime.now(pytz.utc)\nthere = now.astimezone(pytz.timezone("Europe/Rome"))\n',
    after:
      'from datetime import datetime\nfrom datetime import timezone\nimport zoneinfo\n\nnow = datetime.now(timezone.utc)\nthere = now.astimezone(zoneinfo.ZoneInfo("Europe/Rome"))\n',
  },
  {
    name: 'an import of the module that is there',
    before: 'import datetime\nimport pytz\n\nnow = datetime.datetime.now(pytz.utc)\n',
    after: 'import datetime\n\nnow = datetime.datetime.now(datetime.timezone.utc)\n',
  },
  {
    name: 'six',
    before:
      'import six\nfrom six.moves import range, urllib\n\n\n@six.add_metaclass(Meta)\nclass A(Base):\n    pass\n\n\n@six.python_2_unicode_compatible\nclass B(six.with_metaclass(Meta, Base)):\n    def f(self, d):\n        for k, v in six.iteritems(d or {}):\n            print(range(3), urllib.parse.quote(k))\n        if isinstance(d, six.string_types):\n            six.raise_from(ValueError(d), None)\n        return six.itervalues(d), six.string_types, six.u("a"), six.b("b")\n',
    after:
      'import urllib.parse\n\n\nclass A(Base, metaclass=Meta):\n    pass\n\n\nclass B(Base, metaclass=Meta):\n    def f(self, d):\n        for k, v in (d or {}).items():\n            print(range(3), urllib.parse.quote(k))\n        if isinstance(d, str):\n            raise ValueError(d) from None\n        return iter(d.values()), (str,), "a", b"b"\n',
  },
  {
    name: 'uses within uses',
    before: 'import six\nprint(list(six.iteritems(six.moves.map(six.text_type, x))))\n',
    after: 'print(list(map(str, x).items()))\n',
  },
  {
    name: 'one import in a function',
    before: 'def f():\n    import tomli\n    return tomli.loads("")\n',
    after: 'def f():\n    import tomllib\n    return tomllib.loads("")\n',
  },
  {
    name: 'a version of a distribution',
    before: 'import pkg_resources\nprint(pkg_resources.get_distribution("a").version)\n',
    after: 'import importlib.metadata\nprint(importlib.metadata.version("a"))\n',
  },
  {
    name: 'the branch for a later Python',
    before:
      'import sys\n\nif sys.version_info >= (3, 11):\n    from typing import Self\nelse:\n    from typing_extensions import Self\n\nx: Self\n',
    after: 'import sys\n\nfrom typing import Self\n\nx: Self\n',
  },
  {
    name: 'the branch for an earlier Python, and ends of lines',
    before:
      'import sys\r\n\r\nif sys.version_info[:2] < (3, 9):\r\n    from backports import zoneinfo\r\nelse:\r\n    import zoneinfo  # late\r\n\r\nx = zoneinfo\r\n',
    after: 'import sys\r\n\r\nimport zoneinfo  # late\r\n\r\nx = zoneinfo\r\n',
  },
];

for (const { name, before, after } of rewrites) {
  test(`rewrites ${name}`, async () => {
    assert.equal(await fixed(before), after);
  });
}

/** Each of these is next to something that is rewritten. */
const silent: Readonly<Record<string, string>> = {
  'a keyword that json does not have': 'import simplejson\nprint(simplejson.dumps({}, use_decimal=True))\n',
  'a name that is bound again': 'import mock\nmock = mock.Mock()\n',
  'an import that may fail': 'try:\n    import tomli\nexcept ImportError:\n    tomli = None\n',
  'a member that nobody knows': 'import mock\nprint(mock.version_info)\n',
  'a name that the file has otherwise': 'from six import text_type\nstr = text_type\n',
  'code for Python 2': 'import six\nif six.PY2:\n    pass\n',
  'an unused import of what has another name': 'from six import iteritems\n',
  'a relative module': 'from . import mock\nmock.x()\n',
};

for (const [name, code] of Object.entries(silent)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'pyproject.toml': pyproject('3.13'), 'orders/a.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('says nothing where no manifest names the oldest Python', async () => {
  const { findings } = await bench({ 'requirements.txt': 'mock\n', 'a.py': 'import mock\nmock.Mock()\n' });
  assert.deepEqual(findings(id), []);
});

test('changes all files at once, and refuses where others import a name that would be gone', async () => {
  const files = { 'orders/b.py': 'from six import text_type\nprint(text_type(1))\n' };
  const code = 'import six\nprint(six.text_type(2))\n';
  const all = await bench({ 'pyproject.toml': pyproject('3.9'), 'orders/a.py': code, ...files });
  const [first, second] = all.findings(id);
  assert.ok(first && second && first.group === second.group);
  assert.equal(all.fixed(first)['orders/b.py'], 'print(str(1))\n');
  const user = { 'orders/c.py': 'from .b import text_type\nprint(text_type)\n' };
  const kept = await bench({ 'pyproject.toml': pyproject('3.9'), 'orders/a.py': code, ...files, ...user });
  const [finding] = kept.findings(id);
  assert.ok(finding);
  assert.match(kept.fix(finding).reason ?? '', /orders\/c\.py imports `text_type` from here/);
});

test('refuses where a test replaces a member by its name', async () => {
  const test = {
    'tests/test_a.py': 'from unittest import mock\n\n\n@mock.patch("tomli.loads")\ndef test(x):\n    pass\n',
  };
  const { findings, fix } = await bench({
    'pyproject.toml': pyproject('3.11'),
    'orders/a.py': 'import tomli\ntomli.loads("")\n',
    ...test,
  });
  const [finding] = findings(id);
  assert.ok(finding);
  assert.match(fix(finding).reason ?? '', /tests\/test_a\.py replaces something of `tomli`/);
});

test('localize keeps pytz, and the hint says so', async () => {
  const { findings } = await bench({
    'pyproject.toml': pyproject('3.9'),
    'orders/a.py': 'import pytz\nROME = pytz.timezone("Europe/Rome")\n',
    'orders/b.py': 'from .a import ROME\n\n\ndef f(at):\n    return ROME.localize(at)\n',
  });
  const [finding] = findings(id);
  assert.deepEqual([finding?.severity, finding?.fixes.length], ['hint', 0]);
  assert.match(finding?.message ?? '', /because `localize`/);
});

test('an edit of the manifest changes what is said', async () => {
  const { findings, session, root } = await bench({
    'pyproject.toml': pyproject('3.9'),
    'orders/a.py': 'import tomli\ntomli.loads("")\n',
  });
  assert.deepEqual(findings(id), []);
  const edit = {
    kind: 'edited' as const,
    file: `${root}/pyproject.toml`,
    version: 1,
    text: pyproject('3.12'),
  };
  session.applyChanges([edit]);
  const report = await session.scan(
    null,
    () => false,
    () => undefined,
  );
  assert.deepEqual(report.findings.filter(({ rule }) => rule === id).length, 1);
});

test('the condition of a branch decides, even where the library had less at first', async () => {
  const code =
    'import sys\n\nif sys.version_info >= (3, 10):\n    from importlib.metadata import entry_points\nelse:\n    from importlib_metadata import entry_points\n\nprint(entry_points())\n';
  assert.equal(
    await fixed(code, '3.10'),
    'import sys\n\nfrom importlib.metadata import entry_points\n\nprint(entry_points())\n',
  );
  const { findings } = await bench({ 'pyproject.toml': pyproject('3.9'), 'orders/a.py': code });
  assert.deepEqual(findings(id), []);
});
