import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { commands, type Hover, MarkdownString, Selection, Uri, workspace } from 'vscode';
import {
  closeEverything,
  fileUri,
  findingOf,
  insertAtEnd,
  noFindingOf,
  openFile,
  replaceInEditor,
  shownRules,
  textOnDisk,
} from './editor.ts';

const union = 'null-prone/non-exhaustive-union';

/** A union that is not handled to its end. */
const half = `
type Way = { readonly kind: 'card' } | { readonly kind: 'cash' } | { readonly kind: 'cheque' };

export function label(way: Way) {
  switch (way.kind) {
    case 'card':
      return 'Card';
    case 'cash':
      return 'Cash';
  }
}
`;

suite('findings', () => {
  teardown(closeEverything);

  test('a squiggle stands under the flaw and leads to the page of its rule', async () => {
    const { document } = await openFile('src/order.ts');
    const finding = await findingOf(union, 'src/order.ts');
    assert.match(document.lineAt(finding.range.start.line).text, /switch \(order\.state\)/);
    assert.match(finding.message, /refunded/);
    const { code } = finding;
    assert.ok(typeof code === 'object' && code.target instanceof Uri);
    assert.match(code.target.path, new RegExp(`${union}\\.md$`));
  });

  test('the hover explains the finding', async () => {
    await openFile('src/order.ts');
    const { range } = await findingOf(union, 'src/order.ts');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      fileUri('src/order.ts'),
      range.start,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof MarkdownString ? content.value : String(content))),
    );
    assert.ok(
      texts.some((text) => text.includes(union)),
      texts.join('\n'),
    );
  });

  test('what is analysed is the unsaved buffer', async () => {
    const { document } = await openFile('src/payment.ts');
    const saved = await textOnDisk('src/payment.ts');
    await replaceInEditor(document, "    case 'cash':\n      return 'Paid in cash';\n", '');
    await findingOf(union, 'src/payment.ts');
    assert.ok(document.isDirty);
    assert.equal(await textOnDisk('src/payment.ts'), saved);

    await commands.executeCommand('undo');
    assert.equal(document.getText(), saved);
    await noFindingOf(union, 'src/payment.ts');
  });

  test('a finding that comes up on the line that is typed waits until the cursor leaves it', async () => {
    const front = 'stack-shaped/front-of-array';
    const path = 'src/history.ts';
    const editor = await openFile(path);
    const { document } = editor;
    await findingOf(front, path);
    await replaceInEditor(document, 'unshift', 'unshif');
    await noFindingOf(front, path);
    const after = document.positionAt(document.getText().indexOf('(step);'));
    editor.selection = new Selection(after, after);
    await commands.executeCommand('type', { text: 't' });
    // What comes up elsewhere in the file is shown, so the server has looked at the typed line by then.
    await insertAtEnd(document, half);
    await findingOf(union, path);
    assert.deepEqual(shownRules(path), [union]);

    await commands.executeCommand('cursorDown');
    await findingOf(front, path);
  });

  test('the settings silence a habit, and bring it back', async () => {
    const settings = workspace.getConfiguration('codeCoach');
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    await settings.update('rules', { 'null-prone': 'off' });
    await noFindingOf(union, 'src/order.ts');
    await settings.update('rules', undefined);
    await findingOf(union, 'src/order.ts');
  });

  test('a closed file takes its findings with it', async () => {
    await openFile('src/order.ts');
    await findingOf(union, 'src/order.ts');
    await closeEverything();
    await noFindingOf(union, 'src/order.ts');
    assert.deepEqual(shownRules('src/order.ts'), []);
  });
});
