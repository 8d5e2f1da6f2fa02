import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { compilerPath } from '../../../../server/compilerPath.ts';
import { writeWorkspace } from '../../../../test/harness/projects.ts';
import { type ast, is, type Node, type SourceFile } from '../../typescript.ts';
import { Compiler } from '../compiler.ts';
import { foldedText, walk } from '../syntax.ts';
import { knownAt } from './known.ts';
import { isLengthKnown } from './lengths.ts';
import { originsOf } from './origins.ts';

/** Parses a text with the real compiler. */
function parse(text: string): SourceFile {
  const root = writeWorkspace({ 'a.ts': text, 'tsconfig.json': '{ "files": ["a.ts"] }' });
  const compiler = new Compiler(compilerPath(process.cwd()), root, false);
  after(() => compiler.close());
  const path = `${root}/tsconfig.json`;
  compiler.update({ open: [{ path, text: '{ "files": ["a.ts"] }' }] });
  const source = compiler.project(path)?.program.getSourceFile(`${root}/a.ts`);
  assert.ok(source);
  return source;
}

/** The call of `here(…)`. */
function here(source: SourceFile): ast.CallExpression {
  let found: ast.CallExpression | undefined;
  walk(source, (node: Node) => {
    if (is.isCallExpression(node) && node.expression.getText() === 'here') found = node;
  });
  assert.ok(found);
  return found;
}

function conditions(text: string): string[] {
  return [...knownAt(here(parse(text)))].flatMap((known) =>
    known.kind === 'condition' ? [`${known.holds ? '' : 'not '}${foldedText(known.expression)}`] : [],
  );
}

test('conditions around and guards before are known, taken apart, nearest first', () => {
  assert.deepEqual(conditions('if (a && !b) { if (c) leave(); here(); }'), ['a', 'not b']);
  assert.deepEqual(conditions('function f() { if (a || b) return; here(); }'), ['not a', 'not b']);
  assert.deepEqual(conditions('function f() { if (a) return; else if (b) throw c; here(); }'), [
    'not a',
    'not b',
  ]);
  assert.deepEqual(conditions('function f() { if (a) { go(); } else return; here(); }'), ['a']);
  assert.deepEqual(conditions('function f() { if (!a) { say(); process.exit(1); } here(); }'), ['a']);
  assert.deepEqual(conditions('x = a ? 1 : b ? here() : 2;'), ['b', 'not a']);
  assert.deepEqual(conditions('while (a) { for (; b; ) here(); }'), ['b', 'a']);
  assert.deepEqual(conditions('const ready = a && b; if (ready) here();'), ['ready', 'a', 'b']);
  assert.deepEqual(conditions('switch (true) { case a: here(); }'), ['a']);
});

test('what is not certain is not known', () => {
  assert.deepEqual(conditions('if (a || b) here();'), []);
  assert.deepEqual(conditions('function f() { if (a && b) return; here(); }'), []);
  assert.deepEqual(conditions('if (here()) { if (a) return; }'), []);
  assert.deepEqual(conditions('do { here(); } while (a);'), []);
});

test('origins are followed through names, loops, callbacks and lists that are filled', () => {
  const origins = (text: string): string[] =>
    [...originsOf(here(parse(text)).arguments[0] as ast.Expression)].sort();
  assert.deepEqual(
    origins('function f(orders) { for (const order of [...orders].reverse()) here(order.id); }'),
    ['order', 'order.id', 'orders'],
  );
  assert.deepEqual(
    origins(
      'function f(users) { const ids = []; users.forEach((user) => ids.push(user.id)); ids.map((id) => here(id)); }',
    ),
    ['id', 'ids', 'user', 'user.id', 'users'],
  );
  assert.deepEqual(
    origins("function f(cache) { let best = ''; for (const key of cache.keys()) best = key; here(best); }"),
    ['best', 'cache', 'key'],
  );
  assert.deepEqual(origins('class A { f() { const { first } = this.pages; here(first); } }'), [
    'first',
    'this.pages',
  ]);
});

test('a length is known where it was looked at or cannot be zero', () => {
  const known = (text: string): boolean => {
    const call = here(parse(text));
    return isLengthKnown(call.arguments[0] as ast.Expression, call);
  };
  assert.ok(known('function f(list) { if (list.length === 0) return; here(list); }'));
  assert.ok(known('function f(list) { const count = list.length; if (count > 1) here(list); }'));
  assert.ok(known("function f(text) { const parts = text.split('/'); here(parts); }"));
  assert.ok(known('function f(list) { list.push(1); here(list); }'));
  assert.ok(!known("function f(text) { const parts = text.split(''); here(parts); }"));
  assert.ok(!known('function f(list, other) { if (other.length === 0) return; here(list); }'));
  assert.ok(!known('function f(list) { here(list); if (list.length > 0) return; }'));
});
