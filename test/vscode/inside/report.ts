import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { commands, TabInputWebview, window } from 'vscode';
import { closeEverything, fileUri, when } from './editor.ts';

suite('report', () => {
  teardown(closeEverything);

  test('the command shows everything on one page, and a place on it leads to the code', async () => {
    await commands.executeCommand('codeCoach.showReport');
    const isReport = ({ input }: { input: unknown }): boolean =>
      input instanceof TabInputWebview && input.viewType.endsWith('codeCoach.report');
    await when(window.tabGroups.onDidChangeTabs, 'the report', () =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).find(isReport),
    );
    const uri = fileUri('src/history.ts').toString();
    await commands.executeCommand('codeCoach.openPlace', { uri, position: { line: 5, character: 4 } });
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri);
    assert.equal(window.activeTextEditor?.selection.active.line, 5);
  });
});
