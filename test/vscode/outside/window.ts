import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { teardown } from 'mocha';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../../scripts/vscode/browser.mjs';
import { packagedExtension } from '../../../scripts/vscode/install.mjs';
import { serveVscode, workbenchUrl } from '../../../scripts/vscode/serve.mjs';
import { openWorkbench } from '../../../scripts/vscode/workbench.mjs';

export interface Window {
  readonly page: Page;
  close(): Promise<void>;
}

/** A new VS Code with the packaged extension installed, nothing else, showing a folder or a `.code-workspace`. */
export async function openWindow(path: string): Promise<Window> {
  const vscode = await serveVscode({ vsix: packagedExtension });
  try {
    const browser = await openBrowser();
    try {
      const page = await openWorkbench(browser, workbenchUrl(vscode.port, path));
      const close = async () => {
        await browser.close();
        await vscode.stop();
      };
      return { page, close };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await vscode.stop();
    throw error;
  }
}

/** Keeps a picture of the window under `out/` after each test of the suite that fails. */
export function pictureFailures(window: () => Window | undefined): void {
  teardown(async function () {
    const failed = this.currentTest;
    if (failed?.state !== 'failed') return;
    const path = join('out', 'failed', `${failed.titlePath().join(' ').replace(/\W+/g, '-')}.png`);
    await window()?.page.screenshot({ path });
  });
}

export async function temporaryFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), 'code-coach-window-')));
}

/** A copy of a test project that the test may change. */
export async function copyOfProject(name: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join('test', 'projects', name), folder, { recursive: true });
  return folder;
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
