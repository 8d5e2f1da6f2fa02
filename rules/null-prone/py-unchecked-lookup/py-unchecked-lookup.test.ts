import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyUncheckedLookup } from './py-unchecked-lookup.ts';

testLesson(pyUncheckedLookup);

const { id } = pyUncheckedLookup.meta;

async function findingsIn(code: string, name = 'load.py') {
  const { findings, errors } = await bench({ [name]: code });
  assert.deepEqual(errors, []);
  return findings(id);
}

const re = (body: string): string =>
  `import re\n\n\ndef read(line, lines):\n${body.replace(/^/gm, '    ')}\n`;
const env = (body: string): string =>
  `import os\nfrom os import environ, getenv\n\n\ndef read(known):\n${body.replace(/^/gm, '    ')}\n`;
const table = (body: string): string =>
  `from typing import Dict, Mapping\n\n\ndef read(ports: Dict[str, Port], key: str, other):\n${body.replace(/^/gm, '    ')}\n`;

const flagged: Readonly<Record<string, string>> = {
  'a match used at once': re("return re.match(r'a(b)', line).group(1)"),
  'a match that is unpacked': re("a, b = re.search(r'(a)(b)', line).groups()"),
  'a match with a name': re("found = re.match(r'a(b)', line)\nreturn found[1]"),
  'a compiled pattern': `import re\nPAIR = re.compile(r'(a)=(b)')\n\ndef read(line):\n    return PAIR.match(line).group(1)\n`,
  'a function of the module by its own name': `from re import match\n\ndef read(line):\n    return match(r'a(b)', line).group(1)\n`,
  'a variable of the environment': env("return environ.get('APP_PORTS').split(',')"),
  'a variable that is read with getenv': env("return int(getenv('APP_PORT'))"),
  'a key of a parameter': table('return ports.get(key).number'),
  'a key whose default is None': table('return ports.get(key, None).number'),
  'a key of a member': `class Hub:\n    ports: dict[str, Port]\n\n    def read(self, key):\n        return self.ports.get(key).number\n`,
  'a key of a dict that is written out': `COLORS = {'red': 1}\n\ndef read(key):\n    return COLORS.get(key)[0]\n`,
  'a program on the path': `import shutil\n\ndef read(tool):\n    return shutil.which(tool).lower()\n`,
  'the host of an address': `from urllib.parse import urlsplit\n\ndef read(url):\n    return urlsplit(url).hostname.lower()\n`,
  'a check that comes too late': re(
    "found = re.match(r'a(b)', line)\nvalue = found[1]\nif found is None:\n    return None\nreturn value",
  ),
};

for (const [name, code] of Object.entries(flagged)) {
  test(`finds ${name}`, async () => {
    assert.equal((await findingsIn(code)).length, 1, code);
  });
}

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a condition in the same expression': re(
    "found = re.match(r'a(b)', line)\nreturn found[1] if found else None",
  ),
  'a condition in a comprehension': re(
    "found = re.match(r'a(b)', line)\nreturn [found[1] for _ in lines if found]",
  ),
  'a value that is passed on first': re("found = re.match(r'a(b)', line)\ncheck(found)\nreturn found[1]"),
  'a name that gets another value': re(
    "found = re.match(r'a(b)', line)\nfound = found or ['', '']\nreturn found[1]",
  ),
  'a text that was looked at before': re(
    "if line.startswith('a'):\n    return re.match(r'a(b)', line).group(1)",
  ),
  'a text that was looked at under another name': re(
    "is_pair = line.startswith('a')\nif is_pair:\n    return re.match(r'a(b)', line).group(1)",
  ),
  'a text that was turned away before': re(
    "if '=' not in line:\n    return None\nreturn re.match(r'a(b)', line).group(1)",
  ),
  'an assertion': re("found = re.match(r'a(b)', line)\nassert found\nreturn found[1]"),
  'a failure that is handled': re(
    "try:\n    return re.match(r'a(b)', line).group(1)\nexcept AttributeError:\n    return None",
  ),
  'a pattern that matches everything': re("return re.match(r'(\\s*)(.*)', line).groups()"),
  'a verbose pattern that matches everything': re(
    "return re.match(r'''(?x)\n  (?:a)?  # first\n  (b)?\n''', line).groups()",
  ),
  'the form of an address': re("url = line.strip()\nreturn re.match(r'https?://[^/]+', url).group()"),
  'a pattern from elsewhere': re('return re.match(PATTERN, line).group(1)'),
  'a pattern that is put together': re("return re.match(fr'{line}(b)', line).group(1)"),
  'another function called match': `def read(line):\n    return match(r'a(b)', line).group(1)\n`,
  'a reason in a comment': re(
    "# the tokenizer ensures that there is one\nreturn re.match(r'a(b)', line).group(1)",
  ),
  'a default': table('return ports.get(key, other).number'),
  'a key that is known': table('if key in ports:\n    return ports.get(key).number'),
  'a key that was put there': table('ports[key] = other\nreturn ports.get(key).number'),
  'something that may be no dict': table('return other.get(key).number'),
  'a key of its own': table('for each in ports:\n    print(ports.get(each).number)'),
  'a variable that the system sets': env("return os.environ.get('APPDATA').lower()"),
  'a variable that was asked for': env(
    "if 'APP_PORTS' in os.environ:\n    return os.environ.get('APP_PORTS').split(',')",
  ),
  'what None has': table('return ports.get(key).__class__'),
  'next outside of a generator': `def read(lines):\n    return next(iter(lines))\n`,
  'next of what never ends': `def read(lines):\n    numbers = count()\n    for line in lines:\n        yield next(numbers), line\n`,
  'next that may fail': `def read(lines):\n    try:\n        yield next(iter(lines))\n    except StopIteration:\n        return\n`,
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    assert.deepEqual(await findingsIn(code), [], code);
  });
}

test('a script of a build is a hint', async () => {
  const [finding] = await findingsIn(re("return re.match(r'a(b)', line).group(1)"), 'scripts/load.py');
  assert.equal(finding?.severity, 'hint');
});

describe('the fix', () => {
  async function fixed(code: string): Promise<string | null | undefined> {
    const result = await bench({ 'load.py': code });
    const [finding] = result.findings(id);
    assert.ok(finding);
    const checked = result.fix(finding);
    return checked.verified ? result.fixed(finding)['load.py'] : checked.reason;
  }

  test('keeps tabs, line ends and quotes, and takes a name that is free', async () => {
    const code = `import re\r\nfrom x import match\r\n\r\ndef read(lines):\r\n\tfor line in lines:\r\n\t\tprint(re.match('a(b)', line).group(1))  # 😀\r\n`;
    assert.equal(
      await fixed(code),
      `import re\r\nfrom x import match\r\n\r\ndef read(lines):\r\n\tfor line in lines:\r\n\t\tfound = re.match('a(b)', line)\r\n\t\tif found is None:\r\n\t\t\traise ValueError('Unexpected form of line: {!r}'.format(line))\r\n\t\tprint(found.group(1))  # 😀\r\n`,
    );
  });

  test('checks a name before its first use', async () => {
    const code = re("found = re.match(r'a(b)', line)\nif lines:\n    return found[1]\nreturn None");
    assert.equal(
      await fixed(code),
      re(
        "found = re.match(r'a(b)', line)\nif lines:\n    if found is None:\n        raise ValueError('Unexpected form of line: {!r}'.format(line))\n    return found[1]\nreturn None",
      ),
    );
  });

  test('is refused where something runs before', async () => {
    assert.match(
      (await fixed(re("return go(next_line()) + re.match(r'a(b)', line).group(1)"))) ?? '',
      /in the middle of an expression/,
    );
    assert.match(
      (await fixed(re("return lines and re.match(r'a(b)', line).group(1)"))) ?? '',
      /in the middle of an expression/,
    );
  });

  test('is refused where a key is needed under a condition', async () => {
    const code = table('port = ports.get(key)\nif other:\n    return port.number\nreturn None');
    assert.match((await fixed(code)) ?? '', /under a condition only/);
  });
});
