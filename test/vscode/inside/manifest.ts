import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { type CompletionList, commands, Position, Uri, window, workspace } from 'vscode';
import { commands as commandIds } from '../../../server/protocol.ts';
import { eventually } from '../eventually.ts';
import {
  closeEverything,
  extension,
  fileUri,
  findingOf,
  noFindingOf,
  openFile,
  textOnDisk,
  when,
} from './editor.ts';

const union = 'null-prone/non-exhaustive-union';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
}

suite('what the manifest promises', () => {
  teardown(closeEverything);

  test('every command that it lists is there', async () => {
    const known = await commands.getCommands(true);
    const listed: { command: string }[] = extension().packageJSON.contributes.commands;
    assert.deepEqual(
      listed.map(({ command }) => command).filter((command) => !known.includes(command)),
      [],
    );
  });

  test('every step of the walkthrough has its text, and a command that does what it says', async () => {
    const steps: Step[] = extension().packageJSON.contributes.walkthroughs[0].steps;
    const { document } = await openFile('src/order.ts');
    const { range } = await findingOf(union, 'src/order.ts');
    const done: string[] = [];
    for (const { description, media } of steps) {
      await workspace.fs.stat(Uri.joinPath(extension().extensionUri, media.markdown));
      const [, command = ''] = /\]\(command:([\w.]+)\)/.exec(description) ?? [];
      await window.showTextDocument(document, { selection: range });
      await commands.executeCommand(command);
      done.push(command);
    }
    try {
      assert.ok(done.includes(commandIds.explain));
      assert.ok(tabs().includes('Coach: non-exhaustive-union'), tabs().join(', '));
      assert.ok(done.includes(commandIds.updateBaseline));
      assert.match(await textOnDisk('code-coach-baseline.json'), /non-exhaustive-union/);
      await noFindingOf(union, 'src/order.ts');
    } finally {
      await workspace.fs.delete(fileUri('code-coach-baseline.json'));
      await commands.executeCommand(commandIds.clearScan);
    }
    await findingOf(union, 'src/order.ts');
  });

  test('settings in code-coach.json are completed, down to the rules', async () => {
    const uri = fileUri('code-coach.json');
    await workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  "rules": {\n    \n  }\n}\n'));
    try {
      await openFile('code-coach.json');
      // VS Code reads the schema when it is first asked.
      await eventually('the rules are offered', async () => {
        const { items } = await commands.executeCommand<CompletionList>(
          'vscode.executeCompletionItemProvider',
          uri,
          new Position(2, 4),
        );
        return items.some(({ label }) => label === union);
      });
    } finally {
      await workspace.fs.delete(uri);
    }
  });

  test('a report of a problem has versions and the log, and no path of the person', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    // Ends only when somebody has answered what it asks.
    void commands.executeCommand(commandIds.reportProblem);
    const { document } = await when(window.onDidChangeActiveTextEditor, 'the report', () =>
      window.activeTextEditor?.document.isUntitled ? window.activeTextEditor : undefined,
    );
    const text = document.getText();
    const { version } = extension().packageJSON;
    assert.ok(text.includes(`| Code Coach | ${version} |`), text);
    assert.match(text, /## The last lines of the log\n\n````text\n.+/);
    assert.doesNotMatch(text, /The log could not be read/);
    assert.ok(!text.includes(fileUri('').fsPath.replace(/\/$/, '')), text);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

function tabs(): string[] {
  return window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}
