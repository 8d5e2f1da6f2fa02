import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlighted, languageOf } from './highlight.ts';

test('what is coloured over several lines is closed and opened again at each end of a line', async () => {
  const render = (): Promise<string> =>
    Promise.resolve(
      '<pre><code class="language-ts"><span class="c">/* one\n two */</span> <span class="k">let</span> a;\n</code></pre>\n',
    );
  assert.deepEqual(await highlighted(['/* one', ' two */ let a;'], 'ts', render), [
    '<span class="c">/* one</span>',
    '<span class="c"> two */</span> <span class="k">let</span> a;',
  ]);
});

test('code that nothing colours, or that came back in other lines, is shown as it is, escaped', async () => {
  const code = ['if (a < b && c) {', '}'];
  const plain = ['if (a &lt; b &amp;&amp; c) {', '}'];
  assert.deepEqual(await highlighted(code, 'ts', () => Promise.resolve(undefined)), plain);
  const merged = '<pre><code>if (a &lt; b) { }\n</code></pre>';
  assert.deepEqual(await highlighted(code, 'ts', () => Promise.resolve(merged)), plain);
});

test('a fence within the code does not end the code', async () => {
  const seen: string[] = [];
  await highlighted(['const fence = "```";'], 'ts', (markdown) => {
    seen.push(markdown);
    return Promise.resolve(undefined);
  });
  assert.deepEqual(seen, ['````ts\nconst fence = "```";\n````\n']);
});

test('languages by the ends of names', () => {
  const names = ['a/b.mts', 'b.tsx', 'c.cjs', 'package.json', 'Makefile'];
  assert.deepEqual(names.map(languageOf), ['ts', 'tsx', 'js', 'json', '']);
});
