// Takes the pictures of the README from the real editor: the packaged extension in the served VS Code, on the sample.
// `node scripts/vscode/screenshot.mjs [dark|light|contrast]…` after `npm run package`; they go to docs/images.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { packagedExtension, repository } from './install.mjs';
import { serveVscode, workbenchUrl } from './serve.mjs';
import {
  goToFinding,
  openFile,
  openLightBulb,
  openWorkbench,
  pickAction,
  runCommand,
  squiggles,
  webview,
} from './workbench.mjs';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
};

const width = 1200;
const height = 720;

const wanted = process.argv.slice(2);
const images = join(repository, 'docs', 'images');
await mkdir(images, { recursive: true });
const browser = await openBrowser();
try {
  for (const [name, theme] of Object.entries(themes)) {
    if (wanted.length === 0 || wanted.includes(name)) await picture(name, theme);
  }
} finally {
  await browser.close();
}

async function picture(name, theme) {
  const home = await mkdtemp(join(tmpdir(), 'code-coach-pictures-'));
  const folder = join(home, 'sample');
  await cp(join(repository, 'test', 'projects', 'sample'), folder, { recursive: true });
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, 'editor.fontSize': 13 };
  const vscode = await serveVscode({ vsix: packagedExtension, settings });
  try {
    const page = await openWorkbench(browser, workbenchUrl(vscode.port, folder), { width, height });
    const take = async (subject) => {
      // VS Code's own language service says in the status bar that it still starts, and in a hover that it still looks.
      await page.waitForFunction(() => {
        const isBusy =
          document.querySelector('.statusbar .codicon-loading, .statusbar .codicon-sync') !== null;
        return (
          !isBusy && !(document.querySelector('.monaco-hover')?.textContent ?? '').includes('Loading...')
        );
      });
      const path = join(images, `${subject}-${name}.png`);
      await page.screenshot({ path });
      process.stdout.write(`${path}\n`);
    };
    await editorPicture(page, () => take('editor'));
    await lightBulbPicture(page, () => take('light-bulb'));
    await explainPicture(page, () => take('explain'));
    await reportPicture(page, () => take('report'));
    await problemsPicture(page, () => take('problems'));
    await findingsPicture(page, () => take('findings'));
    await page.close();
  } finally {
    await vscode.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A squiggle, and what the editor says when the mouse rests on it. */
async function editorPicture(page, take) {
  await openFile(page, 'src/invoices/payment.ts');
  await squiggles(page).first().waitFor();
  await squiggles(page).first().hover({ force: true });
  await page.locator('.monaco-hover', { hasText: 'non-exhaustive-union' }).first().waitFor();
  await take();
  await page.mouse.move(600, height - 70);
  await page.locator('.monaco-hover').first().waitFor({ state: 'hidden' });
}

/** What the light bulb offers for it. */
async function lightBulbPicture(page, take) {
  await goToFinding(page);
  await openLightBulb(page, 'Add the missing case');
  await take();
  await page.keyboard.press('Escape');
}

/** The page beside the code that explains a finding on it. */
async function explainPicture(page, take) {
  await goToFinding(page);
  await pickAction(page, 'Explain `null-prone/non-exhaustive-union`');
  await webview(page).getByRole('heading', { name: 'Fixes', exact: true }).waitFor();
  await webview(page).locator('.code .hljs-keyword').first().waitFor();
  await take();
  await runCommand(page, 'View: Close All Editor Groups');
}

/** The report on a page of the editor. */
async function reportPicture(page, take) {
  await runCommand(page, 'Code Coach: Show Report');
  await webview(page).locator('article').first().waitFor();
  await page.locator('.notification-toast').waitFor({ state: 'hidden' });
  await take();
  await runCommand(page, 'View: Close All Editor Groups');
}

/** What a scan of the workspace shows. */
async function problemsPicture(page, take) {
  await runCommand(page, 'Code Coach: Scan Workspace');
  const toast = page.locator('.notification-toast', { hasText: /Scanned \d+ files/ });
  await toast.getByText('Show Problems').click();
  await page.locator('.markers-panel .monaco-list-row').nth(3).waitFor();
  await openFile(page, 'src/api/orders.ts');
  await squiggles(page).first().waitFor();
  await take();
}

/** The same findings by habit and rule. */
async function findingsPicture(page, take) {
  await page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Code Coach/ })
    .click();
  await page.locator('.sidebar .monaco-list-row', { hasText: 'native-replacement' }).waitFor();
  await take();
}
