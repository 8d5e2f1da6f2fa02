import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyRepeatedErrorCheck } from './py-repeated-error-check.ts';

testLesson(pyRepeatedErrorCheck);

const id = 'error-checks/py-repeated-error-check';

/** Three functions, each with a part of its own before the same guard. */
function three(guard: string, parameters = 'kind', before = ''): string {
  return ['load', 'store', 'drop']
    .map((name) => {
      const body = [...(before === '' ? [] : [before]), guard, `return ${name}er(kind)`].join('\n');
      return `def ${name}(${parameters}):\n${body.replace(/^/gm, '    ')}\n`;
    })
    .join('\n\n');
}

const guard = 'if kind not in KINDS:\n    raise ValueError(f"unknown kind of item: {kind}")';

test('a check in three functions is said at each of them', async () => {
  const { findings, errors } = await bench({ 'store.py': `KINDS = ("a", "b")\n\n\n${three(guard)}` });
  const found = findings(id);
  assert.deepEqual([found.length, new Set(found.map(({ group }) => group)).size, errors], [3, 1, []]);
  assert.match(found[0]?.message ?? '', /`kind not in KINDS` is checked in 3 places of this file/);
  assert.equal(found[0]?.related.length, 2);
});

/** Each of these is next to what is flagged above. */
const clean: Readonly<Record<string, string>> = {
  'two places': `KINDS = ()\n${three(guard).split('\n\n\n').slice(0, 2).join('\n\n\n')}`,
  'a check with another branch': `KINDS = ()\n${three(`${guard}\nelse:\n    kind = kind.lower()`)}`,
  'an exception that is passed on': `KINDS = ()\n${three('if kind not in KINDS:\n    kind.log("unknown kind of item")\n    raise')}`,
  'a wish of the caller': three(
    'if raise_on_missing_kind:\n    raise ValueError(f"unknown kind of item")',
    'kind, raise_on_missing_kind',
  ),
  'code for later': `KINDS = ()\n${three('if kind not in KINDS:\n    raise NotImplementedError(f"unknown kind: {kind}")')}`,
  'a name that a star import may bring': `from .kinds import *\n${three(guard)}`,
  'a name that the rest of the function uses': `KINDS = ()\n${three('if (found := KINDS.get(kind)) is None:\n    raise ValueError(f"unknown kind {kind}")\nprint(found)')}`,
  'a field of the own class that is missing': `class Shop:\n${three('if self.storage is None:\n    raise RuntimeError("the shop is not open yet")', 'self, kind').replace(/^(?=.)/gm, '    ')}`,
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    const { findings, errors } = await bench({ 'store.py': code });
    assert.deepEqual([findings(id), errors], [[], []]);
  });
}

test('the same name in another file is another thing', async () => {
  const part = (name: string): string =>
    `KINDS = ("${name}",)\n\n\ndef ${name}(kind):\n    ${guard.replaceAll('\n', '\n    ')}\n    return go(kind)\n`;
  const { findings } = await bench({ 'a.py': part('a'), 'b.py': part('b'), 'c.py': part('c') });
  assert.deepEqual(findings(id), []);
});

test('a name that is imported in different ways is one thing', async () => {
  const part = (line: string, name: string): string =>
    `${line}\n\n\ndef go(kind):\n    if kind not in ${name}:\n        raise ValueError(f"unknown kind of item: {kind}")\n    return run(kind)\n`;
  const result = await bench({
    'shop/__init__.py': '',
    'shop/kinds.py': 'KINDS = ("a", "b")\n',
    'shop/a.py': part('from .kinds import KINDS', 'KINDS'),
    'shop/b.py': part('from shop import kinds', 'kinds.KINDS'),
    'shop/c.py': part('import shop.kinds as known', 'known.KINDS'),
  });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const files = result.fixed(finding);
  assert.match(files['shop/a.py'] ?? '', /^def check_kind\(kind\):\n {4}if kind not in KINDS:/m);
  assert.match(files['shop/b.py'] ?? '', /^from shop\.a import check_kind$/m);
});

test('a check of the object itself becomes a method, with tabs, line ends and comments kept', async () => {
  const method = (name: string, comment: string): string =>
    `\tdef ${name}(self, data):\r\n\t\tif self._stream.closed:\r\n\t\t\t# ${comment}\r\n\t\t\traise ValueError('I/O operation on a closed file')\r\n\t\treturn self._stream.${name}(data)\r\n`;
  const code = `class Tee:\r\n${['read', 'write', 'seek'].map((name) => method(name, `no ${name}`)).join('\r\n')}`;
  const result = await bench({ 'tee.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  const fixed = result.fixed(finding)['tee.py'] ?? '';
  assert.ok(
    fixed.startsWith(
      "class Tee:\r\n\tdef _check_closed(self):\r\n\t\tif self._stream.closed:\r\n\t\t\traise ValueError('I/O operation on a closed file')\r\n\r\n\tdef read(self, data):\r\n\t\t# no read\r\n\t\tself._check_closed()\r\n\t\treturn",
    ),
    fixed,
  );
});

test('a check that a type checker learns from is not moved', async () => {
  const code = three(
    'if kind is None:\n    raise ValueError("the kind of the item is missing")',
    'kind: str | None',
  );
  const result = await bench({ 'store.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.equal(finding.severity, 'info');
  assert.match(result.fix(finding).reason ?? '', /type checker knows what `kind` is/);
});

test('a name that may have no value yet is not handed over', async () => {
  const code = three(
    'if kind not in (1, 2) and not done:\n    raise ValueError(f"unknown kind {kind} {left}")',
    'kind, done',
    'if kind:\n    left = len(kind)',
  );
  const result = await bench({ 'store.py': code });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /`left` may have no value yet/);
});

test('modules that would need each other keep their checks', async () => {
  const part = (others: string): string =>
    `${others}\nfrom outside import KINDS\n\n\ndef go(kind):\n    ${guard.replaceAll('\n', '\n    ')}\n    return run(kind)\n`;
  const result = await bench({
    'a.py': part('import b'),
    'b.py': part('import c'),
    'c.py': part('import a'),
  });
  const [finding] = result.findings(id);
  assert.ok(finding);
  assert.match(result.fix(finding).reason ?? '', /modules would need each other/);
});

test('a response of requests has a method for the check', async () => {
  const load = (name: string): string =>
    `def ${name}():\n    answer = requests.get("${name}")\n    if not answer.ok:\n        raise RuntimeError(f"the server said {answer.status_code}")\n    return answer.json()\n`;
  const { findings } = await bench({
    'a.py': `import requests\n\n\n${['x', 'y', 'z'].map(load).join('\n\n')}`,
  });
  assert.match(findings(id)[0]?.message ?? '', /`answer\.raise_for_status\(\)` asks just that/);
});
