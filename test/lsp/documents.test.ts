import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { withClient } from '../harness/lsp-client.ts';
import {
  describeOrder,
  frontOfArray,
  guards,
  history,
  mendedHistory,
  nonExhaustiveUnion,
  order,
  refund,
  repeatedErrorCheck,
  shop,
} from './samples.ts';

const timeout = 60_000;

test('says at the start what it can do, and registers for settings and files', { timeout }, async () => {
  await withClient({ files: shop({}) }, async (client) => {
    const { capabilities, serverInfo } = client.initialized;
    assert.equal(serverInfo?.name, 'Code Coach');
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'code-coach',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.codeCoach'],
      resolveProvider: true,
    });
    assert.equal(capabilities.hoverProvider, true);
    await client.until(() => (client.registered.size === 2 ? true : undefined));
    assert.deepEqual(client.registered.get('workspace/didChangeConfiguration'), { section: 'codeCoach' });
    const { watchers } = client.registered.get('workspace/didChangeWatchedFiles') as {
      watchers: { globPattern: string }[];
    };
    const globs = watchers.map(({ globPattern }) => globPattern);
    assert.ok(globs.includes('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,json}'), String(globs));
  });
});

test('a finding is told with its rule, its page, its evidence and its identity', { timeout }, async () => {
  await withClient({ files: shop(guards) }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    assert.equal(found.code, repeatedErrorCheck);
    assert.equal(found.source, 'Code Coach');
    assert.equal(found.severity, DiagnosticSeverity.Warning);
    assert.equal(
      found.codeDescription?.href,
      `https://github.com/code-coach/code-coach/blob/main/docs/rules/${repeatedErrorCheck}.md`,
    );
    const evidence = new Set(found.relatedInformation?.map(({ location }) => location.uri));
    assert.ok(evidence.has(client.uri('src/stock.ts')) && evidence.has(client.uri('src/users.ts')));
    assert.match(found.data.fingerprint, /./);
    assert.notEqual(found.data.fixes.length, 0);
  });
});

test('a second pull of the same text is unchanged, one of another text is not', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const first = await client.pull('src/history.ts');
    assert.equal(first.kind, 'full');
    assert.deepEqual(
      first.items.map(({ code }) => code),
      [frontOfArray],
    );
    const second = await client.pull('src/history.ts', first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await client.edit('src/history.ts', '/**', '\n/**');
    const third = await client.pull('src/history.ts', first.resultId);
    assert.equal(third.kind, 'full');
    assert.equal(third.items[0]?.range.start.line, (first.items[0]?.range.start.line ?? 0) + 1);
    assert.equal(third.items[0]?.data.fingerprint, first.items[0]?.data.fingerprint);
  });
});

test('what is analysed is the text in the editor, then the one on disk again', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': mendedHistory }) }, async (client) => {
    await client.open('src/history.ts', mendedHistory);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    await client.edit('src/history.ts', 'push', 'unshift');
    await client.edit('src/history.ts', 'pop', 'shift');
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    await client.close('src/history.ts');
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
  });
});

test('an edit in one file changes the findings of another, and the client is told to ask', {
  timeout,
}, async () => {
  const files = shop({ 'src/order.ts': order, 'src/describe.ts': describeOrder });
  await withClient({ files }, async (client) => {
    await client.open('src/order.ts', order);
    await client.open('src/describe.ts', describeOrder);
    assert.deepEqual(await client.diagnostics('src/order.ts'), []);
    assert.deepEqual(await client.diagnostics('src/describe.ts'), []);
    await client.edit('src/order.ts', 'string };\n', `string }\n${refund}`);
    const [found] = await client.settledDiagnostics('src/describe.ts');
    assert.equal(found?.code, nonExhaustiveUnion);
  });
});

test('a pull that is cancelled, or overtaken by an edit, is answered as such', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const params = { textDocument: { uri: client.uri('src/history.ts') } };
    const cancelled = new CancellationTokenSource();
    const first = client.connection.sendRequest('textDocument/diagnostic', params, cancelled.token);
    cancelled.cancel();
    await assert.rejects(first, isError(LSPErrorCodes.RequestCancelled));
    await client.edit('src/history.ts', '/**', '\n/**');
    const second = client.connection.sendRequest('textDocument/diagnostic', params);
    await client.edit('src/history.ts', '/**', '\n/**');
    const third = client.pull('src/history.ts');
    await assert.rejects(second, isError(LSPErrorCodes.ServerCancelled));
    const report = await third;
    assert.equal(report.kind === 'full' && report.items[0]?.range.start.line, 7);
  });
});

test('settings silence a rule or set its severity, at the start and later', { timeout }, async () => {
  const settings = { rules: { [frontOfArray]: 'off' as const } };
  await withClient({ files: shop({ 'src/history.ts': history }), settings }, async (client) => {
    await client.open('src/history.ts', history);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    await client.configure({ rules: { 'stack-shaped': 'hint' } });
    await client.refreshed();
    const [found] = await client.diagnostics('src/history.ts');
    assert.equal(found?.severity, DiagnosticSeverity.Hint);
  });
});

test('the settings leave out a severity and a language', { timeout }, async () => {
  const rules = { [frontOfArray]: 'hint' } as const;
  const files = shop({ 'src/history.ts': history });
  await withClient({ files, settings: { rules, minSeverity: 'info' } }, async (client) => {
    await client.open('src/history.ts', history);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
    await client.configure({ rules, minSeverity: 'hint' });
    await client.refreshed();
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    await client.configure({ rules, languages: { typescript: false } });
    await client.refreshed();
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
  });
});

test('a setting of the wrong kind is named and leaves the others in force', { timeout }, async () => {
  const settings = { rules: { [frontOfArray]: 'loud', 'null-prone': 'off' }, exclude: 'src' } as never;
  await withClient({ files: shop({ 'src/history.ts': history }), settings }, async (client) => {
    await client.open('src/history.ts', history);
    assert.equal((await client.diagnostics('src/history.ts')).length, 1);
    const first = await client.said<{ message: string }>('window/logMessage');
    assert.match(first.message, /codeCoach\.rules: the value of stack-shaped\/front-of-array must be/);
    const second = await client.said<{ message: string }>('window/logMessage');
    assert.match(second.message, /codeCoach\.exclude must be a list of strings/);
  });
});

test('a file that changes on disk changes the findings of an open one', { timeout }, async () => {
  const files = shop({ 'src/order.ts': order, 'src/describe.ts': describeOrder });
  await withClient({ files }, async (client) => {
    await client.open('src/describe.ts', describeOrder);
    assert.deepEqual(await client.diagnostics('src/describe.ts'), []);
    client.write('src/order.ts', order.replace('string };\n', `string }\n${refund}`));
    const changes = [{ uri: client.uri('src/order.ts'), type: 2 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.refreshed();
    const [found] = await client.diagnostics('src/describe.ts');
    assert.equal(found?.code, nonExhaustiveUnion);
  });
});

test('text that is broken in any way is analysed as far as it goes', { timeout }, async () => {
  const broken: Record<string, string> = {
    'src/half.ts': `${history}\nexport const half = { a: [1, (2`,
    'src/huge.ts': `export const huge = ${JSON.stringify('x'.repeat(400_000))};\n${history}`,
    'src/lone.ts': `export const lone = '\ud800 \udfff';\n${history}`,
    'src/mark.ts': `\ufeff${history}`,
    'src/lines.ts': history.replaceAll('\n', '\r\n'),
    'src/empty.ts': '',
    'src/null.ts': '\0\0\0',
  };
  await withClient({ files: shop({}) }, async (client) => {
    for (const [name, text] of Object.entries(broken)) {
      client.write(name, '');
      await client.open(name, text);
    }
    for (const name of ['src/half.ts', 'src/huge.ts', 'src/lone.ts', 'src/mark.ts', 'src/lines.ts']) {
      const found = await client.diagnostics(name);
      assert.deepEqual(
        found.map(({ range }) => client.document(name).getText(range)),
        ['this.steps.unshift(step)'],
        name,
      );
    }
    assert.deepEqual(await client.diagnostics('src/empty.ts'), []);
    assert.deepEqual(await client.diagnostics('src/null.ts'), []);
  });
});

test('documents that are no files, and requests that make no sense, get an empty answer', {
  timeout,
}, async () => {
  await withClient({ files: shop({}) }, async (client) => {
    const textDocument = { uri: 'untitled:Untitled-1', languageId: 'typescript', version: 1, text: history };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const untitled = { textDocument: { uri: textDocument.uri } };
    const report = await client.connection.sendRequest('textDocument/diagnostic', untitled);
    assert.deepEqual(report, { kind: 'full', items: [] });
    assert.deepEqual(await client.diagnostics('src/nowhere.ts'), []);
    assert.deepEqual(await client.diagnostics('../outside.ts'), []);
    const position = { line: 9_999, character: 9_999 };
    const hover = { textDocument: { uri: client.uri('src/nowhere.ts') }, position };
    assert.equal(await client.connection.sendRequest('textDocument/hover', hover), null);
    const action = { title: 'Not ours', data: { anything: true } };
    assert.deepEqual(await client.resolve(action), action);
  });
});

function isError(code: number): (thrown: unknown) => boolean {
  return (thrown) => thrown instanceof ResponseError && thrown.code === code;
}
