import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import type { FrameLocator, Page } from 'playwright-core';
import {
  answerPreview,
  goToFinding,
  openFile,
  pickAction,
  pickFromMenu,
  pressInEditor,
  squiggles,
  webview,
} from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

const rule = 'error-checks/repeated-error-check';
const guards = ['orders', 'stock', 'users'].map((name) => `src/guards/${name}.ts`);

suite('the page that explains', () => {
  const window = suiteWindow(withProject('editor'));

  test('its evidence leads to the other places', async () => {
    const { page } = window;
    const shown = await explainGuard(page);
    const evidence = shown.getByRole('region', { name: 'Evidence' });
    await evidence.getByRole('button', { name: /orders\.ts:4/ }).click();
    await page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor();
    // The whole check is selected; the cursor is at its end.
    await page.locator('.statusbar', { hasText: 'Ln 6, Col 4' }).waitFor();
    await shown.getByRole('button', { name: /users\.ts:4/ }).click();
    await page.locator('.tab.active', { hasText: 'users.ts' }).waitFor();
  });

  test('the menu of an editor leads there where the editor has findings', async () => {
    const { page } = window;
    const entry = page.locator('.monaco-menu').getByText('Explain Finding');
    await openFile(page, 'src/history.ts');
    await squiggles(page).first().waitFor();
    // Nothing on the screen tells when the editor's menu has been told of the findings, so it is opened until it has.
    do {
      await page.keyboard.press('Escape');
      await page.locator('.view-line', { hasText: 'unshift' }).click({ button: 'right' });
      await page.locator('.monaco-menu').getByText('Change All Occurrences').waitFor();
    } while ((await entry.count()) === 0);
    await pickFromMenu(page, 'Explain Finding');
    await webview(page).getByText('stack-shaped/front-of-array').first().waitFor();
    await openFile(page, 'src/guards/response.ts');
    await page.locator('.view-line', { hasText: 'status' }).click({ button: 'right' });
    await page.locator('.monaco-menu').getByText('Change All Occurrences').waitFor();
    assert.equal(await entry.count(), 0);
    await page.keyboard.press('Escape');
  });

  test('a preview that is discarded changes nothing, one that is applied all of its files', async () => {
    const { page } = window;
    const shown = await explainGuard(page);
    const preview = shown.getByRole('button', { name: 'Preview' }).first();
    const before = await guardsOnDisk();
    await preview.click();
    await answerPreview(page, 'Discard');
    assert.deepEqual(await guardsOnDisk(), before);
    await preview.click();
    await answerPreview(page, 'Apply');
    await shown.getByText('This finding is gone from the code.').waitFor();
    for (const path of guards) {
      await openFile(page, path);
      await page.locator('.view-line', { hasText: 'assertResponseStatus200(response);' }).waitFor();
    }
  });

  test('one step of undo takes a fix back in all of its files', async () => {
    const { page } = window;
    await page.locator('.view-line', { hasText: 'assertResponseStatus200(response)' }).click();
    await pressInEditor(page, 'Control+Z');
    await squiggles(page).first().waitFor();
    await page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: 'errors.ts' })
      .waitFor({ state: 'detached' });
    await openFile(page, 'src/guards/stock.ts');
    await page.locator('.view-line', { hasText: 'throw new Error' }).waitFor();
    // The page follows: what was gone is there again.
    await webview(page).getByText('This finding is gone from the code.').waitFor({ state: 'hidden' });
  });

  test('a finding is silenced from there with a reason', async () => {
    const { page } = window;
    const shown = await explainGuard(page);
    await shown.getByRole('button', { name: /^Silence/ }).click();
    await page.locator('.quick-input-widget input[type=text]').fill('this one is retried');
    await page.keyboard.press('Enter');
    await shown.getByText('This finding is gone from the code.').waitFor();
    await page.locator('.view-line', { hasText: `code-coach-ignore-next-line ${rule}` }).waitFor();
    assert.ok(await shown.getByRole('button', { name: 'Apply' }).first().isDisabled());
  });

  function guardsOnDisk(): Promise<string[]> {
    return Promise.all(guards.map((path) => readFile(join(window.folder, path), 'utf8')));
  }
});

/** The page on the check in `users.ts`. */
async function explainGuard(page: Page): Promise<FrameLocator> {
  await openFile(page, 'src/guards/users.ts');
  await squiggles(page).first().waitFor();
  await goToFinding(page);
  await pickAction(page, `Explain \`${rule}\` on this code`);
  const shown = webview(page);
  // The page may still show what was explained before, which has its evidence too.
  await shown.getByText(rule).first().waitFor();
  await shown.getByRole('heading', { name: 'Evidence' }).waitFor();
  return shown;
}
