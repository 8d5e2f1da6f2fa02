import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { suite, teardown, test } from 'mocha';
import { commands, workspace } from 'vscode';
import { commands as commandIds, type ScanResult } from '../../../server/protocol.ts';
import {
  closeEverything,
  fileUri,
  findingOf,
  noFindingOf,
  openFile,
  shownFindings,
  textOnDisk,
} from './editor.ts';

const front = 'stack-shaped/front-of-array';
const replacement = 'needless-dependencies/native-replacement';

suite('scan', () => {
  teardown(async () => {
    await commands.executeCommand(commandIds.clearScan);
    await closeEverything();
  });

  test('the command shows findings of files that were never opened, and says the numbers', async () => {
    const result = await scan();
    await findingOf(front, 'src/history.ts');
    await findingOf(replacement, 'src/defaults.ts');
    assert.ok(!workspace.textDocuments.some(({ uri }) => uri.path.endsWith('history.ts')));
    assert.ok(result.complete);
    assert.equal(result.byRule[front], 1);
    assert.ok(result.files >= 8, `${result.files} files`);
  });

  test('clearing takes them away again', async () => {
    await scan();
    await findingOf(front, 'src/history.ts');
    await commands.executeCommand(commandIds.clearScan);
    await noFindingOf(front, 'src/history.ts');
  });

  test('what a scan shows is kept fresh when a file changes on disk', async () => {
    const before = await textOnDisk('src/history.ts');
    await scan();
    await findingOf(front, 'src/history.ts');
    try {
      const turned = before.replace('unshift', 'push').replace('shift', 'pop');
      await writeFile(fileUri('src/history.ts').fsPath, turned);
      await noFindingOf(front, 'src/history.ts');
    } finally {
      await writeFile(fileUri('src/history.ts').fsPath, before);
    }
    await findingOf(front, 'src/history.ts');
  });

  test('findings of a file stay when its editor is closed', async () => {
    await scan();
    await openFile('src/history.ts');
    await findingOf(front, 'src/history.ts');
    await closeEverything();
    // What is found in another file comes after whatever the closing brought about.
    await openFile('src/order.ts');
    await findingOf('null-prone/non-exhaustive-union', 'src/order.ts');
    await findingOf(front, 'src/history.ts');
    assert.equal(shownFindings('src/history.ts').length, 1);
  });

  test('with the scope `workspace` everything is shown without a scan', async () => {
    const settings = workspace.getConfiguration('codeCoach');
    await settings.update('diagnostics.scope', 'workspace');
    await findingOf(front, 'src/history.ts');
    await settings.update('diagnostics.scope', undefined);
    await noFindingOf(front, 'src/history.ts');
  });
});

async function scan(): Promise<ScanResult> {
  const result = await commands.executeCommand<ScanResult | undefined>(commandIds.scanWorkspace);
  assert.ok(result, 'The scan failed');
  return result;
}
