import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindingResult } from '../../server/protocol.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { frontOfArray, guards, history, mendedHistory, repeatedErrorCheck, shop } from './samples.ts';

const timeout = 60_000;
const files = shop({ ...guards, 'src/history.ts': history });

test('findings of a file are told to whoever asks, with evidence, identity and fixes, open or not', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    const [found, ...others] = await findings(client, 'src/stock.ts');
    assert.deepEqual([found?.rule, found?.severity, others], [repeatedErrorCheck, 'warning', []]);
    assert.deepEqual(found?.evidence.map(({ uri }) => uri).sort(), [
      client.uri('src/orders.ts'),
      client.uri('src/users.ts'),
    ]);
    assert.equal(found?.fixes[0]?.kind, 'safe');
    const [shown] = await client.settledDiagnostics('src/stock.ts');
    assert.equal(found?.fingerprint, shown?.data.fingerprint);
  });
});

test('findings of everything are those of the texts in the editor', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const rules = async (): Promise<Set<string>> =>
      new Set((await findings(client, null)).map(({ rule }) => rule));
    assert.deepEqual(await rules(), new Set([repeatedErrorCheck, frontOfArray]));
    await client.open('src/history.ts', mendedHistory);
    assert.deepEqual(await rules(), new Set([repeatedErrorCheck]));
  });
});

test('the lesson of a rule is told by its id, and null for one that no rule has', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const ask = (rule: string): Promise<{ title: string; text: string } | null> =>
      client.connection.sendRequest('codeCoach/lesson', { rule });
    assert.match((await ask(frontOfArray))?.text ?? '', /## When this is fine/);
    assert.equal(await ask('stack-shaped/nonsense'), null);
  });
});

function findings(client: LspClient, name: string | null): Promise<FindingResult[]> {
  const uri = name === null ? null : client.uri(name);
  return client.connection.sendRequest('codeCoach/findings', { uri });
}
