import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocumentEdit } from 'vscode-languageserver/node';
import { withClient } from '../harness/lsp-client.ts';
import { shop } from './samples.ts';

const timeout = 60_000;
const manifest = `{
  "name": "shop",
  "private": true,
  "dependencies": {
    "left-pad": "^1.3.0"
  }
}
`;
const files = shop({
  'package.json': manifest,
  'node_modules/left-pad/package.json': '{ "name": "left-pad", "version": "1.3.0" }\n',
  'src/main.ts': 'export const total = 1;\n',
});

test('a finding of a manifest stands at its entry, with its fix, and follows the text', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    await client.open('package.json', manifest);
    const [found, ...others] = await client.settledDiagnostics('package.json');
    assert.ok(found && others.length === 0);
    assert.equal(found.code, 'needless-dependencies/manifest');
    assert.deepEqual(found.range.start, { line: 4, character: 4 });
    const actions = await client.actions('package.json', found.range);
    const [fix] = await client.fixes('package.json', found.range);
    assert.match(fix?.title ?? '', /^Remove `left-pad` from package\.json/);
    assert.ok(!actions.some(({ title }) => title.startsWith('Silence')), 'JSON has no room for a comment');
    assert.ok(fix);
    const { edit } = await client.resolve(fix);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(TextDocumentEdit.is(change));
    assert.equal(change.textDocument.uri, client.uri('package.json'));
    await client.edit('package.json', '  "private": true,\n', '');
    const [moved] = await client.settledDiagnostics('package.json');
    assert.deepEqual(moved?.range.start, { line: 3, character: 4 });
    await client.edit('package.json', ',\n  "dependencies": {\n    "left-pad": "^1.3.0"\n  }', '');
    assert.deepEqual(await client.diagnostics('package.json'), []);
  });
});
