// What a person does in VS Code's window, through a browser page: for tests and for pictures.

/** Long enough for a slow machine; reaching it is a failure. */
const patienceMs = 50_000;

/** Opens the workbench in a new window and resolves when it takes commands. */
export async function openWorkbench(browser, url, { width = 1280, height = 860, colorScheme = 'dark' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.setDefaultTimeout(patienceMs);
  await page.goto(url);
  // The explorer shows the files only when the connection to the extension host stands.
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  return page;
}

/**
 * Runs a command by its title, through the command palette. The palette lists what was there when it opened, so it
 * is opened again where an extension was not loaded yet.
 */
export async function runCommand(page, title) {
  const command = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await again(async (timeout) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input[type=text]').fill(`>${title}`);
    await command.waitFor({ timeout });
  });
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Tries with a small share of the patience at a time; the last failure counts. */
async function again(attempt) {
  const attempts = 10;
  for (let left = attempts; left > 1; left -= 1) {
    try {
      await attempt(patienceMs / attempts);
      return;
    } catch (error) {
      if (error.name !== 'TimeoutError') throw error;
    }
  }
  await attempt(patienceMs / attempts);
}

/**
 * Opens a file of the workspace by its path, in the first group of editors. A page beside the code passes keys on late, and
 * takes the focus back when it is drawn anew, which closes the list: so each key is given to what is to hear it, and a list
 * that was closed is opened again.
 */
export async function openFile(page, path) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const input = page.locator('.quick-input-widget input[type=text]');
  await again(async (timeout) => {
    if (await input.isVisible()) await input.press('Escape', { timeout });
    await input.waitFor({ state: 'hidden', timeout });
    const text = textOf(page.locator('.editor-group-container').first());
    if ((await text.count()) > 0) await text.press('Control+P', { timeout });
    else await page.keyboard.press('Control+P');
    await input.fill(path, { timeout });
    // At first the list has what was open before, and `Enter` takes the row that has the focus.
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor({ timeout });
    await input.press('Enter', { timeout });
    await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor({ timeout });
  });
  await page.locator('.editor-group-container.active .view-lines .view-line').first().waitFor();
}

/** What the one page of an extension that is shown holds; VS Code puts it into a frame within a frame. */
export function webview(page) {
  return page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
}

/** Squiggles in the active editor. */
export function squiggles(page) {
  return page.locator('.editor-instance .cdr[class*="squiggly-"]');
}

/** The entry of the status bar about the language of the active editor, once it says such words. */
export async function languageStatus(page, words) {
  const status = page.locator('#status\\.languageStatus');
  await status.and(page.getByLabel(words)).waitFor();
  return status;
}

/** Puts the cursor on the next finding of the active editor, by the key that people use. */
export async function goToFinding(page) {
  await pressInEditor(page, 'F8');
  const peek = page.locator('.marker-widget');
  await peek.waitFor();
  // The keyboard may still be with a page beside the code, so the key is given to what it is to close.
  await again(async (timeout) => {
    if ((await peek.count()) > 0) await peek.press('Escape', { timeout });
    await peek.waitFor({ state: 'detached', timeout });
  });
}

/** Presses a key in the text of the active editor, which has the focus by then whatever had it before. */
export async function pressInEditor(page, key) {
  await textOf(page.locator('.editor-group-container.active')).press(key);
}

/** What takes the keys of the editor of a group. */
function textOf(group) {
  return group.locator('.editor-instance').locator('.native-edit-context, textarea.inputarea').first();
}

/**
 * Opens the light bulb's menu at the cursor and resolves when it offers such a title. VS Code drops the question when
 * another extension reports something meanwhile, so it is asked again.
 */
export async function openLightBulb(page, title) {
  const offer = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await again(async (timeout) => {
    await page.keyboard.press('Escape');
    await pressInEditor(page, 'Control+.');
    await offer.waitFor({ timeout });
  });
  return offer;
}

/**
 * Picks from the light bulb's menu with the mouse. VS Code draws a row anew when the mouse first comes over it, and loses a
 * click that falls into that, which no hand is quick enough for: so the mouse rests on the row first.
 */
export async function pickAction(page, title) {
  const offer = await openLightBulb(page, title);
  // A mouse that was there already would not have moved, which VS Code takes for no wish at all.
  await page.mouse.move(0, 0);
  await offer.hover();
  await offer.and(page.locator('.focused')).waitFor();
  await offer.click();
}

/**
 * Picks from an open menu. In its first tenth of a second a menu of VS Code takes no click, so that the one that opened it
 * does not pick as well, and nothing on the screen tells when that is over; keys are heard from the start.
 */
export async function pickFromMenu(page, title) {
  await page.mouse.move(0, 0);
  await page.locator('.monaco-menu').getByText(title).hover();
  await page.locator('.monaco-menu .action-item.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-menu').waitFor({ state: 'detached' });
}

/** VS Code's preview of changes, once it lists some. */
export async function refactorPreview(page) {
  const preview = page.locator('.bulk-edit-panel');
  await preview.locator('.monaco-list-row').first().waitFor();
  return preview;
}

/** Answers the preview of changes with its button `Apply` or `Discard`. */
export async function answerPreview(page, answer) {
  const preview = await refactorPreview(page);
  await preview.locator('.buttons').getByRole('button', { name: answer }).click();
  await preview.locator('.buttons').waitFor({ state: 'hidden' });
}
