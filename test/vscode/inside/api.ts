import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { commands, type Uri, workspace } from 'vscode';
import type { CoachFinding, CodeCoachApi } from '../../../client/api/api.ts';
import { commands as commandIds } from '../../../server/protocol.ts';
import {
  closeEverything,
  extension,
  fileUri,
  findingOf,
  noFindingOf,
  openFile,
  replaceInEditor,
  shownFindings,
  textOnDisk,
  when,
} from './editor.ts';

const front = 'stack-shaped/front-of-array';
const guard = 'error-checks/repeated-error-check';
const stock = 'src/guards/stock.ts';

suite('the API for other extensions', () => {
  teardown(async () => {
    await commands.executeCommand(commandIds.clearScan);
    await closeEverything();
  });

  test('tells the findings of a file that nobody opened, with their evidence, and shows none of them', async () => {
    const api = await activated();
    assert.equal(api.version, 1);
    const [finding, ...others] = await api.findings(fileUri(stock));
    assert.deepEqual([finding?.rule, others], [guard, []]);
    assert.deepEqual(finding?.evidence.map(({ uri }) => workspace.asRelativePath(uri)).sort(), [
      'src/guards/orders.ts',
      'src/guards/users.ts',
    ]);
    assert.equal(finding?.fixes[0]?.kind, 'safe');
    assert.deepEqual(shownFindings(stock), []);
  });

  test('tells what is found in the whole workspace, unsaved text included', async () => {
    const api = await activated();
    const rules = async (): Promise<string[]> => (await api.findings()).map(({ rule }) => rule);
    assert.ok((await rules()).includes(front));
    const { document } = await openFile('src/history.ts');
    await replaceInEditor(document, 'unshift', 'push');
    await replaceInEditor(document, 'shift', 'pop');
    assert.ok(!(await rules()).includes(front));
  });

  test('scans, and says which files have other findings on display than before', async () => {
    const api = await activated();
    // What is on display already would be no news.
    await noFindingOf(front, 'src/history.ts');
    const changed = new Set<string>();
    const subscription = api.onDidChangeFindings((uris) => {
      for (const uri of uris) changed.add(uri.toString());
    });
    try {
      const { complete, byRule } = await api.scan();
      assert.ok(complete);
      assert.equal(byRule[front], 1);
      const history = fileUri('src/history.ts').toString();
      await when(api.onDidChangeFindings, 'findings of history.ts', () => changed.has(history) || undefined);
      changed.clear();
      await commands.executeCommand(commandIds.clearScan);
      await when(api.onDidChangeFindings, 'none of history.ts', () => changed.has(history) || undefined);
    } finally {
      subscription.dispose();
    }
  });

  test('explains a finding, and gives its fix as an edit that nobody but the caller applies', async () => {
    const api = await activated();
    const finding = await only(api, fileUri('src/history.ts'));
    const explanation = await api.explain(finding);
    assert.match(explanation?.lesson ?? '', /## When this is fine/);
    assert.match(
      explanation?.fixes[0]?.diff ?? '',
      /^--- a\/src\/history\.ts\n\+\+\+ b\/src\/history\.ts\n@@ -\d+,\d+ \+\d+,\d+ @@\n[\s\S]*\n- {4}this\.steps\.unshift\(step\);\n\+ {4}this\.steps\.push\(step\);\n/,
    );
    const before = await textOnDisk('src/history.ts');
    const { edit, reason } = await api.fix(finding);
    assert.equal(reason, '');
    assert.ok(edit);
    assert.equal(await textOnDisk('src/history.ts'), before);
    const { document } = await openFile('src/history.ts');
    await findingOf(front, 'src/history.ts');
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /steps\.push\(step\)/);
    await noFindingOf(front, 'src/history.ts');
    assert.equal(await api.explain(finding), undefined);
    assert.match((await api.fix(finding)).reason, /no longer there/);
  });
});

async function activated(): Promise<CodeCoachApi> {
  return await extension().activate();
}

async function only(api: CodeCoachApi, uri: Uri): Promise<CoachFinding> {
  const [finding, ...others] = await api.findings(uri);
  assert.ok(finding);
  assert.deepEqual(others, []);
  return finding;
}
