import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CodeAction, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { frontOfArray, guards, history, path, repeatedErrorCheck, shop } from './samples.ts';

const timeout = 60_000;
const twice = `${history}\n${history.replace('class History', 'class Drafts')}`;

test('everything safe in a file is one action for an editor that fixes on save', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': twice }) }, async (client) => {
    const start = { line: 0, character: 0 };
    await client.open('src/history.ts', twice);
    await client.settledDiagnostics('src/history.ts');
    const [action, ...others] = await client.actions(
      'src/history.ts',
      { start, end: start },
      { only: ['source.fixAll'] },
    );
    assert.equal(others.length, 0);
    assert.equal(action?.kind, 'source.fixAll.codeCoach');
    const { edit } = await client.resolve(action);
    assert.equal(edit?.changeAnnotations?.['Stack']?.needsConfirmation, false);
    const fixed = applied(client, edit, 'src/history.ts');
    assert.doesNotMatch(fixed, /shift/);
    await client.edit('src/history.ts', client.document('src/history.ts').getText(), fixed);
    assert.deepEqual(
      await client.actions('src/history.ts', { start, end: start }, { only: ['source.fixAll'] }),
      [],
    );
  });
});

test('all of one rule in the file, and in the workspace with a preview', { timeout }, async () => {
  const files = shop({ 'src/history.ts': twice, 'src/other.ts': history, ...guards });
  await withClient({ files }, async (client) => {
    await client.open('src/history.ts', twice);
    const [found] = await client.settledDiagnostics('src/history.ts');
    assert.ok(found);
    const actions = await client.actions('src/history.ts', found.range);
    const inFile = await client.resolve(titled(actions, `Fix all 2 of \`${frontOfArray}\` in this file`));
    assert.deepEqual(changedFiles(client, inFile.edit), ['src/history.ts']);
    const everywhere = await client.resolve(
      titled(actions, `Fix all of \`${frontOfArray}\` in the workspace`),
    );
    assert.deepEqual(changedFiles(client, everywhere.edit), ['src/history.ts', 'src/other.ts']);
    const annotations = Object.values(everywhere.edit?.changeAnnotations ?? {});
    assert.ok(
      annotations.length > 0 && annotations.every(({ needsConfirmation }) => needsConfirmation === true),
    );
  });
});

test('a rule whose fixes are all refused says why', { timeout }, async () => {
  await withClient({ files: shop({ 'src/path.ts': path }) }, async (client) => {
    await client.open('src/path.ts', path);
    const [found] = await client.settledDiagnostics('src/path.ts');
    assert.ok(found);
    const actions = await client.actions('src/path.ts', found.range);
    const { edit, command } = await client.resolve(
      titled(actions, `Fix all of \`${frontOfArray}\` in the workspace`),
    );
    assert.equal(edit, undefined);
    assert.match(command?.arguments?.[0], /`names` is returned/);
  });
});

test('an editor that cannot ask for a reason gets a comment with room for one', { timeout }, async () => {
  await withClient({ files: shop({ 'src/history.ts': history }) }, async (client) => {
    await client.open('src/history.ts', history);
    const [found] = await client.settledDiagnostics('src/history.ts');
    assert.ok(found);
    const actions = await client.actions('src/history.ts', found.range);
    const { edit } = await client.resolve(titled(actions, `Silence \`${frontOfArray}\` here, with a reason`));
    const silenced = applied(client, edit, 'src/history.ts');
    assert.match(
      silenced,
      new RegExp(`\n    // code-coach-ignore-next-line ${frontOfArray} -- say why\n    this.steps.unshift`),
    );
    await client.edit('src/history.ts', client.document('src/history.ts').getText(), silenced);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
  });
});

test('an editor with commands of its own is asked to ask, and sends the reason', { timeout }, async () => {
  const files = shop(guards);
  await withClient({ files, initializationOptions: { commands: true } }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const actions = await client.actions('src/orders.ts', found.range);
    const { command } = titled(actions, `Silence \`${repeatedErrorCheck}\` in this file, with a reason`);
    assert.equal(command?.command, 'codeCoach.suppress');
    const [{ uri, fingerprint, scope }] = command.arguments as [
      { uri: string; fingerprint: string; scope: string },
    ];
    const answer = await client.connection.sendRequest<{ edit: WorkspaceEdit | null; reason: string }>(
      'codeCoach/suppress',
      { uri, fingerprint, scope, reason: 'the client retries' },
    );
    const silenced = applied(client, answer.edit ?? undefined, 'src/orders.ts');
    assert.ok(
      silenced.startsWith(`// code-coach-ignore-file ${repeatedErrorCheck} -- the client retries\n`),
      silenced,
    );
    assert.equal(
      titled(actions, `Turn \`${repeatedErrorCheck}\` off in the settings`).command?.command,
      'codeCoach.turnOff',
    );
  });
});

function titled(actions: readonly CodeAction[], title: string): CodeAction {
  const found = actions.find((action) => action.title === title);
  assert.ok(found, `No '${title}' among ${actions.map((action) => action.title).join(', ')}`);
  return found;
}

function changedFiles(client: LspClient, edit: WorkspaceEdit | undefined): string[] {
  return (edit?.documentChanges ?? [])
    .flatMap((change) => (TextDocumentEdit.is(change) ? change.textDocument.uri : []))
    .map((uri) => uri.slice(client.uri('').length + (client.uri('').endsWith('/') ? 0 : 1)))
    .sort();
}

function applied(client: LspClient, edit: WorkspaceEdit | undefined, name: string): string {
  const change = edit?.documentChanges?.find(
    (each) => TextDocumentEdit.is(each) && each.textDocument.uri === client.uri(name),
  );
  assert.ok(change && TextDocumentEdit.is(change));
  const edits = change.edits.flatMap((each) => ('newText' in each ? each : []));
  return TextDocument.applyEdits(client.document(name), edits);
}
