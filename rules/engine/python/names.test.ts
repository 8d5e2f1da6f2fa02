import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePython } from '../../../test/harness/python.ts';
import { fileOfModule, importPath } from './imports.ts';
import { Names } from './names.ts';
import type { PythonNode } from './node.ts';

/** Each `name@` in the code is a use that is asked for; gives `scope kind+kind` of what it refers to. */
function meanings(code: string): string[] {
  const offsets: number[] = [];
  const text = code.replace(/@/g, (_, at: number) => {
    offsets.push(at - offsets.length - 1);
    return '';
  });
  const { root, hasError } = parsePython(text);
  assert.equal(hasError, false, text);
  const names = new Names(root);
  return offsets.map((offset) => {
    const name = root.at(offset);
    const found = names.resolve(name);
    if (found === undefined) return names.isBuiltin(name) ? 'builtin' : 'unknown';
    const inside = found.scope.node.child('name')?.text;
    const where = inside === undefined ? found.scope.kind : `${found.scope.kind} ${inside}`;
    return `${where}: ${found.bindings.map(({ kind }) => kind).join(', ')}`;
  });
}

const cases: readonly {
  readonly name: string;
  readonly code: string;
  readonly expected: readonly string[];
}[] = [
  { name: 'a builtin', code: 'len@(x)', expected: ['builtin'] },
  { name: 'what a star import may bring', code: 'from m import *\nlen@(x)', expected: ['unknown'] },
  {
    name: 'an assignment after the use',
    code: 'def f():\n    return x@\nx = 1',
    expected: ['module: assignment'],
  },
  {
    name: 'a name that is bound anywhere in a function is its own',
    code: 'x = 1\ndef f():\n    print(x@)\n    x = 2',
    expected: ['function f: assignment'],
  },
  {
    name: 'global and nonlocal',
    code: 'x = 1\ndef f():\n    y = 1\n    def g():\n        global x\n        nonlocal y\n        x@ = y@\n        y = 2',
    expected: ['module: assignment, assignment', 'function f: assignment, assignment'],
  },
  {
    name: 'names of a class are not seen in its methods',
    code: 'class A:\n    x = 1\n    y = x@\n    def f(self):\n        return x@',
    expected: ['class A: assignment', 'builtin'],
  },
  {
    name: 'a default and a type are looked up outside',
    code: 'x = 1\ndef f(x: x@ = x@, *args, **kw):\n    return x@, args@, kw@',
    expected: [
      'module: assignment',
      'module: assignment',
      'function f: parameter',
      'function f: parameter',
      'function f: parameter',
    ],
  },
  {
    name: 'a lambda',
    code: 'x = 1\nf = lambda x, y=x@: x@ + y@',
    expected: ['module: assignment', 'lambda: parameter', 'lambda: parameter'],
  },
  {
    name: 'a comprehension has names of its own, but its first iterable has not',
    code: 'x = []\n[x@ for x in x@ if x@]\nx@',
    expected: ['comprehension: loop', 'module: assignment', 'comprehension: loop', 'module: assignment'],
  },
  {
    name: 'an assignment expression in a comprehension',
    code: 'def f(a):\n    if any((hit := b) for b in a):\n        return hit@',
    expected: ['function f: assignment'],
  },
  {
    name: 'loops, with, except, del and augmented assignments',
    code: 'for a, (b, *c) in d: pass\nwith o() as (e, f), o() as g: pass\ntry: pass\nexcept E as h: pass\ni += 1\ndel j, (k)\na@, b@, c@, e@, f@, g@, h@, i@, j@',
    expected: [
      'module: loop',
      'module: loop',
      'module: loop',
      'module: with',
      'module: with',
      'module: with',
      'module: except',
      'module: augmented',
      'module: deletion',
    ],
  },
  {
    name: 'patterns bind, and dotted ones are values',
    code: 'match v:\n    case P(x=a) | [b, *c]: pass\n    case {"k": d, **e} as f: pass\n    case Color.RED: pass\na@, b@, c@, d@, e@, f@\nColor@',
    expected: [...Array.from({ length: 6 }, () => 'module: pattern'), 'builtin'],
  },
  {
    name: 'imports',
    code: 'import a.b, c.d as e\nfrom .f import g as h, i\na@, b@, c@, d@, e@, f@, g@, h@, i@',
    expected: [
      'module: import',
      'builtin',
      'builtin',
      'builtin',
      'module: import',
      'builtin',
      'builtin',
      'module: import',
      'module: import',
    ],
  },
  {
    name: 'a function and a class',
    code: 'def f(): return A@\nclass A(f@): pass',
    expected: ['module: class', 'module: function'],
  },
];

for (const { name, code, expected } of cases)
  test(`names: ${name}`, () => assert.deepEqual(meanings(code), expected));

test('uses are all of one name and none of its namesakes', () => {
  const { root } = parsePython('x = 1\ndef f(x):\n    return x.x(x=x)\nx += x');
  const names = new Names(root);
  const outer = names.resolve(root.at(0));
  assert.ok(outer);
  assert.deepEqual(
    names.uses(outer).map(({ start }) => start),
    [0, 36, 41],
  );
});

test('the path of an expression is what the imports say', () => {
  const code =
    'import a.b, c.d as e\nfrom .f import g as h\nfrom .. import i\nimport j\ntry:\n    import k\nexcept ImportError:\n    k = None\n';
  const path = (expression: string): string | undefined => {
    const { root } = parsePython(`${code}${expression}\n`);
    return importPath(root.named.at(-1)?.named[0] as PythonNode, new Names(root));
  };
  assert.deepEqual(['a.b.c', 'e.x', 'h.y', 'i', 'j', 'j.x().y', 'k.x', 'len'].map(path), [
    'a.b.c',
    'c.d.x',
    '.f.g.y',
    '..i',
    'j',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a module is found by its dots, or on the way up', () => {
  const files = new Set([
    '/w/src/app/errors.py',
    '/w/src/app/api/__init__.py',
    '/w/src/app/api/http.py',
    '/w/tool.py',
  ]);
  const find = (module: string): string | undefined => fileOfModule(module, '/w/src/app/api/http.py', files);
  assert.deepEqual(['..errors', '.', 'app.errors', 'app.api', 'tool', 'errors', 'requests'].map(find), [
    '/w/src/app/errors.py',
    '/w/src/app/api/__init__.py',
    '/w/src/app/errors.py',
    '/w/src/app/api/__init__.py',
    '/w/tool.py',
    '/w/src/app/errors.py',
    undefined,
  ]);
});

test('a very deep tree is read without recursion', () => {
  const { root, hasError } = parsePython(`x = ${Array.from({ length: 20_000 }, () => 'a').join(' + ')}\n`);
  assert.equal(hasError, false);
  assert.equal(new Names(root).resolve(root.at(0))?.bindings.length, 1);
});
