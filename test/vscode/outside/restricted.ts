import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import {
  goToFinding,
  languageStatus,
  openFile,
  openLightBulb,
  runCommand,
  squiggles,
} from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

/** What one rule sees by syntax alone. */
const brackets = `export function isBalanced(text: string): boolean {
  let round = 0;
  let square = 0;
  for (const character of text) {
    if (character === '(') round += 1;
    else if (character === '[') square += 1;
    else if (character === ')') round -= 1;
    else if (character === ']') square -= 1;
    if (round < 0 || square < 0) return false;
  }
  return round === 0 && square === 0;
}
`;

suite('Restricted Mode', () => {
  const window = suiteWindow(
    async (folder) => {
      await withProject('editor')(folder);
      await writeFile(join(folder, 'src', 'brackets.ts'), brackets);
      return folder;
    },
    { restricted: true },
  );

  test('has findings of the rules that need no types, which may be silenced and explained but not mended', async () => {
    const { page } = window;
    await openFile(page, 'src/brackets.ts');
    await squiggles(page).first().waitFor();
    await languageStatus(page, /Code Coach, restricted to rules that need no types/);
    await goToFinding(page);
    await openLightBulb(page, 'Explain `stack-shaped/bracket-counters`');
    const offers = await page.locator('.action-widget .monaco-list-row').allTextContents();
    assert.deepEqual(
      offers.filter((title) => /stack of open|Replace|Fix all/i.test(title)),
      [],
    );
    await page.keyboard.press('Escape');
    await runCommand(page, 'Code Coach: Scan Workspace');
    await page.locator('.notification-toast', { hasText: /Scanned \d+ files: 1 finding/ }).waitFor();
  });

  test('ends with the trust of the person, and everything is there', async () => {
    const { page } = window;
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await openFile(page, 'src/history.ts');
    await squiggles(page).first().waitFor();
    await languageStatus(page, /Code Coach, idle/);
  });
});
