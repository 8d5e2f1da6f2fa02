import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import { openFile, pickAction, runCommand, squiggles } from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow } from './window.ts';

const front = 'stack-shaped/front-of-array';

/** Two folders with the same code, of which the first wants to hear nothing of stacks. */
suite('a workspace of several folders', () => {
  const window = suiteWindow(async (home) => {
    for (const name of ['one', 'two']) {
      await cp(join('test', 'projects', 'editor'), join(home, name), { recursive: true });
    }
    await mkdir(join(home, 'one', '.vscode'));
    await writeFile(settingsOf(home, 'one'), '{ "codeCoach.rules": { "stack-shaped": "off" } }\n');
    const file = join(home, 'shop.code-workspace');
    await writeFile(file, '{ "folders": [{ "path": "one" }, { "path": "two" }] }\n');
    return file;
  });

  test('holds each of them to its own settings', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Code Coach/ })
      .click();
    const rows = page.locator('.sidebar .pane-body .monaco-list-row');
    const rule = rows.filter({ hasText: /^front-of-array/ });
    await rule.locator('.monaco-tl-twistie').click();
    await rows.filter({ hasText: /^history\.ts.*two\/src/ }).waitFor();
    assert.match((await rule.textContent()) ?? '', /^front-of-array1$/);
  });

  test('has a rule turned off in the folder where that was asked for', async () => {
    const { page } = window;
    await openFile(page, join(window.folder, 'two', 'src', 'history.ts'));
    await squiggles(page).first().waitFor();
    await page.locator('.view-line', { hasText: 'unshift' }).click();
    await pickAction(page, `Turn \`${front}\` off in the settings`);
    await squiggles(page).first().waitFor({ state: 'detached' });
    assert.match(await readFile(settingsOf(window.folder, 'two'), 'utf8'), new RegExp(`"${front}": "off"`));
  });
});

function settingsOf(home: string, name: string): string {
  return join(home, name, '.vscode', 'settings.json');
}
