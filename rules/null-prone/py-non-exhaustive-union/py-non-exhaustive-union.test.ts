import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../../test/harness/bench.ts';
import { testLesson } from '../../../test/harness/lesson.ts';
import { pyNonExhaustiveUnion } from './py-non-exhaustive-union.ts';

testLesson(pyNonExhaustiveUnion);

const { id } = pyNonExhaustiveUnion.meta;

async function findingsIn(files: Readonly<Record<string, string>>) {
  const result = await bench(files);
  assert.deepEqual(result.errors, []);
  return { result, findings: result.findings(id) };
}

const enumOf = (...members: readonly string[]): string =>
  `from enum import Enum, auto\n\n\nclass Mode(Enum):\n${members.map((each) => `    ${each}\n`).join('')}\n\n`;
const three = enumOf('READ = auto()', 'WRITE = auto()', 'CLOSED = auto()');
const ladder = (subject: string, declared: string): string =>
  `def open_it(${declared}):\n    if ${subject} == Mode.READ:\n        how = "r"\n    elif ${subject} == Mode.WRITE:\n        how = "w"\n    print(how)\n`;

test('an attribute of a parameter is known by the class of the parameter, in another file and by a package', async () => {
  const { findings } = await findingsIn({
    'shop/__init__.py': 'from .modes import Mode\n',
    'shop/modes.py': three,
    'shop/config.py':
      'from . import Mode\n\n\nclass Base:\n    mode: Mode\n\n\nclass Config(Base):\n    name: str = ""\n',
    'shop/main.py': `from shop import Mode\nfrom shop.config import Config\n\n\n${ladder('config.mode', 'config: Config')}`,
  });
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.severity, 'warning');
  assert.match(findings[0]?.message ?? '', /leaves out `Mode.CLOSED`, 1 of the 3 values of `config.mode`/);
});

test('an attribute of self is known by what is handed to the class', async () => {
  const { findings } = await findingsIn({
    'a.py': `${three}class Box:\n    def __init__(self, mode: Mode) -> None:\n        self.mode = mode\n\n    def open_it(self):\n        if self.mode == Mode.READ:\n            how = "r"\n        elif self.mode == Mode.WRITE:\n            how = "w"\n        print(how)\n`,
  });
  assert.equal(findings.length, 1);
});

test('classes are asked for by what they inherit from, too', async () => {
  const classes =
    'class Shape: pass\nclass Round(Shape): pass\nclass Circle(Round): pass\nclass Ellipse(Round): pass\nclass Square(Shape): pass\nclass Line(Shape): pass\n\n\n';
  const rest =
    'def area(shape: Circle | Ellipse | Square | Line) -> float:\n    if isinstance(shape, Round):\n        return 1.0\n    elif isinstance(shape, Square):\n        return 2.0\n';
  const { findings, result } = await findingsIn({ 'a.py': classes + rest });
  assert.match(findings[0]?.message ?? '', /leaves out `Line`, 1 of the 4 classes/);
  assert.ok(findings[0]);
  assert.match(
    result.fixed(findings[0])['a.py'] ?? '',
    /elif isinstance\(shape, Line\):\n {8}return None\n$/,
  );
});

test('the check is offered where the project needs a Python that has it', async () => {
  const code = `${three}def name(mode: Mode) -> str:\n    match mode:\n        case Mode.READ:\n            return "r"\n        case Mode.WRITE:\n            return "w"\n`;
  const { findings, result } = await findingsIn({
    'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.11"\n',
    'a.py': code,
  });
  assert.ok(findings[0]);
  const fixed = result.fixed(findings[0], 1)['a.py'] ?? '';
  assert.match(fixed, /from typing import assert_never\n/);
  assert.match(fixed, /case Mode.CLOSED:\n {12}return None\n {8}case _:\n {12}assert_never\(mode\)\n$/);
});

test('a row of ifs that all return gets one more', async () => {
  const code = `${three}def name(mode: Mode) -> str:\n    if mode is Mode.READ:\n        return "r"\n    if mode is Mode.WRITE:\n        return "w"\n`;
  const { findings, result } = await findingsIn({ 'a.py': code });
  assert.ok(findings[0]);
  assert.match(findings[0].message, /This row of `if`s leaves out/);
  assert.match(result.fixed(findings[0])['a.py'] ?? '', /\n {4}if mode is Mode.CLOSED:\n {8}return None\n$/);
});

test('an else that swallows is a hint where others name every value, and keeps doing so', async () => {
  const full = (name: string): string =>
    `def ${name}(mode: Mode) -> str:\n    match mode:\n        case Mode.READ:\n            return "r"\n        case Mode.WRITE:\n            return "w"\n        case Mode.CLOSED:\n            return "c"\n`;
  const some =
    'def show(mode: Mode) -> None:\n    match mode:\n        case Mode.READ:\n            print("r")\n        case Mode.WRITE:\n            print("w")\n        case _:\n            pass\n';
  const { findings, result } = await findingsIn({ 'a.py': three + full('one') + full('two') + some });
  assert.equal(findings[0]?.severity, 'hint');
  assert.match(
    result.fixed(findings[0])['a.py'] ?? '',
    /case Mode.CLOSED:\n {12}pass\n {8}case _:\n {12}pass\n$/,
  );
});

/** Each of these is next to something that is flagged. */
const clean: Readonly<Record<string, string>> = {
  'a parameter without a type': three + ladder('mode', 'mode'),
  'an enum of another package': `from http import HTTPMethod as Mode\n\n\n${ladder('mode', 'mode: Mode')}`,
  flags: three.replaceAll('Enum', 'Flag') + ladder('mode', 'mode: Mode'),
  'a name that is bound again': `${three}${ladder('mode', 'mode: Mode').replace('\n', '\n    mode = other(mode)\n')}`,
  'another name of the same member':
    enumOf('READ = 1', 'WRITE = 2', 'APPEND = 2') + ladder('mode', 'mode: Mode'),
  'a variable that is set before': `${three}${ladder('mode', 'mode: Mode').replace('\n', '\n    how = ""\n')}`,
  'a value that is dealt with before': `${three}${ladder('mode', 'mode: Mode').replace('\n', '\n    if mode == Mode.CLOSED:\n        return\n')}`,
  'a comment that names the value': `${three}${ladder('mode', 'mode: Mode').replace('\n', '\n    # Closed files never get here.\n')}`,
  'a condition that asks for more': `${three}${ladder('mode', 'mode: Mode').replace('Mode.WRITE:', 'Mode.WRITE and mode:')}`,
  'a ladder with a last word': `${three}${ladder('mode', 'mode: Mode').replace('    print', '    else:\n        raise ValueError(mode)\n    print')}`,
  'a use that asks again': `${three}${ladder('mode', 'mode: Mode').replace('    print(how)', '    if mode:\n        print(how)')}`,
  'a base class that may be anything':
    'from lib import A, B, C\n\n\ndef size(x: A | B | C) -> int:\n    if isinstance(x, A):\n        return 1\n    elif isinstance(x, B):\n        return 2\n',
  'two of many': `${enumOf('A = 1', 'B = 2', 'C = 3', 'D = 4', 'E = 5')}def go(mode: Mode) -> None:\n    if mode == Mode.A:\n        print(1)\n    elif mode == Mode.B:\n        print(2)\n`,
};

for (const [name, code] of Object.entries(clean)) {
  test(`says nothing of ${name}`, async () => {
    assert.deepEqual((await findingsIn({ 'a.py': code })).findings, [], code);
  });
}
