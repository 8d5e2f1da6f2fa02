import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { withClient } from '../harness/lsp-client.ts';
import { frontOfArray, history, shop } from './samples.ts';

test('the lesson is shown over a finding and nowhere else', { timeout: 60_000 }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const [found] = await client.diagnostics('src/history.ts');
    assert.ok(found);
    const textDocument = { uri: client.uri('src/history.ts') };
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: found.range.start,
    });
    assert.deepEqual(hover.range, found.range);
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, 'markdown');
    const page = `https://github.com/code-coach/code-coach/blob/main/docs/rules/${frontOfArray}.md`;
    assert.ok(value.endsWith(`[${frontOfArray}](${page})`), value);
    // A title, a paragraph or two of the lesson, the link; no examples.
    const parts = value.split('\n\n');
    assert.match(parts[0] ?? '', /^\*\*.+\*\*$/);
    assert.ok(parts.length === 3 || parts.length === 4, value);
    assert.doesNotMatch(value, /```/);
    const elsewhere = { textDocument, position: { line: 0, character: 0 } };
    assert.equal(await client.connection.sendRequest('textDocument/hover', elsewhere), null);
  });
});
