import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { CancellationTokenSource, ProgressType } from 'vscode-languageserver/node';
import type { ScanProgress, ScanResult } from '../../server/protocol.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import {
  describeOrder,
  frontOfArray,
  history,
  mendedHistory,
  nonExhaustiveUnion,
  order,
  refund,
  shop,
} from './samples.ts';
import { WorkspaceDisplay } from './workspace-display.ts';

const timeout = 60_000;

const files = shop({
  'src/one/history.ts': history,
  'src/two/history.ts': history,
  'src/order.ts': order,
  'src/describe.ts': describeOrder,
});

test('a scan shows the findings of files that were never opened, until it is cleared', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    const result = await scan(client);
    assert.deepEqual(
      { ...result, durationMs: 0 },
      {
        files: 4,
        findings: 2,
        byRule: { [frontOfArray]: 2 },
        byHabit: { 'stack-shaped': 2 },
        skipped: {},
        complete: true,
        durationMs: 0,
      },
    );
    await display.until(() => display.names().length === 2);
    assert.deepEqual(display.names(), ['src/one/history.ts', 'src/two/history.ts']);
    await client.connection.sendRequest('codeCoach/clearScan');
    await display.until(() => display.names().length === 0);
    await display.end();
  });
});

test('a scan reports its progress in both of the ways that a client may ask for', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const counts: ScanProgress[] = [];
    const words: { kind: string; message?: string }[] = [];
    const { connection } = client;
    connection.onProgress(new ProgressType<ScanProgress>(), 'counts', (each) => void counts.push(each));
    connection.onProgress(new ProgressType<{ kind: string }>(), 'words', (each) => void words.push(each));
    await scan(client, { partialResultToken: 'counts', workDoneToken: 'words' });
    assert.deepEqual(counts.at(-1), { done: 4, total: 4 });
    assert.deepEqual(
      [words[0]?.kind, words.at(-2)?.message, words.at(-1)?.kind],
      ['begin', '4 of 4 files', 'end'],
    );
  });
});

test('findings of a scan stay fresh while files are edited, saved, added and removed', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await scan(client);
    await display.until(() => display.names().length === 2);

    await client.open('src/order.ts', order);
    await client.edit('src/order.ts', 'string };\n', `string }\n${refund}`);
    await display.until(() => display.of('src/describe.ts')[0]?.code === nonExhaustiveUnion);

    client.write('src/one/history.ts', mendedHistory);
    await watched(client, 'src/one/history.ts', 2);
    await display.until(() => display.of('src/one/history.ts').length === 0);

    client.write('src/three/history.ts', history);
    await watched(client, 'src/three/history.ts', 1);
    await display.until(() => display.of('src/three/history.ts').length === 1);

    rmSync(client.file('src/two'), { recursive: true });
    await watched(client, 'src/two', 3);
    await display.until(() => display.of('src/two/history.ts').length === 0);
    assert.deepEqual(display.names(), ['src/describe.ts', 'src/three/history.ts']);
    await display.end();
  });
});

test('without a scan only what the client pulled as a document is on display, until it is closed', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await client.open('src/one/history.ts', history);
    await client.open('src/two/history.ts', history);
    assert.equal((await client.diagnostics('src/one/history.ts')).length, 1);
    await display.until(() => display.names().length === 1);
    await client.edit('src/one/history.ts', '/**', '\n/**');
    await display.until(() => display.of('src/one/history.ts')[0]?.range.start.line === 6);
    await client.close('src/one/history.ts');
    await display.until(() => display.names().length === 0);
    await display.end();
  });
});

test('a document that is closed after a scan keeps the findings of the file on disk', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await scan(client);
    await client.open('src/one/history.ts', history);
    await client.edit('src/one/history.ts', '/**', '\n/**');
    await display.until(() => display.of('src/one/history.ts')[0]?.range.start.line === 6);
    await client.close('src/one/history.ts');
    await display.until(() => display.of('src/one/history.ts')[0]?.range.start.line === 5);
    await display.end();
  });
});

test('a workspace and a document report of the same findings carry the same id', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    await scan(client);
    const report = await client.connection.sendRequest<{ items: { uri: string; resultId: string }[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    const uri = client.uri('src/one/history.ts');
    const id = report.items.find((item) => item.uri === uri)?.resultId;
    assert.deepEqual(await client.pull('src/one/history.ts', id), { kind: 'unchanged', resultId: id });

    client.write('src/two/history.ts', mendedHistory);
    await watched(client, 'src/two/history.ts', 2);
    const previousResultIds = report.items.map((item) => ({ uri: item.uri, value: item.resultId }));
    const second = await client.connection.sendRequest<{ items: { uri: string; kind: string }[] }>(
      'workspace/diagnostic',
      { previousResultIds },
    );
    assert.deepEqual(
      second.items.map((item) => [item.uri, item.kind]),
      [
        [client.uri('src/two/history.ts'), 'full'],
        [uri, 'unchanged'],
      ],
    );
  });
});

test('the scope workspace shows everything from the start, and changes with the setting', {
  timeout,
}, async () => {
  const settings = { diagnostics: { scope: 'workspace' as const } };
  await withClient({ files, settings }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await display.until(() => display.names().length === 2);
    await client.configure({});
    await display.until(() => display.names().length === 0);
    await client.configure(settings);
    await display.until(() => display.names().length === 2);
    await client.configure({ ...settings, rules: { [frontOfArray]: 'off' } });
    await display.until(() => display.names().length === 0);
    await display.end();
  });
});

test('a cancelled scan answers with what it has, which stays on display, and the server goes on', {
  timeout,
}, async () => {
  const many: Record<string, string> = {};
  for (let index = 0; index < 600; index++) many[`src/history${index}.ts`] = history;
  await withClient({ files: shop(many) }, async (client) => {
    const display = new WorkspaceDisplay(client);
    const source = new CancellationTokenSource();
    client.connection.onProgress(new ProgressType<ScanProgress>(), 'scan', ({ done }) => {
      if (done > 60) source.cancel();
    });
    const result = await scan(client, { partialResultToken: 'scan' }, source);
    assert.equal(result.complete, false);
    assert.ok(result.findings > 0 && result.findings < 600, `${result.findings}`);
    await display.until(() => display.names().length === result.findings);
    assert.equal((await client.diagnostics('src/history7.ts')).length, 1);
    await display.end();
  });
});

test('folders may be added to and removed from the workspace', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await scan(client);
    await display.until(() => display.names().length === 2);
    const root = { uri: client.uri(''), name: 'workspace' };
    const one = { uri: client.uri('src/one'), name: 'one' };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [one], removed: [root] },
    });
    await display.until(() => display.names().length === 1);
    assert.deepEqual(display.names(), ['src/one/history.ts']);
    await display.end();
  });
});

test('each folder has the settings of its own, and those of one that is added count at once', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    const folder = (path: string): { uri: string; name: string } => ({ uri: client.uri(path), name: path });
    client.folderSettings.set(client.uri('src/two'), { rules: { 'stack-shaped': 'off' } });
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder('src/one'), folder('src/two')], removed: [folder('')] },
    });
    await scan(client);
    await display.until(() => display.names().join() === 'src/one/history.ts');
    client.folderSettings.clear();
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await display.until(() => display.names().length === 2);
    await display.end();
  });
});

function scan(
  client: LspClient,
  tokens: object = {},
  source = new CancellationTokenSource(),
): Promise<ScanResult> {
  return client.connection.sendRequest('codeCoach/scan', tokens, source.token);
}

function watched(client: LspClient, name: string, type: 1 | 2 | 3): Promise<void> {
  const changes = [{ uri: client.uri(name), type }];
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}
