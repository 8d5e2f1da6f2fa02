import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CodeAction,
  CreateFile,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EditResult } from '../../server/protocol.ts';
import { type LspClient, withClient } from '../harness/lsp-client.ts';
import { describeOrder, guards, history, manifest, order, path, refund, shop } from './samples.ts';

const timeout = 60_000;
const files = shop({ 'src/history.ts': history });

test('a fix is offered by title and computed when it is picked', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const action = await onlyAction(client);
    assert.equal(action.kind, 'quickfix');
    assert.equal(action.isPreferred, true);
    assert.equal(action.edit, undefined);
    const [change] = await documentChanges(client, action);
    assert.deepEqual(change?.textDocument, { uri: client.uri('src/history.ts'), version: 1 });
    const fixed = apply(client.document('src/history.ts'), change?.edits as TextEdit[]);
    assert.doesNotMatch(fixed, /shift/);
    assert.match(fixed, /push\(step\)/);
    assert.match(fixed, /pop\(\)/);
    await client.edit('src/history.ts', history, fixed);
    assert.deepEqual(await client.diagnostics('src/history.ts'), []);
  });
});

test('an action names the diagnostic that it mends, and comes only where the finding is', {
  timeout,
}, async () => {
  await withClient({ files }, async (client) => {
    await client.open('src/history.ts', history);
    const diagnostics = await client.diagnostics('src/history.ts');
    const [found] = diagnostics;
    assert.ok(found);
    const [action] = await client.fixes('src/history.ts', found.range, { diagnostics });
    assert.deepEqual(action?.diagnostics, diagnostics);
    const start = { line: 0, character: 0 };
    assert.deepEqual(await client.fixes('src/history.ts', { start, end: start }), []);
    assert.deepEqual(await client.fixes('src/history.ts', found.range, { only: ['refactor'] }), []);
    assert.equal((await client.fixes('src/history.ts', found.range, { only: ['quickfix'] })).length, 1);
  });
});

test('a fix of the text in the editor, of which the disk knows nothing', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    await client.open('src/history.ts', history);
    await client.edit('src/history.ts', '/**', '\n\n/**');
    const [found] = await client.diagnostics('src/history.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/history.ts', found.range);
    assert.ok(action);
    const [change] = await documentChanges(client, action);
    assert.equal(change?.textDocument.version, 2);
    const fixed = apply(client.document('src/history.ts'), change?.edits as TextEdit[]);
    assert.ok(fixed.startsWith('\n\n/** Undo') && fixed.includes('push'), fixed);
  });
});

test('a fix over several files creates one, edits the others, and says what each edit is', {
  timeout,
}, async () => {
  await withClient({ files: shop(guards) }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/orders.ts', found.range);
    assert.ok(action);
    const { edit } = await client.resolve(action);
    assert.deepEqual(edit?.changeAnnotations, {
      Definition: { label: 'Definition', needsConfirmation: false },
      'Call sites': { label: 'Call sites', needsConfirmation: false },
      Imports: { label: 'Imports', needsConfirmation: false },
    });
    const [create, definition, ...places] = edit?.documentChanges ?? [];
    assert.ok(CreateFile.is(create) && TextDocumentEdit.is(definition));
    assert.equal(create.options?.overwrite, false);
    assert.deepEqual(definition.textDocument, { uri: create.uri, version: null });
    assert.match(definition.edits.map(newText).join(''), /class \w+ extends Error/);
    const versions = places.map((place) => TextDocumentEdit.is(place) && place.textDocument);
    assert.deepEqual(versions, [
      { uri: client.uri('src/orders.ts'), version: 1 },
      { uri: client.uri('src/stock.ts'), version: null },
      { uri: client.uri('src/users.ts'), version: null },
    ]);
  });
});

test('an editor that cannot create files is told why the fix is not for it', { timeout }, async () => {
  const adapt = (capabilities: { workspace: { workspaceEdit?: object } }): void => {
    capabilities.workspace.workspaceEdit = { documentChanges: true };
  };
  await withClient({ files: shop(guards), adapt }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/orders.ts', found.range);
    assert.ok(action);
    const { edit, command } = await client.resolve(action);
    assert.equal(edit, undefined);
    assert.match(command?.arguments?.[0], /creates a file/);
  });
});

test('an editor that creates files without a word of versions gets the fix that creates one', {
  timeout,
}, async () => {
  const adapt = (capabilities: { workspace: { workspaceEdit?: object } }): void => {
    capabilities.workspace.workspaceEdit = { resourceOperations: ['rename', 'create', 'delete'] };
  };
  await withClient({ files: shop(guards), adapt }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/orders.ts', found.range);
    assert.ok(action);
    const { edit } = await client.resolve(action);
    assert.ok(CreateFile.is(edit?.documentChanges?.[0]));
  });
});

test('a fix that may change behaviour has to be confirmed', { timeout }, async () => {
  const broken = {
    'src/order.ts': order.replace('string };\n', `string }\n${refund}`),
    'src/describe.ts': describeOrder,
  };
  await withClient({ files: shop(broken) }, async (client) => {
    await client.open('src/describe.ts', describeOrder);
    const [found] = await client.settledDiagnostics('src/describe.ts');
    assert.ok(found);
    const actions = await client.fixes('src/describe.ts', found.range);
    const confirmed: boolean[] = [];
    for (const action of actions) {
      const { changeAnnotations = {} } = (await client.resolve(action)).edit ?? {};
      confirmed.push(
        Object.values(changeAnnotations).some(({ needsConfirmation }) => needsConfirmation === true),
      );
    }
    assert.deepEqual(
      confirmed,
      found.data.fixes.map(({ kind }: { kind: string }) => kind === 'review'),
    );
    assert.ok(confirmed.includes(true) && confirmed.includes(false), String(confirmed));
  });
});

test('in another editor only what may change behaviour has to be confirmed, not what is new beside it', {
  timeout,
}, async () => {
  await withClient({ files: shop(guards) }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const params = {
      uri: client.uri('src/orders.ts'),
      fingerprint: found.data.fingerprint,
      fix: 0,
      preview: true,
    };
    const { edit } = await client.connection.sendRequest<EditResult>('codeCoach/fix', params);
    assert.deepEqual((edit as WorkspaceEdit).changeAnnotations, {
      Definition: { label: 'Definition', needsConfirmation: false },
      'Call sites': { label: 'Call sites', needsConfirmation: true },
      Imports: { label: 'Imports', needsConfirmation: false },
    });
  });
});

test('VS Code opens its preview with every edit ticked: one that changes nothing asks for all others', {
  timeout,
}, async () => {
  const initializationOptions = { commands: true };
  await withClient({ files: shop(guards), initializationOptions }, async (client) => {
    await client.open('src/orders.ts', guards['src/orders.ts'] ?? '');
    const [found] = await client.settledDiagnostics('src/orders.ts');
    assert.ok(found);
    const ask = async (preview: boolean): Promise<WorkspaceEdit> => {
      const { fingerprint } = found.data;
      const params = { uri: client.uri('src/orders.ts'), fingerprint, fix: 0, preview };
      const { edit } = await client.connection.sendRequest<EditResult>('codeCoach/fix', params);
      return edit as WorkspaceEdit;
    };
    const [shown, plain] = [await ask(true), await ask(false)];
    const asking = Object.entries(shown.changeAnnotations ?? {}).filter(
      ([, { needsConfirmation }]) => needsConfirmation,
    );
    assert.deepEqual(
      asking.map(([label]) => label),
      ['Nothing is changed before you press Apply'],
    );
    const after = (edit: WorkspaceEdit): string => {
      const change = edit.documentChanges?.find(
        (each) => TextDocumentEdit.is(each) && each.textDocument.uri === client.uri('src/orders.ts'),
      );
      assert.ok(change && TextDocumentEdit.is(change));
      return apply(client.document('src/orders.ts'), change.edits as TextEdit[]);
    };
    assert.equal(after(shown), after(plain));
    assert.match(after(shown), /assertResponseStatus200\(response\)/);
  });
});

test('what a fix changes in tests is a group of its own', { timeout }, async () => {
  const use = "import assign from 'object-assign';\n\nexport const merged = assign({ a: 1 }, { b: 2 });\n";
  const files = {
    ...shop({ 'src/merge.ts': use, 'test/merge.ts': use }),
    'package.json': manifest.replace('}\n', ', "dependencies": { "object-assign": "4.1.1" } }\n'),
  };
  await withClient({ files }, async (client) => {
    await client.open('src/merge.ts', use);
    const found = (await client.settledDiagnostics('src/merge.ts')).find(
      ({ code }) => code === 'needless-dependencies/native-replacement',
    );
    assert.ok(found);
    const [action] = await client.fixes('src/merge.ts', found.range);
    assert.ok(action);
    const changes = await documentChanges(client, action);
    const labels = changes.map(({ textDocument, edits }) => [
      textDocument.uri.slice(client.uri('').length).replace(/^\//, ''),
      ...new Set(edits.map((edit) => ('annotationId' in edit ? edit.annotationId : undefined))),
    ]);
    assert.deepEqual(
      labels.find(([name]) => name === 'test/merge.ts'),
      ['test/merge.ts', 'Tests'],
    );
    assert.ok(!labels.find(([name]) => name === 'src/merge.ts')?.includes('Tests'), String(labels));
  });
});

test('a fix that was refused is listed as disabled from then on', { timeout }, async () => {
  await withClient({ files: shop({ 'src/path.ts': path }) }, async (client) => {
    await client.open('src/path.ts', path);
    const [found] = await client.diagnostics('src/path.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/path.ts', found.range);
    assert.ok(action);
    const { edit, command } = await client.resolve(action);
    assert.equal(edit, undefined);
    const reason = command?.arguments?.[0];
    assert.match(reason, /`names` is returned on line 13/);
    const [again] = await client.fixes('src/path.ts', found.range);
    assert.deepEqual([again?.disabled, again?.isPreferred], [{ reason }, undefined]);
    await client.edit('src/path.ts', 'return this.names', 'return [...this.names]');
    const [edited] = await client.fixes('src/path.ts', found.range);
    assert.equal(edited?.disabled, undefined);
  });
});

test('fixes are checked ahead, so that nobody has to pick one to learn that it is refused', {
  timeout,
}, async () => {
  await withClient({ files: shop({ 'src/path.ts': path }) }, async (client) => {
    await client.open('src/path.ts', path);
    const [found] = await client.diagnostics('src/path.ts');
    assert.ok(found);
    let [action] = await client.fixes('src/path.ts', found.range);
    while (action?.disabled === undefined) [action] = await client.fixes('src/path.ts', found.range);
    assert.match(action.disabled.reason, /`names` is returned/);
  });
});

test('a client that knows no disabled actions is not shown them', { timeout }, async () => {
  const adapt = (capabilities: { textDocument: { codeAction?: object } }): void => {
    capabilities.textDocument.codeAction = {
      ...capabilities.textDocument.codeAction,
      disabledSupport: false,
    };
  };
  await withClient({ files: shop({ 'src/path.ts': path }), adapt }, async (client) => {
    await client.open('src/path.ts', path);
    const [found] = await client.diagnostics('src/path.ts');
    assert.ok(found);
    const [action] = await client.fixes('src/path.ts', found.range);
    assert.ok(action);
    assert.equal((await client.resolve(action)).edit, undefined);
    assert.deepEqual(await client.fixes('src/path.ts', found.range), []);
  });
});

test('a fix of a finding that is gone changes nothing and says so', { timeout }, async () => {
  await withClient({ files }, async (client) => {
    const action = await onlyAction(client);
    await client.edit('src/history.ts', 'unshift', 'push');
    await client.edit('src/history.ts', 'shift', 'pop');
    const resolved = await client.resolve(action);
    assert.equal(resolved.edit, undefined);
    const { command, arguments: reasons } = resolved.command ?? {};
    assert.deepEqual(reasons, ['The finding is no longer there; the code has changed since.']);
    await client.connection.sendRequest('workspace/executeCommand', { command, arguments: reasons });
    const { message } = await client.said<{ message: string }>('window/showMessage');
    assert.equal(
      message,
      'Code Coach changed nothing: The finding is no longer there; the code has changed since.',
    );
  });
});

test('a client that cannot resolve commands is told at once', { timeout }, async () => {
  const adapt = (capabilities: { textDocument: { codeAction?: { resolveSupport?: object } } }): void => {
    capabilities.textDocument.codeAction = {
      ...capabilities.textDocument.codeAction,
      resolveSupport: { properties: ['edit'] },
    };
  };
  await withClient({ files, adapt }, async (client) => {
    const action = await onlyAction(client);
    await client.edit('src/history.ts', 'unshift', 'push');
    await client.edit('src/history.ts', 'shift', 'pop');
    assert.equal((await client.resolve(action)).command, undefined);
    const { message } = await client.said<{ message: string }>('window/showMessage');
    assert.match(message, /no longer there/);
  });
});

test('a client that cannot resolve at all gets the edit with the action', { timeout }, async () => {
  const adapt = (capabilities: { textDocument: { codeAction?: object } }): void => {
    capabilities.textDocument.codeAction = {};
  };
  await withClient({ files, adapt }, async (client) => {
    const { edit } = await onlyAction(client);
    assert.equal(edit?.documentChanges?.length, 1);
  });
});

test('a client without versioned changes gets plain ones', { timeout }, async () => {
  const adapt = (capabilities: { workspace: { workspaceEdit?: object } }): void => {
    capabilities.workspace.workspaceEdit = {};
  };
  await withClient({ files, adapt }, async (client) => {
    const { edit } = await client.resolve(await onlyAction(client));
    assert.deepEqual(Object.keys(edit?.changes ?? {}), [client.uri('src/history.ts')]);
    assert.equal(edit?.documentChanges, undefined);
  });
});

/** The changes of the resolved action, which creates no file. */
async function documentChanges(client: LspClient, action: CodeAction): Promise<TextDocumentEdit[]> {
  const { edit } = await client.resolve(action);
  assert.ok(edit?.documentChanges);
  return edit.documentChanges as TextDocumentEdit[];
}

function apply(document: TextDocument, edits: TextEdit[]): string {
  return TextDocument.applyEdits(document, edits);
}

/** Opens the document with the one finding and returns the one action for it. */
async function onlyAction(client: LspClient): Promise<CodeAction> {
  await client.open('src/history.ts', history);
  const [found] = await client.diagnostics('src/history.ts');
  assert.ok(found);
  const actions = await client.fixes('src/history.ts', found.range);
  assert.equal(actions.length, 1);
  const [action] = actions;
  assert.ok(action);
  return action;
}

function newText(edit: TextDocumentEdit['edits'][number]): string {
  return 'newText' in edit ? edit.newText : '';
}
