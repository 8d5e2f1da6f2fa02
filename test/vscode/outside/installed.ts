import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { openFile, runCommand, squiggles } from '../../../scripts/vscode/workbench.mjs';
import { copyOfProject, openWindow, removeFolder, type Window } from './window.ts';

suite('the installed extension', () => {
  let folder: string;
  let window: Window;

  suiteSetup(async () => {
    folder = await copyOfProject('editor');
    window = await openWindow(folder);
  });

  suiteTeardown(async () => {
    await window?.close();
    await removeFolder(folder);
  });

  test('the light bulb mends what the squiggle is under', async () => {
    const { page } = window;
    await openFile(page, 'src/order.ts');
    await squiggles(page).first().waitFor();
    await page.keyboard.press('F8');
    await page.locator('.marker-widget', { hasText: 'refunded' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'refunded' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: "case 'refunded':" }).waitFor();
    await squiggles(page).first().waitFor({ state: 'detached' });
  });

  test('a scan fills the Problems panel with files that are not open', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    await page.locator('.notification-toast', { hasText: /Scanned \d+ files: \d+ findings/ }).waitFor();
    await page.locator('.notification-toast').getByText('Show Problems').click();
    const problems = page.locator('.markers-panel');
    await problems.locator('.monaco-list-row', { hasText: 'history.ts' }).waitFor();
    await problems.locator('.monaco-list-row', { hasText: 'front-of-array' }).waitFor();
  });
});
