import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, test } from 'mocha';
import type { Locator } from 'playwright-core';
import { answerPreview, webview } from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

suite('the view of findings', () => {
  const window = suiteWindow(withProject('editor'));
  let rows: Locator;

  suiteSetup(async () => {
    rows = window.page.locator('.sidebar .pane-body .monaco-list-row');
    await window.page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Code Coach/ })
      .click();
    // Where it is empty it offers a scan, in words.
    await window.page.locator('.sidebar').getByRole('button', { name: 'Scan Workspace' }).last().click();
    await rows.filter({ hasText: /^null-prone/ }).waitFor();
  });

  test('is filled by the scan that it offers where it is empty', async () => {
    for (const habit of [/^null-prone/, /^stack-shaped/, /^error-checks/, /^needless-dependencies/]) {
      await rows.filter({ hasText: habit }).waitFor();
    }
  });

  test('leads to a finding and to the page that explains it', async () => {
    const { page } = window;
    await open(/^front-of-array/);
    await open(/^history\.ts/);
    const finding = rows.filter({ hasText: /is a stack whose top/ });
    await finding.click();
    await page.locator('.tab.active', { hasText: 'history.ts' }).waitFor();
    await finding.hover();
    await finding.getByRole('button', { name: 'Explain' }).click();
    await webview(page).getByRole('heading', { name: 'When this is fine' }).waitFor();
  });

  test('mends all of a rule after a preview', async () => {
    const { page } = window;
    const rule = rows.filter({ hasText: /^repeated-error-check/ });
    await rule.hover();
    await rule.getByRole('button', { name: /^Fix All of This Rule/ }).click();
    await answerPreview(page, 'Apply');
    await rule.waitFor({ state: 'detached' });
    const stock = await readFile(join(window.folder, 'src/guards/stock.ts'), 'utf8');
    assert.match(stock, /\n {2}assertResponseStatus200\(response\);\n/);
  });

  async function open(row: RegExp): Promise<void> {
    await rows.filter({ hasText: row }).locator('.monaco-tl-twistie').click();
  }
});
