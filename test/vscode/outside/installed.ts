import { suite, test } from 'mocha';
import {
  goToFinding,
  openFile,
  pickAction,
  runCommand,
  squiggles,
  webview,
} from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

suite('the installed extension', () => {
  const window = suiteWindow(withProject('editor'));

  test('the light bulb mends what the squiggle is under', async () => {
    const { page } = window;
    await openFile(page, 'src/order.ts');
    await squiggles(page).first().waitFor();
    await goToFinding(page);
    await pickAction(page, "Add the missing case for 'refunded'");
    await page.locator('.view-line', { hasText: "case 'refunded':" }).waitFor();
    await squiggles(page).first().waitFor({ state: 'detached' });
  });

  test('a finding is explained beside its code, and mended from there', async () => {
    const { page } = window;
    await openFile(page, 'src/history.ts');
    await squiggles(page).first().waitFor();
    await goToFinding(page);
    await pickAction(page, 'Explain `stack-shaped/front-of-array` on this code');
    const shown = webview(page);
    await shown.getByRole('heading', { name: 'Fixes', exact: true }).waitFor();
    await shown.getByRole('heading', { name: 'When this is fine' }).waitFor();
    // VS Code's own Markdown colours the code.
    await shown.locator('.code .hljs-keyword').first().waitFor();
    await shown.getByRole('button', { name: 'Apply' }).first().click();
    await shown.getByText('This finding is gone from the code.').waitFor();
    await page.locator('.view-line', { hasText: 'push(' }).first().waitFor();
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

  test('the view has what the scan found by habit and rule, and hides what does not fit a filter', async () => {
    const { page } = window;
    await page
      .locator('.activitybar')
      .getByRole('tab', { name: /^Code Coach/ })
      .click();
    const rows = page.locator('.sidebar .pane-body .monaco-list-row');
    await rows.filter({ hasText: /^null-prone/ }).waitFor();
    await rows.filter({ hasText: /^repeated-error-check/ }).waitFor();
    await page
      .locator('.sidebar')
      .getByRole('button', { name: /^Filter Findings/ })
      .click();
    await page.locator('.quick-input-widget input[type=text]').fill('guards users');
    await page.keyboard.press('Enter');
    await rows.filter({ hasText: /^null-prone/ }).waitFor({ state: 'detached' });
    const rule = rows.filter({ hasText: /^repeated-error-check/ });
    await rule.locator('.monaco-tl-twistie').click();
    await rows.filter({ hasText: /^users\.ts/ }).waitFor();
    await page
      .locator('.sidebar')
      .getByRole('button', { name: /^Clear Filter/ })
      .click();
    await rows.filter({ hasText: /^null-prone/ }).waitFor();
  });
});
