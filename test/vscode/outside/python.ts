import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'mocha';
import {
  goToFinding,
  openFile,
  pickAction,
  runCommand,
  squiggles,
} from '../../../scripts/vscode/workbench.mjs';
import { suiteWindow, withProject } from './window.ts';

/** Asks for a package where no Python that the project runs on is old enough to need it. */
const manifest = `[project]
name = "delivery-desk"
version = "1.4.0"
requires-python = ">=3.11"
dependencies = [
    "httpx",
    "tomli>=2; python_version < '3.11'",
]
`;

/** Nothing but Python, so that it is Python which brings the extension up. */
suite('Python', () => {
  const window = suiteWindow(async (folder) => {
    await withProject('python')(folder);
    await writeFile(join(folder, 'pyproject.toml'), manifest);
    return folder;
  });

  test('is underlined and mended as other languages are', async () => {
    const { page } = window;
    await openFile(page, 'desk/tags.py');
    await squiggles(page).first().waitFor();
    await goToFinding(page);
    await pickAction(page, 'Change `found` in place');
    await page.locator('.view-line', { hasText: 'found.append(tag)' }).waitFor();
    await squiggles(page).first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
  });

  test('has the light bulb in its manifest too', async () => {
    const { page } = window;
    await openFile(page, 'pyproject.toml');
    await squiggles(page).first().waitFor();
    await goToFinding(page);
    await pickAction(page, 'Remove `tomli` from pyproject.toml');
    await page.locator('.view-line', { hasText: 'tomli' }).waitFor({ state: 'detached' });
    await squiggles(page).first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
  });

  test('is part of a scan of the workspace', async () => {
    const { page } = window;
    await runCommand(page, 'Code Coach: Scan Workspace');
    await page.locator('.notification-toast', { hasText: /Scanned 6 files: \d+ findings/ }).waitFor();
    await page.locator('.notification-toast').getByText('Show Problems').click();
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'py-front-of-list' }).waitFor();
  });
});
