import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportResult } from '../../server/protocol.ts';
import { withClient } from '../harness/lsp-client.ts';
import { history, mendedHistory, shop } from './samples.ts';

test('the report is a page without scripts whose places open the code, and knows the one before', {
  timeout: 60_000,
}, async () => {
  const silent = `// code-coach-ignore-file stack-shaped/front-of-array -- newest first\n${history}`;
  const files = shop({ 'src/history.ts': history, 'src/silent.ts': silent });
  await withClient({ files }, async (client) => {
    const report = (before: object | null): Promise<ReportResult> =>
      client.connection.sendRequest('codeCoach/report', { date: '2026-01-02T03:04:05.678Z', before });
    const { html, totals } = await report(null);
    assert.deepEqual(totals, { date: '2026-01-02T03:04:05.678Z', things: { 'stack-shaped': 1 } });
    assert.doesNotMatch(html, /<script|Since/);
    assert.match(html, /newest first/);
    const [, link = ''] = /href="command:codeCoach\.openPlace\?([^"]*)"/.exec(html) ?? [];
    const [place] = JSON.parse(decodeURIComponent(link)) as [object];
    assert.deepEqual(place, { uri: client.uri('src/history.ts'), position: { line: 5, character: 4 } });

    await client.open('src/history.ts', mendedHistory);
    const later = await report(totals);
    assert.deepEqual(later.totals.things, {});
    assert.match(later.html, /Since 2026-01-02.*1 fewer/s);
  });
});
