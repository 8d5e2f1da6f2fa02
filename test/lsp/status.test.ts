import assert from 'node:assert/strict';
import { test } from 'node:test';
import { methods } from '../../server/protocol.ts';
import { withClient } from '../harness/lsp-client.ts';
import { history, shop } from './samples.ts';

const timeout = 60_000;

test('the first analysis of the whole program is shown as progress, later ones are not', {
  timeout,
}, async () => {
  const many: Record<string, string> = {};
  for (let index = 0; index < 300; index++) many[`src/history${index}.ts`] = history;
  await withClient({ files: shop(many), initializationOptions: { status: true } }, async (client) => {
    await client.open('src/history0.ts', history);
    assert.equal((await client.diagnostics('src/history0.ts')).length, 1);
    await client.until(() => client.progress.find(({ kind }) => kind === 'end'));
    const [begin, ...rest] = client.progress;
    assert.equal(begin?.title, 'Code Coach: analysing');
    assert.match(rest[0]?.message ?? '', /^\d+ of 300 files$/);
    const steps = rest.flatMap(({ percentage }) => percentage ?? []);
    assert.ok(
      steps.length <= 100 && steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0)),
    );
    await client.until(() => (client.status?.state === 'idle' ? true : undefined));
    const told = client.progress.length;
    await client.edit('src/history0.ts', 'unshift', 'push');
    await client.edit('src/history0.ts', 'shift', 'pop');
    assert.deepEqual(await client.diagnostics('src/history0.ts'), []);
    assert.equal(client.progress.length, told);
  });
});

test('the log has each file that is analysed, from the moment that it is set to that level on', {
  timeout,
}, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    const traced = (): number => client.log.filter((line) => line.startsWith('Analysed ')).length;
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    assert.equal(traced(), 0);
    await client.connection.sendNotification(methods.trace, { trace: true });
    await client.edit('src/history.ts', 'unshift', 'push');
    await client.diagnostics('src/history.ts');
    await client.until(() => (traced() > 0 ? true : undefined));
  });
});

test('what keeps the analysis from its work is told as status and logged, and gone when mended', {
  timeout,
}, async () => {
  const files = { ...shop({ 'src/history.ts': history }), 'tsconfig.json': '{ "compilerOptions": ' };
  await withClient({ files, initializationOptions: { status: true } }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    const status = await client.until(() => (client.status?.state === 'problem' ? client.status : undefined));
    assert.deepEqual(
      status.problems.map(({ file }) => file),
      [client.file('tsconfig.json')],
    );
    client.readLog(/tsconfig\.json/);
    client.write('tsconfig.json', shop({})['tsconfig.json'] ?? '');
    const changes = [{ uri: client.uri('tsconfig.json'), type: 2 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    await client.until(() => (client.status?.state === 'idle' ? true : undefined));
  });
});

test('a client that does not ask for the status is not sent it', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    await client.connection.sendRequest('codeCoach/scan', {});
    assert.equal(client.status, undefined);
  });
});
