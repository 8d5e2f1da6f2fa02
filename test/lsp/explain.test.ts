import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkupContent, WorkspaceEdit } from 'vscode-languageserver/node';
import type { EditResult, ExplainParams, ExplainResult, FixParams } from '../../server/protocol.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { frontOfArray, guards, history, path, repeatedErrorCheck, shop } from './samples.ts';

const timeout = 60_000;

test('a finding is explained on its own code: place, lesson, and what each fix changes', {
  timeout,
}, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const [found] = await client.settledDiagnostics('src/history.ts');
    assert.ok(found);
    const explained = await explain(client, 'src/history.ts', { position: found.range.start });
    assert.equal(explained?.rule, frontOfArray);
    assert.equal(explained.message, found.message);
    assert.deepEqual(explained.place, { uri: client.uri('src/history.ts'), range: found.range });
    assert.match(explained.lesson.text, /## When this is fine/);
    assert.equal(
      explained.excerpt.lines[found.range.start.line - explained.excerpt.firstLine],
      lineOf(found),
    );
    const [fix] = explained.fixes;
    assert.equal(fix?.reason, null);
    const [hunk] = fix.patches[0]?.hunks ?? [];
    const changed = hunk?.lines.filter(({ kind }) => kind !== 'same');
    assert.deepEqual(changed?.slice(0, 2), [
      { kind: 'removed', text: '    this.steps.unshift(step);' },
      { kind: 'added', text: '    this.steps.push(step);' },
    ]);
  });
});

test('the evidence of a finding is told with its lines, and a new file as created', { timeout }, async () => {
  await withClient({ files: shop(guards) }, async (client) => {
    const [name, text] = Object.entries(guards).find(([file]) => file.includes('orders')) ?? ['', ''];
    await client.open(name, text);
    const [found] = await client.settledDiagnostics(name);
    assert.equal(found?.code, repeatedErrorCheck);
    const explained = await explain(client, name, fingerprintOf(found));
    assert.equal(explained?.evidence.length, 2);
    assert.ok(explained.evidence.every(({ code }) => code.startsWith('if (response.status !== 200)')));
    const everywhere = explained.fixes[0]?.patches ?? [];
    assert.equal(everywhere.filter(({ created }) => created).length, 1);
    assert.equal(everywhere.length, 4);
  });
});

test('a refused fix is told with its reason, and no finding with null', { timeout }, async () => {
  await withClient({ files: shop({ 'src/path.ts': path }) }, async (client) => {
    await client.open('src/path.ts', path);
    const [found] = await client.settledDiagnostics('src/path.ts');
    const explained = await explain(client, 'src/path.ts', fingerprintOf(found));
    assert.notEqual(explained?.fixes[0]?.reason ?? null, null);
    assert.deepEqual(explained?.fixes[0]?.patches, []);
    assert.equal(await explain(client, 'src/path.ts', { position: { line: 0, character: 0 } }), null);
  });
});

test('a previewed fix asks to be confirmed even where it is safe', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const [found] = await client.settledDiagnostics('src/history.ts');
    const ask = async (preview: boolean): Promise<WorkspaceEdit> => {
      const params: FixParams = {
        uri: client.uri('src/history.ts'),
        ...fingerprintOf(found),
        fix: 0,
        preview,
      };
      const { edit, reason } = await client.connection.sendRequest<EditResult>('codeCoach/fix', params);
      assert.equal(reason, '');
      return edit as WorkspaceEdit;
    };
    assert.deepEqual(confirmations(await ask(true)), [true]);
    assert.deepEqual(confirmations(await ask(false)), [false]);
  });
});

test('our own client is offered the way to the explanation, in the light bulb and in the hover', {
  timeout,
}, async () => {
  const initializationOptions = { commands: true };
  const files = shop({ 'src/history.ts': history });
  await withClient({ files, initializationOptions }, async (client) => {
    await client.open('src/history.ts', history);
    const [found] = await client.settledDiagnostics('src/history.ts');
    assert.ok(found);
    const argument = { uri: client.uri('src/history.ts'), at: fingerprintOf(found) };
    const actions = await client.actions('src/history.ts', found.range);
    const action = actions.find(({ command }) => command?.command === 'codeCoach.explain');
    assert.deepEqual(action?.command?.arguments, [argument]);
    const hover = await client.connection.sendRequest<{ contents: MarkupContent }>('textDocument/hover', {
      textDocument: { uri: client.uri('src/history.ts') },
      position: found.range.start,
    });
    const [, link = ''] = /\(command:codeCoach\.explain\?([^)]+)\)/.exec(hover.contents.value) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), [argument]);
  });
});

function explain(client: LspClient, name: string, at: ExplainParams['at']): Promise<ExplainResult | null> {
  const params: ExplainParams = { uri: client.uri(name), at };
  return client.connection.sendRequest<ExplainResult | null>('codeCoach/explain', params);
}

function fingerprintOf(diagnostic: { readonly data?: unknown } | undefined): {
  readonly fingerprint: string;
} {
  assert.ok(diagnostic);
  const { fingerprint } = diagnostic.data as { fingerprint: string };
  return { fingerprint };
}

function lineOf({ range }: { readonly range: { readonly start: { readonly line: number } } }): string {
  return history.split('\n')[range.start.line] ?? '';
}

function confirmations({ changeAnnotations }: WorkspaceEdit): (boolean | undefined)[] {
  return Object.values(changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation);
}
