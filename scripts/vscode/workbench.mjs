// What a person does in VS Code's window, through a browser page: for tests and for pictures.

/** Long enough for a slow machine; reaching it is a failure. */
const patience = { timeout: 50_000 };

/** Opens the workbench in a new window and resolves when it takes commands. */
export async function openWorkbench(browser, url, { width = 1280, height = 860, colorScheme = 'dark' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.setDefaultTimeout(patience.timeout);
  await page.goto(url);
  // The explorer shows the files only when the connection to the extension host stands.
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  return page;
}

/** Runs a command by its title, through the command palette. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Opens a file of the workspace by its path. */
export async function openFile(page, path) {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input[type=text]').fill(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-instance .view-lines .view-line').first().waitFor();
}

/** Squiggles of the given kind in the active editor. */
export function squiggles(page, kind = 'warning') {
  return page.locator(`.editor-instance .squiggly-${kind}`);
}
