import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import {
  goToFinding,
  openFile,
  openLightBulb,
  runCommand,
  squiggles,
} from '../../../scripts/vscode/workbench.mjs';
import { copyOfProject, openWindow, pictureFailures, removeFolder, type Window } from './window.ts';

suite('the installed extension', () => {
  let folder: string;
  let window: Window;
  pictureFailures(() => window);

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
    await goToFinding(page);
    const fix = await openLightBulb(page, "Add the missing case for 'refunded'");
    await fix.click();
    await page.locator('.view-line', { hasText: "case 'refunded':" }).waitFor();
    await squiggles(page).first().waitFor({ state: 'detached' });
  });

  test('a scan fills the Problems panel with files that are not open', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    await page.locator('.notification-toast', { hasText: /Scanned \d+ files: \d+ findings/ }).waitFor();
    await page.locator('.notification-toast').getByText('Show Problems').click();
    const problems = page.locator('.markers-panel');
    await problems.locator('.monaco-list-row', { hasText: 'defaults.ts' }).waitFor();
    await problems.locator('.monaco-list-row', { hasText: 'native-replacement' }).waitFor();
  });
});
