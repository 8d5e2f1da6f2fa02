import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { FileChangeType, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { withClient } from '../harness/lsp-client.ts';
import { history, shop } from './samples.ts';
import { WorkspaceDisplay } from './workspace-display.ts';

const timeout = 60_000;
const lostCause = 'error-checks/py-lost-cause';

/** One finding, at `raise`. */
const load = `def load(path):
    try:
        return open(path)
    except OSError as error:
        raise LoadError(f"{path}: {error}")
`;
const mended = load.replace('")\n', '") from error\n');

test('a Python file shows its findings as it is typed, and the fix mends them', { timeout }, async () => {
  await withClient({ files: { 'app/load.py': load } }, async (client) => {
    await client.open('app/load.py', mended, 'python');
    assert.deepEqual(await client.diagnostics('app/load.py'), []);
    await client.edit('app/load.py', mended, load);
    const [found] = await client.diagnostics('app/load.py');
    assert.equal(found?.code, lostCause);
    const [action] = await client.fixes('app/load.py', found.range);
    assert.ok(action);
    const { edit } = await client.resolve(action);
    assert.equal(applied(client.document('app/load.py'), edit), mended);
  });
});

test('a text that does not parse keeps the findings it had', { timeout }, async () => {
  await withClient({ files: { 'load.py': load } }, async (client) => {
    await client.open('load.py', load, 'python');
    assert.equal((await client.diagnostics('load.py')).length, 1);
    await client.edit('load.py', 'def load(path):\n', 'def load(path:\n');
    const [kept] = await client.diagnostics('load.py');
    assert.equal(kept?.code, lostCause);
  });
});

test('Python files that come, change and go on disk are followed, beside files of TypeScript', {
  timeout,
}, async () => {
  const { Created, Changed, Deleted } = FileChangeType;
  await withClient({ files: shop({ 'src/history.ts': history, 'tools/load.py': load }) }, async (client) => {
    const display = new WorkspaceDisplay(client);
    const told = (name: string, type: FileChangeType): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri(name), type }],
      });
    await client.connection.sendRequest('codeCoach/scan', {});
    await display.until(() => display.names().join() === 'src/history.ts,tools/load.py');
    client.write('tools/load.py', mended);
    await told('tools/load.py', Changed);
    await display.until(() => display.names().join() === 'src/history.ts');
    client.write('tools/again.py', load);
    await told('tools/again.py', Created);
    await display.until(() => display.names().join() === 'src/history.ts,tools/again.py');
    rmSync(client.file('tools/again.py'));
    await told('tools/again.py', Deleted);
    await display.until(() => display.names().join() === 'src/history.ts');
    await display.end();
  });
});

test('what a virtual environment holds is nobody’s to mend here', { timeout }, async () => {
  const files = {
    'load.py': load,
    '.venv/pyvenv.cfg': 'home = /usr/bin\n',
    '.venv/lib/python3.12/site-packages/other/load.py': load,
    'env/pyvenv.cfg': 'home = /usr/bin\n',
    'env/lib/load.py': load,
  };
  await withClient({ files }, async (client) => {
    const display = new WorkspaceDisplay(client);
    await client.connection.sendRequest('codeCoach/scan', {});
    await display.until(() => display.names().join() === 'load.py');
    await display.end();
  });
});

function applied(document: TextDocument, edit: WorkspaceEdit | undefined): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []));
  return TextDocument.applyEdits(document, edits as TextEdit[]);
}
