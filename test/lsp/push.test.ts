import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { history, mendedHistory, shop } from './samples.ts';

const timeout = 60_000;
const files = shop({ 'src/history.ts': history, 'src/closed.ts': history });

test('a client that cannot pull is told the findings of open documents, and nothing is offered for pulling', {
  timeout,
}, async () => {
  await withClient({ files, adapt: withoutPull }, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await client.open('src/history.ts', history);
    const first = await published(client);
    assert.deepEqual(
      [first.uri, first.version, first.diagnostics.length],
      [client.uri('src/history.ts'), 1, 1],
    );
    await client.edit('src/history.ts', 'unshift', 'push');
    await client.edit('src/history.ts', 'shift', 'pop');
    const second = await published(client, ({ diagnostics }) => diagnostics.length === 0);
    assert.deepEqual([second.uri, second.version, second.diagnostics], [client.uri('src/history.ts'), 3, []]);
  });
});

test('a document that is closed takes its published findings with it', { timeout }, async () => {
  await withClient({ files, adapt: withoutPull }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await published(client)).diagnostics.length, 1);
    await client.close('src/history.ts');
    assert.deepEqual(await published(client), { uri: client.uri('src/history.ts'), diagnostics: [] });
  });
});

test('a scan publishes the findings of all files, keeps them fresh, and takes them back', {
  timeout,
}, async () => {
  await withClient({ files, adapt: withoutPull }, async (client) => {
    await client.connection.sendRequest('codeCoach/scan', {});
    const uris = [await published(client), await published(client)].map(({ uri }) => uri);
    assert.deepEqual(uris.sort(), [client.uri('src/closed.ts'), client.uri('src/history.ts')]);
    client.write('src/closed.ts', mendedHistory);
    const changes = [{ uri: client.uri('src/closed.ts'), type: 2 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await published(client), { uri: client.uri('src/closed.ts'), diagnostics: [] });
    await client.connection.sendRequest('codeCoach/clearScan');
    assert.deepEqual(await published(client), { uri: client.uri('src/history.ts'), diagnostics: [] });
  });
});

test('a client that pulls is never pushed to', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    await client.connection.sendRequest('codeCoach/scan', {});
    // `end` fails on a publishDiagnostics that nobody read.
  });
});

function withoutPull(capabilities: { textDocument: { diagnostic?: unknown } }): void {
  delete capabilities.textDocument.diagnostic;
}

function published(
  client: LspClient,
  fits?: (params: PublishDiagnosticsParams) => boolean,
): Promise<PublishDiagnosticsParams> {
  return client.said('textDocument/publishDiagnostics', fits);
}
