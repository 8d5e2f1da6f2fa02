import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExplainResult } from '../../server/protocol.ts';
import { page } from './page.ts';

const range = { start: { line: 4, character: 2 }, end: { line: 4, character: 9 } };
const explanation: ExplainResult = {
  rule: 'stack-shaped/front-of-array',
  lesson: { title: 'A stack', text: '# A stack\n\nWhy.\n\n```ts flagged\nx\n```\n\n```ts clean\ny\n```\n' },
  severity: 'warning',
  fingerprint: 'abc',
  message: '`<steps>` is a stack.',
  place: { uri: 'file:///w/src/a.ts', range },
  excerpt: { firstLine: 3, lines: ['a', 'b<c', 'd'] },
  evidence: [{ uri: 'file:///w/src/b.ts', range, message: 'Taken `here`.', code: 'x < y' }],
  fixes: [
    {
      title: 'Turn it round',
      kind: 'safe',
      reason: null,
      patches: [
        {
          uri: 'file:///w/src/a.ts',
          created: false,
          hunks: [
            {
              oldStart: 4,
              newStart: 4,
              lines: [
                { kind: 'same', text: 'a' },
                { kind: 'removed', text: 'b<c' },
                { kind: 'added', text: 'b>c' },
              ],
            },
          ],
        },
      ],
    },
    { title: 'Other', kind: 'review', reason: 'It is `seen`.', patches: [] },
  ],
};

const tools = {
  nonce: 'n0',
  pathOf: (uri: string) => uri.replace('file:///w/', ''),
  highlight: () => Promise.resolve(undefined),
};

test('names and code from the workspace are texts of the page, never markup', async () => {
  const html = await page(explanation, tools);
  assert.match(html, /<code>&lt;steps&gt;<\/code> is a stack\./);
  assert.match(html, /<code>b&lt;c<\/code>/);
  assert.match(html, /<code>x &lt; y<\/code>/);
  assert.doesNotMatch(html, /b<c|x < y|<steps>/);
});

test('only what carries the nonce runs or styles, and nothing is loaded', async () => {
  const html = await page(explanation, tools);
  assert.match(html, /default-src 'none'; style-src 'nonce-n0'; script-src 'nonce-n0'/);
  assert.doesNotMatch(html, /(?:src|href)=|style="|\son\w+="/);
});

test('the line of the finding is marked by its number, and changes carry both numbers', async () => {
  const html = await page(explanation, tools);
  assert.match(html, /<tr class="marked"><td class="number">5<\/td>/);
  assert.match(html, /<tr class="removed"><td class="number">5<\/td><td class="number"><\/td>/);
  assert.match(html, /<tr class="added"><td class="number"><\/td><td class="number">5<\/td>/);
});

test('a fix that is not offered says why and has no buttons', async () => {
  const html = await page(explanation, tools);
  assert.match(html, /Not offered here: It is <code>seen<\/code>\./);
  assert.equal(html.match(/data-do="apply" data-fix/g)?.length, 1);
});

test('examples of the lesson say what they are', async () => {
  const html = await page(explanation, tools);
  assert.match(html, /\*Before\*\n\n```ts\nx/);
  assert.match(html, /\*Fine as it is\*\n\n```ts\ny/);
});
