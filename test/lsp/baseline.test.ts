import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { test } from 'node:test';
import type { BaselineUpdate } from '../../server/protocol.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { history, path, shop } from './samples.ts';

const timeout = 60_000;
const name = 'code-coach-baseline.json';

test('what a baseline knows is not shown, also when its lines move; what is new is', {
  timeout,
}, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.settledDiagnostics('src/history.ts')).length, 1);
    const [update] = await baseline(client, false);
    assert.equal(update?.file, client.file(name));
    assert.deepEqual([update.entries, update.added, update.removed], [1, 1, 0]);
    await write(client, update.text);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);

    await client.edit('src/history.ts', '/**', '// A line more.\n/**');
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    await client.edit('src/history.ts', 'export class History', `${drafts}\nexport class History`);
    const [fresh, ...others] = await client.settledDiagnostics('src/history.ts');
    assert.equal(others.length, 0);
    assert.equal(fresh?.range.start.line, 7);
  });
});

test('what a baseline knows stays known when its file is renamed', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    await client.settledDiagnostics('src/history.ts');
    const [update] = await baseline(client, false);
    await client.close('src/history.ts');
    await write(client, update?.text ?? '');
    renameSync(client.file('src/history.ts'), client.file('src/steps.ts'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: client.uri('src/history.ts'), type: 3 },
        { uri: client.uri('src/steps.ts'), type: 1 },
      ],
    });
    await client.open('src/steps.ts', history);
    assert.deepEqual(await client.diagnostics('src/steps.ts'), []);
  });
});

test('a setting shows what the baseline knows', { timeout }, async () => {
  const settings = { baseline: false };
  await withClient({ files: shop({ 'src/history.ts': history }), settings }, async (client) => {
    await client.open('src/history.ts', history);
    await client.settledDiagnostics('src/history.ts');
    const [update] = await baseline(client, false);
    await write(client, update?.text ?? '');
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
  });
});

test('pruning takes out what is gone and accepts nothing', { timeout }, async () => {
  const files = shop({ 'src/history.ts': history, 'src/path.ts': path });
  await withClient({ files }, async (client) => {
    assert.deepEqual(await baseline(client, true), []);
    const [update] = await baseline(client, false);
    await write(client, update?.text ?? '');
    await client.open('src/history.ts', 'export {};\n');
    await client.open('src/drafts.ts', drafts);
    const [pruned] = await baseline(client, true);
    assert.deepEqual([pruned?.entries, pruned?.added, pruned?.removed], [1, 0, 1]);
    assert.match(pruned?.text ?? '', /src\/path\.ts/);
  });
});

test('a baseline that cannot be read hides nothing and is named', { timeout }, async () => {
  const files = shop({ 'src/history.ts': history, [name]: '{ "version": 2 }' });
  await withClient({ files, initializationOptions: { status: true } }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.settledDiagnostics('src/history.ts')).length, 1);
    const status = await client.until(() => (client.status?.problems.length ? client.status : undefined));
    assert.match(status.problems[0]?.message ?? '', /is not a baseline of version 1/);
    client.readLog(/is not a baseline of version 1/);
  });
});

const drafts = history.replace('class History', 'class Drafts');

function baseline(client: LspClient, prune: boolean): Promise<BaselineUpdate[]> {
  return client.connection.sendRequest<BaselineUpdate[]>('codeCoach/baseline', { prune });
}

async function write(client: LspClient, text: string): Promise<void> {
  client.write(name, text);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri(name), type: 1 }],
  });
}
