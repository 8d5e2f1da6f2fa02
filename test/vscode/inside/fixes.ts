import assert from 'node:assert/strict';
import { suite, teardown, test } from 'mocha';
import { type CodeAction, CodeActionKind, commands, type Range, type Uri, workspace } from 'vscode';
import { closeEverything, findingOf, noFindingOf, openFile, replaceInEditor, textOnDisk } from './editor.ts';

suite('fixes', () => {
  teardown(closeEverything);

  test('the fix spells out the missing case and clears the squiggle', async () => {
    const rule = 'null-prone/non-exhaustive-union';
    const path = 'src/delivery.ts';
    const { document } = await openFile(path);
    const before = document.getText();
    const { range } = await findingOf(rule, path);
    await apply(await fixOf(document.uri, range, /'arrived'/));
    assert.equal(document.getText(), before.replace(lastCase, `${lastCase}${missingCase}`));
    await noFindingOf(rule, path);
  });

  test('a fix across files edits every one of them', async () => {
    const rule = 'error-checks/repeated-error-check';
    const { document } = await openFile('src/guards/users.ts');
    const { range } = await findingOf(rule, 'src/guards/users.ts');
    await apply(await fixOf(document.uri, range, /all 3 checks in 3 files/));
    for (const name of ['users', 'orders', 'stock']) {
      const path = `src/guards/${name}.ts`;
      const { document: edited } = await openFile(path);
      assert.match(edited.getText(), /\n {2}assertResponseStatus200\(response\);\n {2}return /, path);
      assert.doesNotMatch(edited.getText(), /throw/, path);
      await noFindingOf(rule, path);
    }
    const { document: created } = await openFile('src/guards/errors.ts');
    assert.match(created.getText(), /export class RequestFailedStatusError extends Error/);
  });

  test('what is safe is mended on save, where the settings ask for that', async () => {
    const path = 'src/history.ts';
    const { document } = await openFile(path);
    await findingOf('stack-shaped/front-of-array', path);
    await replaceInEditor(document, '/** Undo', '/** All undo');
    const before = await textOnDisk(path);
    const settings = workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { 'source.fixAll.codeCoach': 'explicit' });
    try {
      assert.ok(await document.save());
      const mended = await textOnDisk(path);
      assert.match(mended, /All undo[\s\S]+steps\.push\(step\)[\s\S]+steps\.pop\(\)/);
      await noFindingOf('stack-shaped/front-of-array', path);
      // One pass was enough: a second one changes nothing.
      await replaceInEditor(document, '/** All', '/** Every');
      assert.ok(await document.save());
      assert.equal(await textOnDisk(path), mended.replace('/** All', '/** Every'));
    } finally {
      await settings.update('codeActionsOnSave', undefined);
      await workspace.fs.writeFile(document.uri, new TextEncoder().encode(before));
    }
    await findingOf('stack-shaped/front-of-array', path);
  });

  test('a finding is silenced with the reason that is asked for', async () => {
    const path = 'src/history.ts';
    const { document } = await openFile(path);
    const rule = 'stack-shaped/front-of-array';
    const { range } = await findingOf(rule, path);
    const silence = await fixOf(document.uri, range, /^Silence .* here/);
    const [argument] = silence.command?.arguments ?? [];
    await commands.executeCommand(silence.command?.command ?? '', { ...argument, reason: 'newest first' });
    await noFindingOf(rule, path);
    assert.match(
      document.getText(),
      /\/\/ code-coach-ignore-next-line stack-shaped\/front-of-array -- newest first\n/,
    );
  });

  test('a rule is turned off in the settings of the workspace', async () => {
    const path = 'src/history.ts';
    const { document } = await openFile(path);
    const rule = 'stack-shaped/front-of-array';
    const { range } = await findingOf(rule, path);
    const { command } = await fixOf(document.uri, range, /^Turn .* off/);
    await commands.executeCommand(command?.command ?? '', ...(command?.arguments ?? []));
    await noFindingOf(rule, path);
    const settings = workspace.getConfiguration('codeCoach');
    assert.deepEqual(settings.inspect('rules')?.workspaceValue, { [rule]: 'off' });
    await settings.update('rules', undefined);
    await findingOf(rule, path);
  });
});

const lastCase = `    case 'sent':
      return \`Sent by \${delivery.carrier}\`;
`;

const missingCase = `    case 'arrived':
      return undefined;
    default:
      delivery satisfies never;
`;

/** The fix with such a title that the light bulb at `range` offers, resolved. */
async function fixOf(uri: Uri, range: Range, title: RegExp): Promise<CodeAction> {
  const actions = await codeActions(uri, range);
  const wanted = actions.find((action) => title.test(action.title));
  assert.ok(wanted, `No fix like ${title} among: ${actions.map((action) => action.title).join(', ')}`);
  return wanted;
}

/** VS Code drops the question when an extension that still starts adds its own answers; then it is asked again. */
async function codeActions(uri: Uri, range: Range): Promise<CodeAction[]> {
  const kind = CodeActionKind.QuickFix.value;
  for (let left = 5; ; left -= 1) {
    try {
      return await commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind, 20);
    } catch (error) {
      if (left === 0 || !(error instanceof Error && error.message === 'Canceled')) throw error;
    }
  }
}

async function apply({ edit, title, command }: CodeAction): Promise<void> {
  assert.ok(edit, `'${title}' came without an edit, but with ${JSON.stringify(command)}`);
  assert.ok(await workspace.applyEdit(edit), `'${title}' could not be applied`);
}
