import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { type CodeAction, CodeActionKind, commands, type Range, type Uri, workspace } from 'vscode';
import { closeEverything, fileUri, findingOf, noFindingOf, openFile } from './editor.ts';

suite('fixes', () => {
  teardown(closeEverything);

  test('the fix spells out the missing case and clears the squiggle', async () => {
    const rule = 'null-prone/non-exhaustive-union';
    const path = 'src/delivery.ts';
    const { document } = await openFile(path);
    const { range } = await findingOf(rule, path);
    await apply(await fixOf(document.uri, range, /arrived/));
    assert.match(document.getText(), /case 'arrived':/);
    await noFindingOf(rule, path);
  });

  test('a fix across files edits every one of them', async () => {
    const rule = 'error-checks/repeated-error-check';
    const paths = ['src/guards/users.ts', 'src/guards/orders.ts', 'src/guards/stock.ts'];
    const { document } = await openFile('src/guards/users.ts');
    const { range } = await findingOf(rule, 'src/guards/users.ts');
    await apply(await fixOf(document.uri, range, /error class/));
    for (const path of paths) {
      const text = (await workspace.openTextDocument(fileUri(path))).getText();
      assert.doesNotMatch(text, /throw new Error/, path);
      await openFile(path);
      await noFindingOf(rule, path);
    }
  });
});

/** The fix with such a title that the light bulb at `range` offers, resolved. */
async function fixOf(uri: Uri, range: Range, title: RegExp): Promise<CodeAction> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    CodeActionKind.QuickFix.value,
    20,
  );
  const wanted = actions.find((action) => title.test(action.title));
  assert.ok(wanted, `No fix like ${title} among: ${actions.map((action) => action.title).join(', ')}`);
  return wanted;
}

async function apply({ edit, title }: CodeAction): Promise<void> {
  assert.ok(edit, `'${title}' came without an edit`);
  assert.ok(await workspace.applyEdit(edit), `'${title}' could not be applied`);
}
